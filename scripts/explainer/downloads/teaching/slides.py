"""A lesson as slides: what is on each slide and in its notes for the teacher, independent of any file format.

A slide holds one idea, in type that can be read from the back of a room. Of each lesson there are two decks: the
teacher's, with notes, answers and key points, and the students', which gives nothing away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import html

from explainer.downloads.book import Book, Chapter
from explainer.downloads.references import by_source, notes_of
from explainer.downloads.teaching.handouts import key_of
from explainer.downloads.teaching.map_slides import map_slides
from explainer.downloads.teaching.slide import Slide, split
from explainer.downloads.teaching.tie_slides import tie_slides
from explainer.downloads.teaching.worksheet_parts import Texts, letter_rows, part_of
from explainer.pages.lessons import Lesson
from explainer.records.wording import full_entry

_STRIPS, _NARROW = "./g[text[@class='panel']]", "width: 105mm"


def deck(book: Book, lesson: Lesson) -> list[Slide]:
    """Return the slides of the teacher's deck, in the order of the lesson's parts."""
    return _numbered(book.texts, [*_shown_to_all(book, lesson), *_key_points(book, lesson), _closing(book, lesson)])


def students_deck(book: Book, lesson: Lesson) -> list[Slide]:
    """Return the slides of the students' deck: without notes, answers and key points."""
    shown = [*_shown_to_all(book, lesson), _closing(book, lesson)]
    return _numbered(book.texts, [replace(slide, notes="") for slide in shown])


def _shown_to_all(book: Book, lesson: Lesson) -> list[Slide]:
    tree = _readable(book.by_path[lesson.page.path])
    letter_rows(tree)
    answers, texts = dict(_answers(key_of(book, lesson))), book.texts
    return [
        _opening(book, lesson, tree),
        Slide(texts["slide-central-question"], large=" ".join(_lines(tree, "central-question"))),
        *_texts(tree, texts["slide-objectives"], "objectives"),
        *_texts(tree, texts["slide-before"], "before-you-start", texts["slide-read-aloud"]),
        *_words(texts, tree),
        *_texts(tree, texts["slide-background"], "background"),
        *_pictures(texts, tree),
        *_maps(lesson, tree),
        *(slide for figure in tree.xpath(".//figure[@class='bodies']") for slide in tie_slides(texts, figure)),
        *_sheets(texts, tree),
        *_asked(texts, tree, "questions", answers),
        *_grids(texts, tree),
        *_organisers(tree),
        *_tasks(texts, tree, answers),
        *_asked(texts, tree, "ticket", answers),
    ]


def _numbered(texts: Texts, slides: Iterable[Slide]) -> list[Slide]:
    """Return slides whose titles all differ: those with the same title are numbered."""
    listed = list(slides)
    counts, seen = Counter(slide.title for slide in listed), Counter[str]()
    made = []
    for slide in listed:
        seen[slide.title] += 1
        several = counts[slide.title] > 1
        number, of = seen[slide.title], counts[slide.title]
        title = texts["slide-one-of"].format(title=slide.title, number=number, of=of) if several else slide.title
        made.append(replace(slide, title=title))
    return made


def _readable(chapter: Chapter) -> html.HtmlElement:
    """Return a chapter with the citations as text in square brackets."""
    tree = chapter.tree()
    for mark in tree.xpath(".//sup[@class='cite']"):
        labels = [" ".join(link.text_content().split()) for link in mark.xpath("./a")]
        mark.text, mark[:] = f" [{'; '.join(labels)}]", []
    for context in tree.xpath(".//span[@class='context']"):
        context.text = f" {context.text}"
    return tree


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _italics(element: html.HtmlElement) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_text(each) for each in element.xpath(".//em")))


def _elements(tree: html.HtmlElement, part: str) -> list[html.HtmlElement]:
    """Return the paragraphs and list items of a part, without the words of its pictures."""
    return [
        each
        for child in part_of(tree, part)
        for each in child.xpath("descendant-or-self::p | descendant-or-self::li")
        if not each.xpath("ancestor::figure")
    ]


def _lines(tree: html.HtmlElement, part: str) -> list[str]:
    return [_text(each) for each in _elements(tree, part)]


def _texts(tree: html.HtmlElement, title: str, part: str, notes: str = "") -> Iterator[Slide]:
    found = _elements(tree, part)
    italics = tuple(phrase for each in found for phrase in _italics(each))
    yield from split(title, [_text(each) for each in found], notes, italics)


def _opening(book: Book, lesson: Lesson, tree: html.HtmlElement) -> Slide:
    steps = [": ".join(_text(each) for each in step.xpath("./p")) for step in tree.xpath(".//section[@class='step']")]
    lines = (book.texts[f"skill-{lesson.skill}"], f"{book.title}, {book.label}")
    return Slide(_text(tree.find(".//h1")), lines, notes="\n".join([book.texts["slide-time-plan"], *steps]))


def _closing(book: Book, lesson: Lesson) -> Slide:
    chapter = book.by_path[lesson.page.path]
    sources = [notes[0].source for notes in by_source(notes_of(book, chapter)).values()]
    lines = (", ".join(source.publisher for source in sources), *book.imprint()[1:])
    notes = "\n".join(full_entry(source, book.texts) for source in sources)
    return Slide(book.texts["slide-sources"], lines, notes=notes)


def _key_points(book: Book, lesson: Lesson) -> Iterator[Slide]:
    yield from _texts(_readable(book.by_path[lesson.page.path]), book.texts["slide-key-points"], "key-points")


def _words(texts: Texts, tree: html.HtmlElement) -> Iterator[Slide]:
    for part in part_of(tree, "words-you-need"):
        for term in part.xpath(".//dt"):
            yield from split(texts["slide-word"].format(word=_text(term)), [_text(term.getnext())])


def _pictures(texts: Texts, tree: html.HtmlElement) -> Iterator[Slide]:
    """Return a slide for each chart of a lesson, or for each of its strips, with its caption as the title."""
    for figure in tree.xpath(".//figure[.//svg][@class!='map']"):
        notes = " ".join(_text(each) for each in figure.xpath("./p"))
        for drawing in figure.xpath(".//svg[not(ancestor::svg)]"):
            caption = figure.find(".//figcaption")
            strong = caption.find(".//strong") if caption is not None else None
            said = _text(strong) if strong is not None else texts["picture"]
            about = " ".join(_text(each) for each in drawing.xpath("./title | ./desc"))
            for strip in _strips(drawing):
                picture = html.tostring(strip, encoding="unicode", with_tail=False)
                yield Slide(said, picture=picture, description=about, notes=notes)


def _maps(lesson: Lesson, tree: html.HtmlElement) -> Iterator[Slide]:
    for shown, figure in zip(lesson.named("map"), tree.xpath(".//figure[@class='map']"), strict=True):
        yield from map_slides(figure, shown.block.argument)


def _strips(drawing: html.HtmlElement) -> list[html.HtmlElement]:
    """Return each strip of a chart as a drawing of its own, so narrow that its words are large on a slide; the drawing
    itself if it has no strips."""
    count = len(drawing.xpath(_STRIPS))
    if count < 2:
        return [drawing]
    made = [deepcopy(drawing) for _ in range(count)]
    for kept, strip in enumerate(made):
        strip.set("style", _NARROW)
        for at, other in enumerate(strip.xpath(_STRIPS)):
            if at != kept:
                other.drop_tree()
    return made


def _sheets(texts: Texts, tree: html.HtmlElement) -> Iterator[Slide]:
    """Return for each sheet a slide on who, where, when and which copy, and one for each quotation or figure."""
    for sheet in tree.xpath(".//section[@class='sheet']"):
        title = _text(sheet.find("h3"))
        facts = [(_text(term), _text(term.getnext())) for term in sheet.xpath("./dl/dt")]
        yield from split(texts["slide-where-from"].format(sheet=title), [f"{name}: {said}" for name, said in facts])
        named = texts["who-speaks"], texts["who-counts"]
        speakers, counters = ([said for name, said in facts if name == who] for who in named)
        for figure in sheet.xpath(".//figure"):
            # Of several counters each stands beside its number.
            who = speakers if figure.get("class") == "quote" else counters if len(counters) == 1 else []
            yield _one_record(title, who, figure)


def _one_record(title: str, who: list[str], figure: html.HtmlElement) -> Slide:
    quotation = figure.find("blockquote")
    said = _text(quotation if quotation is not None else figure.xpath("./p")[0])
    caption = figure.find("figcaption")
    contexts = [_text(each) for each in caption.xpath(".//span[@class='context']")]
    for context in caption.xpath(".//span[@class='context']"):
        context.drop_tree()
    lines = (_text(caption), *who) if quotation is None else (*who, _text(caption))
    return Slide(title, lines, large=said, notes=" ".join(contexts))


def _asked(texts: Texts, tree: html.HtmlElement, kind: str, answers: dict[str, str]) -> Iterator[Slide]:
    """Return a slide for each question, with the answer for the teacher."""
    for group in tree.xpath(f".//section[@class='{kind}']"):
        heading = group.find("h3")
        name = _text(heading) if heading is not None else texts["slide-exit-ticket"]
        for asked in group.xpath(".//li"):
            number = str(asked.get("id", "")).rpartition("-")[2]
            notes = answers.get(number, "")
            yield from split(f"{number}. {name}", [_text(asked)], notes, _italics(asked))


def _tasks(texts: Texts, tree: html.HtmlElement, answers: dict[str, str]) -> Iterator[Slide]:
    for task in tree.xpath(".//section[@class='task']"):
        level = str(task.find("h3").get("id")).rpartition("-")[2]
        lines = [_text(each) for each in task.xpath("./p | .//li")]
        title = texts["task-called"].format(shape=texts[f"shape-{level}"])
        yield from split(title, lines, answers.get(level, ""), _italics(task))


def _grids(texts: Texts, tree: html.HtmlElement) -> Iterator[Slide]:
    """Return for each grid a slide with the question that it asks, and one for each row; the notes give the result."""
    for block in tree.xpath(".//div[@class='block grid']"):
        table = block.find(".//table")
        heads = [_text(head) for head in table.xpath("./thead//th")]
        notes = "\n".join(_text(each) for each in block.xpath(".//details//li | ./p"))
        yield Slide(texts["part-grid-to-fill"], (heads[-1],), large=_text(table.find("caption")), notes=notes)
        for row in table.xpath("./tbody/tr"):
            cells = [_text(cell) for cell in row]
            letter, _, source = cells[0].partition(" ")
            facts = tuple(f"{name}: {said}" for name, said in zip(heads[2:-1], cells[2:-1], strict=True))
            yield Slide(f"{texts['part-grid-to-fill']} {letter}", (*facts, f"{heads[0]}: {source}"), large=cells[1])


def _organisers(tree: html.HtmlElement) -> Iterator[Slide]:
    """Return a slide for each table that a class fills on the board."""
    for table in tree.xpath(".//div[@class='block organiser']//table"):
        rows = tuple(tuple(_text(cell).strip("\N{NO-BREAK SPACE}") for cell in row) for row in table.xpath(".//tr"))
        yield Slide(_text(table.find("caption")), table=rows)


def _answers(key: Chapter) -> Iterator[tuple[str, str]]:
    """Return the number or level that each answer is for, and its text."""
    for answer in _readable(key).xpath(".//section[@class='answer']"):
        to = str(answer.find(".//h3").get("id")).rpartition("-")[2]
        yield to, " ".join(_text(each) for each in answer.xpath("./p | ./ul | ./ol"))
