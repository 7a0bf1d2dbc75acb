"""Levels and skills with more questions than one page holds, as tests/sites/study would be one."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect
from reviewing import CHAIN_RULE, RATE
from watching import OpenPage

MID = {"math": 7, "systems": 3, "mlops": 5}
"""The study site's mid questions by topic, counted by hand."""


def read(address: str) -> str:
    with urlopen(address) as page:
        return str(page.read().decode())


def questions(site: str, level: str) -> list[dict[str, str]]:
    every = json.loads(read(f"{site}questions.json"))["questions"]
    return [question for question in every if question["level"] == level]


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="ls-card" id="([^"]+)"', html)


def test_each_answer_is_on_its_topics_page_and_on_the_sheet(large: str) -> None:
    parts = {topic: cards(read(f"{large}levels/mid/{topic}/")) for topic in MID}
    assert {topic: len(found) for topic, found in parts.items()} == MID
    wanted = {question["id"] for question in questions(large, "mid")}
    assert {card for found in parts.values() for card in found} == wanted
    sheet = read(f"{large}sheet/mid/")
    assert set(re.findall(r'<article class="ls-sheet__question" id="([^"]+)"', sheet)) == wanted
    assert cards(read(f"{large}levels/mid/")) == []


def test_all_pages_are_in_the_sitemap_and_only_overviews_in_the_navigation(large: str) -> None:
    assert f"{large}levels/mid/math/</loc>" in read(f"{large}sitemap.xml")
    overview = read(f"{large}levels/mid/")
    sidebar = overview[overview.index("md-nav--primary") : overview.index("<article")]
    assert 'href="../senior/"' in sidebar
    assert "math/" not in sidebar.replace("categories/math/", "")


def test_the_overview_leads_to_every_topic_without_a_script(
    large: str, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{large}levels/mid/")
    expect(page.locator("ls-overview h2")).to_have_count(len(MID))
    expect(page.locator("ls-overview .ls-prompts li")).to_have_count(5 + 3 + 5)
    page.get_by_role("link", name="Does zero correlation mean independence?").click()
    page.wait_for_url("**/levels/mid/math/#*")
    expect(page.locator("article.ls-card:target")).to_contain_text("Does zero correlation mean")
    page.get_by_role("link", name="Mid questions").first.click()
    page.get_by_role("link", name="All 5 on").click()
    expect(page.locator("article.ls-card")).to_have_count(MID["mlops"])


def test_the_old_address_of_a_question_leads_to_it(large: str, page: Page) -> None:
    for place in (0, -1):
        wanted = [q["id"] for q in questions(large, "mid") if q["category"] == "math"][place]
        page.goto("about:blank")
        page.goto(f"{large}levels/mid/#{wanted}")
        page.wait_for_url(f"{large}levels/mid/math/#{wanted}")
        expect(page.locator(f"[id='{wanted}']")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_former_id_on_the_overview_leads_to_its_question(
    large: str, open_page: OpenPage, scripts: bool
) -> None:
    page = open_page(java_script_enabled=scripts)
    page.goto(f"{large}levels/mid/#math-slopes--state-the-chain-rule-for-y-f-g-x")
    if scripts:
        page.wait_for_url(f"{large}levels/mid/math/#*")
    else:  # It stands beside the link, among the first of the topic.
        page.locator("li:has(> :target) > a[href]").click()
    expect(page.locator(f"[id='{CHAIN_RULE}']")).to_be_in_viewport()
    page.goto(f"{large}levels/mid/math/#chains-were-this")
    expect(page.locator("[data-question]:has(:target)")).to_have_attribute(
        "data-question", CHAIN_RULE
    )


def test_a_former_id_of_a_question_that_the_overview_does_not_list_leads_on(
    large: str, page: Page
) -> None:
    for old, now in (("a-rate-too-large", RATE), ("math-slopes--" + RATE.split("--")[1], RATE)):
        page.goto("about:blank")
        page.goto(f"{large}levels/mid/#{old}")
        page.wait_for_url(f"{large}levels/mid/math/#{now}")
        expect(page.locator(f"[id='{now}']")).to_be_in_viewport()


def test_filters_in_an_old_address_lead_to_what_they_ask_for(large: str, page: Page) -> None:
    page.goto(f"{large}levels/mid/?category=mlops&state=open")
    page.wait_for_url(f"{large}levels/mid/mlops/?state=open")
    page.goto(f"{large}levels/mid/?state=open")
    page.wait_for_url(f"{large}questions/?state=open&level=mid")


def test_a_topics_page_prints_and_practises_that_topic(large: str, page: Page) -> None:
    page.goto(f"{large}levels/mid/math/")
    page.locator("ls-filter").get_by_label("Answered").check()
    sheet, practice = (page.locator(f"a[data-{name}]") for name in ("sheet", "practise"))
    expect(sheet).to_have_attribute("href", re.compile(r"mid/\?category=math&state=answered$"))
    expect(practice).to_have_attribute("href", re.compile(r"\?level=mid&category=math$"))
    sheet.click()
    expect(page.locator(".ls-sheet__question:visible")).to_have_count(6)


def test_a_large_skills_prompts_are_on_pages_by_topic(large: str, page: Page) -> None:
    page.goto(f"{large}skills/statistics/")
    page.get_by_role("heading", name="Mathematics").get_by_role("link").click()
    page.wait_for_url(f"{large}skills/statistics/math/")
    expect(page.get_by_role("heading", level=1)).to_have_text("statistics: Mathematics")
    notes = page.locator(".ls-prompts a").evaluate_all("all => all.map(a => a.pathname)")
    assert notes
    assert all("/study/math/" in address for address in notes)


def test_a_level_that_fits_stays_one_page(site: str) -> None:
    assert len(cards(read(f"{site}levels/mid/"))) == sum(MID.values())
    assert "ls-overview" not in read(f"{site}levels/mid/")
