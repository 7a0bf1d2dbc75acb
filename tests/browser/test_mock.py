"""A mock interview at `mock/`, over the twenty-nine answered questions of tests/sites/study.

Twelve of them are for mid, six of these on mathematics; one of the six has a rubric, of two points.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect
from watching import OpenPage

MATHS = "?level=mid&category=math&minutes=30"
CHAIN_RULE = "State the chain rule"
MORNING = datetime(2026, 3, 2, 9)


def visit(page: Page, site: str, query: str = MATHS) -> None:
    page.goto(f"{site}mock/{query}")
    expect(page.locator("ls-mock[data-ready]")).to_be_visible()


def begin(page: Page, site: str, query: str = MATHS) -> None:
    visit(page, site, query)
    page.get_by_role("button", name="Start the interview").click()
    expect(card(page)).to_be_visible()


def card(page: Page) -> Locator:
    return page.locator(".ls-asking .ls-card")


def part(page: Page, view: str, name: str) -> Locator:
    return page.locator(f"[data-{view}={name}]")


def place(page: Page, words: str) -> None:
    expect(part(page, "asking", "place")).to_have_text(words)
    expect(card(page)).to_be_visible()


def answer(page: Page, name: str) -> None:
    """Makes the first point of a rubric where there is one, and gives the grade."""
    page.get_by_role("button", name="Show the answer").click()
    boxes = card(page).get_by_role("checkbox")
    if boxes.count() > 0:
        boxes.first.check()
    part(page, "asking", "grades").get_by_role("button", name=name).click()


def interview(page: Page, *grades: str) -> None:
    for number, name in enumerate(grades, start=1):
        place(page, f"Question {number} of {len(grades)}")
        answer(page, name)


def test_an_interview_asks_each_question_once_and_ends_with_a_scorecard(
    site: str, page: Page
) -> None:
    begin(page, site)
    interview(page, "Again", "Again", "Again", "Easy", "Easy", "Easy")
    expect(part(page, "summary", "title")).to_be_focused()
    done = part(page, "summary", "done")
    expect(done).to_contain_text("6 questions")
    expect(done).to_contain_text("1 of 2 rubric points")
    expect(done).to_contain_text("in under a minute (30 planned)")
    rows = part(page, "summary", "skills").get_by_role("row")
    calculus = rows.filter(has_text="calculus")
    expect(calculus).to_have_count(1)
    expect(calculus.get_by_role("cell").nth(0)).to_have_text("3")
    expect(calculus.get_by_role("cell").nth(1)).to_have_text("1 of 2")
    shares = [int(text.split()[0]) for text in rows.locator("td:last-child").all_inner_texts()]
    assert shares == sorted(shares)
    expect(part(page, "summary", "questions").get_by_role("listitem")).to_have_count(6)
    read = part(page, "summary", "notes").get_by_role("link").first
    assert urlsplit(read.get_attribute("href") or "").path.startswith("/study/math/")
    weak = part(page, "summary", "weak").get_by_role("link").first
    weak.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/skills/" in page.url


def test_an_interview_is_as_long_as_its_minutes_and_balanced(site: str, page: Page) -> None:
    visit(page, site, "?minutes=15")
    expect(part(page, "mock", "count")).to_have_text("3 questions of 29, about 5 minutes each.")
    page.get_by_role("button", name="Start the interview").click()
    levels = []
    for number in (1, 2, 3):
        place(page, f"Question {number} of 3")
        levels.append(card(page).locator(".ls-card__prompt .ls-level").inner_text())
        answer(page, "Good")
    assert levels == ["Mid", "Senior", "Principal"]


def test_the_address_carries_the_choice_and_nonsense_in_it_does_no_harm(
    site: str, page: Page
) -> None:
    visit(page, site, "?level=nobody&minutes=7&category=nothing")
    expect(part(page, "mock", "count")).to_have_text("6 questions of 29, about 5 minutes each.")
    page.get_by_role("radio", name="Senior").check()
    page.get_by_role("checkbox", name="math", exact=False).check()
    page.get_by_role("radio", name="15").check()
    page.wait_for_url(lambda url: urlsplit(url).query == "level=senior&category=math&minutes=15")
    page.reload()
    expect(page.get_by_role("radio", name="Senior")).to_be_checked()
    expect(page.get_by_role("radio", name="15")).to_be_checked()


def test_the_clock_can_be_had_or_not_and_says_when_time_is_over(site: str, page: Page) -> None:
    page.clock.install(time=MORNING)
    visit(page, site)
    page.get_by_role("checkbox", name="Show the time that is left").uncheck()
    page.get_by_role("button", name="Start the interview").click()
    place(page, "Question 1 of 6")
    clock = part(page, "mock", "clock")
    expect(clock).to_be_hidden()
    part(page, "asking", "end").click()
    page.get_by_role("button", name="Another interview").click()
    page.get_by_role("checkbox", name="Show the time that is left").check()
    page.get_by_role("button", name="Start the interview").click()
    expect(card(page)).to_be_visible()
    page.clock.run_for(61_000)
    expect(clock).to_have_text(re.compile("28:[0-5][0-9] left"))
    page.reload()
    expect(card(page)).to_be_visible()
    expect(clock).to_have_text(re.compile("28:[0-5][0-9] left"))
    said = part(page, "practice", "said")
    page.clock.run_for(timedelta(minutes=24, seconds=1).seconds * 1000)
    expect(said).to_have_text("Five minutes left.")
    page.clock.run_for(timedelta(minutes=5).seconds * 1000)
    expect(said).to_have_text("The time is over. Finish when you like.")
    expect(clock).to_contain_text("over")
    expect(card(page)).to_be_visible()


def test_an_interview_survives_a_reload_and_does_not_meet_a_session(site: str, page: Page) -> None:
    begin(page, site)
    place(page, "Question 1 of 6")
    answer(page, "Again")
    place(page, "Question 2 of 6")
    page.reload()
    place(page, "Question 2 of 6")
    page.goto(f"{site}practice/")
    expect(page.locator("ls-practice[data-ready]")).to_be_visible()
    expect(page.get_by_text("is not over")).to_be_hidden()
    page.goto(f"{site}mock/{MATHS}")
    place(page, "Question 2 of 6")
    part(page, "asking", "end").click()
    expect(part(page, "summary", "done")).to_contain_text("5 questions not asked.")


def test_a_scorecard_prints_without_its_buttons(site: str, page: Page) -> None:
    begin(page, site, "?level=mid&category=math&minutes=15")
    interview(page, "Good", "Good", "Again")
    page.emulate_media(media="print")
    expect(part(page, "summary", "skills")).to_be_visible()
    expect(part(page, "summary", "questions").get_by_role("listitem")).to_have_count(3)
    for name in ("Another interview", "Print", "Undo the last grade"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()


def test_the_scorecard_fits_a_phone(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    begin(page, site, "?minutes=15")
    interview(page, "Good", "Good", "Again")
    expect(part(page, "summary", "skills")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
