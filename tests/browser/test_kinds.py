"""What holds for every kind of page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from contrast import FAINT_TEXT
from kinds import PAGE_KINDS
from playwright.sync_api import Page, expect

from conftest import Guard, OpenPage

KINDS = [pytest.param(address, id=kind) for kind, address in PAGE_KINDS.items()]


@pytest.fixture(autouse=True)
def the_missing_page_is_missing(guard: Guard) -> None:
    guard.expected.append("404")


def open_at(page: Page, site: str, address: str) -> None:
    page.goto(site + address if address != "no-such-page/" else f"{site}404.html")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("width", [320, 768, 1280, 2560])
def test_nothing_is_wider_than_the_window(
    site: str, open_page: OpenPage, address: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    open_at(page, site, address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", KINDS)
def test_a_page_has_one_first_heading_and_skips_no_depth(
    site: str, open_page: OpenPage, address: str
) -> None:
    page = open_page()
    open_at(page, site, address)
    depths = page.eval_on_selector_all(
        "main h1, main h2, main h3, main h4, main h5, main h6",
        "all => all.filter(h => h.checkVisibility()).map(h => +h.tagName[1])",
    )
    assert depths.count(1) == 1
    assert depths[0] == 1
    steps = [after - before for before, after in pairwise(depths)]
    assert all(step <= 1 for step in steps), depths


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(
    site: str, open_page: OpenPage, address: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    open_at(page, site, address)
    faint = page.evaluate(FAINT_TEXT, "main")
    assert faint == []


@pytest.mark.parametrize("address", KINDS)
def test_a_page_says_something_without_javascript(
    site: str, open_page: OpenPage, address: str
) -> None:
    page = open_page(java_script_enabled=False)
    open_at(page, site, address)
    assert len(page.inner_text("main").split()) > 10
    assert page.locator("main a:visible").count() > 0


@pytest.mark.parametrize("address", KINDS)
def test_dark_follows_the_system_from_the_first_paint(
    site: str, open_page: OpenPage, address: str
) -> None:
    page = open_page(color_scheme="dark")
    page.add_init_script(FIRST_GROUND)
    open_at(page, site, address)
    first = page.evaluate("window.firstGround")
    assert sum(first) < 3 * 80, f"first painted on {first}"


@pytest.mark.parametrize("address", KINDS)
def test_a_page_loads_without_shifting(site: str, open_page: OpenPage, address: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries()"
        ".forEach(e => window.shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    open_at(page, site, address)
    assert page.evaluate("window.shift") < 0.01


def test_answers_can_be_found_and_opened_by_keyboard_alone(site: str, page: Page) -> None:
    page.goto(f"{site}levels/mid/")
    page.wait_for_load_state("networkidle")
    answer = page.locator("details.ls-answer").first
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ls-answer > summary')"):
            break
    page.keyboard.press("Enter")
    expect(answer).to_have_attribute("open", "")


def test_a_link_to_a_question_leads_to_it_across_instant_navigation(site: str, page: Page) -> None:
    page.goto(f"{site}skills/calculus/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    page.locator("main a", has_text="State the chain rule").first.click()
    page.wait_for_url("**/math/gradients/#math-gradients--*")
    assert page.evaluate("window.stayed") is True, "the page was loaded anew"
    question = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(question).to_be_visible()
    page.go_back()
    page.wait_for_url("**/skills/calculus/")
    expect(page.locator("h1")).to_have_text(re.compile(r"calculus\s*$"))


FIRST_GROUND = """
requestAnimationFrame(function look() {
  if (!document.body) return requestAnimationFrame(look);
  const colour = getComputedStyle(document.body).backgroundColor;
  window.firstGround = colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
});
"""
