"""`build --offline`: the study site as a folder that a browser opens from `file://`."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from building import ROOT, build
from kinds import PAGE_KINDS
from paper import printed
from playwright.sync_api import Locator, Page, expect
from watching import OpenPage

PUBLISHED = "https://notes.example/study/"
STUDY = ROOT / "tests" / "sites" / "study" / "docs"
GRADIENTS = "math/gradients/index.html"
ODD = "odd names/100 % naïve #1.md"
ODD_NOTE = """\
---
title: Odd
category: math
levels: [mid]
skills: [names]
---
# Odd

## Questions

1. **Is this oddly named?**
   - *Answer*: Yes, see [the gradients](../math/gradients.md).
"""
VANISHING = "math-gradients--why-do-gradients-vanish-in-a-long-chain-of-sigmoids"
SHOWN = {kind: f"{path}index.html" for kind, path in PAGE_KINDS.items() if kind != "missing"}
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
LOADED = re.compile(r'<(?:script|img|source)\b[^>]*?\ssrc="([^"]*)"|<link\b[^>]*?\shref="([^"]*)"')


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study notes, one of them renamed, and one whose name must be escaped."""
    copied = shutil.copytree(STUDY, tmp_path_factory.mktemp("docs") / "docs")
    note = copied / "math" / "gradients.md"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("---\n", "---\naliases: [math/slopes.md]\n", 1), encoding="utf-8")
    (copied / "odd names").mkdir()
    (copied / ODD).write_text(ODD_NOTE, encoding="utf-8")
    return copied


@pytest.fixture(scope="module")
def folder(docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, in a place whose address must be escaped."""
    made = tmp_path_factory.mktemp("copy") / "questions & answers, 100 %"
    built = build(docs, made, "--strict", LEVELSET_OFFLINE="true", SITE_URL=PUBLISHED)
    assert built.returncode == 0, built.stderr
    return made


def visit(page: Page, folder: Path, path: str, query: str = "") -> None:
    page.goto((folder / path).as_uri() + query)


def part(page: Page, view: str, name: str) -> Locator:
    return page.locator(f"[data-{view}={name}]")


def card(page: Page) -> Locator:
    return page.locator(".ls-asking .ls-card")


def answer(page: Page, grade: str) -> None:
    page.get_by_role("button", name="Show the answer").click()
    part(page, "asking", "grades").get_by_role("button", name=grade).click()


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def targets(folder: Path, pattern: re.Pattern[str]) -> dict[str, str]:
    """What the folder's pages lead to, or load, of their own: path → the page and address."""
    found = {}
    for page in sorted(folder.rglob("*.html")):
        for groups in pattern.finditer(page.read_text(encoding="utf-8")):
            address = urlsplit(unescape(next(filter(None, groups.groups()), "")))
            if address.scheme or address.netloc or not address.path or page.name == "404.html":
                continue
            target = (page.parent / unquote(address.path)).resolve()
            found[str(target)] = f"{page.relative_to(folder)}: {address.path}"
    return found


def test_every_link_names_a_file_of_the_folder(folder: Path) -> None:
    links = targets(folder, LINK)
    assert len(links) > 40
    missing = [said for path, said in links.items() if not Path(path).is_file()]
    assert {said.rpartition("/")[2] for said in missing} <= {"explorer.json"}  # For scripts only.


def test_a_kept_build_of_the_site_is_not_taken_for_the_copy(
    docs: Path, folder: Path, tmp_path: Path
) -> None:
    assert build(docs, tmp_path / "site", SITE_URL=PUBLISHED).returncode == 0
    assert (tmp_path / "site" / "service-worker.js").is_file()
    again = tmp_path / "again"
    assert build(docs, again, LEVELSET_OFFLINE="true", SITE_URL=PUBLISHED).returncode == 0
    assert contents(again) == contents(folder)


def test_pages_load_classic_scripts_and_nothing_that_needs_a_server(folder: Path) -> None:
    loaded = targets(folder, LOADED)
    assert [said for path, said in loaded.items() if not Path(path).is_file()] == []
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'type="module"' not in text, page
        assert 'rel="preload"' not in text, page
        assert 'rel="manifest"' not in text, page
        assert 'name="ls-worker"' not in text, page
    assert list(folder.rglob("*.mjs")) == []
    assert not {"service-worker.js", "_headers", ".htaccess"} & {p.name for p in folder.iterdir()}
    libraries = (folder / "assets/js/levelset.js").read_text(encoding="utf-8")
    for name in ("idb", "ts-fsrs"):
        assert f"see assets/vendor/{name}.LICENSE.txt" in libraries
        assert (folder / f"assets/vendor/{name}.LICENSE.txt").is_file()


@pytest.mark.parametrize("kind", SHOWN)
def test_every_kind_of_page_opens_with_its_formulas_and_script(
    page: Page, folder: Path, kind: str
) -> None:
    visit(page, folder, SHOWN[kind])
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("ls-search button").first).to_be_visible()
    if page.locator("[data-copy]").count():
        assert page.evaluate("[...document.fonts].some((face) => face.status === 'loaded')")
    assert not page.evaluate("[...document.fonts].some((face) => face.status === 'error')")


def test_a_reader_browses_by_links_without_a_script(open_page: OpenPage, folder: Path) -> None:
    page = open_page(java_script_enabled=False)
    visit(page, folder, "index.html")
    page.get_by_role("main").get_by_role("link", name="Mid", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Mid questions")
    page.get_by_role("main").get_by_role("link", name="Gradients", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Gradients")
    page.get_by_role("link", name="Levelset").first.click()
    expect(page).to_have_url((folder / "index.html").as_uri())


def test_an_old_address_leads_to_the_renamed_notes_question(page: Page, folder: Path) -> None:
    visit(page, folder, "math/slopes/index.html", f"#{VANISHING}")
    page.wait_for_url(f"{(folder / GRADIENTS).as_uri()}#{VANISHING}")
    expect(page.locator(f"[data-question='{VANISHING}'] .ls-part").first).to_be_visible()


def test_the_search_finds_a_question_and_lands_on_it(page: Page, folder: Path) -> None:
    visit(page, folder, "levels/index.html")
    page.keyboard.press("/")
    page.locator("dialog.ls-search input").fill("vanish sigmoids")
    first = page.locator("dialog.ls-search [role=option]").first
    expect(first).to_contain_text("vanish")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{(folder / GRADIENTS).as_uri()}?h=*#{VANISHING}")
    found = page.locator(f"[data-question='{VANISHING}']")
    expect(found.locator("details[data-answer]")).to_have_attribute("open", "")
    expect(found).to_be_in_viewport()
    page.wait_for_function("CSS.highlights.get('ls-found')?.size > 0")


@pytest.mark.parametrize(
    ("path", "rows"),
    [("levels/mid/index.html", ".ls-card"), ("questions/index.html", ".ls-result")],
)
def test_filters_narrow_survive_a_reload_and_step_back(
    page: Page, folder: Path, path: str, rows: str
) -> None:
    visit(page, folder, path)
    shown = page.locator(rows).locator("visible=true")
    expect(shown.first).to_be_visible()
    before = shown.count()
    page.get_by_role("group", name="Answer").get_by_label("Open").check()
    expect(shown).not_to_have_count(before)
    few = shown.count()
    page.reload()
    expect(shown).to_have_count(few)
    assert urlsplit(page.url).query == "state=open"
    page.go_back()
    expect(shown).to_have_count(before)
    assert urlsplit(page.url).query == ""
    shown.first.get_by_role("link").first.click()
    expect(page.locator("article .ls-card").first).to_be_visible()
    assert urlsplit(page.url).path.endswith("/index.html")


def test_a_practice_session_is_kept_and_known_on_every_page(page: Page, folder: Path) -> None:
    visit(page, folder, GRADIENTS)
    page.get_by_role("link", name="Practise these").click()
    expect(part(page, "choosing", "note-title")).to_have_text("Gradients")
    part(page, "choosing", "order").select_option("site")
    part(page, "choosing", "begin").click()
    expect(card(page).locator("mjx-container").first).to_be_visible()
    answer(page, "Easy")
    expect(card(page)).to_contain_text("State the chain rule")
    page.reload()
    expect(part(page, "asking", "place")).to_contain_text("Question 2 of")
    expect(card(page)).to_contain_text("State the chain rule")
    answer(page, "Again")
    page.keyboard.press("u")
    expect(card(page)).to_contain_text("State the chain rule")
    part(page, "asking", "grades").get_by_role("button", name="Again").click()
    part(page, "asking", "end").click()
    expect(part(page, "summary", "title")).to_be_focused()

    visit(page, folder, "progress/index.html")
    expect(page.locator("ls-progress[data-ready]")).to_be_visible()
    expect(part(page, "progress", "held")).to_contain_text("2 reviews of 2 questions")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export a file").click()
    written = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [row["grade"] for row in written["reviews"] if not row.get("undone")] == [4, 1]
    visit(page, folder, "levels/mid/index.html")
    statuses = page.locator(".ls-card .ls-status")
    expect(statuses.filter(has_text="Missed")).to_have_count(1)
    expect(statuses.filter(has_text="Known")).to_have_count(1)
    visit(page, folder, "questions/index.html", "?progress=missed")
    expect(page.locator(".ls-result")).to_have_count(1)
    visit(page, folder, "sheet/mid/index.html", "?progress=missed")
    expect(page.locator("[data-question]").locator("visible=true")).to_have_count(1)


def test_a_note_with_an_odd_name_is_read_and_practised(page: Page, folder: Path) -> None:
    visit(page, folder, "categories/math/index.html")
    page.get_by_role("main").get_by_role("link", name="Odd", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Odd")
    page.get_by_role("link", name="Practise these").click()
    part(page, "choosing", "begin").click()
    expect(card(page)).to_contain_text("Is this oddly named?")
    page.get_by_role("button", name="Show the answer").click()
    card(page).get_by_role("link", name="the gradients").click()
    expect(page).to_have_url((folder / GRADIENTS).as_uri())


def test_a_mock_interview_ends_with_links_to_what_to_read(page: Page, folder: Path) -> None:
    visit(page, folder, "mock/index.html", "?level=mid&category=math&minutes=15")
    page.get_by_role("button", name="Start the interview").click()
    for number in (1, 2, 3):
        expect(part(page, "asking", "place")).to_have_text(f"Question {number} of 3")
        expect(card(page)).to_be_visible()
        answer(page, "Again")
    expect(part(page, "summary", "title")).to_be_focused()
    links = page.locator("[data-practice=summary] a")
    assert links.count() > 5
    for address in links.evaluate_all("all => all.map((one) => one.href.split('#')[0])"):
        assert Path(unquote(urlsplit(address).path)).is_file(), address


def test_a_sheet_prints_with_its_formulas_fonts(page: Page, folder: Path) -> None:
    visit(page, folder, "sheet/mid/index.html")
    page.wait_for_selector("ls-sheet[data-layout]")
    page.evaluate("document.body.offsetHeight, document.fonts.ready.then(() => 0)")
    paper = printed(page)
    assert "Mid study sheet" in paper.pages[0]
    assert not page.evaluate("[...document.fonts].some((face) => face.status === 'error')")
    assert "Address https://notes.example/study/sheet/mid/" in paper.text


def test_the_page_on_reading_offline_says_what_this_is(page: Page, folder: Path) -> None:
    visit(page, folder, "offline/index.html")
    expect(page.get_by_text("This copy of the site is a folder")).to_be_visible()
    expect(page.locator("ls-offline")).to_have_count(0)
    expect(page.get_by_role("heading", name="As an app")).to_have_count(0)
