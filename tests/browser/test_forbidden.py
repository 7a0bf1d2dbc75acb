"""What the pages' policy forbids does not happen, and what the site does needs none of it."""

from __future__ import annotations

import pytest
from kinds import PAGE_KINDS
from playwright.sync_api import Page, Route

from conftest import Guard

INSTANT = {kind: address for kind, address in PAGE_KINDS.items() if kind != "missing"}


def follow(page: Page, address: str) -> None:
    """Go on to an address as a click on a link does."""
    page.evaluate(
        "href => { const link = document.createElement('a'); link.href = href;"
        " document.querySelector('main').append(link); link.click() }",
        address,
    )
    page.wait_for_url(address)


def test_a_walk_through_all_pages_breaks_no_rule(site: str, page: Page) -> None:
    page.goto(f"{site}skills/calculus/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    for address in INSTANT.values():
        follow(page, site + address)
        canonical = f"link[rel=canonical][href='{site}{address}']"
        page.wait_for_selector(canonical, state="attached")
        page.wait_for_load_state("networkidle")
    assert page.evaluate("window.stayed") is True, "a page was loaded anew"
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1


@pytest.mark.parametrize(
    ("smuggled", "rule"),
    [
        ("<script>window.ran = true</script>", "script-src-elem inline"),
        ("<img src=x onerror='window.ran = true'>", "script-src-attr inline"),
        ("<iframe srcdoc='<script>parent.ran = true</script>'></iframe>", "inline"),
        ("<style>h1 { color: red }</style>", "style-src-elem inline"),
        ("<base href='/elsewhere/'>", "base-uri"),
        ("<object data='data:text/html,<p>a'></object>", "object-src"),
    ],
    ids=["script", "handler", "frame", "style", "base", "object"],
)
def test_what_slips_into_a_page_is_not_run(
    site: str, page: Page, guard: Guard, smuggled: str, rule: str
) -> None:
    guard.expected += ["policy", "Policy", "404"]
    address = f"{site}skills/"

    def with_more(route: Route) -> None:
        page_itself = route.fetch()
        whole = page_itself.text().replace("</h1>", f"</h1>{smuggled}", 1)
        route.fulfill(response=page_itself, body=whole)

    page.route(address, with_more)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert any(text.startswith("forbidden by the policy:") and rule in text for text in guard.found)
