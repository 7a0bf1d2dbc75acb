"""A reader who sees little: 400 % zoom, more space between letters and lines, no mouse.

1280 by 1024 pixels at 400 % are 320 by 256.
"""

from __future__ import annotations

import pytest
from accessibility import Tree, name
from playwright.sync_api import Page, expect
from scenes import NARROW, SCENES, WIDE, look, scene
from watching import OpenPage

WALKED = (
    *("home", "note", "every element", "level", "explorer", "sheet", "coverage", "practice"),
    *("mock", "search", "practice, revealed", "progress, history", "progress, resetting"),
)
MOST = 150
"""Presses of Tab; the rest of a long page is more of the same."""


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut_or_wider_than_the_screen_when_text_is_spaced_out(
    open_page: OpenPage, everything: str, name: str
) -> None:
    page = scene(open_page, everything, name)
    look(page, NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.evaluate(SPACE_OUT)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("name", WALKED)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_focus_is_marked_and_never_covered(
    open_page: OpenPage, everything: str, name: str, size: dict[str, int]
) -> None:
    page = scene(open_page, everything, name)
    look(page, size)
    page.evaluate("scrollTo(0, 0)")
    found: list[list[str]] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        faults = page.evaluate(FOCUSED)
        if faults is None and len(found) > 3:
            break
        found.append(faults or [])
    assert len(found) > 3
    assert [fault for faults in found for fault in faults] == []


def test_the_skip_link_is_the_way_past_the_navigation(open_page: OpenPage, everything: str) -> None:
    firsts = {"note": "Mathematics", "level": "Senior", "missing": "Search topics"}
    for shown, first in firsts.items():
        page = scene(open_page, everything, shown)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash !== ''")
        for _ in range(2):
            page.keyboard.press("Tab")
            if first in (text := page.evaluate("document.activeElement.textContent")):
                break
        assert first in text


def test_the_drawer_opens_leads_back_and_closes_by_keyboard(
    open_page: OpenPage, everything: str
) -> None:
    page = scene(open_page, everything, "note")
    look(page, NARROW)
    away = page.get_by_role("link", name="Practice", exact=True)
    expect(away).to_have_count(0)
    page.keyboard.press("Tab")
    opens = page.get_by_role("checkbox", name="Navigation")
    expect(opens).to_be_focused()
    expect(opens).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Probability").first).to_be_visible()
    expect(opens).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(FOCUSED) == []
    expect(away).to_have_count(0)
    tab_to(page, "Mathematics")
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="ML systems")).to_be_visible()
    tab_to(page, "Topics", "Shift+Tab")
    page.keyboard.press("Space")
    expect(away).to_be_visible()
    page.keyboard.press("Escape")
    expect(away).to_have_count(0)
    expect(opens).to_be_focused()
    expect(opens).to_have_attribute("aria-expanded", "false")


def test_behind_the_open_drawer_nothing_is_reached_until_it_closes(
    open_page: OpenPage, everything: str
) -> None:
    page = scene(open_page, everything, "note")
    look(page, NARROW)
    page.locator("label", has_text="Navigation").click()
    assert heard(page) == set()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_DRAWER), page.evaluate("document.activeElement.outerHTML")
    look(page, WIDE)
    assert heard(page) == BEHIND
    look(page, NARROW)
    assert heard(page) == set()
    page.get_by_role("link", name="Probability").first.click()
    page.wait_for_url("**/math/probability/")
    page.wait_for_function("!document.querySelector('[inert]')")
    assert heard(page) == BEHIND - {"Gradients"} | {"Probability"}


BEHIND = {"Search", "Gradients"}


def heard(page: Page) -> set[str]:
    """The names of the search and of the first heading, where assistive technology has them."""
    tree = Tree(page)
    first = {name(node) for node in tree.all("heading")[:1]}
    return first | {name(node) for node in tree.all("button")} & {"Search"}


def tab_to(page: Page, box: str, key: str = "Tab") -> None:
    """Press a key until a box of that name has the focus."""
    for _ in range(20):
        page.keyboard.press(key)
        if box in page.evaluate(NAMES):
            return
    raise AssertionError(f"no box {box} was reached")


IN_DRAWER = """
() => document.activeElement === document.body
  || document.activeElement.matches("#__drawer, .md-sidebar--primary *")
"""

NAMES = """
() => document.activeElement.type === "checkbox"
  ? [...document.activeElement.labels].map((label) => label.textContent.trim()) : []
"""

SPACE_OUT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
"""

# The header repeats the page's first heading, and may shorten it.
CUT = """
() => [...document.querySelectorAll("body *")].filter((element) => {
  const LEFT_OUT = "svg, mjx-container, .md-header__topic, [aria-hidden=true], .ls-hidden";
  if (!element.checkVisibility({ visibilityProperty: true }) || !element.innerText?.trim()) return;
  if (element.clientWidth < 2 || element.closest(LEFT_OUT)) return;
  if (element.matches(".md-content, dialog")) return; // What hangs out is the picture behind.
  if (element.matches(".md-sidebar__scrollwrap")) return; // The drawer's lists lie on each other.
  const { overflowX, overflowY } = getComputedStyle(element);
  const hides = (overflow) => ["hidden", "clip"].includes(overflow);
  return (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map((element) => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 40)}`)
"""

# A box that is drawn by its label, or by the one behind it, is marked on that.
FOCUSED = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const labels = [...(element.labels ?? []), element.nextElementSibling];
  const carriers = [element, ...labels.filter((one) => one?.matches("label"))].filter((one) =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  const marked = carriers.some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  });
  const seen = carriers.some((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const across = [left + 2, (left + right) / 2, right - 2];
    const down = [top + 2, (top + bottom) / 2, bottom - 2];
    return across.some((x) => down.some((y) => {
      const there = document.elementFromPoint(x, y);
      return there && (one.contains(there) || element.contains(there));
    }));
  });
  const name = `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`;
  return [...(marked ? [] : [`not marked: ${name}`]), ...(seen ? [] : [`covered: ${name}`])];
}
"""
