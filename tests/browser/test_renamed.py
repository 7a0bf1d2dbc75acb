"""Old addresses and ids lead to what was renamed, and a reader's progress follows.

The notes are those of tests/sites/renamed, most of whose aliases are wrong on purpose.
"""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from building import ROOT
from playwright.sync_api import Page, expect
from reading import folder
from reviewing import EASY, review, stored, write
from selectolax.lexbor import LexborHTMLParser
from watching import OpenPage, Serve

from levelset.landmarks import landmarks

RENAMED = ROOT / "tests" / "sites" / "renamed" / "docs"
OLD = "math-old-limits--what-is-a-limit"
NOW = "math-limits--what-is-a-limit"


@pytest.fixture(scope="module")
def renamed(serve: Serve) -> str:
    """The address of the site with renamed notes."""
    return serve(RENAMED)


def test_an_old_address_leads_on_without_scripts(renamed: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{renamed}math/old%20limits/")
    page.wait_for_url(f"{renamed}math/limits/")
    old = urlopen(f"{renamed}math/old%20limits/").read().decode()
    assert f'<link rel="canonical" href="{renamed}math/limits/">' in old
    assert '<a href="../limits/">Limits</a>' in old
    assert "math/old" not in urlopen(f"{renamed}sitemap.xml").read().decode()
    with pytest.raises(HTTPError):  # An alias that is wrong makes no page.
        urlopen(f"{renamed}out/")


def test_an_old_address_keeps_the_question_that_it_asks_for(renamed: str, page: Page) -> None:
    page.goto(f"{renamed}math/old%20limits/#{OLD}")
    page.wait_for_url(f"{renamed}math/limits/#{OLD}")
    card = page.locator(f"[data-question={NOW}]")
    expect(card.locator("details[data-answer]")).to_have_attribute("open", "")
    expect(card).to_be_in_viewport()


@pytest.mark.parametrize("room", ["levels/mid/", "sheet/mid/", "math/limits/"])
def test_an_old_id_lands_on_every_page_that_shows_the_question(
    renamed: str, page: Page, room: str
) -> None:
    page.goto(f"{renamed}{room}#math-limits--what-is-limes")
    expect(page.locator("[data-question]:has(:target)")).to_have_attribute("data-question", NOW)


def test_old_addresses_in_practice_are_understood(renamed: str, page: Page) -> None:
    page.goto(f"{renamed}practice/?note=math/old%2520limits/&order=site")
    expect(page.locator("[data-choosing=note]")).to_contain_text("Limits")
    expect(page.locator("[data-choosing=begin]")).to_have_text("Start with 3 questions")


def test_reviews_follow_their_question_and_nobody_is_asked(renamed: str, page: Page) -> None:
    page.goto(f"{renamed}coverage/")
    write(page, renamed, review(OLD, EASY, 2), review("math-limits--no-such-thing", EASY, 1))
    page.goto(f"{renamed}math/limits/")
    card = page.locator(f"[data-question={NOW}]")
    expect(card.locator(".ls-status")).to_contain_text("Known")
    links = [(row["from"], row["to"]) for row in stored(page, renamed)["relinks"]]
    assert links == [(OLD, NOW)]
    page.goto(f"{renamed}progress/")
    expect(page.locator("ls-progress[data-ready]")).to_be_visible()
    gone = page.get_by_role("region", name="Questions that are gone")
    expect(gone.locator(".ls-gone__was")).to_have_count(1)
    expect(gone).to_contain_text("no such thing")
    expect(gone.get_by_text("Linked questions")).to_be_hidden()
    assert len(stored(page, renamed)["relinks"]) == 1


def test_generated_pages_have_the_places_that_links_may_lead_to(renamed: str) -> None:
    for address, anchors in landmarks(folder(RENAMED).catalog).items():
        tree = LexborHTMLParser(urlopen(f"{renamed}{address}").read().decode())
        missing = {each for each in anchors if tree.css_first(f'[id="{each}"]') is None}
        assert missing == set(), address
