"""How a question stands with the reader: marks on cards and lists, and the facet to filter by."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from reviewing import (
    AGAIN,
    CHAIN_RULE,
    EASY,
    FRIDAY,
    GOOD,
    SADDLE,
    SKEW,
    VANISHING,
    review,
    write,
)
from watching import OpenPage

NOTE = "math/gradients/"
LEVEL = "levels/mid/"
RESULTS = ".ls-result"


def card(page: Page, question: str) -> Locator:
    return page.locator(f".ls-card[data-question='{question}']")


def mark(page: Page, question: str) -> Locator:
    return card(page, question).locator(".ls-status")


def facet(page: Page) -> Locator:
    return page.get_by_role("group", name="Progress")


def counts(page: Page) -> dict[str, int]:
    return {
        label.locator("input").get_attribute("value") or "": int(label.locator("b").inner_text())
        for label in facet(page).locator("label").all()
    }


def practised(page: Page, site: str) -> None:
    """One known, one learning, two missed."""
    page.goto(f"{site}skills/")
    rows = [review(CHAIN_RULE, EASY), review(SADDLE), review(SKEW, AGAIN), review(FRIDAY, AGAIN)]
    assert write(page, site, *rows) == "ready"


def explore(page: Page, site: str, query: str = "") -> None:
    page.goto(f"{site}questions/{query}")
    expect(page.locator("[data-explorer=loading]")).to_be_hidden()


@pytest.mark.parametrize("address", [NOTE, LEVEL, "questions/"])
def test_without_progress_nothing_is_marked_and_no_heavy_module_is_fetched(
    page: Page, site: str, address: str
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    assert any(path.endswith("/levelset.js") for path in fetched)
    for path in [path for path in fetched if path.endswith(".js")]:
        text = page.request.get(urljoin(site, path)).text()
        assert "request_retention" not in text, f"{path} has the schedule"
        assert "deleteDatabase" not in text, f"{path} has the store"
    expect(page.locator(".ls-card .ls-status, .ls-result .ls-status")).to_have_count(0)
    expect(facet(page)).to_have_count(0)
    assert page.evaluate("indexedDB.databases()") == []


@pytest.mark.parametrize("address", [NOTE, LEVEL])
def test_marks_appear_after_a_review_and_follow_another_tab(
    page: Page, site: str, address: str
) -> None:
    page.goto(site + address)
    write(page, site, review(CHAIN_RULE, GOOD, 3))
    expect(mark(page, CHAIN_RULE)).to_have_text("Learning")
    expect(mark(page, SADDLE)).to_have_text("New")
    other = page.context.new_page()
    other.goto(f"{site}skills/")
    write(other, site, review(CHAIN_RULE, AGAIN, 2), review(SADDLE, EASY))
    expect(mark(page, CHAIN_RULE)).to_have_text("Missed")
    expect(mark(page, SADDLE)).to_have_text("Known")
    expect(mark(page, CHAIN_RULE)).to_have_count(1)


def test_marks_are_there_again_after_a_reload_and_instant_navigation(page: Page, site: str) -> None:
    practised(page, site)
    page.goto(site + LEVEL)
    expect(mark(page, SKEW)).to_have_text("Missed")
    page.evaluate("window.same = true")
    card(page, SKEW).get_by_role("link", name="Features and their pipelines").click()
    expect(page.locator("h1")).to_contain_text("Features and their pipelines")
    assert page.evaluate("window.same") is True
    expect(mark(page, SKEW)).to_have_text("Missed")
    page.go_back()
    expect(mark(page, CHAIN_RULE)).to_have_text("Known")


def test_an_open_question_is_marked_only_when_it_was_practised(page: Page, site: str) -> None:
    practised(page, site)
    page.goto(site + LEVEL)
    expect(mark(page, SKEW)).to_be_visible()
    opened = page.locator(".ls-card[data-state=open]")
    assert opened.count() == 4
    expect(opened.locator(".ls-status")).to_have_count(0)
    write(page, site, review(opened.first.get_attribute("data-question") or "", EASY))
    expect(opened.first.locator(".ls-status")).to_have_text("Known")


def test_marks_go_when_everything_is_reset(page: Page, site: str) -> None:
    practised(page, site)
    page.goto(site + LEVEL)
    expect(mark(page, SKEW)).to_be_visible()
    expect(facet(page)).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{site}progress/")
    other.locator("[data-progress=may-reset]").click()
    other.get_by_role("dialog").get_by_label("Everything").check()
    other.get_by_role("button", name="Delete").click()
    expect(page.locator(".ls-card .ls-status")).to_have_count(0)
    expect(facet(page)).to_be_hidden()


def test_a_mark_moves_nothing(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 800})
    practised(page, site)
    for address in (LEVEL, NOTE, "questions/"):
        page.goto(site + address)
        expect(page.locator(".ls-status").locator("visible=true").first).to_be_attached()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries()"
        ".forEach(e => window.shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    for address in (LEVEL, NOTE, "questions/"):
        page.goto(site + address)
        expect(page.locator(".ls-card .ls-status, .ls-result .ls-status").first).to_be_attached()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") < 0.01, address


# --- The facet ------------------------------------------------------------------------------


def test_the_explorer_filters_by_progress(page: Page, site: str) -> None:
    practised(page, site)
    explore(page, site)
    expect(facet(page)).to_be_enabled()
    assert counts(page) == {"new": 25, "learning": 1, "known": 1, "missed": 2}
    facet(page).get_by_label("Missed").check()
    expect(page.locator(RESULTS)).to_have_count(2)
    expect(page.locator(RESULTS).locator(".ls-status")).to_have_text(["Missed", "Missed"])
    assert urlsplit(page.url).query == "progress=missed"
    facet(page).get_by_label("Known").check()
    expect(page.locator(RESULTS)).to_have_count(3)
    assert urlsplit(page.url).query == "progress=known,missed"
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(2)
    page.go_back()
    expect(page.locator("[data-facets=count] b")).to_have_text("40")


def test_the_address_gives_the_progress_back(page: Page, site: str, open_page: OpenPage) -> None:
    practised(page, site)
    explore(page, site, "?level=mid&progress=missed")
    expect(page.locator(RESULTS)).to_have_count(1)
    expect(facet(page).get_by_label("Missed")).to_be_checked()
    page.reload()
    expect(page.locator(RESULTS)).to_have_count(1)
    stranger = open_page()
    explore(stranger, site, "?level=mid&progress=missed")
    expect(stranger.locator("[data-facets=count] b")).to_have_text("15")
    expect(facet(stranger)).to_have_count(0)


def test_an_empty_result_names_progress(page: Page, site: str) -> None:
    practised(page, site)
    explore(page, site, "?level=senior&progress=missed")
    drops = page.locator("[data-facets=drops] li")
    expect(drops.last).to_have_text("Drop progress: Missed gives 15 questions")
    drops.last.get_by_role("button").click()
    expect(page.locator("[data-facets=count] b")).to_have_text("15")


def test_the_facet_and_the_list_follow_another_tab(page: Page, site: str) -> None:
    explore(page, site)
    expect(facet(page)).to_be_hidden()
    other = page.context.new_page()
    practised(other, site)
    expect(facet(page)).to_be_visible()
    expect(facet(page)).to_be_enabled()
    facet(page).get_by_label("Missed").check()
    expect(page.locator(RESULTS)).to_have_count(2)
    write(other, site, review(VANISHING, AGAIN))
    expect(page.locator(RESULTS)).to_have_count(3)
    assert counts(page)["missed"] == 3


def test_words_just_typed_outlive_the_arrival_of_progress(page: Page, site: str) -> None:
    explore(page, site)
    box = page.get_by_label("Words in the question")
    box.fill("chain")
    practised_in = page.context.new_page()
    practised(practised_in, site)
    expect(facet(page)).to_be_visible()
    expect(box).to_have_value("chain")
    expect(page.locator(RESULTS)).to_have_count(3)


def test_a_level_page_filters_its_cards_by_progress(page: Page, site: str) -> None:
    practised(page, site)
    page.goto(f"{site}{LEVEL}?progress=known")
    expect(facet(page)).to_be_enabled()
    cards = page.locator(".ls-card").locator("visible=true")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("State the chain rule")
    assert counts(page) == {"new": 8, "learning": 1, "known": 1, "missed": 1}


def on_sheet(page: Page) -> Locator:
    return page.locator("[data-question]").locator("visible=true")


def test_what_was_missed_can_be_printed(page: Page, site: str, open_page: OpenPage) -> None:
    practised(page, site)
    page.goto(site + LEVEL)
    facet(page).get_by_label("Missed").check()
    page.get_by_role("link", name="Print a study sheet").click()
    page.wait_for_url(f"{site}sheet/mid/?progress=missed")
    expect(on_sheet(page)).to_have_count(1)
    expect(on_sheet(page)).to_have_attribute("data-question", SKEW)
    expect(page.locator("[data-sheet=filters]")).to_have_text("Progress: Missed")
    page.reload()
    expect(on_sheet(page)).to_have_count(1)
    write(page, site, review(SADDLE, AGAIN, 0.5))
    other = page.context.new_page()
    other.goto(f"{site}skills/")
    write(other, site, review(CHAIN_RULE, AGAIN, 0.1))
    expect(on_sheet(page)).to_have_count(3)
    page.get_by_role("button", name="Drop Progress: Missed").click()
    expect(on_sheet(page)).to_have_count(15)
    stranger = open_page()
    stranger.goto(f"{site}sheet/mid/?progress=missed")
    expect(stranger.locator("[data-sheet=status]")).to_have_text(
        "No question fits all the filters. To see 15, drop Progress: Missed."
    )


# --- For everyone ---------------------------------------------------------------------------


def test_a_mark_is_part_of_what_a_card_says(page: Page, site: str) -> None:
    practised(page, site)
    page.goto(site + LEVEL)
    expect(mark(page, SKEW)).to_be_visible()
    summary = card(page, SKEW).locator("summary").first
    assert (summary.text_content() or "").split() == ["Answer", "Missed"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_differ_in_more_than_colour(site: str, open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    practised(page, site)
    explore(page, site)
    pictures = page.evaluate(
        """() => ["new", "learning", "known", "missed"].map((status) => {
          const mark = document.querySelector(`.ls-choice > .ls-status--${status}`);
          const { backgroundColor, backgroundImage } = getComputedStyle(mark, "::before");
          const kind = backgroundImage.split("(")[0];
          return [backgroundColor !== "rgba(0, 0, 0, 0)", kind];
        })"""
    )
    assert len({str(picture) for picture in pictures}) == 4


def test_paper_has_no_marks(page: Page, site: str) -> None:
    practised(page, site)
    page.goto(site + NOTE)
    expect(mark(page, CHAIN_RULE)).to_be_visible()
    page.emulate_media(media="print")
    expect(mark(page, CHAIN_RULE)).to_be_hidden()
