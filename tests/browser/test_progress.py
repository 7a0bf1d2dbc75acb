"""The page `progress/`, over the forty questions of tests/sites/study, 29 of them answered.

Answered, by hand: mid 11 (6 on mathematics, 3 on systems, 2 on mlops), senior 12, principal 6.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from contrast import FAINT_TEXT
from playwright.sync_api import Locator, Page, expect
from reviewing import (
    AGAIN,
    CHAIN_RULE,
    DAY,
    EASY,
    FRIDAY,
    GOOD,
    SADDLE,
    SKEW,
    VANISHING,
    review,
    stored,
    write,
)
from watching import Guard, OpenPage

GONE = "math-gradients--state-the-chain-rule-for-y-f-of-g-of-x"
FILE = {"format": "levelset-progress", "version": 1, "site": "https://notes.example/"}


def visit(page: Page, site: str) -> None:
    page.goto(f"{site}progress/")
    expect(page.locator("ls-progress[data-ready]")).to_have_count(1)


def visit_with(page: Page, site: str, *reviews: dict[str, Any], **lists: Any) -> None:
    visit(page, site)
    assert write(page, site, *reviews, **lists) == "ready"
    visit(page, site)


def some_reviews() -> list[dict[str, Any]]:
    """Two known, one learning, one missed."""
    return [
        review(CHAIN_RULE, EASY),
        review(SADDLE, GOOD, 9),
        review(SADDLE, EASY, 2),
        review(SKEW, GOOD),
        review(VANISHING, AGAIN, 3),
    ]


def levels(page: Page) -> dict[str, list[int]]:
    """Known, learning, missed and new, by level."""
    rows = page.locator(".ls-mastery__table tr[data-level]").all()
    return {
        row.get_attribute("data-level") or "all": [
            int(count) for count in row.locator("td").all_inner_texts()
        ]
        for row in rows
    }


def topic(page: Page, category: str, level: str) -> Locator:
    return page.locator(f"[data-cell][data-category={category}][data-level={level}]")


def days(page: Page) -> list[int]:
    rows = page.locator("[data-progress=day-rows] td").all_text_contents()
    return [int(count) for count in rows]


def said(page: Page) -> Locator:
    return page.locator("[data-progress=status]")


def choose_file(page: Page, tmp_path: Path, content: Any) -> None:
    path = tmp_path / "progress.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import a file").click()
    chooser.value.set_files(path)


def importing(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Import this file?")


def resetting(page: Page) -> Locator:
    page.get_by_role("button", name="Reset…").last.click()
    return page.get_by_role("dialog", name="Reset progress?")


def exported(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Export a file").locator("visible=true").last.click()
    assert download.value.suggested_filename.startswith("levelset-progress-20")
    file: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return file


# --- What it shows --------------------------------------------------------------------------


def test_before_the_first_review_it_says_so_and_takes_a_file(page: Page, site: str) -> None:
    visit(page, site)
    expect(page.get_by_role("heading", name="Nothing practised yet")).to_be_visible()
    expect(page.get_by_role("heading", name="What you know")).to_be_hidden()
    expect(page.get_by_role("button", name="Import a file")).to_be_enabled()
    expect(page.get_by_role("button", name="Export a file")).to_be_disabled()
    expect(page.get_by_text("There is nothing stored yet.")).to_be_visible()
    visit_with(page, site, settings=[{"key": "exam", "value": None, "at": 1}])
    expect(page.get_by_text("No reviews yet, only what you have begun or set")).to_be_visible()


def test_mastery_is_counted_by_level_and_topic(page: Page, site: str) -> None:
    visit_with(page, site, *some_reviews())
    assert levels(page) == {
        "mid": [2, 1, 0, 8],
        "senior": [0, 0, 1, 11],
        "principal": [0, 0, 0, 6],
        "all": [2, 1, 1, 25],
    }
    expect(topic(page, "math", "mid").locator(".ls-hidden")).to_have_text("2 known, 4 new")
    expect(topic(page, "math", "senior").locator(".ls-hidden")).to_have_text("1 missed, 3 new")
    expect(topic(page, "mlops", "mid").locator(".ls-hidden")).to_have_text("2 new")


def test_pictures_say_what_the_tables_say_and_are_kept_from_screen_readers(
    page: Page, site: str
) -> None:
    visit_with(page, site, *some_reviews())
    pictures = page.locator(".ls-picture")
    assert pictures.count() == 1 + 9
    assert pictures.evaluate_all("all => all.every((one) => one.ariaHidden === 'true')")
    rings = page.locator(".ls-picture--rings g")
    assert [ring.locator("path").count() for ring in rings.all()] == [2, 1, 0]
    expect(rings.nth(0).locator(".ls-picture__arc--known")).to_have_count(1)
    expect(rings.nth(1).locator(".ls-picture__arc--missed")).to_have_count(1)
    bar = topic(page, "math", "mid").locator(".ls-picture__part--known")
    assert float(bar.get_attribute("x2") or 0) == pytest.approx(100 * 2 / 6)


def test_what_comes_due_is_shown_by_day(page: Page, site: str) -> None:
    # A first Easy comes back after 8 days, a first Again after one.
    visit_with(
        page, site, review(CHAIN_RULE, EASY, 1), review(SADDLE, EASY, 3), review(SKEW, AGAIN, 4)
    )
    assert days(page) == [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
    expect(page.locator("[data-progress=today]")).to_contain_text("1 question due today")
    expect(page.locator("[data-progress=later]")).to_have_text(
        "1 question of today from earlier days"
    )
    page.get_by_role("radio", name="30 days").check()
    assert len(days(page)) == 30
    expect(page.locator(".ls-forecast__day")).to_have_count(30)


def test_the_exam_is_shown_and_marked_on_its_day(page: Page, site: str) -> None:
    now = int(time.time() * 1000)
    exam = {"at": now + 9 * DAY, "minutes": 30, "from": now - DAY, "choice": {}}
    visit_with(page, site, review(SKEW), settings=[{"key": "exam", "value": exam, "at": now - DAY}])
    expect(page.locator("[data-progress=exam]")).to_contain_text("The exam is in 9 days")
    marked = page.locator(".ls-forecast__day").nth(9)
    expect(marked).to_have_class("ls-forecast__day ls-forecast__day--exam")
    expect(page.locator("[data-progress=day-rows] th").nth(9)).to_contain_text("(exam)")


def test_an_exam_that_is_over_is_said_here_and_in_practice(page: Page, site: str) -> None:
    now = int(time.time() * 1000)
    exam = {"at": now - 3 * DAY, "minutes": 30, "from": now - 9 * DAY, "choice": {}}
    over = [{"key": "exam", "value": exam, "at": now - 9 * DAY}]
    visit_with(page, site, review(SKEW, AGAIN, 5), settings=over)
    expect(page.locator("[data-progress=exam]")).to_contain_text("The exam was on")
    expect(page.locator("[data-progress=today]")).to_contain_text("1 question due today")
    page.get_by_role("link", name="Practise", exact=True).click()
    expect(page.locator("[data-choosing=today]")).to_contain_text("1 question due today")


def test_a_broken_exam_setting_is_passed_over(page: Page, site: str) -> None:
    bad = {"key": "exam", "value": {"at": "tomorrow", "<img>": []}, "at": int(time.time() * 1000)}
    visit_with(page, site, review(SKEW), settings=[bad])
    expect(page.locator("[data-progress=exam]")).to_be_hidden()
    assert levels(page)["all"] == [0, 1, 0, 28]


def test_without_the_list_of_questions_the_data_is_still_in_reach(
    page: Page, site: str, guard: Guard
) -> None:
    guard.expected.append("Failed to load resource")
    visit(page, site)
    write(page, site, review(SKEW))
    page.route("**/explorer.json", lambda route: route.fulfill(status=503))
    visit(page, site)
    expect(page.get_by_text("The list of questions could not be loaded")).to_be_visible()
    assert len(exported(page)["reviews"]) == 1
    page.unroute("**/explorer.json")
    page.get_by_role("button", name="Try again").locator("visible=true").click()
    expect(page.get_by_role("heading", name="What you know")).to_be_visible()


# --- Export, import, reset ------------------------------------------------------------------


def test_exported_reset_and_imported_it_is_what_it_was(
    page: Page, site: str, tmp_path: Path
) -> None:
    now = int(time.time() * 1000)
    rows = [*some_reviews(), review(FRIDAY, GOOD, 2, undone=now - DAY)]
    visit_with(
        page,
        site,
        *rows,
        relinks=[{"id": "link", "from": GONE, "to": CHAIN_RULE, "at": now}],
        settings=[{"key": "exam", "value": {"at": now}, "at": now}],
        unreadable=[{"list": "reviews", "row": {"id": 7}, "fault": "id is missing or wrong"}],
    )
    before = stored(page, site)
    file = exported(page)
    assert file["site"] == site
    dialog = resetting(page)
    dialog.get_by_label("Everything").check()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Nothing practised yet")).to_be_visible()
    assert stored(page, site) == {"reviews": [], "relinks": [], "settings": [], "unreadable": []}
    choose_file(page, tmp_path, file)
    importing(page).get_by_role("button", name="Import").click()
    expect(said(page)).to_have_text("Imported.")
    assert stored(page, site) == before
    assert levels(page)["all"] == [2, 1, 1, 25]


def test_an_import_says_first_what_it_would_do_and_cancelling_does_nothing(
    page: Page, site: str, tmp_path: Path
) -> None:
    mine = review(CHAIN_RULE, GOOD, 5)
    visit_with(page, site, mine)
    before = stored(page, site)
    newer, older = review(CHAIN_RULE, EASY, 1), review("no-such--question", GOOD, 9)
    choose_file(page, tmp_path, {**FILE, "reviews": [mine, newer, older]})
    dialog = importing(page)
    expect(dialog).to_contain_text("progress.json, from https://notes.example/")
    expect(dialog.get_by_role("listitem")).to_have_text(
        [
            "2 new reviews will be added.",
            "1 review is here already.",
            "The newest review is the file's for 2 questions.",
            "1 question is not on this site: kept, and offered for linking.",
        ]
    )
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Cancel").click()
    assert stored(page, site) == before
    choose_file(page, tmp_path, {**FILE, "reviews": [mine, newer, older]})
    dialog.get_by_role("button", name="Import").click()
    expect(said(page)).to_have_text("Imported.")
    assert {row["id"] for row in stored(page, site)["reviews"]} == {
        mine["id"],
        newer["id"],
        older["id"],
    }


def test_a_file_that_adds_nothing_says_so(page: Page, site: str, tmp_path: Path) -> None:
    mine = review(CHAIN_RULE)
    visit_with(page, site, mine)
    choose_file(page, tmp_path, {**FILE, "reviews": [mine]})
    expect(importing(page)).to_contain_text("nothing would change")


def test_faults_in_a_file_are_listed_kept_and_exported_again(
    page: Page, site: str, tmp_path: Path
) -> None:
    visit(page, site)
    faulty: list[Any] = [{"id": "x", "grade": 9}, "<img src=x onerror=alert(1)>"]
    choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW), *faulty], "relinks": 5})
    dialog = importing(page)
    expect(dialog).to_contain_text("1 new review will be added.")
    dialog.get_by_text("3 faults in the file").click()
    faults = dialog.locator(".ls-faults li")
    expect(faults).to_have_count(3)
    expect(faults.filter(has_text="<img src=x onerror=alert(1)>")).to_have_count(1)
    dialog.get_by_role("button", name="Import").click()
    notice = page.get_by_role("alert").filter(has_text="cannot be read")
    expect(notice).to_be_visible()
    kept = [one["row"] for one in exported(page)["unreadable"]]
    assert all(row in kept for row in [*faulty, 5])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "it is not JSON"),
        ('{"format": "other"}', "not a progress file of this site"),
        (json.dumps({**FILE, "version": 99}), "a newer version of the site"),
    ],
    ids=["damaged", "foreign", "newer"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    page: Page, site: str, tmp_path: Path, content: str, says: str
) -> None:
    visit(page, site)
    choose_file(page, tmp_path, content)
    expect(page.get_by_role("alert").filter(has_text=says)).to_be_visible()
    expect(importing(page)).to_be_hidden()
    choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW)]})
    expect(importing(page)).to_be_visible()
    expect(page.locator("[data-progress=no-file]")).to_be_hidden()


def test_a_reset_of_a_level_leaves_the_others(page: Page, site: str) -> None:
    visit_with(
        page,
        site,
        *some_reviews(),
        review(GONE, GOOD, 4),
        relinks=[{"id": "link", "from": GONE, "to": SADDLE, "at": int(time.time() * 1000)}],
    )
    dialog = resetting(page)
    expect(dialog.locator("label", has_text="Principal").locator("input")).to_be_disabled()
    mid = dialog.locator("label", has_text="Mid")
    expect(mid.locator("[data-reviews]")).to_have_text("5")
    delete = dialog.get_by_role("button", name="Delete")
    expect(delete).to_be_disabled()
    mid.click()
    delete.click()
    expect(said(page)).to_have_text("Deleted 5 reviews.")
    assert levels(page)["mid"] == [0, 0, 0, 11]
    assert levels(page)["senior"] == [0, 0, 1, 11]
    assert [row["question"] for row in stored(page, site)["reviews"]] == [VANISHING]


def test_a_reset_can_be_called_off_by_keyboard(page: Page, site: str) -> None:
    visit_with(page, site, *some_reviews())
    opener = page.locator("[data-progress=may-reset]")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Reset progress?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert len(stored(page, site)["reviews"]) == 5


def test_a_reset_works_by_keyboard_alone(page: Page, site: str) -> None:
    visit_with(page, site, *some_reviews())
    page.locator("[data-progress=may-reset]").press("Enter")
    dialog = page.get_by_role("dialog", name="Reset progress?")
    page.keyboard.press("Shift+Tab")
    expect(dialog.get_by_role("button", name="Export a file first")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(dialog.get_by_label("Everything")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio").first).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Delete")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Deleted 4 reviews.")
    assert levels(page)["mid"] == [0, 0, 0, 11]


# --- Two tabs -------------------------------------------------------------------------------


def test_what_another_tab_writes_is_shown_and_nothing_is_overwritten(page: Page, site: str) -> None:
    visit_with(page, site, review(CHAIN_RULE, EASY))
    other = page.context.new_page()
    other.goto(f"{site}levels/mid/")
    write(other, site, review(VANISHING, AGAIN))
    expect(page.locator("tr[data-level=senior] [data-status=missed]")).to_have_text("1")
    write(page, site, review(SKEW))
    assert len(stored(other, site)["reviews"]) == 3
    visit(other, site)
    dialog = resetting(other)
    dialog.get_by_label("Everything").check()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Nothing practised yet")).to_be_visible()


# --- When storing fails ---------------------------------------------------------------------

FULL = """
() => {
  window.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}
"""
RAW = """
([name, version]) => new Promise((resolve, reject) => {
  const request = indexedDB.open(name, version);
  request.onerror = () => reject(request.error);
  request.onblocked = () => reject(new Error("blocked"));
  request.onupgradeneeded = () => { CHANGE };
  request.onsuccess = () => { request.result.close(); resolve(); };
})
"""


def database(site: str) -> str:
    return "levelset:/" + site.split("/", 3)[3]


def change_database(page: Page, site: str, version: int, change: str) -> None:
    """Change the database from a page that does not open it."""
    page.goto(f"{site}skills/")
    page.evaluate(RAW.replace("CHANGE", change), [database(site), version])


def trouble(page: Page) -> Locator:
    return page.locator("[data-progress=trouble]")


def test_a_full_store_is_said_and_loses_nothing(page: Page, site: str, tmp_path: Path) -> None:
    visit_with(page, site, review(CHAIN_RULE, EASY))
    page.evaluate(FULL)
    choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW), review(VANISHING)]})
    importing(page).get_by_role("button", name="Import").click()
    expect(trouble(page)).to_contain_text("no room left")
    expect(trouble(page)).to_contain_text("2 changes kept aside")
    expect(said(page)).to_have_text("Imported, but not stored yet.")
    assert levels(page)["all"] == [1, 2, 0, 26]
    assert len(exported(page)["reviews"]) == 3
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    trouble(page).get_by_role("button", name="Try again").click()
    expect(trouble(page)).to_be_hidden()
    visit(page, site)
    assert levels(page)["all"] == [1, 2, 0, 26]


def test_what_could_not_be_stored_outlives_the_page(page: Page, site: str, tmp_path: Path) -> None:
    visit(page, site)
    page.evaluate(FULL)
    choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW)]})
    importing(page).get_by_role("button", name="Import").click()
    expect(trouble(page)).to_be_visible()
    visit(page, site)
    expect(trouble(page)).to_be_hidden()
    assert levels(page)["all"] == [0, 1, 0, 28]


def test_a_browser_that_forbids_storing_is_said(
    page: Page, site: str, tmp_path: Path, guard: Guard
) -> None:
    guard.expected.append("forbidden here")  # Material asks too, and does not expect that.
    page.add_init_script(
        "for (const name of ['indexedDB', 'localStorage']) Object.defineProperty(window, name,"
        " { get() { throw new DOMException('forbidden here', 'SecurityError'); } });"
    )
    visit(page, site)
    expect(trouble(page)).to_contain_text("does not let the site store anything")
    choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW)]})
    importing(page).get_by_role("button", name="Import").click()
    expect(trouble(page)).to_contain_text("1 change will be lost when this page is closed")
    assert len(exported(page)["reviews"]) == 1


def test_rows_that_cannot_be_read_are_listed_kept_and_exported(page: Page, site: str) -> None:
    visit_with(page, site, review(CHAIN_RULE, EASY))
    page.goto(f"{site}skills/")
    page.evaluate(
        """(name) => new Promise((done) => { indexedDB.open(name).onsuccess = (event) => {
          const database = event.target.result;
          const transaction = database.transaction("reviews", "readwrite");
          transaction.objectStore("reviews").put({ id: "bad", grade: 9 });
          transaction.oncomplete = () => { database.close(); done(); };
        }; })""",
        database(site),
    )
    visit(page, site)
    expect(trouble(page)).to_contain_text("Some of your stored progress cannot be read")
    trouble(page).get_by_text("What cannot be read").click()
    expect(trouble(page).get_by_role("listitem")).to_contain_text('"bad"')
    assert levels(page)["all"] == [1, 0, 0, 28]
    assert [one["row"] for one in exported(page)["unreadable"]] == [{"id": "bad", "grade": 9}]


def test_a_damaged_store_is_exported_reset_and_works_again(
    page: Page, site: str, tmp_path: Path
) -> None:
    change_database(
        page,
        site,
        1,
        "const reviews = request.result.createObjectStore('reviews', { keyPath: 'id' });"
        f"reviews.put({json.dumps(review(CHAIN_RULE, EASY))})",
    )
    visit(page, site)
    expect(trouble(page)).to_contain_text("Your stored progress is damaged.")
    assert levels(page)["all"] == [1, 0, 0, 28]
    file = exported(page)
    trouble(page).get_by_role("button", name="Reset…").click()
    dialog = page.get_by_role("dialog", name="Reset progress?")
    dialog.get_by_label("Everything").check()
    dialog.get_by_role("button", name="Delete").click()
    expect(trouble(page)).to_be_hidden()
    choose_file(page, tmp_path, file)
    importing(page).get_by_role("button", name="Import").click()
    expect(said(page)).to_have_text("Imported.")
    visit(page, site)
    expect(trouble(page)).to_be_hidden()
    assert levels(page)["all"] == [1, 0, 0, 28]


def test_a_newer_store_is_read_left_alone_and_exported(page: Page, site: str) -> None:
    visit_with(page, site, review(CHAIN_RULE, EASY))
    change_database(page, site, 99, "")
    visit(page, site)
    expect(trouble(page)).to_contain_text("a newer version of this site")
    assert levels(page)["all"] == [1, 0, 0, 28]
    assert len(exported(page)["reviews"]) == 1
    dialog = resetting(page)
    dialog.get_by_label("Everything").check()
    dialog.get_by_role("button", name="Delete").click()
    expect(said(page)).to_contain_text("Nothing was deleted")
    page.evaluate("window.old = true")
    trouble(page).get_by_role("button", name="Reload the page").click()
    page.wait_for_function("!window.old")
    expect(trouble(page)).to_be_visible()
    assert levels(page)["all"] == [1, 0, 0, 28]


# --- What the browser may delete ------------------------------------------------------------

KEEPING = """
  window.asked = 0;
  navigator.storage.persisted = async () => window.agreed ?? %s;
  navigator.storage.persist = async () => { window.asked += 1; return (window.agreed = true); };
"""


def test_that_the_browser_may_delete_it_is_said_until_it_agrees_not_to(
    page: Page, site: str
) -> None:
    page.add_init_script(KEEPING % "false")
    visit_with(page, site, review(SKEW))
    warning = page.get_by_text("The browser may delete it without asking")
    expect(warning).to_be_visible()
    page.get_by_role("button", name="Ask the browser to keep it").click()
    expect(warning).to_be_hidden()
    expect(page.get_by_text("The browser has agreed")).to_be_visible()
    assert page.evaluate("asked") == 1


def test_the_browser_is_asked_to_keep_it_at_the_first_write_and_never_again(
    page: Page, site: str, tmp_path: Path
) -> None:
    page.add_init_script(KEEPING % "false")
    visit(page, site)
    assert page.evaluate("asked") == 0
    for _ in range(2):
        choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW)]})
        importing(page).get_by_role("button", name="Import").click()
        expect(importing(page)).to_be_hidden()
    page.wait_for_function("asked === 1")
    visit(page, site)
    choose_file(page, tmp_path, {**FILE, "reviews": [review(SKEW)]})
    importing(page).get_by_role("button", name="Import").click()
    expect(said(page)).to_have_text("Imported.")
    assert page.evaluate("asked") == 0


# --- Questions that are gone ----------------------------------------------------------------


def test_a_reworded_question_is_linked_and_the_link_can_be_taken_back(
    page: Page, site: str
) -> None:
    visit_with(page, site, review(GONE, EASY, 2), review(SKEW))
    assert levels(page)["all"] == [0, 1, 0, 28]
    section = page.get_by_role("region", name="Questions that are gone")
    expect(section.locator(".ls-gone__was")).to_contain_text(
        "state the chain rule for y f of g of x"
    )
    first = section.locator(".ls-gone__may li").first
    expect(first.get_by_role("link")).to_contain_text("State the chain rule")
    first.get_by_role("button").click()
    expect(said(page)).to_have_text("Linked.")
    expect(section.locator(".ls-gone__was")).to_have_count(0)
    assert levels(page)["all"] == [1, 1, 0, 27]
    visit(page, site)
    assert levels(page)["all"] == [1, 1, 0, 27]
    section.get_by_text("Linked questions").click()
    section.get_by_role("button", name="Undo").click()
    expect(section.locator(".ls-gone__was")).to_have_count(1)
    assert levels(page)["all"] == [0, 1, 0, 28]


def test_a_removed_question_keeps_its_history_and_can_be_linked_to_any_other(
    page: Page, site: str
) -> None:
    visit_with(page, site, review("old-note--zq-xv", EASY, 2), review(SKEW))
    section = page.get_by_role("region", name="Questions that are gone")
    expect(section.locator(".ls-gone__may li")).to_have_count(0)
    find = section.get_by_role("searchbox")
    find.fill("friday DEPLOY")
    expect(section.locator(".ls-gone__may li")).to_have_count(1)
    find.press("Tab")
    page.keyboard.press("Tab")
    section.get_by_role("button", name="Link to: Who may deploy on a Friday?").press("Enter")
    expect(said(page)).to_have_text("Linked.")
    assert levels(page)["principal"] == [1, 0, 0, 5]
    assert [row["question"] for row in stored(page, site)["reviews"]] == ["old-note--zq-xv", SKEW]


def test_names_from_a_store_are_text(page: Page, site: str) -> None:
    visit_with(page, site, review("a--<img src=x onerror=alert(1)>"))
    section = page.get_by_role("region", name="Questions that are gone")
    expect(section).to_contain_text("<img src=x onerror=alert(1)>")
    expect(section.locator("img")).to_have_count(0)


# --- For everyone ---------------------------------------------------------------------------


def visit_in_full(page: Page, site: str) -> None:
    """With every section in sight."""
    now = int(time.time() * 1000)
    visit_with(
        page,
        site,
        *some_reviews(),
        review(GONE, GOOD, 5),
        review("old--x", GOOD, 5),
        relinks=[{"id": "link", "from": "old--x", "to": FRIDAY, "at": now}],
        unreadable=[{"list": "reviews", "row": {"id": "w" * 400}, "fault": "grade is wrong"}],
    )
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit_in_full(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heading, *tables = page.locator("h1, .ls-mastery__table, .ls-topics").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().right)"
    )
    assert len(tables) == 2
    assert max(tables) <= heading, "a column is cut"
    page.get_by_role("radio", name="30 days").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dialog = resetting(page)
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_pictures_stand_out_from_their_ground(
    site: str, open_page: OpenPage, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    visit_in_full(page, site)
    assert page.evaluate(FAINT_TEXT, "main") == []
    faint = page.evaluate(FAINT_PICTURES)
    assert faint == []
    resetting(page)
    assert page.evaluate(FAINT_TEXT, "main") == []


def test_a_finger_hits_every_control(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    visit_in_full(page, site)
    resetting(page)
    controls = page.locator("ls-progress :is(button, label, summary)").locator("visible=true")
    assert controls.count() > 12
    for control in controls.all():
        size = control.bounding_box()
        assert size is not None
        assert size["height"] >= 43.9, control.inner_text()


def test_tables_have_names_and_every_control_has_one(page: Page, site: str) -> None:
    visit_in_full(page, site)
    tree = page.locator("ls-progress").aria_snapshot()
    for name in (
        "Questions by level and by how well you know them",
        "Questions that come due, by day",
        "How well you know each topic at each level",
    ):
        assert f'- table "{name}"' in tree
    assert '- group "How far ahead"' in tree
    assert '- cell "2 known, 4 new"' in tree
    assert "- button\n" not in tree


def test_it_survives_instant_navigation(page: Page, site: str) -> None:
    visit_with(page, site, *some_reviews())
    page.evaluate("window.same = true")
    page.locator(".ls-topics a", has_text="ML systems").click()
    expect(page.locator("h1")).to_contain_text("ML systems")
    page.go_back()
    expect(page.locator("ls-progress[data-ready]")).to_have_count(1)
    assert page.evaluate("window.same") is True
    assert levels(page)["all"] == [2, 1, 1, 25]
    dialog = resetting(page)
    dialog.get_by_label("Everything").check()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Nothing practised yet")).to_be_visible()


def test_paper_has_the_pictures_and_none_of_the_controls(page: Page, site: str) -> None:
    visit_in_full(page, site)
    page.emulate_media(media="print")
    expect(page.locator(".ls-picture--rings")).to_be_visible()
    expect(page.locator(".ls-forecast__bar").first).to_be_visible()
    expect(page.locator("ls-progress button").locator("visible=true")).to_have_count(0)


FAINT_PICTURES = """
() => {
  const numbers = (text) => { const n = text.match(/[0-9.]+/g).map(Number);
    if (text.startsWith("color(srgb")) n.splice(0, 3, ...n.slice(0, 3).map((v) => v * 255));
    return n; };
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const below = light(numbers(getComputedStyle(document.body).backgroundColor).slice(0, 3));
  return [...document.querySelectorAll(".ls-picture :is(path, circle, line)")].map((line) => {
    const above = light(numbers(getComputedStyle(line).stroke).slice(0, 3));
    const contrast = (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
    return contrast < 3 ? `${line.getAttribute("class")}: ${contrast.toFixed(2)}` : "";
  }).filter(Boolean);
}
"""
