"""What a search finds of a built page: its prose by section, and nothing that is drawn, counted or a note."""

from __future__ import annotations

from explainer.built.page_prose import page_records
from explainer.built.site import BuiltPage

HEAD = '<head><meta name="description" content="What it is about."></head>'


def records(article: str, with_prose: bool = True) -> list[dict[str, str]]:
    html = f"<html>{HEAD}<body><main><article>{article}</article></main></body></html>"
    return page_records(BuiltPage("topics/leaving.html", html), with_prose)


def test_a_page_is_found_with_the_passages_above_its_first_heading() -> None:
    assert records("<h1>Leaving</h1><p>Why <em>pilots</em>\nleft.</p><ul><li>One</li></ul>") == [
        {
            "kind": "page",
            "title": "Leaving",
            "address": "topics/leaving.html",
            "text": "What it is about. ¶ Why pilots left. ¶ One",
        }
    ]


def test_a_section_is_found_with_its_heading_and_place() -> None:
    found = records('<h1>Leaving</h1><h2 id="pay">Pay<a class="headerlink">¶</a></h2><p>Pay was late.</p><p>Twice.</p>')
    assert found[1:] == [
        {
            "kind": "section",
            "title": "Leaving – Pay",
            "address": "topics/leaving.html#pay",
            "text": "Pay was late. ¶ Twice.",
        }
    ]


def test_marks_notes_forms_and_code_are_no_prose() -> None:
    mark = '<sup class="cite"><a>Heron ¶1</a></sup>'
    notes = '<aside class="notes"><p class="note">Heron ¶1.</p></aside>'
    article = f"<h1>Leaving</h1><p>They left.{mark}</p>{notes}<pre>code</pre><form><label>Words</label></form>"
    (page,) = records(f"{article}<noscript><p>Scripts.</p></noscript><div class='data'><p>x</p></div>")
    assert page["text"] == "What it is about. ¶ They left."


def test_what_is_drawn_from_records_is_left_to_them_but_its_headings_are_found() -> None:
    (page, section) = records(
        '<h1>Leaving</h1><h2 id="pay">Pay</h2><p>One.</p>'
        '<div class="block figures"><h3 id="how-many">How many?</h3><p>Drawn.</p></div><p>Two.</p>'
    )
    assert page["words"] == "How many?"
    assert section["text"] == "One. ¶ Two."


def test_a_paragraph_with_a_counted_number_is_no_prose() -> None:
    (page,) = records('<h1>Leaving</h1><p>All <span class="count">3</span> of them.</p><p>So.</p>')
    assert page["text"] == "What it is about. ¶ So."


def test_passages_inside_a_passage_are_found_once() -> None:
    (page,) = records("<h1>Leaving</h1><ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>")
    assert page["text"] == "What it is about. ¶ One ¶ Two ¶ Three"


def test_a_page_without_its_prose_is_found_by_its_headings() -> None:
    article = '<h1>Answers</h1><p>The answer.</p><h2 id="one">Question one</h2><p>Yes.</p>'
    (page,) = records(article, with_prose=False)
    assert (page["text"], page["words"]) == ("What it is about.", "Question one")


def test_a_page_without_a_heading_is_not_found() -> None:
    assert records("<p>Nothing.</p>") == []
