"""What assistive technology is given: Chromium's accessibility tree, and what is announced."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from accessibility import FORMULA, Tree, expanded, name, role
from kinds import PAGE_KINDS, WITH_FORMULAS
from playwright.sync_api import Page, expect
from scenes import scene
from watching import OpenPage


@pytest.mark.parametrize("kind", [*WITH_FORMULAS])
def test_each_formula_is_given_once_as_mathml_with_a_reading(
    site: str, page: Page, kind: str
) -> None:
    page.goto(site + PAGE_KINDS[kind])
    page.locator("main details").evaluate_all("all => all.forEach(fold => fold.open = true)")
    tree = Tree(page)
    formulas = tree.all(FORMULA)
    assert len(formulas) == page.locator("mjx-container:visible").count() > 0
    for formula in formulas:
        assert name(formula)
        assert "\\" not in name(formula)
        inner = [role(node) for node in tree.below(formula)]
        assert any(one.startswith("MathML") for one in inner), name(formula)
    words = [" ".join(tree.spoken(node).split()) for node in tree.all("paragraph", "heading")]
    if kind == "note":
        assert "A gradient collects the slopes of a function, one for each input: ∇f(x)." in words
        assert "f(x + d) ≈ f(x) + ∇f(x)ᵀd + 1/2 dᵀHd" in [name(node) for node in formulas]
        assert any(said.startswith("State the chain rule for y = f(g(x)).") for said in words)


def test_a_heading_is_read_without_its_link_to_itself(site: str, page: Page) -> None:
    page.goto(f"{site}math/gradients/")
    tree = Tree(page)
    headings = [name(node) for node in tree.all("heading")]
    assert headings[:3] == ["Gradients", "Steps", "Interview questions"]
    assert "Why is a saddle point not a minimum? Mid" in headings
    assert not [node for node in tree.by_id.values() if "¶" in name(node) and role(node)]


def test_a_question_says_its_words_its_level_and_that_its_answer_folds(
    site: str, page: Page
) -> None:
    page.goto(f"{site}levels/mid/")
    card = page.locator("article.ls-card", has_text="State the chain rule")
    expect(card.get_by_role("heading", level=3)).to_have_accessible_name(
        re.compile(r"State the chain rule for y = f\(g\(x\)\) ?\. Mid")
    )
    opens = card.locator("summary")
    tree = Tree(page)
    folds = [node for node in tree.all("DisclosureTriangle") if name(node).startswith("Answer")]
    assert len(folds) > 3
    assert {expanded(node) for node in folds} == {False}
    opens.press("Enter")
    folds = [node for node in Tree(page).all("DisclosureTriangle") if expanded(node)]
    assert [name(node) for node in folds] == ["Answer"]


def test_a_table_has_its_headers_and_a_name(open_page: OpenPage, everything: str) -> None:
    tree = Tree(scene(open_page, everything, "coverage"))
    (table,) = tree.all("table")
    assert name(table) == "Questions by topic and level"
    roles = Counter(role(node) for node in tree.below(table))
    assert roles["columnheader"] == 5
    assert roles["rowheader"] > 5
    note = Tree(scene(open_page, everything, "every element"))
    assert [name(node) for node in note.all("columnheader")][:2] == ["Left", "Middle"]
    assert "A dot in the middle of a square" in [name(node) for node in note.all("image")]


def test_every_page_has_a_title_of_its_own_and_a_language(everything: str, page: Page) -> None:
    sitemap = page.request.get(f"{everything}sitemap.xml").text()
    addresses = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    assert len(addresses) > 30
    titles = Counter()
    for address in addresses:
        html = page.request.get(address).text()
        assert re.search(r'<html lang="en"', html), address
        titles[re.findall(r"<title>\s*(.*?)\s*</title>", html)[0]] += 1
    assert [title for title, count in titles.items() if count > 1] == []


# --- What is announced ---------------------------------------------------------------------------


def test_what_a_grade_does_and_what_comes_next_is_said_once(site: str, page: Page) -> None:
    page.goto(f"{site}practice/?note=math/gradients/&level=mid")
    page.locator("[data-choosing=begin]").click()
    said = page.locator("[data-practice=said]")
    expect(said).to_have_text("Question 1 of 3.")
    listen(page)
    page.get_by_role("button", name="Show the answer").click()
    page.locator("[data-asking=grades]").get_by_role("button", name="Easy").click()
    expect(said).to_have_text("Easy: comes back in 8 days. Question 2 of 3.")
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("Undone. Question 1 of 3.")
    heard = [words for words in page.evaluate("heard") if words]
    assert heard == ["Easy: comes back in 8 days. Question 2 of 3.", "Undone. Question 1 of 3."]


def test_a_sheet_says_how_many_questions_are_left_politely(site: str, page: Page) -> None:
    page.goto(f"{site}sheet/mid/?category=math")
    status = page.locator("[data-sheet=status]")
    expect(status).to_have_text(re.compile(r"^\d+ of \d+ questions"))
    expect(status).to_have_attribute("role", "status")
    listen(page)
    page.get_by_role("button", name=re.compile("Mathematics")).click()
    expect(status).to_have_text(re.compile(r"^All \d+ questions"))
    assert page.evaluate("heard") == [status.inner_text()]


def test_only_what_cannot_wait_interrupts(open_page: OpenPage, everything: str) -> None:
    for shown in ("explorer", "practice", "progress, history", "sheet", "offline", "mock"):
        page = scene(open_page, everything, shown)
        expect(page.locator("[aria-live=assertive]")).to_have_count(0)
        expect(page.get_by_role("alert")).to_have_count(0)


def listen(page: Page) -> None:
    """Note from now on what the page's live regions come to hold."""
    page.evaluate(
        """() => {
          window.heard = [];
          const note = (records) => {
            for (const region of new Set(records.map(({ target }) => target))) {
              window.heard.push(region.textContent.trim());
            }
          };
          const live = "[role=status], [role=alert], [aria-live]";
          for (const region of document.querySelectorAll(live))
            new MutationObserver(note).observe(region, { childList: true });
        }"""
    )
