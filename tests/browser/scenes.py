"""What a reader may have before them: every kind of page, and what opens or appears on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kinds import PAGE_KINDS
from playwright.sync_api import Page, Route, expect
from reviewing import CHAIN_RULE, EASY, SADDLE, SKEW, VANISHING, review, write
from watching import OpenPage

Scene = Callable[[Page, str], None]
"""Opens a page of the site at an address and brings it into a state."""

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 256}
"""1280 by 1024 at 400 % zoom."""

GRADIENTS = "?note=math/gradients/&level=mid"
MATHS = "?level=mid&category=math&minutes=30"


def at(address: str) -> Scene:
    """A page as it is first seen, with its answers and folds open."""

    def opened(page: Page, site: str) -> None:
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        page.locator("main details").evaluate_all("all => all.forEach(fold => fold.open = true)")

    return opened


def filtered(page: Page, site: str) -> None:
    page.goto(f"{site}questions/?level=mid&skill=calculus")
    expect(page.locator(".ls-result").first).to_be_visible()


def nothing_fits(page: Page, site: str) -> None:
    page.goto(f"{site}questions/?level=mid&text=xyzzy")
    expect(page.locator("[data-facets=empty]")).to_be_visible()


def filters_on_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{site}levels/mid/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()


def searched(page: Page, site: str) -> None:
    page.goto(f"{site}math/gradients/?q=gradient")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("dialog", name="Search").locator("details").evaluate("d => d.open = true")


def nothing_found(page: Page, site: str) -> None:
    page.goto(f"{site}levels/?q=xyzzyplugh")
    expect(page.locator("[data-search=empty]")).to_be_visible()


def asking(page: Page, site: str) -> None:
    page.goto(f"{site}practice/{GRADIENTS}")
    page.locator("[data-choosing=begin]").click()
    expect(page.locator(".ls-asking .ls-card")).to_be_visible()


def grade(page: Page, place: str, name: str) -> None:
    expect(page.locator("[data-asking=place]")).to_have_text(place)
    page.get_by_role("button", name="Show the answer").click()
    page.locator("[data-asking=grades]").get_by_role("button", name=name).click()


def revealed(page: Page, site: str) -> None:
    asking(page, site)
    grade(page, "Question 1 of 3", "Good")
    expect(page.locator(".ls-asking .ls-card")).to_contain_text("chain rule")
    page.get_by_role("button", name="Show the answer").click()
    page.locator(".ls-asking .ls-card").get_by_role("checkbox").first.check()


def keys(page: Page, site: str) -> None:
    asking(page, site)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def practised(page: Page, site: str) -> None:
    asking(page, site)
    grade(page, "Question 1 of 3", "Again")
    for place in ("Question 2 of 4", "Question 3 of 4", "Question 4 of 4, missed before"):
        grade(page, place, "Good")
    expect(page.locator("[data-summary=title]")).to_be_visible()


def interviewing(page: Page, site: str) -> None:
    page.goto(f"{site}mock/{MATHS}")
    page.get_by_role("button", name="Start the interview").click()
    expect(page.locator(".ls-asking .ls-card")).to_be_visible()


def scored(page: Page, site: str) -> None:
    interviewing(page, site)
    for number in range(1, 7):
        grade(page, f"Question {number} of 6", "Again" if number < 3 else "Easy")
    expect(page.locator("[data-summary=title]")).to_be_visible()


def with_history(page: Page, site: str) -> None:
    page.goto(f"{site}progress/")
    expect(page.locator("ls-progress[data-ready]")).to_have_count(1)
    gone = review("math-gradients--state-the-chain-rule-for-y-f-of-g-of-x", EASY)
    rows = [review(SADDLE, EASY, 2), review(SKEW), review(VANISHING, 1, 3), review(CHAIN_RULE)]
    assert write(page, site, gone, *rows) == "ready"
    page.reload()
    expect(page.get_by_role("heading", name="What you know")).to_be_visible()
    expect(page.locator("ls-progress[data-ready]")).to_have_count(1)


def resetting(page: Page, site: str) -> None:
    with_history(page, site)
    page.get_by_role("button", name="Reset…").click()
    expect(page.get_by_role("dialog", name="Reset progress?")).to_be_visible()


def drawer(page: Page, site: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{site}math/gradients/")
    page.wait_for_load_state("networkidle")
    page.locator("label", has_text="Navigation").click()
    expect(page.get_by_role("link", name="Probability").first).to_be_visible()


def moved(page: Page, site: str) -> None:
    """What a renamed note leaves behind, seen by a reader whom nothing leads on."""
    old = f"{site}math/slopes/"

    def without_the_way(route: Route) -> None:
        page_itself = route.fetch()
        kept = re.sub(
            r'<script[^>]*></script>|<meta http-equiv="refresh"[^>]*>', "", page_itself.text()
        )
        route.fulfill(response=page_itself, body=kept)

    page.route(old, without_the_way)
    page.goto(old)
    expect(page.get_by_role("link", name="Gradients")).to_be_visible()


SCENES: dict[str, Scene] = {
    **{kind: at(address) for kind, address in PAGE_KINDS.items() if kind != "missing"},
    "missing": at("404.html"),
    "every element": at("tools/everything/"),
    "plain page": at("reading/"),
    "explorer, filtered": filtered,
    "explorer, empty": nothing_fits,
    "level, filters on a phone": filters_on_a_phone,
    "search": searched,
    "search, empty": nothing_found,
    "practice, asking": asking,
    "practice, revealed": revealed,
    "practice, keys": keys,
    "practice, summary": practised,
    "mock, asking": interviewing,
    "mock, scorecard": scored,
    "progress, history": with_history,
    "progress, resetting": resetting,
    "drawer": drawer,
}

SPLIT: dict[str, Scene] = {
    "level in topics": at("levels/mid/"),
    "topic of a level": at("levels/mid/math/"),
    "skill in topics": at("skills/statistics/"),
    "topic of a skill": at("skills/statistics/math/"),
    "moved": moved,
}
"""On a site whose large pages are split, and one of whose notes was renamed."""


def scene(open_page: OpenPage, site: str, name: str) -> Page:
    """A page in that state, wide, light and without motion."""
    page = open_page(viewport=WIDE, reduced_motion="reduce")
    {**SCENES, **SPLIT}[name](page, site)
    return page


def look(page: Page, size: dict[str, int], **media: Any) -> None:
    """Show the page in another size and with other colours, and wait until it is painted."""
    page.emulate_media(**{"reduced_motion": "reduce", **media})
    page.set_viewport_size(size)
    page.evaluate(PAINTED)


PAINTED = """
() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
"""
