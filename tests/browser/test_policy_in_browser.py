"""What the policy of a page is to a browser: the one that the program states, obeyed from the first element on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.opening import opened
from conftest import World
from explainer.built.serving import policy

pytestmark = pytest.mark.browser

REFUSED = """() => new Promise((tell) => {
  const found = [];
  document.addEventListener("securitypolicyviolation", (each) => {
    found.push([each.originalPolicy, each.effectiveDirective]);
    if (found.length === 3) tell(found);
  });
  setTimeout(() => tell(found), 2000);
  const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
  add("img", {src: "https://elsewhere.example/one.png"});
  add("script", {textContent: "window.ran = true"});
  add("style", {textContent: "body { display: none }"});
}).then((found) => [found.sort(), window.ran === true])"""
"""Adds what the policy forbids to a page, and returns what the browser says of each, and whether the script ran."""
FORBIDDEN = "img-src", "script-src-elem", "style-src-elem"


def refusals(browser: Browser, world: World) -> dict[str, object]:
    """Return what the browser refuses on each page of a published site, by the path of the page."""
    found = {}
    with opened(browser, "file://") as (page, _):
        for path in world.built_pages():
            page.goto((world.project.site / path).as_uri())
            found[path] = page.evaluate(REFUSED)
    return found


@pytest.mark.real
def test_chromium_obeys_one_policy_on_every_page(browser: Browser, real_copy: World) -> None:
    found = refusals(browser, real_copy)
    wanted = [[[policy(in_header=False), directive] for directive in FORBIDDEN], False]
    assert len(found) > 40
    assert {path: seen for path, seen in found.items() if seen != wanted} == {}


def test_a_page_without_its_policy_is_seen(browser: Browser, built_toy: World) -> None:
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy(in_header=False)}">'
    built_toy.replace("site/index.html", head, "")
    assert refusals(browser, built_toy)["index.html"] == [[], True]
