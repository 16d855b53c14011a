"""The picture for shared links shows the project's own mark, name, question and colour, whatever their length."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from conftest import REAL_ROOT, World
from explainer.publish.share_image import HEIGHT, WIDTH, share_image

COLOUR = "#26334d"
PAPER = (251, 250, 246)
MARK = REAL_ROOT / "overrides" / "assets" / "mark.png"
LONG = (
    "Why did the pilots of the port authority leave, one by one, and who counted them when nobody else did so at all?"
)


def drawn(title: str, question: str, mark: bytes) -> Image.Image:
    return Image.open(io.BytesIO(share_image(title, question, COLOUR, mark))).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(one, other).getbbox()


@pytest.mark.parametrize(
    "title", ["Tides", "Leaving the Harbour", "Everything That Was Said of the Harbour of Brackwater"]
)
@pytest.mark.parametrize("question", ["Why?", LONG])
def test_words_stay_inside_the_picture(title: str, question: str) -> None:
    image = drawn(title, question, b"")
    assert image.size == (WIDTH, HEIGHT)
    margins = ((0, 0, 340, 600), (WIDTH - 38, 0, WIDTH, 600), (0, 560, WIDTH, 600))
    assert [image.crop(margin).getcolors() for margin in margins] == [
        [((right - left) * (below - top), PAPER)] for left, top, right, below in margins
    ]
    assert image.getpixel((5, HEIGHT - 5)) == (0x26, 0x33, 0x4D)


def test_title_question_and_mark_are_drawn() -> None:
    plain = drawn("Tides", "Why?", b"")
    for other in (drawn("Tide", "Why?", b""), drawn("Tides", "When?", b"")):
        box = difference(plain, other)
        assert box is not None
        assert box[0] >= 340
    box = difference(plain, drawn("Tides", "Why?", MARK.read_bytes()))
    assert box is not None
    assert box[2] < 340


@pytest.mark.parametrize("words", ["တပ်မတော်", "The harbour, 港口", "الميناء", "Ann 😀"])
def test_words_without_letters_in_the_font_are_left_out(words: str) -> None:
    assert difference(drawn(words, "Why?", b""), drawn("", "Why?", b"")) is None
    assert difference(drawn("Tides", words, b""), drawn("Tides", "", b"")) is None


@pytest.mark.parametrize(("words", "plain"), [("Café Nguyễn", "Cafe Nguyen"), ("Tides – “all”…", "Tides - “all”…")])
def test_accents_and_long_dashes_are_made_plain(words: str, plain: str) -> None:
    assert difference(drawn(words, words, b""), drawn(plain, plain, b"")) is None
    assert difference(drawn(words, "", b""), drawn("", "", b""))


def test_the_question_is_the_heading_of_the_home_page(toy: World) -> None:
    assert toy.edition().question == "Why did pilots leave?"
    toy.replace("docs/index.md", "# Why did pilots leave?", "# Why did *pilots* leave? {#why}")
    assert toy.edition().question == "Why did pilots leave?"


def test_a_site_shows_its_own_name(built_toy: World) -> None:
    (card,) = (built_toy.project.site / "assets").glob("card-*.png")
    expected = share_image("Leaving the Harbour", "Why did pilots leave?", COLOUR, b"")
    assert card.read_bytes() == expected
