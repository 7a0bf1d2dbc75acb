"""The study sheet: what comes out of the printer, and what a reader can choose before."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from paper import A4, LETTER, Paper, folded, printed
from playwright.sync_api import Browser, Page, expect
from sheet_notes import SHARED_LINK, Asked, Folder
from watching import OpenPage, Serve

ALL = Folder()
FEW = Folder(categories=("math", "llm"), notes_in_each=1)
SHEET = "sheet/mid/"
MARGIN = re.compile(r"(Levelset)? ?(Mid study sheet)?|\d+ / \d+")
LINK = re.compile(r"\[(\d+)\] ([^\[]+)")
NAVIGATION = ("Search", "Coverage", "Topics", "Back to top", "Table of contents", "MIT licence")

OpenSheet = Callable[..., Page]


@pytest.fixture(scope="session")
def few(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site with 50 questions."""
    folder = tmp_path_factory.mktemp("few")
    FEW.write(folder)
    return serve(folder)


@pytest.fixture(scope="session")
def many(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site with 300 questions."""
    folder = tmp_path_factory.mktemp("many")
    ALL.write(folder)
    return serve(folder)


@pytest.fixture
def open_sheet(open_page: OpenPage) -> OpenSheet:
    """Opens a sheet of a site; with a script, once that has done its work."""

    def opened(site: str, query: str = "", script: bool = True, **options: object) -> Page:
        page = open_page(java_script_enabled=script, **options)
        page.set_default_timeout(120_000)
        page.goto(f"{site}{SHEET}{query}")
        page.wait_for_load_state("networkidle")
        if script:
            ready(page)
        return page

    return opened


def ready(page: Page) -> None:
    page.wait_for_selector("ls-sheet[data-layout]")
    page.evaluate("document.body.offsetHeight, document.fonts.ready.then(() => 0)")


def places(paper: Paper, sought: list[str]) -> list[int]:
    """Where each string starts, looking on from the one before."""
    found: list[int] = []
    for string in sought:
        at = paper.text.find(string, found[-1] + 1 if found else 0)
        assert at >= 0, f"{string!r} is missing, or stands before {sought[len(found) - 1]!r}"
        found.append(at)
    return found


def body(page: tuple[str, ...]) -> list[str]:
    """The page's lines without its margins."""
    return [line for line in page if not MARGIN.fullmatch(line)]


def numbered(asked: tuple[Asked, ...] | list[Asked]) -> list[str]:
    return [f"{number} {question.prompt}" for number, question in enumerate(asked, start=1)]


def listed_links(paper: Paper) -> dict[int, str]:
    """The numbered list at the end, addresses put together again where they broke.

    Chromium writes a page's formulas after its other text, so they may stand between.
    """
    lines = [line for page in paper.pages for line in body(page)]
    tail = lines[len(lines) - lines[::-1].index("Links") :]
    rows = [line for line in tail if line.isascii() and (line[0] == "[" or " " not in line)]
    return {int(number): address for number, address in LINK.findall("".join(rows))}


# --- 300 questions, JavaScript off ----------------------------------------------------------------


@pytest.fixture(scope="session")
def whole(many: str, browser: Browser) -> Paper:
    """The sheet of 300 questions as it prints without JavaScript."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(300_000)
        page.goto(many + SHEET)
        page.wait_for_load_state("networkidle")
        return printed(page)


def test_without_javascript_every_question_is_there_with_its_number_and_answer(
    whole: Paper,
) -> None:
    assert len(ALL.asked) == ALL.total == 300
    starts = places(whole, numbered(ALL.asked))
    ends = [*starts[1:], len(whole.text)]
    for question, start, end in zip(ALL.asked, starts, ends, strict=True):
        answer = whole.text[start:end]
        if question.answered:
            assert f"About the {question.words}:" in answer
            assert "Point 3 is made" in answer
        else:
            assert "Open No answer yet." in answer


def test_every_page_is_a4_with_a_running_header_and_its_number(whole: Paper) -> None:
    assert set(whole.sizes) == {A4}
    for number, page in enumerate(whole.pages, start=1):
        margins = folded(" ".join(line for line in page if MARGIN.fullmatch(line)))
        assert "Levelset" in margins
        assert "Mid study sheet" in margins
        assert f"{number} / {len(whole.pages)}" in margins


def test_a_title_block_says_what_is_on_the_sheet(whole: Paper, many: str) -> None:
    first = folded(" ".join(whole.pages[0]))
    assert "Mid study sheet About 5 years." in first
    assert "Questions 300: 288 answered, 12 open" in first
    assert "Filters None: the whole level" in first
    assert f"Address {many}{SHEET}" in first


def test_nothing_but_the_sheet_is_printed(whole: Paper) -> None:
    for words in NAVIGATION:
        assert words not in whole.text
    assert "Under each question" not in whole.text


def test_no_heading_stands_last_on_a_page(whole: Paper) -> None:
    prompts = {question.prompt: question for question in ALL.asked}
    headings = {"Mathematics", "Large language models", "ML systems", "Craft", "Links"}
    seen = 0
    for page in whole.pages:
        lines = body(page)
        for at, line in enumerate(lines):
            after = len(lines) - at - 1
            question = prompts.get(re.sub(r"^\d+ ", "", line))
            if question:
                seen += 1
                assert after >= (3 if question.answered else 2), line
            assert line not in headings or after >= 4, line
    assert seen == 300


def test_links_are_numbered_in_the_text_and_listed_at_the_end(whole: Paper, many: str) -> None:
    links = listed_links(whole)
    assert list(links) == list(range(1, len(links) + 1))
    addresses = list(links.values())
    assert len(addresses) == len(set(addresses))
    number_of = {address: number for number, address in links.items()}
    assert SHARED_LINK in number_of
    assert f"{many}math/topic-1/#a-section" in number_of
    for question in ALL.asked:
        if question.answered:
            cited = re.compile(rf"{question.words}:.*?the paper ?\[(\d+)\]")
            match = cited.search(whole.text)
            assert match, question
            assert links[int(match[1])] == question.link


def test_long_code_is_printed_to_its_last_line(whole: Paper) -> None:
    notes = len(ALL.categories) * ALL.notes_in_each
    assert whole.text.count("value_89 = compute(value_88, step=89)") == notes
    assert whole.text.count("the last line of the listing") == notes
    assert whole.letters.count("'argumentnumber19'") == notes
    assert whole.letters.count("an-address-without-any-space/" * 8) >= notes


# --- Nothing is clipped ---------------------------------------------------------------------------

TOO_WIDE = """
sheet => {
  const { right } = sheet.getBoundingClientRect();
  const hidden = "math, math *, mjx-copy";
  return [...sheet.querySelectorAll("*")].filter(element => {
    if (element.matches(hidden) || !element.checkVisibility()) return false;
    const box = element.getBoundingClientRect();
    const { overflowX } = getComputedStyle(element);
    const slack = element.closest("pre") ? 8 : 1;  // A space at the end of a line hangs over.
    const clips = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    return box.right > right + slack || clips;
  }).map(element => `${element.tagName} ${element.textContent.slice(0, 60)}`);
}
"""


@pytest.mark.parametrize(("width", "paper"), [(658, "a4"), (680, "letter")])
@pytest.mark.parametrize("layout", ["under", "back"])
def test_nothing_is_wider_than_the_paper(
    few: str, open_sheet: OpenSheet, width: int, paper: str, layout: str
) -> None:
    viewport = {"width": width, "height": 900}
    page = open_sheet(few, f"?paper={paper}&layout={layout}", viewport=viewport)
    page.emulate_media(media="print")
    ready(page)
    assert page.locator("main").evaluate("e => e.getBoundingClientRect().width") == width
    assert page.locator("ls-sheet").evaluate(TOO_WIDE) == []


def test_a_wide_formula_is_made_smaller_and_no_other(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few, viewport={"width": 658, "height": 900})
    page.emulate_media(media="print")
    sizes = page.locator("ls-sheet mjx-container").evaluate_all(
        "all => all.map(f => [f.style.getPropertyValue('--ls-width') > 50,"
        " parseFloat(getComputedStyle(f).fontSize)])"
    )
    assert {wide for wide, _ in sizes} == {True, False}
    inline = max(size for wide, size in sizes if not wide)
    assert all(size < inline for wide, size in sizes if wide)
    assert min(size for _, size in sizes) > 5  # px: still to be read


# --- Layouts --------------------------------------------------------------------------------------


def test_answers_at_the_back_have_their_questions_numbers(few: str, open_sheet: OpenSheet) -> None:
    paper = printed(open_sheet(few, "?layout=back&paper=letter"))
    assert set(paper.sizes) == {LETTER}
    answered = [
        string
        for string, question in zip(numbered(FEW.asked), FEW.asked, strict=True)
        if question.answered
    ]
    found = places(paper, [*numbered(FEW.asked), "Answers: Mathematics", *answered, " Links "])
    back = paper.text[found[len(FEW.asked)] :]
    assert "Answers: Large language models" in back
    for question in FEW.asked:
        if question.answered:
            assert f"About the {question.words}:" in back
            assert paper.text.count(f"About the {question.words}:") == 1


def test_a_new_page_starts_with_the_answers_at_the_back(few: str, open_sheet: OpenSheet) -> None:
    paper = printed(open_sheet(few, "?layout=back"))
    first = next(page for page in paper.pages if "Answers: Mathematics" in page)
    assert body(first)[0] == "Answers: Mathematics"


RULES = """
all => all.map(question =>
  [...question.querySelectorAll(".ls-sheet__room span")].filter(s => s.checkVisibility()).length)
"""


def test_room_to_write_leaves_answers_and_their_links_out(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few, "?layout=room")
    counts = page.locator("[data-question]").evaluate_all(RULES)
    assert len(counts) == FEW.total
    assert min(counts) >= 5
    paper = printed(page)
    places(paper, numbered(FEW.asked))
    assert "About the" not in paper.text
    assert "No answer yet" not in paper.text
    assert "Links" not in paper.text


# --- Filters --------------------------------------------------------------------------------------

SOME = "?skill=llm-skill&state=answered&text=window"


def test_filters_in_the_address_are_applied_and_said(few: str, open_sheet: OpenSheet) -> None:
    paper = printed(open_sheet(few, SOME))
    chosen = [q for q in FEW.asked if q.category == "llm" and "window" in q.prompt]
    assert len(chosen) == 1
    places(paper, [*numbered(chosen), " Links "])
    for question in FEW.asked:
        assert (question.prompt in paper.text) == (question in chosen)
    assert "Mathematics" not in paper.text
    assert "Questions 1 of 50, all answered" in paper.text
    assert "Filters Skill: llm-skill; Answer: Answered; Words: “window”" in paper.text
    assert f"Address{few}{SHEET}{SOME}" in paper.letters


def test_links_of_what_is_filtered_out_are_not_listed(few: str, open_sheet: OpenSheet) -> None:
    paper = printed(open_sheet(few, "?category=llm"))
    chosen = [question for question in FEW.asked if question.category == "llm"]
    links = listed_links(paper)
    assert list(links) == list(range(1, len(links) + 1))
    assert {question.link for question in chosen if question.answered} <= set(links.values())
    assert not any("/math/" in address for address in links.values() if "example.org" in address)
    for question in chosen:
        if question.answered:
            match = re.search(rf"{question.words}:.*?the paper ?\[(\d+)\]", paper.text)
            assert match, question
            assert links[int(match[1])] == question.link


def test_a_filter_can_be_dropped_and_the_choices_stay(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few, "?category=llm&state=open&paper=letter")
    status = page.get_by_role("status").filter(has_text="question")
    expect(status).to_have_text("1 of 50 questions")
    page.get_by_role("button", name="Drop Answer: Open").click()
    expect(status).to_have_text("25 of 50 questions")
    assert page.url.endswith("?paper=letter&category=llm")
    page.get_by_role("button", name="Drop Topic: Large language models").click()
    expect(status).to_have_text("All 50 questions")
    expect(page.locator("[data-question]:visible")).to_have_count(50)
    assert page.url.endswith("?paper=letter")
    expect(page.get_by_role("button", name="Drop")).to_have_count(0)


def test_an_empty_result_says_which_filter_to_drop(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few, "?category=math&state=open&text=gradient")
    status = page.get_by_role("status").filter(has_text="question")
    expect(status).to_have_text("No question fits all the filters. To see 1, drop Answer: Open.")
    page.get_by_role("button", name="Drop All filters").click()
    expect(page.locator("[data-question]:visible")).to_have_count(50)


def test_a_level_pages_sheet_opens_with_its_filters(few: str, page: Page) -> None:
    page.set_default_timeout(60_000)
    page.goto(f"{few}levels/mid/?state=open")
    page.wait_for_load_state("networkidle")
    page.locator("main a[href*='sheet/mid/']").first.click()
    page.wait_for_url("**/sheet/mid/?state=open")
    ready(page)
    expect(page.locator("[data-question]:visible")).to_have_count(2)
    paper = printed(page)
    assert "Mid study sheet" in paper.pages[0]
    assert f"1 / {len(paper.pages)}" in paper.pages[0]


# --- Choices --------------------------------------------------------------------------------------


def test_layout_and_paper_live_in_the_address_and_are_remembered(few: str, page: Page) -> None:
    page.set_default_timeout(60_000)
    page.goto(f"{few}{SHEET}?category=math")
    ready(page)
    page.get_by_label("At the back").check()
    page.get_by_label("US Letter").check()
    page.wait_for_url(lambda url: url.endswith("?category=math&layout=back&paper=letter"))
    page.goto(f"{few}{SHEET}?state=open")
    ready(page)
    expect(page.get_by_label("At the back")).to_be_checked()
    assert set(printed(page).sizes) == {LETTER}
    page.goto(f"{few}{SHEET}?state=open&layout=under&paper=a4")
    ready(page)
    expect(page.get_by_label("Under each question")).to_be_checked()
    assert set(printed(page).sizes) == {A4}


def test_answers_come_back_from_the_back(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few, "?layout=back")
    page.get_by_label("Under each question").check()
    expect(page.locator(".ls-sheet__back")).to_have_count(0)
    expect(page.locator("[data-question] > .ls-sheet__answer:visible")).to_have_count(50)


def test_the_print_button_prints(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page).to_have_title("printed")


def test_an_a4_sheet_also_goes_on_the_paper_chosen_in_the_dialog(
    few: str, open_sheet: OpenSheet
) -> None:
    page = open_sheet(few, "?category=math", script=False)
    paper = printed(page, prefer_css_page_size=False, format="Letter")
    assert set(paper.sizes) == {LETTER}
    places(paper, numbered(FEW.asked))


def test_the_dark_scheme_prints_black_on_white(few: str, open_sheet: OpenSheet) -> None:
    page = open_sheet(few, color_scheme="dark")
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.locator("body").evaluate(colours)[1] != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("body").evaluate(colours)[1] == "rgb(255, 255, 255)"
    for part in ("h1", ".ls-sheet__prompt", ".ls-sheet__answer p", "pre code", "th", ".ls-rings"):
        assert page.locator(f"ls-sheet {part}").first.evaluate(colours)[0] == "rgb(0, 0, 0)"
