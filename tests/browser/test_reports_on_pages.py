"""Every question says where to report a mistake in it, if the site has a repository."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from building import ROOT
from playwright.sync_api import Page, expect
from watching import OpenPage, Serve

STUDY = ROOT / "tests" / "sites" / "study" / "docs"
REPOSITORY = "https://github.com/me/notes"
CARD = ".ls-card"
LINK = "Report a mistake"


@pytest.fixture(scope="module")
def reporting(serve: Serve) -> str:
    """The address of a site that has a repository."""
    return serve(STUDY, REPO_URL=REPOSITORY)


def about(address: str) -> tuple[str, str]:
    """The question and the note that a form is about."""
    assert address.startswith(f"{REPOSITORY}/issues/new?template=wrong-answer.yml&")
    given = parse_qs(urlsplit(address).query)
    assert given["title"] == [f"Wrong: {given['question'][0]}"]
    return given["question"][0], given["note"][0]


def test_without_scripts_each_question_of_a_note_has_its_link(
    reporting: str, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{reporting}math/gradients/")
    cards = page.locator(CARD)
    assert cards.count() > 5
    for card in cards.all():
        link = card.get_by_role("link", name=LINK, include_hidden=True)
        found = about(link.get_attribute("href") or "")
        assert found == (card.get_attribute("data-question"), "math/gradients")


def test_on_a_level_page_an_opened_answer_has_the_link_of_its_note(
    reporting: str, page: Page
) -> None:
    page.goto(f"{reporting}math/gradients/")
    first = page.locator(f"{CARD} .ls-report").first.get_attribute("href")
    assert first
    page.goto(f"{reporting}levels/mid/")
    card = page.locator(f'[data-question="{about(first)[0]}"]')
    expect(card.get_by_role("link", name=LINK)).to_have_count(0)
    card.locator("summary").first.click()
    expect(card.get_by_role("link", name=LINK)).to_have_attribute("href", first)
    card.locator("summary").first.click()
    card.locator("summary").first.click()
    expect(card.get_by_role("link", name=LINK)).to_have_count(1)


def test_a_question_in_practice_has_the_link_below_its_answer(reporting: str, page: Page) -> None:
    page.goto(f"{reporting}practice/?note=math/gradients/&order=site")
    page.locator("[data-choosing=begin]").click()
    card = page.locator(f".ls-asking {CARD}")
    expect(card.get_by_role("link", name=LINK)).to_be_hidden()
    page.get_by_role("button", name="Show the answer").click()
    link = card.get_by_role("link", name=LINK)
    expect(link).to_be_visible()
    asked = card.get_attribute("data-question")
    assert about(link.get_attribute("href") or "") == (asked, "math/gradients")


def test_without_a_repository_there_is_no_link(site: str, page: Page) -> None:
    page.goto(f"{site}levels/mid/")
    page.locator(f"{CARD} summary").first.click()
    expect(page.locator("ls-report, .ls-report")).to_have_count(0)
    page.goto(f"{site}math/gradients/")
    expect(page.locator(CARD).first).to_be_visible()
    assert not re.search("ls-report", page.content())
