"""A session at `practice/`, over the twenty-nine answered questions of tests/sites/study.

The note on gradients has six of them: three for mid (the second with a rubric of two points), two
for senior, one for principal.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from watching import Guard, OpenPage

GRADIENTS = "?note=math/gradients/&order=site"
POINTS_AT = "What does the gradient"
CHAIN_RULE = "State the chain rule"
SADDLE = "Why is a saddle point"
MORNING = datetime(2026, 3, 2, 9)

REVIEWS = """
async () => {
  const { readerStore } = await import(new URL("source/js/reader-store.mjs", window.root));
  const { reviews } = await (await readerStore()).progress();
  return reviews.map(({ question, grade, ticked, points, undone }) =>
    ({ question, grade, ticked, points, undone: Boolean(undone) }));
}
"""

MEMORY = """
async () => {
  const load = (name) => import(new URL(`source/js/${name}.mjs`, window.root));
  const [{ readerStore }, { history }, { cards }] =
    await Promise.all(["reader-store", "review-log", "schedule"].map(load));
  const { reviews, relinks } = await (await readerStore()).progress();
  const [{ stability, difficulty, due }] = [...cards(history(reviews, relinks)).values()];
  const day = new Date(due);
  return { stability, difficulty, due: [day.getFullYear(), day.getMonth() + 1, day.getDate()] };
}
"""

HAS_THE_SCHEDULE = """
async (path) => (await (await fetch(path)).text()).includes("request_retention")
"""

NO_DATABASE = """
Object.defineProperty(window, "indexedDB", {
  get() { throw new DOMException("forbidden", "SecurityError") },
});
"""
NO_STORAGE = (
    NO_DATABASE
    + """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("forbidden", "SecurityError") },
  });
}
"""
)


def visit(page: Page, site: str, query: str = "") -> None:
    page.goto(f"{site}practice/{query}")
    expect(page.locator("ls-practice[data-ready]")).to_be_visible()


def begin(page: Page, site: str, query: str = GRADIENTS) -> None:
    visit(page, site, query)
    part(page, "choosing", "begin").click()
    expect(card(page)).to_be_visible()


def part(page: Page, view: str, name: str) -> Locator:
    return page.locator(f"[data-{view}={name}]")


def card(page: Page) -> Locator:
    return page.locator(".ls-asking .ls-card")


def prompts(page: Page, words: str) -> None:
    expect(card(page).get_by_role("heading")).to_contain_text(words)


def reveal(page: Page) -> None:
    page.get_by_role("button", name="Show the answer").click()


def grade(page: Page, name: str) -> None:
    part(page, "asking", "grades").get_by_role("button", name=name).click()


def answer(page: Page, name: str) -> None:
    reveal(page)
    grade(page, name)


def place(page: Page, words: str) -> None:
    expect(part(page, "asking", "place")).to_have_text(words)


def reviews(page: Page, site: str) -> list[dict[str, Any]]:
    page.evaluate("site => { window.root = site }", site)
    found: list[dict[str, Any]] = page.evaluate(REVIEWS)
    return found


# --- A session ------------------------------------------------------------------------------


def test_a_whole_session_from_the_choice_to_what_comes_next(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&count=5")
    place(page, "Question 1 of 5")
    prompts(page, POINTS_AT)
    expect(card(page).get_by_text("At the steepest way up.")).to_be_hidden()
    page.get_by_label("Your answer").fill("the steepest way up")
    reveal(page)
    expect(card(page).get_by_text("At the steepest way up.")).to_be_visible()
    expect(part(page, "asking", "attempt")).to_have_value("the steepest way up")
    grade(page, "Again")

    place(page, "Question 2 of 6")
    expect(part(page, "asking", "before")).to_have_text("Again: comes back in this session.")
    prompts(page, CHAIN_RULE)
    reveal(page)
    card(page).get_by_label("names the inner and the outer function").check()
    card(page).get_by_label("says where each slope is taken").check()
    grade(page, "Good")
    for words in (SADDLE, "How far may a step go"):
        prompts(page, words)
        answer(page, "Easy")
    place(page, "Question 5 of 6, missed before")
    prompts(page, POINTS_AT)
    expect(part(page, "asking", "attempt")).to_have_value("")
    answer(page, "Again")
    prompts(page, "Why do gradients vanish")
    answer(page, "Hard")
    prompts(page, POINTS_AT)
    answer(page, "Again")
    prompts(page, POINTS_AT)
    part(page, "asking", "end").click()

    expect(part(page, "summary", "title")).to_be_focused()
    expect(part(page, "summary", "done")).to_contain_text("5 questions answered in under a minute")
    grades = part(page, "summary", "grades").inner_text().split()
    assert grades == ["Again", "3", "Hard", "1", "Good", "1", "Easy", "2"]
    missed = part(page, "summary", "missed-list").get_by_role("link")
    expect(missed).to_have_count(1)
    expect(missed).to_contain_text(POINTS_AT)
    expect(part(page, "summary", "next")).to_contain_text("Tomorrow: 2.")
    assert [row["grade"] for row in reviews(page, site)] == [1, 3, 4, 4, 1, 2, 1]
    page.get_by_role("button", name="Practise these again").click()
    place(page, "Question 1 of 1")
    prompts(page, POINTS_AT)


def test_ticks_suggest_a_grade_which_the_reader_may_change(site: str, page: Page) -> None:
    begin(page, site)
    answer(page, "Good")
    prompts(page, CHAIN_RULE)
    reveal(page)
    verdict, primary = (
        part(page, "asking", "verdict"),
        page.locator(".ls-grades .ls-button--primary"),
    )
    expect(verdict).to_have_text("0 of 2 points: again")
    boxes = card(page).get_by_role("checkbox")
    boxes.nth(0).check()
    expect(verdict).to_have_text("1 of 2 points: hard")
    expect(primary).to_contain_text("Hard")
    boxes.nth(1).check()
    expect(primary).to_contain_text("Good")
    boxes.nth(0).uncheck()
    grade(page, "Easy")
    prompts(page, SADDLE)
    expected = {"grade": 4, "ticked": [1], "points": 2, "undone": False}
    assert expected.items() <= reviews(page, site)[-1].items()


def test_without_a_rubric_each_grade_says_when_the_question_would_come_back(
    site: str, page: Page
) -> None:
    begin(page, site)
    reveal(page)
    expect(page.locator(".ls-grades .ls-button--primary")).to_have_count(0)
    words = part(page, "asking", "grades").get_by_role("button").all_inner_texts()
    assert [" ".join(word.split()) for word in words] == [
        "Again soon",
        "Hard 1 d",
        "Good 2 d",
        "Easy 8 d",
    ]


def test_the_first_half_minute_comes_before_the_rest_and_follow_ups_one_by_one(
    site: str, page: Page
) -> None:
    more = """<p>Its derivation.</p></section><section class="ls-part ls-part--follow-up">
      <p class="ls-part__label">Follow-up</p><p><strong>And then?</strong> This.</p><p>More.</p>
      <p><strong>And after that?</strong> Nothing.</p>"""

    def longer(route: Route) -> None:
        html = route.fetch().text()
        route.fulfill(
            body=html.replace("in that direction.</p>", f"in that direction.</p>{more}", 1),
            content_type="text/html",
        )

    page.route("**/math/gradients/", longer)
    begin(page, site)
    reveal(page)
    spoken = card(page).get_by_text("At the steepest way up.")
    rest, first, second = (
        card(page).get_by_text(text, exact=True)
        for text in ("Its derivation.", "This.", "Nothing.")
    )
    expect(spoken).to_be_visible()
    for hidden in (rest, first, second, card(page).get_by_text("And after that?")):
        expect(hidden).to_be_hidden()
    card(page).get_by_text("The rest of the answer").click()
    expect(rest).to_be_visible()
    card(page).get_by_text("And then?").click()
    expect(first).to_be_visible()
    expect(card(page).get_by_text("More.", exact=True)).to_be_visible()
    card(page).get_by_text("And after that?").click()
    expect(second).to_be_visible()


def test_a_card_is_the_notes_own_with_its_maths_and_whole_addresses(site: str, page: Page) -> None:
    def linked(route: Route) -> None:
        html = route.fetch().text()
        more = 'in that direction, <a id="here" href="../probability/#x">see there</a>.</p>'
        changed = html.replace("in that direction.</p>", more, 1)
        route.fulfill(body=changed, content_type="text/html")

    page.route("**/math/gradients/", linked)
    begin(page, site)
    expect(card(page).get_by_role("heading").locator("mjx-container")).to_be_visible()
    reveal(page)
    assert card(page).locator("[id]").count() == 0
    assert card(page).locator(".headerlink").count() == 0
    link = card(page).get_by_role("link", name="see there")
    assert link.get_attribute("href") == f"{site}math/probability/#x"
    note = card(page).get_by_role("link", name="Gradients")
    assert (note.get_attribute("href") or "").startswith(f"{site}math/gradients/#math-gradients--")


def test_a_question_can_be_put_off(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&count=5&level=mid")
    page.get_by_role("button", name="Later").click()
    prompts(page, CHAIN_RULE)
    place(page, "Question 1 of 3")
    answer(page, "Good")
    answer(page, "Good")
    prompts(page, POINTS_AT)
    expect(page.get_by_role("button", name="Later")).to_be_disabled()


def test_undo_takes_the_last_grade_back_with_its_ticks(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&level=mid")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    answer(page, "Good")
    reveal(page)
    card(page).get_by_role("checkbox").nth(1).check()
    grade(page, "Again")
    place(page, "Question 3 of 4")
    page.get_by_role("button", name="Undo").click()
    place(page, "Question 2 of 3")
    prompts(page, CHAIN_RULE)
    expect(card(page).get_by_role("checkbox").nth(1)).to_be_checked()
    expect(card(page).get_by_role("checkbox").nth(0)).not_to_be_checked()
    assert [row["undone"] for row in reviews(page, site)] == [False, True]
    grade(page, "Good")
    answer(page, "Good")
    expect(part(page, "summary", "title")).to_have_text("Session over")
    page.get_by_role("button", name="Undo the last grade").click()
    place(page, "Question 3 of 3")
    prompts(page, SADDLE)
    assert [row["undone"] for row in reviews(page, site)] == [False, True, False, True]


def test_grades_undo_and_reload_end_in_the_memory_that_ts_fsrs_publishes(
    site: str, page: Page
) -> None:
    """Grades and days are those of ts-fsrs' FSRS-6.test.ts, which has them from fsrs-rs."""
    query, days = f"{GRADIENTS}&level=principal", 0
    page.clock.set_fixed_time(MORNING)
    begin(page, site, query)
    answer(page, "Again")
    page.clock.set_fixed_time(MORNING + timedelta(minutes=1))
    place(page, "Question 2 of 2, missed before")
    answer(page, "Good")
    for gap in (1, 3, 8, 21):
        days += gap
        page.clock.set_fixed_time(MORNING + timedelta(days=days))
        begin(page, site, f"{query}&day={days}")
        answer(page, "Easy")
        page.get_by_role("button", name="Undo the last grade").click()
        expect(part(page, "asking", "grades")).to_be_visible()
        page.reload()
        grade(page, "Good")
        expect(part(page, "summary", "title")).to_have_text("Session over")
    page.reload()
    page.evaluate("site => { window.root = site }", site)
    memory = page.evaluate(MEMORY)
    assert memory["stability"] == pytest.approx(53.62691, abs=1e-4)
    assert memory["difficulty"] == pytest.approx(6.3574867, abs=1e-4)
    due = MORNING + timedelta(days=days + 54)
    assert memory["due"] == [due.year, due.month, due.day]
    assert len(reviews(page, site)) == 10


# --- By keyboard, by touch, and for those who listen ------------------------------------------


def test_a_session_by_keyboard_alone(site: str, page: Page) -> None:
    visit(page, site, f"{GRADIENTS}&level=mid")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.choosing === 'begin'"):
            break
    page.keyboard.press("Enter")
    prompts(page, POINTS_AT)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("l")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    prompts(page, POINTS_AT)
    page.keyboard.press("w")
    page.keyboard.type("grade 1 again? / no")
    expect(part(page, "asking", "attempt")).to_have_value("grade 1 again? / no")
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.keyboard.press("Control+Enter")
    expect(card(page).get_by_text("At the steepest way up.")).to_be_visible()
    page.keyboard.press("3")
    prompts(page, CHAIN_RULE)
    page.keyboard.press("Space")
    page.keyboard.press("2")
    expect(part(page, "asking", "verdict")).to_have_text("1 of 2 points: hard")
    page.keyboard.press("Enter")
    prompts(page, SADDLE)
    page.keyboard.press("u")
    prompts(page, CHAIN_RULE)
    page.keyboard.press("e")
    prompts(page, SADDLE)
    page.keyboard.press("g")
    prompts(page, SADDLE)
    page.keyboard.press("Enter")
    page.keyboard.press("a")
    place(page, "Question 4 of 4, missed before")
    page.keyboard.press("Enter")
    page.keyboard.press("h")
    expect(part(page, "summary", "title")).to_have_text("Session over")
    made = [row["grade"] for row in reviews(page, site) if not row["undone"]]
    assert made == [3, 4, 1, 2]


def test_what_is_useful_is_announced(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&level=mid")
    said = page.locator("[data-practice=said]")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_have_text("Question 1 of 3.")
    expect(card(page).get_by_role("heading")).to_be_focused()
    reveal(page)
    expect(page.get_by_role("group", name="The answer")).to_be_focused()
    grade(page, "Easy")
    expect(said).to_have_text("Easy: comes back in 8 days. Question 2 of 3.")
    expect(card(page).get_by_role("heading")).to_be_focused()
    page.keyboard.press("u")
    expect(said).to_have_text("Undone. Question 1 of 3.")
    expect(page.get_by_role("group", name="The answer")).to_be_focused()


def test_a_session_fits_a_phone_and_a_finger(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    visit(page, site, f"{GRADIENTS}&count=5")
    small(page)
    part(page, "choosing", "begin").tap()
    for _ in range(2):
        small(page)
        page.get_by_role("button", name="Show the answer").tap()
        small(page)
        bar = part(page, "asking", "grades").bounding_box()
        assert bar is not None
        assert bar["y"] + bar["height"] <= 640, "the grades are out of reach"
        part(page, "asking", "grades").get_by_role("button", name="Again").tap()
    part(page, "asking", "end").tap()
    small(page)


def small(page: Page) -> None:
    """Nothing is wider than the window, and nothing to press smaller than a finger."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tiny = page.evaluate(
        """() => [...document.querySelectorAll(
            "ls-practice :is(button, select, textarea, summary, label.ls-tick, label.ls-choice)")]
          .filter(element => element.checkVisibility())
          .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
          .map(([words]) => words)"""
    )
    assert tiny == []


# --- What outlives the page -------------------------------------------------------------------


def test_a_session_survives_a_reload_in_the_middle_of_an_answer(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&level=mid")
    answer(page, "Again")
    prompts(page, CHAIN_RULE)
    page.get_by_label("Your answer").fill("half of it")
    reveal(page)
    card(page).get_by_role("checkbox").nth(0).check()
    page.reload()
    place(page, "Question 2 of 4")
    prompts(page, CHAIN_RULE)
    expect(card(page).get_by_role("checkbox").nth(0)).to_be_checked()
    expect(part(page, "asking", "attempt")).to_have_value("half of it")
    grade(page, "Hard")
    answer(page, "Good")
    prompts(page, POINTS_AT)
    assert [row["grade"] for row in reviews(page, site)] == [1, 2, 3]


def test_a_session_survives_instant_navigation(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&level=mid")
    answer(page, "Good")
    reveal(page)
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Coverage").first.click()
    expect(page.locator("main h1")).to_contain_text("Coverage")
    page.keyboard.press("g")
    page.go_back()
    place(page, "Question 2 of 3")
    expect(part(page, "asking", "grades")).to_be_visible()
    assert page.evaluate("window.stayed") is True, "the page was loaded anew"
    grade(page, "Good")
    prompts(page, SADDLE)
    assert len(reviews(page, site)) == 2, "a key was heard by a page that is gone"


def test_a_link_that_asks_for_other_questions_offers_them_first(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&level=mid")
    answer(page, "Good")
    prompts(page, CHAIN_RULE)
    visit(page, site, "?category=systems")
    expect(page.get_by_text("A session is not over: 2 questions to go.")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    prompts(page, CHAIN_RULE)


def test_a_closed_tabs_session_is_offered_in_the_next_and_a_living_ones_is_not(
    site: str, browser: Browser, guard: Guard
) -> None:
    context = browser.new_context(service_workers="block")
    first, second = (guard.watch(context.new_page()) for _ in range(2))
    begin(first, site, f"{GRADIENTS}&level=mid")
    answer(first, "Good")
    prompts(first, CHAIN_RULE)
    offer = second.get_by_text("A session is not over: 2 questions to go.")
    visit(second, site)
    expect(offer).to_be_hidden()
    first.close()
    visit(second, site)
    expect(offer).to_be_visible()
    second.get_by_role("button", name="Drop it").click()
    expect(offer).to_be_hidden()
    visit(second, site)
    expect(offer).to_be_hidden()
    assert len(reviews(second, site)) == 1
    context.close()


def test_two_tabs_do_not_overwrite_each_other(site: str, browser: Browser, guard: Guard) -> None:
    context = browser.new_context(service_workers="block")
    first, second, third = (guard.watch(context.new_page()) for _ in range(3))
    visit(third, site)
    today = part(third, "choosing", "today")
    expect(today).to_have_text("Nothing is due today. 29 questions you have not met yet.")
    begin(first, site, f"{GRADIENTS}&level=mid")
    begin(second, site, f"{GRADIENTS}&level=senior")
    for page in (first, second, first, second):
        answer(page, "Good")
    expect(part(second, "summary", "title")).to_have_text("Session over")
    expect(today).to_have_text("Nothing is due today. 25 questions you have not met yet.")
    assert len(reviews(third, site)) == 4
    first.reload()
    place(first, "Question 3 of 3")
    context.close()


# --- Today, and the exam ----------------------------------------------------------------------


def test_today_says_what_is_due_and_how_long_that_takes(site: str, page: Page) -> None:
    page.clock.set_fixed_time(MORNING)
    begin(page, site, f"{GRADIENTS}&level=mid")
    for words in (POINTS_AT, CHAIN_RULE, SADDLE):
        prompts(page, words)
        answer(page, "Good")
    expect(part(page, "summary", "next")).to_have_text(
        "Nothing more is due today. Tomorrow: 0. In the next seven days: 3."
    )
    page.clock.set_fixed_time(MORNING + timedelta(days=2))
    visit(page, site)
    expect(part(page, "choosing", "today")).to_have_text(
        "3 questions due today: about 6 minutes at 2 minutes each."
    )
    assert page.locator("[data-facet=want] label b").all_inner_texts() == ["26", "3", "0"]
    page.get_by_role("button", name="Practise what is due").click()
    place(page, "Question 1 of 3")


def test_an_exam_date_says_how_many_will_not_fit_and_fits_the_intervals(
    site: str, page: Page
) -> None:
    page.clock.set_fixed_time(MORNING)
    visit(page, site)
    page.get_by_text("An exam date").click()
    page.get_by_role("textbox", name="Day").fill("2026-03-05")
    page.get_by_label("Each day").select_option("20")
    page.get_by_role("button", name="Set").click()
    said = part(page, "exam", "said")
    expect(said).to_contain_text("The exam is in 3 days, on 5 March 2026.")
    expect(said).to_contain_text("Each of the 29 questions is asked before it")
    page.get_by_label("Each day").select_option("10")
    page.get_by_role("button", name="Change").click()
    expect(said).to_contain_text("14 of 29 questions will not fit")
    expect(said).to_contain_text("With 20 minutes a day all would.")
    expect(part(page, "choosing", "today")).to_contain_text("5 questions due today")
    page.reload()
    expect(said).to_contain_text("14 of 29 questions will not fit")
    part(page, "choosing", "begin").click()
    reveal(page)
    expect(part(page, "asking", "grades").get_by_role("button", name="Easy")).to_contain_text(
        "by exam"
    )
    grade(page, "Easy")
    expect(part(page, "asking", "before")).to_have_text("Easy: comes back before the exam.")
    part(page, "asking", "end").click()
    page.get_by_role("button", name="Another session").click()
    page.get_by_role("button", name="Remove").click()
    expect(said).to_be_hidden()
    expect(part(page, "choosing", "today")).to_contain_text("Nothing is due today.")


# --- The choice -------------------------------------------------------------------------------


def test_the_address_carries_the_choice(site: str, page: Page) -> None:
    visit(page, site)
    page.get_by_role("checkbox", name="Senior").check()
    page.get_by_role("checkbox", name="math", exact=False).first.check()
    part(page, "choosing", "count").select_option("5")
    part(page, "choosing", "order").select_option("random")
    chosen = urlsplit(page.url).query
    assert chosen == "level=senior&category=math&count=5&order=random"
    words = part(page, "choosing", "begin").inner_text()
    visit(page, site, f"?{chosen}")
    expect(part(page, "choosing", "begin")).to_have_text(words)
    expect(page.get_by_role("checkbox", name="Senior")).to_be_checked()
    expect(part(page, "choosing", "order")).to_have_value("random")
    page.go_back()


def test_new_due_and_missed_can_be_chosen(site: str, page: Page) -> None:
    begin(page, site, f"{GRADIENTS}&level=mid")
    answer(page, "Again")
    answer(page, "Good")
    part(page, "asking", "end").click()
    page.get_by_role("button", name="Another session").click()
    visit(page, site, "?want=missed")
    expect(part(page, "choosing", "begin")).to_have_text("Start with 1 question")
    visit(page, site, "?want=new&count=0")
    expect(part(page, "choosing", "begin")).to_have_text("Start with 27 questions")
    visit(page, site, "?want=due")
    expect(part(page, "choosing", "begin")).to_be_disabled()
    expect(part(page, "choosing", "begin")).to_have_text("Nothing to ask")


@pytest.mark.parametrize(
    ("address", "query", "count"),
    [
        ("levels/senior/", "level=senior", "Start with 10 questions"),
        ("levels/mid/?category=math", "level=mid&category=math", "Start with 6 questions"),
        ("math/gradients/", "note=math/gradients/", "Start with 6 questions"),
        ("categories/math/", "category=math", "Start with 10 questions"),
        ("skills/backpropagation/", "skill=backpropagation", "Start with 6 questions"),
        ("questions/?text=nightly&state=answered", "text=nightly", "Start with 1 question"),
    ],
)
def test_other_pages_link_to_practice_with_their_questions(
    site: str, page: Page, address: str, query: str, count: str
) -> None:
    page.goto(f"{site}{address}")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Practise these").click()
    expect(page.locator("ls-practice[data-ready]")).to_be_visible()
    assert urlsplit(page.url).query == query
    expect(part(page, "choosing", "begin")).to_have_text(count)


def test_a_notes_questions_can_be_widened_to_all(site: str, page: Page) -> None:
    visit(page, site, f"{GRADIENTS}&count=0")
    expect(page.get_by_text("Only questions of Gradients.")).to_be_visible()
    page.get_by_role("button", name="Choose from all").click()
    expect(part(page, "choosing", "begin")).to_have_text("Start with 29 questions")
    assert urlsplit(page.url).query == "order=site&count=0"


def test_pages_without_practice_load_neither_the_schedule_nor_the_store(
    site: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{site}math/gradients/")
    page.wait_for_load_state("networkidle")
    assert any(path.endswith("/levelset.js") for path in asked)
    assert not any(page.evaluate(HAS_THE_SCHEDULE, path) for path in list(asked))
    asked.clear()
    page.goto(f"{site}practice/")
    page.wait_for_load_state("networkidle")
    assert any(page.evaluate(HAS_THE_SCHEDULE, path) for path in list(asked))


# --- When something fails ---------------------------------------------------------------------


def test_a_store_that_is_forbidden_is_said_and_the_session_goes_on(
    site: str, open_page: OpenPage, guard: Guard
) -> None:
    guard.expected.append("forbidden")  # The theme's own script keeps the palette there.
    page = open_page(accept_downloads=True)
    page.add_init_script(NO_STORAGE)
    begin(page, site, f"{GRADIENTS}&level=mid")
    answer(page, "Good")
    prompts(page, CHAIN_RULE)
    trouble = page.get_by_role("alert").filter(has_text="store anything")
    expect(trouble).to_be_visible()
    expect(trouble).to_contain_text("will be lost when this page is closed")
    with page.expect_download() as download:
        trouble.get_by_role("button", name="Save a copy").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [row["grade"] for row in saved["reviews"]] == [3]
    assert re.fullmatch(
        r"levelset-progress-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename
    )


def test_answers_kept_aside_outlive_the_page_when_the_database_fails(
    site: str, browser: Browser, guard: Guard
) -> None:
    context = browser.new_context(service_workers="block")
    page = guard.watch(context.new_page())
    page.add_init_script(NO_DATABASE)
    begin(page, site, f"{GRADIENTS}&level=mid")
    answer(page, "Good")
    prompts(page, CHAIN_RULE)
    page.close()
    well = guard.watch(context.new_page())
    visit(well, site)
    expect(well.get_by_role("alert")).to_have_count(0)
    expect(part(well, "choosing", "today")).to_contain_text("28 questions you have not met yet")
    context.close()


def test_the_reader_is_told_that_the_browser_may_clear_the_progress(site: str, page: Page) -> None:
    page.add_init_script(
        "navigator.storage.persist = navigator.storage.persisted = async () => false"
    )
    visit(page, site, f"{GRADIENTS}&level=mid")
    warning = page.get_by_text("This browser may delete your progress")
    expect(warning).to_be_hidden()
    part(page, "choosing", "begin").click()
    answer(page, "Good")
    part(page, "asking", "end").click()
    expect(warning).to_be_visible()
    page.evaluate("navigator.storage.persisted = navigator.storage.persist = async () => true")
    page.get_by_role("button", name="Ask the browser to keep it").click()
    expect(warning).to_be_hidden()


def test_a_question_that_cannot_be_loaded_can_be_tried_again(
    site: str, page: Page, guard: Guard
) -> None:
    guard.expected.append("net::ERR_FAILED")
    for address in ("**/math/gradients/", "**/levels/*/"):
        page.route(address, lambda route: route.abort())
    visit(page, site, GRADIENTS)
    part(page, "choosing", "begin").click()
    expect(page.get_by_text("The question could not be loaded.")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Try again").locator("visible=true").click()
    prompts(page, POINTS_AT)


def test_a_question_that_is_gone_is_left_out(site: str, page: Page) -> None:
    def without(route: Route) -> None:
        html = route.fetch().text()
        gone = html.replace('data-question="math-gradients--what', 'data-question="other', 1)
        route.fulfill(body=gone, content_type="text/html")

    page.route("**/math/gradients/", without)
    visit(page, site, f"{GRADIENTS}&level=mid")
    part(page, "choosing", "begin").click()
    page.get_by_role("button", name="Go on without it").click()
    prompts(page, CHAIN_RULE)
    place(page, "Question 1 of 2")


def test_a_page_whose_list_cannot_be_had_says_so_and_tries_again(
    site: str, page: Page, guard: Guard
) -> None:
    guard.expected.append("net::ERR_FAILED")
    page.route("**/explorer.json", lambda route: route.abort())
    page.goto(f"{site}practice/")
    expect(page.get_by_text("This page could not be loaded in full.")).to_be_visible()
    page.unroute("**/explorer.json")
    page.get_by_role("button", name="Try again").locator("visible=true").click()
    expect(page.locator("ls-practice[data-ready]")).to_be_visible()
    expect(page.get_by_text("This page could not be loaded in full.")).to_be_hidden()
