"""The explorer at `questions/`, over the forty questions of tests/sites/study."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from watching import Guard, OpenPage

RESULTS = ".ls-result"
LONGEST = "Derive backpropagation for"


def explore(page: Page, site: str, query: str = "") -> None:
    page.goto(f"{site}questions/{query}")
    expect(page.locator("[data-explorer=loading]")).to_be_hidden()
    # Out of sight until the fonts of its formulas are there: an item has no inner text before.
    expect(page.locator("[data-explorer=list]")).to_have_css("visibility", "visible")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").click()


def words(page: Page, text: str) -> None:
    page.get_by_label("Words in the question").fill(text)


def counts(page: Page, name: str) -> dict[str, int]:
    found = page.locator(f"[data-facet={name}] label").all()
    return {
        label.locator("input").get_attribute("value") or "": int(label.locator("b").inner_text())
        for label in found
    }


def results(page: Page) -> int:
    """The number of results, which the count, the list and its button agree on."""
    total = int(page.locator("[data-facets=count] b").inner_text())
    more = page.locator("[data-explorer=more]")
    rest = int(more.inner_text().split()[-1]) if more.is_visible() else 0
    assert page.locator(RESULTS).count() + rest == total
    return total


def shows(page: Page, total: int) -> None:
    """Wait for so many results."""
    expect(page.locator("[data-facets=count] b")).to_have_text(str(total))
    assert results(page) == total


def asks(page: Page, query: str) -> None:
    """Wait for an address with that query."""
    page.wait_for_url(lambda url: urlsplit(url).query == query)


def index_with(page: Page, change: Callable[[dict], None]) -> None:
    """Let the page load an index that has been changed on its way."""

    def changed(route: Route) -> None:
        index = route.fetch().json()
        change(index)
        route.fulfill(json=index)

    page.route("**/explorer.json", changed)


# --- Filtering ------------------------------------------------------------------------------


def test_all_questions_are_listed_at_first(page: Page, site: str) -> None:
    explore(page, site)
    shows(page, 40)
    assert counts(page, "level") == {"mid": 15, "senior": 15, "principal": 10}
    assert counts(page, "category") == {"math": 13, "systems": 14, "mlops": 13}
    assert counts(page, "state") == {"answered": 29, "open": 11}
    assert counts(page, "skill")["ci-cd"] == 14
    assert counts(page, "skill")["cplusplus"] == 7


@pytest.mark.parametrize(
    ("name", "value", "expected", "says"),
    [
        ("level", "mid", 15, "Mid"),
        ("category", "math", 13, ""),
        ("skill", "cplusplus", 7, "C++"),
        ("state", "open", 11, "Open"),
        ("checked", "no", 40, ""),
    ],
)
def test_each_facet_keeps_what_it_says(
    page: Page, site: str, name: str, value: str, expected: int, says: str
) -> None:
    explore(page, site)
    choose(page, name, value)
    expect(page.locator("[data-facets=count]")).to_have_text(f"{expected} of 40 questions")
    shows(page, expected)
    for row in page.locator(RESULTS).all():
        assert says in row.inner_text()


def test_checked_questions_are_a_facet_of_their_own(page: Page, site: str) -> None:
    def check_three(index: dict) -> None:
        states = index["questions"]["states"]
        for place in [place for place, state in enumerate(states) if state & 1][:3]:
            states[place] += 2

    index_with(page, check_three)
    explore(page, site)
    assert counts(page, "checked") == {"yes": 3, "no": 37}
    choose(page, "checked", "yes")
    shows(page, 3)
    expect(page.get_by_text("Checked", exact=True).locator("visible=true")).to_have_count(4)


def test_counts_follow_the_other_facets_and_not_their_own(page: Page, site: str) -> None:
    explore(page, site)
    choose(page, "level", "mid")
    assert counts(page, "level") == {"mid": 15, "senior": 15, "principal": 10}
    assert counts(page, "category") == {"math": 7, "systems": 3, "mlops": 5}
    assert counts(page, "state") == {"answered": 11, "open": 4}
    choose(page, "category", "mlops")
    assert counts(page, "level") == {"mid": 5, "senior": 5, "principal": 3}
    assert counts(page, "state") == {"answered": 2, "open": 3}
    shows(page, 5)


def test_choices_widen_within_a_facet(page: Page, site: str) -> None:
    explore(page, site)
    choose(page, "level", "mid")
    choose(page, "level", "principal")
    shows(page, 25)
    choose(page, "level", "mid")
    shows(page, 10)


def test_words_are_found_in_prompts_whatever_their_accents(page: Page, site: str) -> None:
    explore(page, site)
    words(page, "Chain")
    shows(page, 3)
    words(page, "chain rule")
    shows(page, 1)
    words(page, "poincare")
    expect(page.locator(RESULTS)).to_contain_text(["What does a Poincaré plot show?"])
    words(page, "ℝⁿ →")
    shows(page, 1)


def test_what_is_typed_is_in_a_link_that_is_followed_at_once(page: Page, site: str) -> None:
    explore(page, site)
    page.get_by_label("Words in the question").focus()
    page.evaluate(
        """() => {
          const box = document.activeElement;
          box.value = "chain";
          box.dispatchEvent(new InputEvent("input", { bubbles: true }));
          document.querySelector("a[data-sheet=mid]").click();
        }"""
    )
    page.wait_for_url("**/sheet/mid/?text=chain")


def test_the_list_that_is_there_is_written_into(page: Page, site: str) -> None:
    index_with(page, many)
    explore(page, site)
    page.evaluate("document.querySelector('.ls-result').dataset.stayed = ''")
    words(page, "poincare")
    row = page.locator(RESULTS)
    expect(row).to_have_count(3)
    expect(row.first).to_contain_text("What does a Poincaré plot show?")
    expect(row.first).to_have_attribute("data-stayed", "")
    link = row.first.locator("a").get_attribute("href") or ""
    assert link.endswith(f"#{row.first.get_attribute('data-id')}")
    words(page, "")
    expect(row).to_have_count(20)
    shows(page, 120)
    assert len(set(row.evaluate_all("all => all.map((one) => one.dataset.id)"))) == 20


TYPED = """(text) => {
  const box = document.querySelector("[name=text]");
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const shown = [...document.querySelectorAll(".ls-result")];
  return {
    total: Number(document.querySelector("[data-facets=count] b").textContent),
    rest: Number(document.querySelector("[data-explorer=more]").textContent.split(" ").pop()),
    shown: shown.length,
    fit: shown.every((one) => one.querySelector("a").textContent.toLowerCase().includes(text)),
    below: shown.at(-1).getBoundingClientRect().bottom - innerHeight,
  };
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_key_draws_what_is_in_sight_and_the_rest_follows(
    page: Page, site: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    index_with(page, many)
    explore(page, site)
    row = page.locator(RESULTS)
    for text in ("wh", "wha"):
        seen = page.evaluate(TYPED, text)
        assert seen["fit"]
        assert seen["shown"] < 20
        assert seen["shown"] + seen["rest"] == seen["total"] > 20
        assert seen["below"] >= 0
    expect(row).to_have_count(20)
    assert results(page) == seen["total"]
    assert len(set(row.evaluate_all("all => all.map((one) => one.dataset.id)"))) == 20


def test_nothing_moves_below_the_list_until_the_typing_pauses(page: Page, site: str) -> None:
    index_with(page, many)
    explore(page, site)
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    assert page.evaluate(TYPED, "poincar")["total"] == 3
    assert page.evaluate(height) == before
    expect(page.locator("[data-explorer=results]")).to_have_attribute("style", "")
    assert page.evaluate(height) < before
    assert results(page) == 3


@pytest.mark.parametrize("event", ["scroll", "focusout"])
def test_whoever_scrolls_or_goes_on_while_typing_finds_the_rest(
    page: Page, site: str, event: str
) -> None:
    index_with(page, many)
    explore(page, site)
    page.evaluate(
        "(name) => document.addEventListener('input', ({ target }) => setTimeout(() => {"
        " window.typed = document.querySelectorAll('.ls-result').length;"
        " target.dispatchEvent(new Event(name, { bubbles: true }));"
        " window.moved = document.querySelectorAll('.ls-result').length;"
        "}))",
        event,
    )
    words(page, "wh")
    page.wait_for_function("window.moved")
    assert page.evaluate("[typed < 20, moved]") == [True, 20]


def test_a_long_facet_has_a_box_to_find_a_choice_in(page: Page, site: str) -> None:
    explore(page, site)
    choose(page, "skill", "caching")
    box = page.get_by_label("Find in skill")
    box.fill("CI/")
    labels = page.locator("[data-facet=skill] label")
    expect(labels.locator("visible=true")).to_have_text(["caching 7", "ci/cd 14"])
    asks(page, "skill=caching")
    box.fill("nothing like it")
    expect(page.get_by_text("None is called that.")).to_be_visible()
    box.fill("")
    expect(labels.locator("visible=true")).to_have_count(13)


# --- The list -------------------------------------------------------------------------------


def test_a_result_says_where_it_is_from_and_leads_there(page: Page, site: str) -> None:
    explore(page, site, "?text=nightly")
    row = page.locator(RESULTS)
    expect(row).to_have_count(1)
    assert row.locator("svg use").get_attribute("xlink:href") == "#ls-rings-1"
    text = row.inner_text()
    for part in ("Why does a nightly job", "Mid", "Drift", "monitoring, ci/cd, statistics"):
        assert part in text
    assert "Open" not in text
    assert "Checked" not in text
    page.get_by_role("link", name="Why does a nightly job").click()
    expect(page.locator("h1")).to_contain_text("Drift")
    identity = urlsplit(page.url).fragment
    assert urlsplit(page.url).path.endswith("/mlops/drift/")
    expect(page.locator(f"[id='{identity}']")).to_be_in_viewport()


def test_maths_in_prompts_is_typeset(page: Page, site: str) -> None:
    explore(page, site, "?text=backpropagation")
    row = page.locator(RESULTS)
    assert "$" not in row.inner_text()
    assert "\\" not in row.inner_text()
    glyph = row.locator("mjx-math i").first.bounding_box()
    assert glyph is not None
    assert glyph["width"] > 2
    assert glyph["height"] > 2


def many(index: dict) -> None:
    questions = index["questions"]
    total = len(questions["levels"])
    back = -sum(questions["notes"])
    for name in ("levels", "states"):
        questions[name] *= 3
    first, *others = questions["notes"]
    questions["notes"] += 2 * [back + first, *others]
    questions["prompts"] = "\n".join([questions["prompts"]] * 3)
    questions["html"] = {
        int(place) + turn * total: html
        for place, html in questions["html"].items()
        for turn in range(3)
    }
    questions["ids"] = {at: f"question-{at}" for at in range(3 * total)}


def test_a_long_list_is_drawn_a_screenful_at_a_time(page: Page, site: str) -> None:
    index_with(page, many)
    explore(page, site)
    expect(page.locator(RESULTS)).to_have_count(20)
    page.get_by_role("button", name="Show 20 more of 100").press("Enter")
    expect(page.locator(RESULTS)).to_have_count(40)
    expect(page.locator(RESULTS).nth(20).locator("a")).to_be_focused()
    for left in (80, 60, 40, 20):
        page.get_by_role("button", name=f"Show 20 more of {left}").click()
    expect(page.locator(RESULTS)).to_have_count(120)
    expect(page.locator("[data-explorer=more]")).to_be_hidden()


def test_the_counts_of_very_many_choices_follow_when_the_typing_pauses(
    page: Page, site: str
) -> None:
    def with_skills(route: Route) -> None:
        one = '<label class="ls-choice"><input type="checkbox" name="skill" value="no-{0}">'
        more = "".join(f"{one.format(n)}<span>No {n}</span> <b>0</b></label>" for n in range(300))
        start = '<label class="ls-choice"><input type="checkbox" name="skill" value="aws-gcp">'
        text = route.fetch().text()
        assert start in text
        route.fulfill(body=text.replace(start, more + start), content_type="text/html")

    page.route("**/questions/", with_skills)
    explore(page, site)
    choose(page, "level", "principal")
    assert counts(page, "category") == {"math": 2, "systems": 5, "mlops": 3}
    count = page.locator("label", has=page.locator("input[value=ci-cd]")).locator("b")
    expect(count).to_have_text("3")


def test_coming_back_finds_the_list_as_long_and_at_its_place(page: Page, site: str) -> None:
    index_with(page, many)
    explore(page, site)
    for left in (100, 80, 60):
        page.get_by_role("button", name=f"Show 20 more of {left}").click()
    last = page.locator(RESULTS).nth(75)
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    last.locator("a").click()
    expect(page.locator("h1")).not_to_contain_text("Questions")
    page.wait_for_timeout(300)  # Material notes a page's place after 100 ms, wherever it then is.
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(80)
    expect(last).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 50


# --- The address ----------------------------------------------------------------------------


def test_the_address_holds_the_state_and_gives_it_back(
    page: Page, site: str, open_page: OpenPage
) -> None:
    explore(page, site)
    choose(page, "level", "senior")
    choose(page, "level", "mid")
    choose(page, "skill", "ci-cd")
    choose(page, "state", "answered")
    words(page, "what  is")
    page.wait_for_url("**/questions/?level=mid,senior&skill=ci-cd&state=answered&text=what+is")
    shared = open_page()
    shared.goto(page.url)
    expect(shared.locator(RESULTS)).to_have_count(2)
    assert results(page) == results(shared) == 2
    assert counts(page, "category") == counts(shared, "category")
    expect(shared.get_by_label("Words in the question")).to_have_value("what is")
    chosen = shared.locator("input:checked").evaluate_all("all => all.map((one) => one.value)")
    assert chosen == ["mid", "senior", "ci-cd", "answered"]


def test_back_and_forward_take_each_choice_but_not_each_letter(page: Page, site: str) -> None:
    explore(page, site)
    page.evaluate("document.querySelector('ls-explorer').dataset.stayed = ''")
    choose(page, "level", "mid")
    box = page.get_by_label("Words in the question")
    box.press_sequentially("what is", delay=20)
    page.wait_for_url("**/questions/?level=mid&text=what+is")
    choose(page, "category", "systems")
    shows(page, 2)
    page.go_back()
    asks(page, "level=mid&text=what+is")
    expect(page.locator("input[value=systems]")).not_to_be_checked()
    shows(page, 3)
    page.go_back()
    asks(page, "")
    shows(page, 40)
    expect(box).to_have_value("")
    page.go_forward()
    expect(page.locator("input[value=mid]")).to_be_checked()
    expect(box).to_have_value("what is")
    page.go_forward()
    asks(page, "level=mid&category=systems&text=what+is")
    shows(page, 2)
    page.wait_for_timeout(300)  # Time in which Material would have put in another element.
    expect(page.locator("ls-explorer[data-stayed]")).to_have_count(1)


def test_a_click_right_after_typing_does_not_lose_the_words(page: Page, site: str) -> None:
    explore(page, site)
    page.get_by_label("Words in the question").press_sequentially("nightly")
    page.locator(RESULTS).first.locator("a").click()
    expect(page.locator("h1")).to_contain_text("Drift")
    page.go_back()
    expect(page.get_by_label("Words in the question")).to_have_value("nightly")
    shows(page, 1)


@pytest.mark.parametrize(
    "bad", ["?level=wizard", "?level=%E0%A4%A", "?skill=C%2B%2B&x=[]", "?state", "?__proto__=mid"]
)
def test_bad_parameters_are_ignored(page: Page, site: str, bad: str) -> None:
    explore(page, site, bad)
    shows(page, 40)
    choose(page, "level", "mid")
    shows(page, 15)


def test_the_hash_stays(page: Page, site: str) -> None:
    explore(page, site, "?level=mid#results")
    choose(page, "state", "open")
    assert urlsplit(page.url).fragment == "results"
    words(page, "what")
    page.wait_for_url("**/questions/?level=mid&state=open&text=what#results")
    page.go_back()
    shows(page, 15)
    assert urlsplit(page.url).fragment == "results"


def test_clear_all_takes_everything_away_and_can_be_taken_back(page: Page, site: str) -> None:
    explore(page, site, "?level=mid&skill=ci-cd&text=what")
    clear = page.locator(".ls-facets__result [data-facets=clear]")
    clear.press("Enter")
    shows(page, 40)
    asks(page, "")
    expect(page.get_by_label("Words in the question")).to_have_value("")
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.locator("[data-facets=count]")).to_be_focused()
    expect(clear).to_be_disabled()
    page.go_back()
    asks(page, "level=mid&skill=ci-cd&text=what")


def test_the_link_to_the_page_itself_starts_over(page: Page, site: str) -> None:
    explore(page, site)
    choose(page, "level", "mid")
    page.locator(".md-tabs").get_by_role("link", name="Questions").click()
    asks(page, "")
    shows(page, 40)
    page.go_back()
    shows(page, 15)


# --- With the rest of the site --------------------------------------------------------------


def test_it_survives_instant_navigation(page: Page, site: str) -> None:
    explore(page, site)
    page.evaluate("window.sameDocument = true")
    choose(page, "level", "principal")
    page.get_by_role("link", name="Who may deploy on a Friday?").click()
    expect(page.locator("h1")).to_contain_text("Serving a model")
    page.locator("a[href$='mlops/drift/']").first.click()
    expect(page.locator("h1")).to_contain_text("Drift")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Serving a model")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Questions")
    shows(page, 10)
    choose(page, "category", "systems")
    shows(page, 5)
    page.go_back()
    shows(page, 10)
    page.go_back()
    shows(page, 40)
    assert page.evaluate("window.sameDocument") is True


def test_print_opens_each_chosen_levels_sheet_with_the_filters(page: Page, site: str) -> None:
    explore(page, site)
    sheets = page.locator("a[data-sheet]").locator("visible=true")
    expect(sheets).to_have_count(3)
    choose(page, "level", "mid")
    choose(page, "level", "senior")
    choose(page, "skill", "ci-cd")
    words(page, "what is")
    expected = "?skill=ci-cd&text=what+is"
    expect(sheets.first).to_have_attribute("href", re.compile(re.escape(expected) + "$"))
    links = sheets.evaluate_all("all => all.map((one) => one.href)")
    assert links == [f"{site}sheet/{level}/{expected}" for level in ("mid", "senior")]
    sheets.first.click()
    page.wait_for_url(f"**/sheet/mid/{expected}")


def test_the_words_are_handed_to_the_search_over_answers(page: Page, site: str) -> None:
    explore(page, site, "?level=mid")
    link = page.get_by_role("link", name="Search answers")
    expect(link).to_be_hidden()
    words(page, "unseen & co")
    link.click()
    search = page.get_by_role("dialog", name="Search").get_by_role("combobox")
    expect(search).to_have_value("unseen & co")
    expect(search).to_be_focused()
    expect(page.get_by_label("Words in the question")).to_have_value("unseen & co")
    expect(page.locator("input[value=mid]")).to_be_checked()


def test_a_failure_to_load_says_so_and_offers_ways_on(page: Page, site: str, guard: Guard) -> None:
    guard.expected.append("Failed to load resource")
    page.route("**/explorer.json", lambda route: route.fulfill(status=503))
    explore(page, site, "?level=senior")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(page.get_by_role("link", name="Senior", exact=True).last).to_be_visible()
    expect(page.get_by_role("link", name="ci/cd")).to_be_visible()
    choose(page, "state", "open")
    asks(page, "level=senior&state=open")
    page.unroute("**/explorer.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-facets=count] b")).to_have_text("3")
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.get_by_role("link", name="ci/cd")).to_be_hidden()
    shows(page, 3)


# --- For everyone ---------------------------------------------------------------------------


def test_without_a_script_it_is_links_to_levels_and_skills(site: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}questions/")
    shown = page.locator("ls-explorer a").locator("visible=true")
    links = shown.evaluate_all("all => all.map((one) => one.href)")
    levels = [f"{site}levels/{level}/" for level in ("mid", "senior", "principal")]
    assert links[:3] == levels
    assert len(links) == 3 + 13
    assert f"{site}skills/cplusplus/" in links
    for link in links:
        answer = page.request.get(link)
        assert answer.ok, link
    expect(page.locator("form.ls-facets")).to_be_hidden()


def test_the_keyboard_is_enough(page: Page, site: str) -> None:
    explore(page, site)
    page.get_by_label("Words in the question").focus()
    page.keyboard.type("chain")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Mid")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    shows(page, 1)
    asks(page, "level=senior&text=chain")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ls-result__link')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Gradients")


def test_every_control_has_a_name_and_a_group(page: Page, site: str) -> None:
    explore(page, site)
    tree = page.get_by_role("search", name="Filter questions").aria_snapshot()
    for group in ("Level", "Topic", "Skill", "Answer", "Check"):
        assert f'- group "{group}"' in tree
    assert '- checkbox "Mid 15"' in tree
    assert '- checkbox "C++ 7"' in tree
    assert '- searchbox "Words in the question"' in tree


def test_the_count_is_said_once_after_the_last_change(page: Page, site: str) -> None:
    page.clock.install()
    explore(page, site)
    status = page.get_by_role("status").locator("visible=true").filter(has_text="of 40")
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.querySelector('[data-facets=status]');
          new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, { childList: true });
        }"""
    )
    page.clock.pause_at(page.evaluate("Date.now() + 2000"))
    assert page.evaluate("said") == []
    for typed, count in (("ch", 9), ("ain", 3)):
        page.get_by_label("Words in the question").press_sequentially(typed)
        page.clock.run_for(300)
        shows(page, count)
    assert page.evaluate("said") == []
    page.clock.run_for(1000)
    expect(status).to_have_text("3 of 40 questions.")
    assert page.evaluate("said") == ["3 of 40 questions."]
    page.clock.resume()
    choose(page, "state", "open")
    expect(status).to_have_text("0 of 40 questions. 3 without answer. 11 without words.")


def test_an_empty_result_says_which_filter_to_drop(page: Page, site: str) -> None:
    explore(page, site, "?level=mid&category=systems&skill=planning&state=open")
    shows(page, 0)
    expect(page.get_by_text("No question fits all of this.")).to_be_visible()
    expect(page.get_by_text("Dropping a single filter is not enough.")).to_be_hidden()
    drops = page.locator("[data-facets=drops] li")
    expect(drops).to_have_text(["Drop topic: ML systems gives 2 questions"])
    drops.get_by_role("button").press("Enter")
    asks(page, "level=mid&skill=planning&state=open")
    shows(page, 2)
    expect(page.locator("[data-facets=empty]")).to_be_hidden()
    expect(page.locator("[data-facets=count]")).to_be_focused()
    page.go_back()
    shows(page, 0)


def test_an_empty_result_that_no_single_drop_helps_says_so(page: Page, site: str) -> None:
    explore(page, site, "?category=systems&skill=planning&state=answered&text=zebra")
    shows(page, 0)
    expect(page.get_by_text("Dropping a single filter is not enough.")).to_be_visible()
    page.locator("[data-facets=empty]").get_by_role("button", name="Clear all").click()
    shows(page, 40)


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 2560])
def test_nothing_is_wider_than_the_screen(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    explore(page, site, "?level=principal")
    expect(page.locator(RESULTS).filter(has_text=LONGEST)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 768:
        page.get_by_role("button", name="Filters").click()
        below = page.get_by_role("dialog", name="Filters")
        assert below.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_on_a_phone_the_filters_are_a_sheet_from_below(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    explore(page, site)
    expect(page.locator("[data-facet=level]")).to_be_hidden()
    opener = page.get_by_role("button", name="Filters")
    opener.tap()
    below = page.get_by_role("dialog", name="Filters")
    below.evaluate("e => Promise.all(e.getAnimations().map(({ finished }) => finished))")
    box = below.bounding_box()
    assert box is not None
    assert round(box["y"] + box["height"]) == 740
    expect(below.get_by_role("button", name="Close")).to_be_focused()
    for control in below.locator("label, button, input[type=search]").locator("visible=true").all():
        size = control.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 43.9, control.inner_text()
    below.get_by_text("Senior").tap()
    below.get_by_text("ML systems").tap()
    below.get_by_role("button", name="Show 6").tap()
    expect(below).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_text("Filters 2")
    assert results_on_phone(page) == 6
    asks(page, "level=senior&category=systems")
    opener.press("Enter")
    page.keyboard.press("Escape")
    expect(below).to_be_hidden()
    expect(opener).to_be_focused()
    page.set_viewport_size({"width": 1000, "height": 740})
    expect(page.locator("[data-facet=level]")).to_be_visible()


def results_on_phone(page: Page) -> int:
    total = int(page.locator("[data-facets=count] b").inner_text())
    assert page.locator(RESULTS).count() == total
    return total


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) if (shift.value > 0.001) shifts.push(shift.value);
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    explore(page, site)
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == []
    place = ".ls-explorer__results"
    top = page.locator(place).evaluate("one => one.getBoundingClientRect().top")
    words(page, "what")
    assert page.locator(place).evaluate("one => one.getBoundingClientRect().top") == top
    if width > 768:
        before = page.locator("label").evaluate_all("all => all.map((one) => one.offsetLeft)")
        choose(page, "level", "principal")
        after = page.locator("label").evaluate_all("all => all.map((one) => one.offsetLeft)")
        assert before == after
        assert page.locator(place).evaluate("one => one.getBoundingClientRect().top") == top


def test_paper_has_the_list_without_the_filters(page: Page, site: str) -> None:
    explore(page, site, "?level=principal")
    page.emulate_media(media="print")
    expect(page.locator("form.ls-facets")).to_be_hidden()
    expect(page.locator(RESULTS).locator("visible=true")).to_have_count(10)
