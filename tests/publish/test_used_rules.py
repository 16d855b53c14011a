"""The rules of a theme's style sheet that pages can use are kept, in every state, and the rest is left out."""

from __future__ import annotations

import pytest
from cssselect2 import ElementWrapper, Matcher, compile_selector_list
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from explainer.core.problems import Refused
from explainer.publish.style_rules import compact
from explainer.publish.used_rules import used_rules

PAGE = """<body dir="ltr"><header class="top"><a class="logo" href="#">Low</a></header>
<input class="toggle"><main><ul><li><a href="#tide">Tide</a></li></ul><button>Go</button></main></body>"""


def kept(sheet: str, page: str = PAGE, other_sheets: str = "") -> str:
    return used_rules(sheet, [document_fromstring(page)], other_sheets).strip()


@pytest.mark.parametrize(
    "rule",
    [
        "a{color:red}",
        ".top>.logo{margin:0}",
        "[dir=ltr] .logo{margin-left:1px}",
        "a:hover{color:blue}",
        "a:focus-visible{outline:auto}",
        ".toggle:checked~main{color:red}",
        ":hover>.logo{opacity:.7}",
        "li:not(:last-child)::after{content:\"·\"}",
        ":root{color:red}",
        "*,::before{box-sizing:inherit}",
        ".top a:is(:hover,:focus){color:red}",
        "main button:not([hidden]){display:block}",
        "a[href^=\"#\"]{color:red!important}",
    ],
)  # fmt: skip
def test_what_a_page_can_use_stays_as_it_is(rule: str) -> None:
    assert kept(rule) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".search{color:red}",
        ".top .search:hover{color:red}",
        "[dir=rtl] .logo{margin-right:1px}",
        ".logo--active{opacity:0}",
        ".logo.focus-visible{outline-color:red}",
        "[data-toggle=search]:checked~.top{color:red}",
        "table td{padding:0}",
        "@media print{.search{display:none}}",
        "@media print{@supports (display:grid){.search{display:none}}}",
        "@keyframes pulse{from{opacity:0}}",
        "a{}",
        '@charset "UTF-8";',
    ],
)
def test_what_only_a_script_or_another_page_would_use_is_left_out(rule: str) -> None:
    assert kept(rule) == ""


def test_of_several_selectors_those_that_match_are_kept() -> None:
    assert kept(".search, a, .logo:focus , table{color:red}") == "a,.logo:focus{color:red}"


def test_what_any_of_the_pages_uses_is_kept() -> None:
    trees = [document_fromstring(PAGE), document_fromstring("<table><tr><td>low</table>")]
    assert used_rules("td{padding:0}p{margin:0}a{margin:0}", trees) == "td{padding:0}\na{margin:0}\n"


_TAGS, _CLASSES = ("p", "div", "ul", "li"), ("top", "low", "low-tide")
_ELEMENTS = st.recursive(
    st.builds("<{0} {1}></{0}>".format, st.sampled_from(_TAGS), st.sampled_from(("", "id=reef", "data-at=quay"))),
    lambda inside: st.builds(
        "<div class='{0}'>{1}</div>".format, st.sampled_from(_CLASSES), st.lists(inside, max_size=4).map("".join)
    ),
    max_leaves=12,
)
_COMPOUNDS = st.sampled_from(
    ("*", "p", "li", "div", ".top", ".low", "div.low-tide", "#reef", "[data-at]", "p[data-at=quay]", "body", "td")
)
_SELECTORS = st.lists(st.tuples(_COMPOUNDS, st.sampled_from((" ", ">", "+", "~", " ~ "))), min_size=1, max_size=3).map(
    lambda parts: "".join(f"{compound}{combinator}" for compound, combinator in parts).rstrip(" >+~")
)


@given(st.lists(st.lists(_ELEMENTS, max_size=5).map("".join), min_size=1, max_size=3), st.lists(_SELECTORS, max_size=6))
def test_what_is_kept_is_what_matches_when_every_element_is_tried(pages: list[str], selectors: list[str]) -> None:
    trees = [document_fromstring(f"<body>{page}</body>") for page in pages]
    matcher = Matcher()
    for selector in selectors:
        for each in compile_selector_list(selector):
            matcher.add_selector(each, selector)
    every = (element for tree in trees for element in ElementWrapper.from_html_root(tree).iter_subtree())
    matching = {selector for element in every for *_, selector in matcher.match(element)}
    sheet = "".join(f"{selector}{{color:red}}" for selector in selectors)
    expected = "".join(f"{selector}{{color:red}}\n" for selector in selectors if selector in matching)
    assert used_rules(sheet, trees) == expected


def test_nothing_takes_the_outline_from_what_has_the_focus() -> None:
    sheet = ":not(.focus-visible){outline:none}input{outline:none;border:0}a{outline:0}a:focus{outline:2px solid red}"
    assert kept(sheet) == "input{border:0}\na:focus{outline:2px solid red}"


def test_scrollbars_look_as_they_do_elsewhere() -> None:
    sheet = "a::-webkit-scrollbar,a{width:1px;scrollbar-color:red blue}main:hover::-webkit-scrollbar-thumb{width:2px}"
    assert kept(sheet) == "a{width:1px}"


def test_what_a_later_sheet_always_sets_anew_is_left_out() -> None:
    sheet = "a{color:var(--a);margin:0}@media print{a{color:blue}}a,li{color:red}:root{--a:1;--b:2}"
    sheet += "a:hover{color:red!important}"
    later = "a{color:green}a:hover{color:green;padding:var(--b)}@media print{a{margin:1px}}"
    assert kept(sheet, other_sheets=later) == "a{margin:0}\na,li{color:red}\n:root{--b:2}\na:hover{color:red!important}"


def test_conditions_stay_around_what_they_hold() -> None:
    sheet = "@media screen and (min-width:60em){.search{color:red}a{color:red}}"
    assert kept(sheet) == "@media screen and (min-width:60em){a{color:red}\n}"


def test_a_variable_is_kept_if_something_reads_it() -> None:
    sheet = (
        ":root{--read:var(--below);--below:red;--unread:url('data:image/svg+xml,low');--ours:1px}a{color:var(--read)}"
    )
    assert kept(sheet, other_sheets="p{margin:var(--ours)}") == (
        ":root{--read:var(--below);--below:red;--ours:1px}\na{color:var(--read)}"
    )
    assert kept(":root{--unread:red}.search{color:var(--unread)}") == ""


def test_an_animation_is_kept_if_something_moves_by_it() -> None:
    sheet = "@keyframes tide{from{opacity:0}}a{animation:tide 1s}"
    assert kept(sheet) == sheet.replace("}a", "}\na")


def test_a_sheet_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(Refused) as caught:
        used_rules("a{color:red}\n}", [], file="site/assets/low.css")
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line, problem.code) == ("site/assets/low.css", 2, "B4")


@pytest.mark.parametrize(
    ("sheet", "short"),
    [
        ("/* low */\na > b ,  c {\n  color : red;\n  margin: 0 auto;\n}\n", "a > b,c{color :red;margin:0 auto;}"),
        ("@media (min-width: 60em) {\n  a :hover { top: 0 }\n}", "@media (min-width: 60em){a :hover{top:0}}"),
        ('a::after { content: " ; { low } " }', 'a::after{content:" ; { low } "}'),
        ("a { width: calc(100% + 2rem); --x: ; }", "a{width:calc(100% + 2rem);--x:;}"),
    ],
)  # fmt: skip
def test_a_compact_sheet_says_the_same(sheet: str, short: str) -> None:
    assert compact(sheet) == short


def test_nothing_moves() -> None:
    assert kept("a{color:red;transition:color 1s;transition-delay:1s}") == "a{color:red}"
