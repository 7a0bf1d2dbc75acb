"""The filters above a level page's cards, over the fifteen senior questions of tests/sites/study.

By hand: four on mathematics, six on systems (one open), five on mlops (two open).
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from watching import OpenPage

CARDS = ".ls-card[data-question]"
GROUPS = "[data-group]"


def visit(page: Page, site: str, query: str = "", level: str = "senior") -> None:
    page.goto(f"{site}levels/{level}/{query}")
    page.wait_for_function("Boolean(customElements.get('ls-filter'))")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").click()


def words(page: Page, text: str) -> None:
    page.get_by_label("Words in the question").fill(text)


def counts(page: Page, name: str) -> list[int]:
    found = page.locator(f"[data-facet={name}] label b").all_inner_texts()
    return [int(count) for count in found]


def results(page: Page) -> int:
    """The number of cards in sight, which the count and the groups' own counts agree on."""
    total = int(page.locator("[data-facets=count] b").inner_text())
    assert page.locator(CARDS).locator("visible=true").count() == total
    headings = page.locator(f"{GROUPS} h2 .ls-number").locator("visible=true")
    assert sum(int(count) for count in headings.all_inner_texts()) == total
    return total


def topics(page: Page) -> list[str]:
    found = page.locator(f"{GROUPS} h2").locator("visible=true").all()
    return [heading.get_attribute("id") or "" for heading in found]


def shows(page: Page, total: int) -> None:
    """Wait for so many results."""
    expect(page.locator("[data-facets=count] b")).to_have_text(str(total))
    assert results(page) == total


def asks(page: Page, query: str) -> None:
    """Wait for an address with that query."""
    page.wait_for_url(lambda url: urlsplit(url).query == query)


def test_all_cards_are_there_at_first(page: Page, site: str) -> None:
    visit(page, site)
    shows(page, 15)
    assert topics(page) == ["math", "systems", "mlops"]
    assert counts(page, "category") == [4, 6, 5]
    assert counts(page, "state") == [12, 3]
    expect(page.locator("[data-facet=level]")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "value", "expected", "left"),
    [
        ("category", "systems", 6, ["systems"]),
        ("skill", "ci-cd", 7, ["systems", "mlops"]),
        ("skill", "cplusplus", 4, ["systems"]),
        ("state", "open", 3, ["systems", "mlops"]),
        ("checked", "no", 15, ["math", "systems", "mlops"]),
    ],
)
def test_each_facet_hides_other_cards_and_empty_groups(
    page: Page, site: str, name: str, value: str, expected: int, left: list[str]
) -> None:
    visit(page, site)
    choose(page, name, value)
    shows(page, expected)
    assert topics(page) == left
    asks(page, f"{name}={value}")


def test_checked_cards_are_a_facet_of_their_own(page: Page, site: str) -> None:
    def check_two(route: Route) -> None:
        text = route.fetch().text()
        text = text.replace(" data-skills=", ' data-checked="yes" data-skills=', 2)
        route.fulfill(body=text, content_type="text/html")

    page.route("**/levels/senior/", check_two)
    visit(page, site)
    assert counts(page, "checked") == [2, 13]
    choose(page, "checked", "yes")
    shows(page, 2)


def test_counts_follow_the_other_facets_and_not_their_own(page: Page, site: str) -> None:
    visit(page, site)
    choose(page, "category", "mlops")
    assert counts(page, "category") == [4, 6, 5]
    assert counts(page, "state") == [3, 2]
    choose(page, "category", "systems")
    assert counts(page, "state") == [8, 3]
    shows(page, 11)
    links = page.get_by_label("Topics on this page").locator(".ls-number")
    assert links.all_inner_texts() == ["0", "6", "5"]


def test_words_are_found_in_prompts_with_their_maths_as_it_is_read(page: Page, site: str) -> None:
    visit(page, site)
    words(page, "WHEN gradient")
    shows(page, 1)
    words(page, "L-Lipschitz")
    expect(page.locator(CARDS).locator("visible=true")).to_contain_text("How far may a step go")
    words(page, "monotone map")  # In an answer, not in a prompt.
    shows(page, 0)


def test_a_card_is_read_as_the_index_says_it(page: Page, site: str) -> None:
    page.goto(f"{site}levels/")
    says = page.evaluate(
        """async (site) => {
          const { indexAt } = await import(`${site}source/js/explorer-index.mjs`);
          const index = await indexAt(`${site}explorer.json`);
          const prompts = index.questions.map(({ id }, at) => [id, index.result(at).prompt]);
          return Object.fromEntries(prompts);
        }""",
        site,
    )
    sent = page.request.get(f"{site}explorer.json").json()["questions"]
    assert len(says) == len(sent["levels"]) == 40
    assert len(sent["ids"]) < 20, "most ids need not be sent"
    for level in ("mid", "senior", "principal"):
        visit(page, site, level=level)
        read = page.evaluate(
            """async (module) => {
              const { rowOf } = await import(module);
              const cards = [...document.querySelectorAll('[data-question]')];
              return cards.map((card) => [card.id, rowOf(card, '.ls-card__words').text]);
            }""",
            f"{site}source/js/filter-cards.mjs",
        )
        for identity, text in read:
            assert " ".join(text.split()) == " ".join(says.pop(identity).split())
    assert says == {}


def test_the_address_holds_the_state_and_history_walks_it(
    page: Page, site: str, open_page: OpenPage
) -> None:
    visit(page, site, "?level=mid&skill=wizardry")
    shows(page, 15)
    choose(page, "category", "mlops")
    choose(page, "skill", "planning")
    words(page, "how")
    page.wait_for_url("**/levels/senior/?level=mid&category=mlops&skill=planning&text=how")
    shows(page, 1)
    shared = open_page()
    visit(shared, site, f"?{urlsplit(page.url).query}")
    assert results(shared) == 1
    assert counts(shared, "skill") == counts(page, "skill")
    page.go_back()
    asks(page, "level=mid&category=mlops")
    shows(page, 5)
    page.go_back()
    shows(page, 15)
    page.go_forward()
    shows(page, 5)


def test_clear_all_shows_everything(page: Page, site: str) -> None:
    visit(page, site, "?category=mlops&state=open&text=when")
    shows(page, 1)
    page.locator(".ls-facets__result").get_by_role("button", name="Clear all").click()
    shows(page, 15)
    asks(page, "")


def test_print_opens_the_sheet_with_the_filters(page: Page, site: str) -> None:
    visit(page, site)
    link = page.get_by_role("link", name="Print a study sheet")
    assert link.evaluate("one => one.href") == f"{site}sheet/senior/"
    choose(page, "category", "systems")
    choose(page, "state", "answered")
    words(page, "cache & co")
    expected = "?category=systems&state=answered&text=cache+%26+co"
    assert link.evaluate("one => one.href") == f"{site}sheet/senior/{expected}"
    link.click()
    page.wait_for_url(f"{site}sheet/senior/{expected}")


def test_an_empty_result_says_which_filter_to_drop(page: Page, site: str) -> None:
    visit(page, site, "?category=math&skill=planning")
    shows(page, 0)
    drops = page.locator("[data-facets=drops] li")
    expect(drops).to_have_text(
        [
            "Drop topic: Mathematics gives 2 questions",
            "Drop skill: planning gives 4 questions",
        ]
    )
    drops.first.get_by_role("button").click()
    shows(page, 2)
    asks(page, "skill=planning")


def test_a_link_to_a_topic_keeps_the_filters_in_the_address(page: Page, site: str) -> None:
    visit(page, site)
    choose(page, "category", "mlops")
    page.locator("details[data-answer] > summary").locator("visible=true").first.click()
    opened = page.locator("details[data-answer][open]")
    links = page.get_by_label("Topics on this page")
    links.get_by_role("link", name="Mlops").click()
    page.wait_for_url("**/levels/senior/?category=mlops#mlops")
    expect(page.locator("#mlops")).to_be_in_viewport()
    shows(page, 5)
    choose(page, "state", "open")
    assert page.url.endswith("?category=mlops&state=open#mlops")
    shows(page, 2)
    page.go_back()
    page.wait_for_url("**/?category=mlops#mlops")
    shows(page, 5)
    page.go_back()
    page.wait_for_url("**/?category=mlops")
    shows(page, 5)
    page.go_back()
    shows(page, 15)
    page.go_forward()
    page.go_forward()
    expect(page.locator("#mlops")).to_be_in_viewport()
    page.wait_for_timeout(300)  # Time in which Material would have put in another page.
    expect(opened).to_have_count(1)


def test_a_link_to_what_the_filters_hide_takes_them_away(page: Page, site: str) -> None:
    visit(page, site)
    hidden = page.locator(CARDS).filter(has_text="calibrate a score")
    identity = hidden.get_attribute("id")
    visit(page, site, f"?category=mlops#{identity}")
    expect(hidden).to_be_in_viewport()
    shows(page, 15)
    asks(page, "")
    assert unquote(urlsplit(page.url).fragment) == identity
    choose(page, "category", "mlops")
    page.get_by_label("Topics on this page").get_by_role("link", name="Mathematics").click()
    expect(page.locator("#math")).to_be_in_viewport()
    shows(page, 15)
    assert page.url.endswith("/levels/senior/#math")


def test_it_survives_instant_navigation(page: Page, site: str) -> None:
    visit(page, site)
    page.evaluate("window.sameDocument = true")
    choose(page, "category", "systems")
    page.locator(CARDS).locator("visible=true").get_by_role("link", name="Serving").first.click()
    expect(page.locator("h1")).to_contain_text("Serving a model")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Senior")
    shows(page, 6)
    choose(page, "state", "open")
    shows(page, 1)
    page.get_by_label("Other levels").get_by_role("link", name="Mid").click()
    expect(page.locator("h1")).to_contain_text("Mid")
    shows(page, 15)
    choose(page, "category", "math")
    shows(page, 7)
    page.go_back()
    shows(page, 15)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Senior")
    shows(page, 1)
    assert page.evaluate("window.sameDocument") is True


def test_the_count_is_said_after_the_last_change(page: Page, site: str) -> None:
    visit(page, site)
    status = page.locator("ls-filter [role=status]")
    expect(status).to_have_attribute("data-facets", "status")
    choose(page, "category", "math")
    expect(status).to_have_text("4 of 15 questions.")


def test_the_keyboard_is_enough(page: Page, site: str) -> None:
    visit(page, site)
    page.get_by_role("checkbox", name="ML systems").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Words in the question")).to_be_focused()
    page.keyboard.type("cache")
    shows(page, 1)


def test_without_a_script_every_card_is_there_and_no_filter(site: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}levels/senior/?category=math")
    expect(page.locator(CARDS).locator("visible=true")).to_have_count(15)
    expect(page.locator("form.ls-facets")).to_be_hidden()
    expect(page.get_by_role("link", name="Print a study sheet")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site, level="principal")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("[data-facet=category]")).to_be_visible(visible=width >= 768)


def test_on_a_phone_the_filters_are_a_sheet_from_below(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visit(page, site)
    page.get_by_role("button", name="Filters").click()
    below = page.get_by_role("dialog", name="Filters")
    below.get_by_label("Mlops").check()
    below.get_by_role("button", name="Show 5").click()
    expect(below).to_be_hidden()
    shows(page, 5)


def test_paper_has_the_chosen_cards_without_the_filters(page: Page, site: str) -> None:
    visit(page, site, "?category=math")
    page.emulate_media(media="print")
    expect(page.locator("form.ls-facets")).to_be_hidden()
    expect(page.locator(CARDS).locator("visible=true")).to_have_count(4)
