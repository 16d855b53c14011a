"""How the site must be served: one policy in pages and headers, current recipes, and the files for hosts."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from lxml import html

from conftest import REAL_ROOT, World
from explainer.built.serving import (
    KEPT_FOREVER,
    SECURITY,
    address_fault,
    contact_fault,
    nginx_files,
    onion_fault,
    policy,
    public_address,
    security_headers,
    serving_files,
)
from explainer.core.problems import Refused
from explainer.gates.built_markup import faults

ADDRESS, CONTACT, ONION = "https://harbour.test/", "mailto:harbour@harbour.test", "http://abcdef.onion"
UPDATED = "2026-11-20T18:12:33Z"


@pytest.mark.real
def test_every_page_has_the_policy(real_copy: World) -> None:
    pages = real_copy.built_pages()
    held = {
        path: page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") for path, page in pages.items()
    }
    assert {path for path, policies in held.items() if policies != [policy(in_header=False)]} == set()
    referrers = {
        str(value) for page in pages.values() for value in page.tree.xpath("//meta[@name='referrer']/@content")
    }
    assert referrers == {security_headers()["Referrer-Policy"]}


def test_the_header_adds_only_what_a_page_cannot_say() -> None:
    assert policy() == f"{policy(in_header=False)}; frame-ancestors 'none'".replace(" file:", "")
    assert "unsafe" not in policy()
    assert "http" not in policy()


def test_the_recipes_for_nginx_are_current() -> None:
    for path, text in nginx_files().items():
        assert (REAL_ROOT / path).read_text(encoding="utf-8") == text, f"run `make format` to renew {path}"


def test_recipes_set_no_header_in_a_location() -> None:
    """In nginx an add_header inside a location drops every header of the server around it."""
    for recipe in (REAL_ROOT / "deploy/nginx").glob("*.conf"):
        inside = re.findall(r"location [^{]{1,80}\{([^}]{1,400})\}", recipe.read_text(encoding="utf-8"))
        assert not [block for block in inside if "add_header" in block]


def test_the_recipe_caches_assets_as_long_as_other_hosts_do() -> None:
    assert f'"{KEPT_FOREVER}"' in (REAL_ROOT / "deploy/nginx/explainer.conf").read_text(encoding="utf-8")


def test_the_headers_file_has_the_same_headers() -> None:
    lines = serving_files("", "", UPDATED)["_headers"].splitlines()
    everywhere = lines[1 : lines.index("/assets/*")]
    assert {f"  {name}: {value}" for name, value in security_headers().items()} < set(everywhere)
    assert lines[-1] == f"  Cache-Control: {KEPT_FOREVER}"
    assert max(map(len, lines)) < 2000


def test_settings_without_a_value_are_left_out() -> None:
    files = serving_files("", "", UPDATED)
    assert set(files) == {"_headers", "robots.txt"}
    assert "onion" not in files["_headers"].lower()
    assert files["robots.txt"] == "User-agent: *\nAllow: /\n"


def test_settings_with_a_value_are_written() -> None:
    files = serving_files(ADDRESS, CONTACT, UPDATED)
    assert files["robots.txt"].endswith(f"Sitemap: {ADDRESS}sitemap.xml\n")
    assert files[SECURITY] == (
        f"Contact: {CONTACT}\nExpires: 2027-05-19T18:12:33Z\nPreferred-Languages: en\nCanonical: {ADDRESS}{SECURITY}\n"
    )


@pytest.mark.parametrize(
    ("contact", "fits"),
    [
        ("", True),
        (CONTACT, True),
        ("https://a.test/report", True),
        ("http://a.test", False),
        ("a@b.test", False),
        ("mailto:Keeper <a@b.test>", False),
        ("mailto:a@b.test\nExpires: never", False),
        ("mailto:a@b.test?subject=x", False),
        ("https://a.test/\x00", False),
    ],
)
def test_a_contact_must_be_an_address(contact: str, fits: bool) -> None:
    assert (contact_fault(contact) == "") == fits


@pytest.mark.parametrize(
    ("onion", "fits"),
    [
        ("", True),
        (ONION, True),
        (f"{ONION}/", True),
        (f"{ONION}/a", False),
        ("http://a.test", False),
        ("a.onion", False),
    ],
)
def test_an_onion_service_must_be_an_address(onion: str, fits: bool) -> None:
    assert (onion_fault(onion) == "") == fits


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("", True),
        (ADDRESS, True),
        ("https://a.test/path/", True),
        ("http://a.test/", False),
        ("ftp://a.test/", False),
        ("https:///", False),
        ("https://a.test/?q=1", False),
        ("https://a.test/#x", False),
        ("https://a.test/a b", False),
        ("a.test", False),
    ],
)
def test_the_address_of_the_site_must_be_https(address: str, fits: bool) -> None:
    assert (address_fault(address) == "") == fits


@pytest.mark.parametrize(
    ("name", "content", "harmless"),
    [
        ("onion-location", f"{ONION}/topics/leaving.html", True),
        ("onion-location", f"{ONION}/", True),
        ("onion-location", "https://harbour.test/", False),
        ("onion-location", f"https://harbour.test/{ONION}/", False),
        ("onion-location", f"{ONION}/?a=b", False),
        ("refresh", f"0; url={ONION}/", False),
    ],
)
def test_a_page_may_offer_an_onion_service_and_nothing_else(name: str, content: str, harmless: bool) -> None:
    page = html.fromstring(f'<html><head><meta http-equiv="{name}" content="{content}"></head></html>')
    assert (list(faults(page.find(".//meta"))) == []) == harmless


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("", ""),
        ("https://breaking-ranks.example/", ""),
        (ADDRESS, ADDRESS),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_an_example_does_not_count_as_an_address(address: str, public: str) -> None:
    assert public_address(address) == public


def configure(toy: World, **extra: str) -> None:
    settings = "".join(f"  {name}: {value}\n" for name, value in extra.items())
    toy.replace("mkdocs.yml", "extra:\n", f"extra:\n{settings}")


def test_a_site_without_an_address_has_no_sitemap(toy: World) -> None:
    toy.publish()
    names = {path.relative_to(toy.project.site).as_posix() for path in toy.project.site.rglob("*")}
    assert {"_headers", "robots.txt"} <= names
    assert not {"sitemap.xml", "sitemap.xml.gz", SECURITY} & names


def test_a_site_with_an_address_has_a_sitemap_and_a_contact(toy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    toy.replace("mkdocs.yml", "strict: true\n", f"strict: true\nsite_url: {ADDRESS}\n")
    configure(toy, contact=CONTACT)
    toy.publish()
    listed = re.findall(r"<loc>([^<]{1,200})</loc>", toy.text("site/sitemap.xml"))
    pages = {f"{ADDRESS}{path}" for path in toy.built_pages() if path != "404.html"}
    assert set(listed) == pages
    expires = re.search(r"Expires: (\S{10})T", toy.text(f"site/{SECURITY}"))
    assert expires
    assert (date.fromisoformat(expires[1]) - date(2023, 11, 14)).days == 180


@pytest.mark.parametrize(("name", "value"), [("contact", "bob"), ("onion", "https://harbour.test")])
def test_a_setting_that_is_not_an_address_stops_a_publish(toy: World, name: str, value: str) -> None:
    configure(toy, **{name: value})
    with pytest.raises(Refused, match=value):
        toy.publish()
    assert not toy.project.site.exists()


def test_every_action_of_the_workflow_is_pinned_to_a_commit() -> None:
    workflow = yaml.safe_load((REAL_ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) == 9
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)] == []
    assert workflow["permissions"] == {}
