"""The search: opening it, what it shows, where it leads, and whether it finds what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from building import ROOT
from playwright.sync_api import Locator, Page, Route, expect
from watching import Guard, OpenPage, Serve

QUERIES = ROOT / "tests" / "search" / "queries.yml"
NOTE = "math/gradients/"
PROBABILITY = "math/probability/"
MARKED = "[...(CSS.highlights.get('ls-found') ?? [])].filter((r) => !r.collapsed)"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search")


def hits(page: Page) -> Locator:
    return page.get_by_role("option")


def titles(page: Page) -> list[str]:
    return page.locator(".ls-hit__title").all_inner_texts()


def status(page: Page) -> Locator:
    """How much was found, as it is seen; what is said of it follows."""
    return dialog(page).locator("[data-search=status]")


def ready(page: Page, address: str) -> None:
    """Open a page whose script has run."""
    page.goto(address)
    page.wait_for_function(
        "customElements.get('ls-search') && !document.querySelector('ls-search > a')"
    )


def search(page: Page, words: str) -> None:
    """Type words and wait for what they find."""
    if not dialog(page).is_visible():
        page.keyboard.press("/")
    box(page).fill(words)
    page.wait_for_function(
        """(words) => [...document.querySelectorAll(".ls-hit")].some((hit) => {
            return new URL(hit.href).searchParams.get("h") === words
        })""",
        arg=words,
    )


def chip(page: Page, name: str) -> Locator:
    return dialog(page).get_by_role("button", name=re.compile(f"^{name} \\d+$"))


def count(page: Page, name: str) -> int:
    return int(chip(page, name).inner_text().split()[-1])


def results(page: Page) -> int:
    return int(status(page).inner_text().split()[0])


# --- Opening and closing ---------------------------------------------------------------------


def test_nothing_is_fetched_for_a_reader_who_never_searches(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    ready(page, f"{site}{NOTE}")
    page.wait_for_load_state("networkidle")
    assert "/study/assets/js/levelset.js" in asked
    assert [path for path in asked if "search" in path] == []
    assert page.workers == []


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_opens_it_and_escape_closes_it(page: Page, site: str, key: str) -> None:
    ready(page, f"{site}{NOTE}")
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    page.keyboard.type("gradient")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()


def test_the_button_opens_it_and_gets_the_focus_back(page: Page, site: str) -> None:
    ready(page, site)
    button = page.locator("ls-search > button")
    button.focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.click()
    dialog(page).get_by_role("button", name="Close").click()
    expect(dialog(page)).to_be_hidden()
    button.click()
    page.mouse.click(5, 400)
    expect(dialog(page)).to_be_hidden()


def test_keys_typed_elsewhere_or_with_a_modifier_do_not_open_it(page: Page, site: str) -> None:
    ready(page, f"{site}questions/")
    page.get_by_label("Words in the question").press_sequentially("f/s")
    expect(page.get_by_label("Words in the question")).to_have_value("f/s")
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("Control+Alt+s")
    expect(dialog(page)).to_have_count(0)


def test_a_button_anywhere_can_be_its_door(page: Page, site: str) -> None:
    ready(page, site)
    door = page.get_by_role("main").get_by_role("button", name="Search topics")
    door.click()
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(door).to_be_focused()
    door.press("Enter")
    expect(box(page)).to_be_focused()


def test_what_is_typed_while_it_loads_is_not_lost(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/search/index.json", lambda route: held.append(route))
    ready(page, f"{site}{NOTE}")
    page.keyboard.press("/")
    page.keyboard.type("learning rate")
    expect(box(page)).to_have_value("learning rate")
    page.keyboard.press("Enter")
    for route in held:
        route.continue_()
    page.wait_for_url("**/?h=learning+rate#*")


def test_without_a_script_it_is_a_link_to_all_questions(open_page: OpenPage, site: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{NOTE}")
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page).to_have_url(f"{site}questions/")


# --- What it shows ---------------------------------------------------------------------------


def test_a_question_shows_its_level_note_topic_and_why_it_was_found(page: Page, site: str) -> None:
    ready(page, site)
    search(page, "zero correlation independence")
    first = hits(page).first
    assert titles(page)[0] == "Does zero correlation mean independence?"
    assert first.locator(".ls-hit__where").inner_text().split() == (
        ["Mid", "question", "·", "Probability", "·", "Mathematics"]
    )
    expect(first.locator(".ls-rings")).to_have_count(1)
    marks = first.locator(".ls-hit__title mark").all_inner_texts()
    assert marks == ["zero", "correlation", "independence"]
    assert results(page) >= 1
    expect(box(page)).to_have_attribute("aria-expanded", "true")


def test_sections_skills_and_topics_are_found_by_their_names(page: Page, site: str) -> None:
    ready(page, site)
    for words, kind, address in (
        ("steps", "Section", f"{NOTE}#steps"),
        ("backpropagation", "Skill", "skills/backpropagation/"),
        ("mathematics", "Topic", "categories/math/"),
        ("senior questions", "Level", "levels/senior/"),
    ):
        page.keyboard.press("/")
        box(page).fill(words)
        named = page.locator(".ls-hit__kind", has_text=re.compile(rf"^\s*{kind}$"))
        row = hits(page).filter(has=named).first
        expect(row).to_be_visible()
        href = urlsplit(row.get_attribute("href") or "")
        assert f"{href.path}#{href.fragment}".rstrip("#") == f"/study/{address}"
        page.keyboard.press("Escape")


def test_a_formula_is_found_by_its_plain_reading(page: Page, site: str) -> None:
    ready(page, site)
    page.keyboard.press("/")
    box(page).fill("p(a | b)")
    expect(hits(page).first).to_be_visible()
    assert "What does P(A | B) mean?" in titles(page)[:3]
    assert not any("\\" in title for title in titles(page))


def test_more_results_are_shown_when_asked_for(page: Page, own: str) -> None:
    ready(page, own)
    search(page, "gradient")
    total = results(page)
    assert total > 20
    expect(hits(page)).to_have_count(10)
    dialog(page).get_by_role("button", name="More results").click()
    expect(hits(page)).to_have_count(20)
    expect(box(page)).to_be_focused()
    expect(hits(page).nth(10)).to_have_attribute("aria-selected", "true")


def test_how_much_was_found_is_said_once_when_the_typing_pauses(page: Page, site: str) -> None:
    page.clock.install()
    ready(page, site)
    search(page, "gradient")
    said = dialog(page).get_by_role("status")
    expect(said).to_have_text(f"{results(page)} results")
    said.evaluate(
        """(status) => {
          window.said = [];
          new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, { childList: true });
        }"""
    )
    page.clock.pause_at(page.evaluate("Date.now() + 2000"))
    box(page).fill("")
    for typed, seen in (("saddel", "for saddle."), (" xy", "found: xy."), ("zzy", "found: xyzzy.")):
        box(page).press_sequentially(typed)
        page.clock.run_for(100)
        expect(dialog(page).locator("[data-search=meant]")).to_contain_text(seen)
    assert page.evaluate("said") == []
    page.clock.run_for(1000)
    assert page.evaluate("said") == [said.inner_text()]
    assert said.inner_text() == (
        f"{status(page).inner_text()}. Showing results for saddle. Nowhere found: xyzzy."
    )


def test_a_misspelt_word_is_put_right_and_said_so(page: Page, site: str) -> None:
    ready(page, site)
    page.keyboard.press("/")
    box(page).fill("gradeint xqzzyw")
    expect(dialog(page).get_by_text("Showing results for gradient")).to_be_visible()
    expect(dialog(page).get_by_text("Nowhere found: xqzzyw")).to_be_visible()
    assert parse_qs(urlsplit(hits(page).first.get_attribute("href") or "").query)["h"] == [
        "gradient"
    ]


def test_nothing_found_says_so_and_offers_lists(page: Page, site: str) -> None:
    ready(page, f"{site}{NOTE}")
    page.keyboard.press("/")
    box(page).fill("xqzzyw")
    expect(status(page)).to_have_text("Nothing found.")
    expect(hits(page)).to_have_count(0)
    dialog(page).get_by_role("link", name="skills").click()
    page.wait_for_url(f"{site}skills/")


def test_small_words_alone_ask_for_nothing_yet(page: Page, site: str) -> None:
    ready(page, site)
    search(page, "gradient")
    box(page).fill("what is the")
    expect(hits(page)).to_have_count(0)
    expect(status(page)).to_have_text("")


# --- Filters ---------------------------------------------------------------------------------


def test_filters_narrow_what_was_found_and_say_what_they_would_leave(page: Page, own: str) -> None:
    ready(page, own)
    search(page, "gradient")
    everything = results(page)
    senior, principal = count(page, "Senior"), count(page, "Principal")
    chip(page, "Senior").click()
    expect(chip(page, "Senior")).to_have_attribute("aria-pressed", "true")
    expect(status(page)).to_have_text(f"{senior} results")
    assert count(page, "Principal") == principal
    where = page.locator(".ls-hit__where").all_inner_texts()
    assert all(text.startswith("Senior") for text in where)
    chip(page, "Principal").click()
    expect(status(page)).to_have_text(f"{senior + principal} results")
    chip(page, "Senior").click()
    chip(page, "Principal").click()
    expect(status(page)).to_have_text(f"{everything} results")


def test_a_skill_narrows_and_its_chip_keeps_the_focus(page: Page, own: str) -> None:
    ready(page, own)
    search(page, "gradient")
    dialog(page).get_by_text("Skills", exact=True).click()
    wanted = count(page, "optimization")
    chip(page, "optimization").focus()
    page.keyboard.press("Space")
    expect(status(page)).to_have_text(f"{wanted} results")
    expect(chip(page, "optimization")).to_be_focused()
    page.keyboard.press("n")
    assert urlsplit(page.url).path == "/study/"


def test_filters_that_leave_nothing_can_be_dropped_at_once(page: Page, site: str) -> None:
    ready(page, f"{site}?q=gradient&level=senior")
    expect(hits(page).first).to_be_visible()
    box(page).fill("zero correlation independence")
    expect(status(page)).to_have_text("Nothing with these filters.")
    dialog(page).get_by_role("button", name="Search without filters").click()
    expect(hits(page).first).to_contain_text("Does zero correlation mean independence?")


# --- By keyboard, and where it leads ---------------------------------------------------------


def test_arrows_choose_and_the_box_says_what_is_chosen(page: Page, site: str) -> None:
    ready(page, site)
    search(page, "gradient")
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None)):
        page.keyboard.press(key)
        active = box(page).get_attribute("aria-activedescendant")
        assert active == (None if place is None else f"ls-hit-{place}")
        chosen = page.locator(".ls-hit[aria-selected=true]")
        assert chosen.count() == (0 if place is None else 1)
        expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(hits(page).last).to_have_attribute("aria-selected", "true")


def marks(page: Page) -> list[str]:
    """The words that are marked in the page."""
    page.wait_for_function(f"{MARKED}.length > 0")
    found: list[str] = page.evaluate(f"{MARKED}.map(String)")
    return found


def marked(page: Page, word: str) -> None:
    """Wait until a word is marked in the page."""
    page.wait_for_function(f"(word) => {MARKED}.map(String).includes(word)", arg=word)


def landed(page: Page, anchor: str) -> None:
    """The place that was led to stands at the top of what is seen, its answer open."""
    page.wait_for_function(
        """(id) => {
            const top = document.getElementById(id)?.getBoundingClientRect().top;
            return top > 0 && top < innerHeight / 2;
        }""",
        arg=anchor,
    )


def test_a_result_on_another_page_opens_there_without_a_reload(page: Page, site: str) -> None:
    ready(page, f"{site}levels/")
    page.evaluate("window.same = true")
    search(page, "zero correlation independence")
    page.keyboard.press("Enter")
    anchor = "math-probability--does-zero-correlation-mean-independence"
    page.wait_for_url(f"{site}math/probability/?h=zero+correlation+independence#{anchor}")
    expect(dialog(page)).to_be_hidden()
    landed(page, anchor)
    assert page.evaluate("window.same") is True
    card = page.locator(f"[data-question='{anchor}']")
    expect(card.locator("details[data-answer]")).to_have_attribute("open", "")
    assert {"zero", "correlation", "independence"} <= {word.lower() for word in marks(page)}


def test_a_search_begun_while_a_result_is_on_its_way_stays_open(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route(f"**/{PROBABILITY}", lambda route: held.append(route))
    ready(page, f"{site}levels/")
    search(page, "zero correlation independence")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{PROBABILITY}?h=zero+correlation+independence#*", wait_until="commit")
    page.keyboard.press("/")
    box(page).fill("learning rate")
    for route in held:
        route.continue_()
    landed(page, "math-probability--does-zero-correlation-mean-independence")
    marked(page, "zero")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("learning rate")
    page.go_back()
    expect(dialog(page)).to_be_hidden()


def test_a_result_on_the_same_page_is_marked_there(page: Page, site: str) -> None:
    ready(page, f"{site}{NOTE}")
    search(page, "steps")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{NOTE}?h=steps#steps")
    landed(page, "steps")
    marked(page, "Steps")
    search(page, "learning rate")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{NOTE}?h=learning+rate#math-gradients--*")
    marked(page, "rate")
    assert "Steps" not in marks(page)
    page.go_back()
    page.wait_for_url(f"{site}{NOTE}?h=steps#steps")
    marked(page, "Steps")


def test_marks_change_nothing_in_the_page(page: Page, site: str) -> None:
    article = """[document.querySelector(".md-content article")].map((article) => [
        article.textContent, ...[...article.querySelectorAll("*")].map((e) => e.tagName + e.id),
    ])"""
    ready(page, f"{site}{NOTE}#steps")
    before = page.evaluate(article)
    ready(page, f"{site}{NOTE}?h=step+rate+x#steps")
    words = marks(page)
    assert page.evaluate(article) == before
    assert "rate" in words
    assert (
        page.evaluate(
            f"{MARKED}.some((r) => r.startContainer.parentElement.closest('mjx-container'))"
        )
        is False
    )


def test_marks_end_with_the_page(page: Page, site: str) -> None:
    ready(page, f"{site}{NOTE}?h=rate#steps")
    marks(page)
    page.get_by_role("link", name="Levels", exact=True).first.click()
    page.wait_for_url(f"{site}levels/")
    page.wait_for_function(f"{MARKED}.length === 0 && !CSS.highlights.has('ls-found')")


# --- Addresses -------------------------------------------------------------------------------


def test_an_address_asks_for_words_with_filters(page: Page, site: str) -> None:
    ready(page, f"{site}questions/?level=mid&q=correlation")
    expect(box(page)).to_have_value("correlation")
    expect(hits(page).first).to_contain_text("Does zero correlation mean independence?")
    expect(chip(page, "Mid")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{site}questions/?level=mid")
    page.reload()
    expect(dialog(page)).to_have_count(0)


def test_a_link_that_asks_for_words_works_under_instant_navigation(page: Page, site: str) -> None:
    ready(page, f"{site}{NOTE}")
    page.evaluate(
        """(href) => {
            window.same = true;
            const link = Object.assign(document.createElement("a"), { href, textContent: "Ask" });
            document.querySelector(".md-content article").prepend(link);
        }""",
        f"{site}levels/?q=correlation",
    )
    page.get_by_role("link", name="Ask").click()
    expect(hits(page).first).to_contain_text("Does zero correlation mean independence?")
    assert page.evaluate("window.same") is True


def test_words_in_an_address_are_text(page: Page, site: str) -> None:
    ready(page, f"{site}?q=%3Cimg%20src%3Dx%20onerror%3Dthrow%3E%20gradient")
    expect(hits(page).first).to_be_visible()
    assert dialog(page).locator("img").count() == 0


def test_the_page_for_lost_readers_searches(page: Page, site: str) -> None:
    ready(page, f"{site}404.html")
    search(page, "learning rate")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{NOTE}?h=learning+rate#*")


# --- When things go wrong --------------------------------------------------------------------


def test_a_failure_says_so_and_typing_again_tries_again(
    page: Page, site: str, guard: Guard
) -> None:
    guard.expected += ["Failed to load resource"]
    page.route("**/search/index.json", lambda route: route.abort())
    ready(page, site)
    page.keyboard.press("/")
    page.keyboard.type("gradient")
    expect(status(page)).to_contain_text("could not be loaded")
    page.unroute("**/search/index.json")
    page.keyboard.type("s")
    expect(hits(page).first).to_be_visible()


def test_without_a_network_it_says_what_is_missing(page: Page, site: str, guard: Guard) -> None:
    guard.expected += ["Failed to load resource"]
    ready(page, site)
    page.context.set_offline(True)
    page.keyboard.press("/")
    page.keyboard.type("gradient")
    expect(status(page)).to_have_text("There is no network, and the search is not on this device.")
    page.context.set_offline(False)
    page.keyboard.type("s")
    expect(hits(page).first).to_be_visible()


def test_a_site_published_anew_meanwhile_is_searched_anew(
    page: Page, site: str, guard: Guard
) -> None:
    guard.expected += ["Failed to load resource"]
    ready(page, site)

    def outdated(route: Route) -> None:
        fresh = route.fetch().json()
        route.fulfill(json={**fresh, "folder": "0123456789ab"})

    page.route("**/search/index.json", outdated, times=1)
    search(page, "gradient")
    assert results(page) > 0


# --- Everywhere ------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_fills_the_screen_and_can_be_touched(
    open_page: OpenPage, site: str, scheme: str
) -> None:
    page = open_page(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True, color_scheme=scheme
    )
    ready(page, f"{site}{NOTE}")
    button = page.locator("ls-search > button").bounding_box()
    assert button is not None
    assert min(button["width"], button["height"]) >= 44
    page.locator("ls-search > button").tap()
    box(page).fill("gradient")
    expect(hits(page).first).to_be_visible()
    assert dialog(page).bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    expect(chip(page, "Senior")).to_be_visible()
    targets = dialog(page).locator("button:visible, summary:visible, .ls-hit")
    sizes = targets.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(sizes) > 10
    for size in sizes:
        assert size["height"] >= 44, size
        assert size["left"] >= 0
        assert size["right"] <= 320
    assert page.evaluate("document.querySelector('[data-search=all]').scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_words_stand_out_from_their_ground(open_page: OpenPage, site: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    ready(page, f"{site}?q=gradient&level=senior,mid")
    expect(hits(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    low = page.evaluate(CONTRASTS)
    assert low == []


CONTRASTS = """() => {
    const channels = (colour) => {
        const pixel = document.createElement("canvas").getContext("2d");
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
        return [...pixel.getImageData(0, 0, 1, 1).data];
    };
    const light = (rgb) => rgb.slice(0, 3)
        .map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const found = channels(getComputedStyle(at).backgroundColor);
            if (found[3] === 255) return found;
        }
    };
    const low = [];
    for (const element of document.querySelectorAll(".ls-search *")) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!own || !element.checkVisibility()) continue;
        const [a, b] = [light(channels(getComputedStyle(element).color)), light(ground(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const said = `${element.className} ${element.textContent}`;
        if (ratio < 4.5) low.push(`${ratio.toFixed(2)}: ${said}`);
    }
    return low;
}"""


# --- Relevance, on our own notes ---------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A query with the addresses of which one should be among the first."""

    kind: str
    words: str
    targets: frozenset[str]


@pytest.fixture(scope="session")
def own(serve: Serve) -> str:
    """The address of the site made of our own notes."""
    return serve(ROOT / "docs")


@pytest.fixture(scope="session")
def asked() -> list[Asked]:
    listed: dict[str, Any] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    targets = listed["targets"]
    return [
        Asked(each["kind"], each["ask"], frozenset(targets[name] for name in each["find"]))
        for each in listed["queries"]
    ]


FIND = """async ([site, queries]) => {
    const engine = await import(new URL("assets/js/search-engine.js", site));
    const { SearchIndex, ranked, ...words } = engine;
    const index = new SearchIndex(async (path) => (await fetch(new URL(path, site))).text());
    await index.open();
    const found = [];
    for (const query of queries) {
        const units = await words.understood(index, words.queryWords(query, index.stop));
        const first = ranked(index, units).slice(0, 3);
        const records = await Promise.all(first.map(({ record }) => index.record(record)));
        found.push(records.map(({ url }) => url));
    }
    return found;
}"""


def test_every_target_of_the_queries_exists(page: Page, own: str, asked: list[Asked]) -> None:
    page.goto(own)
    missing = page.evaluate(
        """async ([site, targets]) => {
            const pages = new Map();
            const missing = [];
            for (const target of targets) {
                const [path, anchor] = target.split("#");
                if (!pages.has(path)) {
                    const text = await (await fetch(new URL(path, site))).text();
                    pages.set(path, new DOMParser().parseFromString(text, "text/html"));
                }
                if (anchor && !pages.get(path).getElementById(anchor)) missing.push(target);
            }
            return missing;
        }""",
        [own, sorted({target for each in asked for target in each.targets})],
    )
    assert missing == []


def test_what_is_asked_for_is_among_the_first_results(
    page: Page, own: str, asked: list[Asked], record_property: Callable[[str, object], None]
) -> None:
    """Measured when the queries were 110: first 0.90, among three 0.97. Material's: 0.60, 0.67."""
    page.goto(own)
    found = page.evaluate(FIND, [own, [each.words for each in asked]])
    firsts = [bool(each.targets & set(urls[:1])) for each, urls in zip(asked, found, strict=True)]
    threes = [bool(each.targets & set(urls)) for each, urls in zip(asked, found, strict=True)]
    missed = [
        f"{each.kind}: {each.words} -> {', '.join(urls)}"
        for each, urls, good in zip(asked, found, threes, strict=True)
        if not good
    ]
    record_property("success@1", sum(firsts) / len(asked))
    record_property("success@3", sum(threes) / len(asked))
    assert len(asked) >= 80
    assert sum(threes) / len(asked) >= 0.92, "\n".join(missed)
    assert sum(firsts) / len(asked) >= 0.8


def test_every_question_is_found_by_its_own_words(page: Page, own: str) -> None:
    page.goto(own)
    questions = page.evaluate(
        "async (site) => (await (await fetch(new URL('questions.json', site))).json()).questions",
        own,
    )
    found = page.evaluate(FIND, [own, [question["prompt"] for question in questions]])
    lost = [
        question["id"]
        for question, urls in zip(questions, found, strict=True)
        if not any(url.endswith(f"#{question['id']}") for url in urls)
    ]
    assert lost == []
