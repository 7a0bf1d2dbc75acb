"""With colours that the system forces: rings, states and choices are told by lines, not grounds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from scenes import scene
from watching import OpenPage

INK = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}


@pytest.fixture(params=["light", "dark"])
def forced(request: pytest.FixtureRequest, open_page: OpenPage) -> OpenPage:
    """Opens pages with the black or the white text of a system."""

    def opened(**options: object) -> Page:
        return open_page(**options, forced_colors="active", color_scheme=request.param)

    return opened


def ink(page: Page) -> str:
    return INK[
        "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    ]


def test_rings_and_formulas_are_drawn_and_nothing_lies_on_them(
    forced: OpenPage, everything: str
) -> None:
    page = scene(forced, everything, "note")
    strokes = page.locator("main .ls-rings").evaluate_all(
        "all => all.map(rings => getComputedStyle(rings).stroke)"
    )
    assert len(strokes) > 5
    assert {*strokes} == {ink(page)}
    glyphs = page.locator("main mjx-math i:visible").evaluate_all(
        "all => all.map(glyph => getComputedStyle(glyph).color)"
    )
    assert {*glyphs} == {ink(page)}
    unseen = page.locator("main mjx-copy").evaluate_all(
        "all => all.map(copy => getComputedStyle(copy).color)"
    )
    assert len(unseen) > 5
    assert {*unseen} == {"rgba(0, 0, 0, 0)"}


def test_the_chosen_result_and_the_states_of_questions_are_marked(
    forced: OpenPage, everything: str
) -> None:
    page = scene(forced, everything, "search")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".ls-hit[aria-selected=true]")
    expect(chosen).to_have_css("outline-style", "solid")
    expect(page.locator(".ls-hit[aria-selected=false]").first).to_have_css("outline-style", "none")
    page = scene(forced, everything, "progress, history")
    marks = page.locator(".ls-mastery__table thead .ls-status").evaluate_all(
        """all => all.map((mark) => {
          const style = getComputedStyle(mark, "::before");
          return [style.backgroundImage, style.backgroundColor, style.borderColor].join(" ");
        })"""
    )
    assert len(marks) == 4
    assert len({*marks}) == 4
    assert all(ink(page) in mark for mark in marks)
