"""No text of an author, a file or an address runs: in a real browser, on every kind of page.

With the pages' policy every attempt would be a violation, which fails a test. All pages are also
opened without it, so that what keeps the texts harmless is that they are text.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from payloads import CONFUSED, EVERY, write_notes
from playwright.sync_api import Page, expect
from reviewing import review, write

from conftest import Guard, OpenPage, Serve

WATCH = """
window.executed = [];
Object.defineProperty(window, "ran", { value: () => window.executed.push(location.href) });
"""
ACTIVE = """
() => {
  const live = /^[\\s\\x00-\\x20]*(javascript|vbscript|data|view-source|feed|jar|site):/i;
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.localName} ${name}=${value}`);
      else if (/^(href|src|srcset|action|formaction|data|xlink:href|poster|cite)$/.test(name)
        && live.test(value)) found.push(`${element.localName} ${name}=${value}`);
    }
  }
  const bad = "iframe, object, embed, frame, portal, main style, article link, main meta, base";
  for (const element of document.querySelectorAll(bad)) found.push(element.outerHTML);
  for (const script of document.querySelectorAll("script:not([type*=json])")) {
    if (script.textContent.includes("ran(")) found.push(script.outerHTML);
  }
  if (document.querySelectorAll("footer.md-footer").length !== 1) found.push("no footer");
  if (!document.querySelector("footer.md-footer")?.parentElement?.matches(".md-container"))
    found.push("the footer is not where it was");
  if (!document.querySelector("#__config")?.matches("script")) found.push("another __config");
  return found;
}
"""
SOUGHT = ("text", "q", "h", "skill", "level", "category", "note", "page", "status", "minutes")
PAGES = (
    *("", "note-0/", "note-1/", "note-2/", "note-3/", "note-4/", "page/", "levels/", "levels/mid/"),
    *("skills/", "questions/", "practice/", "mock/", "progress/", "coverage/", "sheet/mid/"),
    *("offline/", "404.html"),
)


@pytest.fixture(scope="module")
def hostile(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    docs = tmp_path_factory.mktemp("hostile") / "docs"
    write_notes(docs)
    return serve(docs)


@pytest.fixture
def reader(open_page: OpenPage, guard: Guard) -> Page:
    """A page that counts what runs."""
    return watched(open_page(), guard)


def watched(page: Page, guard: Guard) -> Page:
    guard.expected.append("404")
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: guard.note(f"dialog: {dialog.message}"))
    page.on("popup", lambda popup: guard.note(f"popup: {popup.url}"))
    return page


def harmless(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert page.evaluate(ACTIVE) == []
    assert page.evaluate("window.executed") == []


@pytest.mark.parametrize("alone", [False, True], ids=["with the policy", "without it"])
def test_nothing_runs_on_any_kind_of_page(
    hostile: str, open_page: OpenPage, guard: Guard, alone: bool
) -> None:
    reader = watched(open_page(bypass_csp=alone), guard)
    listed = reader.request.get(f"{hostile}sitemap.xml").text()
    rooms = ("skills", "categories")
    more = [re.findall(rf"<loc>{re.escape(hostile)}({room}/[^<]+)", listed)[0] for room in rooms]
    for address in (*PAGES, *more):
        reader.goto(hostile + address)
        reader.wait_for_load_state("networkidle")
        harmless(reader)


READERS_OF_ADDRESSES = (
    *("", "note-0/", "questions/", "levels/mid/", "sheet/mid/", "practice/", "mock/", "offline/"),
    *("progress/", "skills/"),
)


@pytest.mark.parametrize("address", READERS_OF_ADDRESSES)
def test_what_stands_in_an_address_is_text(hostile: str, reader: Page, address: str) -> None:
    text = CONFUSED[0]
    query = "&".join(f"{name}={quote(text)}" for name in SOUGHT)
    badly_encoded = "&".join(f"{name}=%E0%A4%A" for name in SOUGHT)
    for asked in (f"?{query}#{quote(text)}", f"?{badly_encoded}#100%", "#javascript:ran()"):
        reader.goto("about:blank")
        reader.goto(f"{hostile}{address}{asked}")
        reader.wait_for_load_state("networkidle")
        harmless(reader)


def test_no_address_leads_out_of_the_site(hostile: str, reader: Page) -> None:
    for out in ("javascript:ran()", "//127.0.0.1:9/", "https://a.example/", "../../x", "\\\\a"):
        reader.goto(f"{hostile}offline/?page={quote(out)}")
        reader.wait_for_load_state("networkidle")
        expect(reader.locator("[data-offline=absent]")).to_be_hidden()
        harmless(reader)


def test_searching_for_it_finds_text(hostile: str, reader: Page) -> None:
    reader.goto(f"{hostile}?q={quote('onerror ran')}")
    options = reader.locator("[role=option]")
    expect(options.first).to_be_visible()
    expect(options.nth(4)).to_be_visible()
    harmless(reader)


def test_what_is_stored_is_text(hostile: str, reader: Page) -> None:
    reader.goto(f"{hostile}progress/")
    reader.wait_for_load_state("networkidle")
    questions = json.loads(reader.request.get(f"{hostile}questions.json").text())["questions"]
    known = [question["id"] for question in questions if question["answered"]][:6]
    rows = [review(name) for name in (*known, *EVERY[:40])]
    links = [{"id": f"l{n}", "from": EVERY[n], "to": EVERY[n + 1], "at": 1} for n in range(40, 46)]
    settings = [{"key": text, "value": text, "at": 1} for text in EVERY[46:60]]
    write(reader, hostile, *rows, relinks=links, settings=settings)
    reader.evaluate(
        "(text) => { for (const key of ['levelset.sheet', '/study/.__palette', '/study/.__tabs'])"
        " localStorage.setItem(key, JSON.stringify("
        "{ index: 0, layout: text, color: { media: text } }));"
        " for (const key of ['levelset.practice', 'levelset.mock'])"
        " sessionStorage.setItem(key, text) }",
        CONFUSED[0],
    )
    for address in ("progress/", "practice/", "mock/", "levels/mid/", "sheet/mid/"):
        reader.goto(hostile + address)
        reader.wait_for_load_state("networkidle")
        harmless(reader)


def test_an_imported_file_is_text(hostile: str, reader: Page) -> None:
    reader.goto(f"{hostile}progress/")
    reader.wait_for_load_state("networkidle")
    with reader.expect_file_chooser() as chooser:
        reader.get_by_role("button", name="Import a file").click()
    reviews: list[object] = [review(text, ticked=[text]) for text in EVERY]
    links = [{"id": text, "from": text, "to": text, "at": 1} for text in CONFUSED]
    head = {
        "format": "levelset-progress",
        "version": 1,
        "site": CONFUSED[0],
        "exported": CONFUSED[0],
    }
    whole = {**head, "reviews": [*reviews, *EVERY], "relinks": links, "settings": list(EVERY)}
    file = {"name": f"{CONFUSED[0]}.json", "mimeType": "application/json"}
    chooser.value.set_files({**file, "buffer": json.dumps(whole).encode()})
    dialog = reader.locator("dialog[open]")
    expect(dialog).to_be_visible()
    harmless(reader)
    dialog.get_by_role("button", name="Import").click()
    expect(dialog).to_be_hidden()
    harmless(reader)
