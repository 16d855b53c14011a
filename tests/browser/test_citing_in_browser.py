"""How a page is cited, in a browser: every form can be copied, and the address of the page completes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.opening import opened, served
from conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.real]

FORMS = ["Plain", "APA", "MLA", "Chicago", "BibTeX", "CSL-JSON"]
PAGE = "topics/motivations.html"
NO_ADDRESS = "the address where you read this"


@pytest.fixture
def site(real_copy: World) -> Path:
    return real_copy.project.site


def test_each_form_is_copied_with_the_address_of_the_page(browser: Browser, site: Path) -> None:
    with served(site) as origin, opened(browser, origin) as (page, seen):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{origin}/{PAGE}#life-in-the-ranks")
        page.get_by_text("Cite this page").click()
        copied = {}
        for form in FORMS:
            page.get_by_role("button", name=f"Copy {form}").click()
            page.wait_for_function("form => document.querySelector('.cite-page [role=status]').textContent.endsWith(form)", arg=form)  # fmt: skip  # noqa: E501
            copied[form] = str(page.evaluate("navigator.clipboard.readText()"))
        assert all(f"{origin}/{PAGE}" in text and NO_ADDRESS not in text for text in copied.values())
        (item,) = json.loads(copied["CSL-JSON"])
        assert item["URL"] == f"{origin}/{PAGE}"
        assert item["title"] in copied["APA"]
    assert seen.faults == []


def test_from_a_disk_the_words_stand_for_the_address(browser: Browser, site: Path) -> None:
    with opened(browser, site.as_uri()) as (page, seen):
        page.goto(f"{site.as_uri()}/{PAGE}")
        page.get_by_text("Cite this page").click()
        assert page.locator(".cite-page dd", has_text=NO_ADDRESS).count() == len(FORMS)
        assert page.locator(".cite-page button").count() == len(FORMS)
    assert seen.faults == []


def test_without_scripts_there_is_text_and_no_button(browser: Browser, site: Path) -> None:
    with opened(browser, site.as_uri(), scripts=False) as (page, seen):
        page.goto(f"{site.as_uri()}/{PAGE}")
        page.get_by_text("Cite this page").click()
        assert page.locator(".cite-page dt").all_inner_texts() == FORMS
        assert page.locator(".cite-page button").count() == 0
    assert seen.faults == []
