"""The ways through the site without a mouse: to explore and to print. Practice has its own test."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FOCUSED = """
() => [document.activeElement.tagName,
  document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ""].join(" ")
"""


def tab_to(page: Page, words: str, key: str = "Tab") -> None:
    """Press a key until what has the focus says these words."""
    seen = []
    for _ in range(80):
        page.keyboard.press(key)
        seen.append(" ".join(page.evaluate(FOCUSED).split()))
        if words in seen[-1]:
            return
    raise AssertionError(f"{words} is not among {seen}")


def test_a_question_is_searched_for_opened_and_unfolded(site: str, page: Page) -> None:
    page.goto(f"{site}levels/")
    page.wait_for_function("!document.querySelector('ls-search > a')")
    tab_to(page, "BUTTON Search")
    page.keyboard.press("Enter")
    page.keyboard.type("saddle point")
    first = page.get_by_role("option", name="Why is a saddle point not a minimum?")
    expect(first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    while first.get_attribute("aria-selected") == "false":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/math/gradients/?h=*")
    card = page.locator("article.ls-card", has_text="Why is a saddle point")
    expect(card.get_by_text("one direction still leads down")).to_be_visible()
    card.locator("summary").focus()
    expect(card.locator("details")).to_have_css("box-shadow", "none")
    page.keyboard.press("Enter")
    expect(card.get_by_text("one direction still leads down")).to_be_hidden()


def test_questions_are_filtered_and_an_answer_read(site: str, page: Page) -> None:
    page.goto(f"{site}questions/")
    expect(page.locator(".ls-result").first).to_be_visible()
    tab_to(page, "Skip to content")
    page.keyboard.press("Enter")
    tab_to(page, "INPUT Words in the question")
    page.keyboard.type("chain")
    tab_to(page, "INPUT Mid")
    page.keyboard.press("Space")
    expect(page.locator(".ls-result")).to_have_count(1)
    tab_to(page, "BUTTON Clear all")
    tab_to(page, "A State the chain rule")
    page.keyboard.press("Enter")
    page.wait_for_url("**/math/gradients/#*")
    answer = page.locator("article.ls-card", has_text="State the chain rule").locator("details")
    expect(answer).to_be_visible()
    if answer.get_attribute("open") is None:
        tab_to(page, "SUMMARY Answer")
        page.keyboard.press("Enter")
    expect(page.get_by_text("slopes multiply along the chain")).to_be_visible()


def test_a_sheet_is_chosen_and_printed(site: str, page: Page) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page.goto(f"{site}levels/mid/?category=math")
    page.wait_for_load_state("networkidle")
    tab_to(page, "A Print a study sheet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheet/mid/?category=math")
    expect(page.locator("ls-sheet[data-layout]")).to_have_count(1)
    tab_to(page, "INPUT Under each question")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("None, with room to write")).to_be_checked()
    tab_to(page, "INPUT A4")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("US Letter")).to_be_checked()
    tab_to(page, "BUTTON Print")
    page.keyboard.press("Enter")
    page.wait_for_function("window.printed === 1")
    tab_to(page, "BUTTON Topic: Mathematics")
    page.keyboard.press("Enter")
    expect(page.locator("[data-sheet=status]")).to_have_text("All 15 questions")
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_focused()


def test_the_focus_comes_back_from_a_dialog(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{site}levels/mid/")
    page.wait_for_load_state("networkidle")
    opens = page.get_by_role("button", name="Filters")
    opens.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}practice/?note=math/gradients/&level=mid")
    begin = page.locator("[data-choosing=begin]")
    expect(begin).to_be_enabled()
    begin.press("Enter")
    expect(page.locator(".ls-asking .ls-card")).to_be_visible()
    opens = page.get_by_role("button", name="Keys")
    opens.press("Enter")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()
