"""Markup that could run code is refused in pages, and whatever is accepted there is safe when built (rule Y5)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from conftest import REAL_ROOT, TOY
from explainer.core.problems import Problem
from explainer.core.project import ROOT_VARIABLE
from explainer.gates.built_markup import faults
from explainer.gates.markup import markup
from explainer.pages.read_pages import parse_page
from rendering import enabled_extensions

REFUSED = {
    "script": "<script>tide()</script>",
    "script in capitals": "Low <ScRiPt src=//a.example>",
    "element left open": "Low <img src=x onerror=tide()",
    "drawing that runs": "<svg onload=tide()>",
    "drawing inside a line": "Low <svg/onload=tide()> tide.",
    "frame": '<iframe srcdoc="<p>">',
    "base": "<base href=//a.example>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://a.example">',
    "comment": "<!-- note -->",
    "declaration": "<!DOCTYPE html>",
    "instruction": "<?php tide() ?>",
    "closing element": "</article>",
    "Markdown inside an element": '<div markdown="1">\nLow\n</div>',
    "element behind escaped marks of code": "\\`<img src=x onerror=tide()>\\`",
    "element at the start of a line within code": "`low\n<div onclick=tide()>\ntide`",
    "element in fenced code": "```\n<b>\n```",
    "address that runs code": "[low](javascript:tide())",
    "address in capitals": "[low](JaVaScRiPt:tide())",
    "address behind a blank": "[low]( javascript:tide())",
    "address with a line end": "[low](java\nscript:tide())",
    "address with a tab": "[low](java\tscript:tide())",
    "address in angle brackets": "[low](<javascript:tide()>)",
    "address as entities": "[low](&#106;avascript:tide())",
    "address as hexadecimal entities": "[low](&#x6A;&#x61;vascript:tide())",
    "address with a named entity": "[low](javascript&colon;tide())",
    "address escaped": "[low](java\\script:tide())",
    "address of another script": "[low](vbscript:tide())",
    "address of data": "[low](data:text/html;base64,PHN2Zz4=)",
    "address of a file": "[low](file:///etc/hosts)",
    "address without a scheme": "[low](//a.example/)",
    "address without a secure scheme": "[low](http://a.example/)",
    "address of another kind": "[low](ftp://a.example/)",
    "address with a name and a word": "[low](https://me:word@a.example/)",
    "automatic link without a secure scheme": "<http://a.example>",
    "automatic link that ends in an element": "<https://a.example/ onclick=tide()>",
    "automatic link that runs code": "<javascript:tide()>",
    "address of mail": "<a@b.example>",
    "address apart": "[low][x]\n\n[x]: javascript:tide()",
    "address apart on two lines": "[low][x]\n\n[x]:\n    javascript:tide()",
    "address apart that is secure": "[low][x]\n\n[x]: https://a.example",
    "picture from elsewhere": "![low](https://a.example/x.png)",
    "picture of data": "![low](data:image/svg+xml,x)",
    "event attribute": "Low tide.{onclick=tide()}",
    "event attribute of a link": "[low](index.md){onclick=tide()}",
    "event attribute of a heading": "# Low {onclick=tide()}",
    "event attribute of a heading with an id": "## Low {#low onclick=tide()}",
    "event attribute of a paragraph": "Low tide.\n{: onmouseover='tide()' }",
    "event attribute of an item": "- Low\n{: onclick=tide() }",
    "event attribute in capitals": "Low {: OnClick=tide() }",
    "style attribute": "Low {: style='position:fixed' }",
    "style of a word": "*low*{style=color:red}",
    "frame attribute": "[low](index.md){srcdoc=x}",
    "target attribute": "[low](index.md){target=_blank}",
    "attribute with a bracket inside": "[low](index.md){title='}' onclick=tide()}",
    "file put in": '--8<-- "data/people.yaml"',
    "file put in, short": '-8<- "data/people.yaml"',
    "template": "{{ config }}",
    "title that leaves its marks": "---\ntitle: Low</title><script>\n---\nLow.",
    "link in a table": "| a | b |\n|---|---|\n| [low](javascript:tide()) | x |",
    "link in a block": "/// guide\n[low](javascript:tide())\n///",
    "link in an item": "1. [low](javascript:tide())",
    "link in a quotation": "> [low](javascript:tide())",
}
FINE = {
    "page": "[low](topics/leaving.md#low-tide)",
    "page above": "[low](../index.md)",
    "anchor": "[low](#low)",
    "address": "[low](https://a.example/x?y=1&z=%20#p)",
    "title": '[low](figures.md "All figures")',
    "id": "## Low {#low}",
    "class": "Low.\n{: .wide #low }",
    "code": "`<b>` and ``a ` <i>``, `{x=1}`, `javascript:`",
    "signs": "3 < 4, a > b & c; [words] (aside)",
    "automatic link": "<https://a.example/x?y=1>",
    "word and a colon": "Text and data: free. In any file: none.",
    "entity": "&lt;b&gt; &copy;",
}


def source_faults(text: str) -> list[Problem]:
    page = parse_page(text, "index.md", "docs/index.md")
    edition: Any = SimpleNamespace(pages=[page])
    return [finding for finding in markup(edition) if isinstance(finding, Problem)]


@pytest.mark.parametrize("name", REFUSED)
def test_markup_that_could_run_code_is_refused_with_its_line(name: str) -> None:
    problems = source_faults(f"# Low\n\nLow tide.\n\n{REFUSED[name]}\n")
    assert problems
    assert all(problem.code == "Y5" and problem.place.line >= 5 for problem in problems)


@pytest.mark.parametrize("name", FINE)
def test_markup_that_pages_need_is_accepted(name: str) -> None:
    assert source_faults(FINE[name]) == []


def test_no_extension_includes_files_or_html() -> None:
    names = set(enabled_extensions(REAL_ROOT)[0])
    assert not names & {"md_in_html", "extra", "pymdownx.extra", "pymdownx.snippets", "pymdownx.emoji"}


PIECES = [
    "low", " ", "\n", "\n\n", "\t", "    ", "`", "``", "\\", "[", "]", "(", ")", "](", "][x]", "[x]: ", "<", ">", "<b ",
    "<!--", "-->", "</p>", "<svg ", "onload=tide()", "{", "}", "{: ", "{#id}", "{.wide}", "onclick=tide()", "style=x",
    "javascript:", "java", "script:", "data:", "https://a.example", "//a.example", "&#106;", "&colon;", "&lt;", '"',
    "'", "*", "_", "# ", "- ", "> ", "1. ", "| ", "|-|", "![", "index.md", "#low", "/// guide\n", "///\n", "[@heron:1]",
    "whistle", "---", "```", "<https://a.example>", "title=", "=", ":", "!",
]  # fmt: skip


SIGN = st.sampled_from(PIECES)
FEW = st.lists(SIGN, max_size=4).map("".join)
NEARLY_MARKUP = st.one_of(
    SIGN,
    FEW.map("[low]({})".format),
    FEW.map("![low]({})".format),
    FEW.map("[low][x]\n\n[x]: {}".format),
    FEW.map("low {{{}}}".format),
    FEW.map("# low {{: {} }}".format),
    FEW.map("`{}`".format),
    FEW.map("<{}>".format),
)
"""Pieces of Markdown, and links, attributes, code and elements that contain a few of them."""


def rendered(text: str) -> str:
    extensions, options = enabled_extensions(REAL_ROOT)
    markdown = Markdown(extensions=[*extensions, "fenced_code"], extension_configs=options)
    location = Treeprocessor(markdown)
    location.file = SimpleNamespace(src_uri="index.md")  # type: ignore[attr-defined]
    markdown.treeprocessors.register(location, "relpath", 0)
    return markdown.convert(text)


@given(st.lists(NEARLY_MARKUP, max_size=7).map("".join))
def test_markup_accepted_in_sources_is_accepted_in_built_pages(text: str) -> None:
    if source_faults(text):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(TOY))
        html = rendered(text)
    tree = document_fromstring(f"<!doctype html><html><body>{html}</body></html>")
    elements = [each for each in tree.iter() if isinstance(each.tag, str)]
    assert [fault for each in elements for fault in faults(each)] == []
