"""Reading without a network: real browsers, and a host that goes away or publishes a new build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from building import ROOT, build
from hosting import Host
from playwright.sync_api import Page, expect
from watching import Guard, OpenPage

STUDY = ROOT / "tests" / "sites" / "study" / "docs"
NOTE = "math/gradients/"
OTHER = "systems/serving/"
THIRD = "math/probability/"
SAME = "assets/social.jpg"
REGISTRATIONS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Path, Path]]:
    """A host and two builds for it: the second has other scripts, styles and notes."""
    host = Host("study")
    root = tmp_path_factory.mktemp("versions")
    old, new = root / "old", root / "new"
    made = build(STUDY, old, SITE_URL=host.base)
    assert made.returncode == 0, made.stderr
    docs = shutil.copytree(STUDY, root / "docs")
    theme = shutil.copytree(ROOT / "overrides", root / "theme")
    for path in (NOTE, OTHER):
        note = docs / f"{path.strip('/')}.md"
        text = note.read_text(encoding="utf-8")
        note.write_text(re.sub(r"^# (.*)$", r"# \1, again", text, flags=re.MULTILINE))
    with (theme / "assets/js/levelset.mjs").open("a") as script:
        script.write('document.documentElement.dataset.build = "new";\n')
    with (theme / "assets/css/tokens.css").open("a") as sheet:
        sheet.write(":root { --ls-build: new; }\n")
    made = build(docs, new, SITE_URL=host.base, LEVELSET_THEME=str(theme))
    assert made.returncode == 0, made.stderr
    yield host, old, new
    host.stop()


@pytest.fixture
def host(published: tuple[Host, Path, Path], guard: Guard) -> Iterator[Host]:
    """The host with the first build on it, switched on again after the test."""
    host, old, _ = published
    host.publish(old)
    host.caching = "max-age=600"
    guard.expected += ["ERR_CONNECTION_REFUSED", "ERR_FAILED", "Failed to load resource"]
    yield host
    host.stop()
    host.start()


@pytest.fixture
def new(published: tuple[Host, Path, Path]) -> Path:
    return published[2]


@pytest.fixture
def allowed(open_page: OpenPage) -> Page:
    """A page whose browser may have service workers."""
    return open_page(service_workers="allow")


def visit(page: Page, host: Host, address: str = "") -> None:
    """Open a page for the first time, and wait until it is kept."""
    page.goto(host.base + address)
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    wait_for(page, "async () => Boolean(await caches.match(location.href))")


def wait_for(page: Page, promise: str) -> None:
    """Wait for what a promise says."""
    page.evaluate(
        f"""async () => {{
          const says = {promise};
          for (let tries = 0; tries < 300; tries += 1) {{
            if (await says()) return;
            await new Promise((soon) => setTimeout(soon, 50));
          }}
          throw new Error("in vain: " + says);
        }}"""
    )


def caches(page: Page) -> list[str]:
    """The names of the versions that the browser keeps."""
    names: list[str] = page.evaluate("caches.keys()")
    return sorted(name for name in names if not name.endswith("ledger"))


def kept(page: Page) -> set[str]:
    """The addresses below the site of what is kept of the newest version."""
    urls: list[str] = page.evaluate(
        """async () => { const keys = [];
        for (const name of await caches.keys()) if (!name.endsWith("ledger"))
          keys.push(...(await (await caches.open(name)).keys()).map((key) => key.url));
        return keys; }"""
    )
    return {url.partition("/study/")[2] for url in urls}


def files(folder: Path) -> dict[str, list]:
    found: dict[str, list] = json.loads((folder / "offline.json").read_text())["files"]
    return found


def text_of(page: Page, address: str) -> str:
    """What a script on the page gets when it asks for a file; "" when it gets nothing."""
    fetched: str = page.evaluate(
        "(a) => fetch(a).then((r) => r.ok ? r.text() : '', () => '')", address
    )
    return fetched


def looks_new(page: Page) -> list[bool]:
    """Whether the page's script, its style sheet and its heading are the second build's."""
    script = page.evaluate("document.documentElement.dataset.build === 'new'")
    sheet = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--ls-build') !== ''"
    )
    return [script, sheet, page.locator("h1").inner_text().rstrip("¶ \n").endswith("again")]


def update(page: Page) -> None:
    """Let the browser look for a new worker, as it does by itself now and then."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")


# --- Without a network ----------------------------------------------------------------------


def test_after_one_visit_what_was_seen_and_the_level_pages_open_without_a_server(
    host: Host, allowed: Page
) -> None:
    page = allowed
    visit(page, host, NOTE)
    host.stop()
    page.reload()
    expect(page.locator("h1")).to_contain_text("Gradients")
    page.goto(f"{host.base}levels/mid/?level=mid#math")
    page.locator("details.ls-answer summary").first.click()
    expect(page.locator("details.ls-answer .ls-parts").first).to_be_visible()
    assert page.evaluate("[...document.fonts].some((f) => f.status === 'loaded')")
    page.goto(f"{host.base}questions/")
    expect(page.locator(".ls-result").first).to_be_visible()
    page.goto(host.base)
    expect(page.locator("h1")).to_be_visible()


def test_practice_asks_without_a_server_also_what_no_visited_note_has(
    host: Host, allowed: Page
) -> None:
    page = allowed
    visit(page, host)
    host.stop()
    page.goto(f"{host.base}practice/?note={NOTE}&order=site")
    expect(page.locator("ls-practice[data-ready]")).to_be_visible()
    page.locator("[data-choosing=begin]").click()
    card = page.locator("ls-practice article.ls-card")
    expect(card).to_be_visible()
    expect(card.locator("h2, h3").first).to_have_class("ls-card__prompt")
    expect(card.locator(".ls-card__state")).to_have_count(0)
    page.locator("[data-asking=reveal]").click()
    expect(card.locator(".ls-part").first).to_be_visible()


def test_the_search_finds_without_a_server_and_leads_to_questions_of_unvisited_notes(
    host: Host, allowed: Page
) -> None:
    page = allowed
    visit(page, host, NOTE)
    host.stop()
    page.goto(f"{host.base}levels/")
    hits = page.locator("dialog.ls-search [role=option]")
    for words, lands in (("chain of sigmoids", NOTE), ("deploy on a friday", "offline/?page=")):
        page.keyboard.press("/")
        page.locator("dialog.ls-search input").fill(words)
        expect(hits.first).to_contain_text(words, ignore_case=True)
        hits.first.click()
        page.wait_for_url(lambda url, lands=lands: url.startswith(host.base + lands))
        expect(page.locator("h1")).to_be_visible()
    page.locator("[data-offline=asked-link]").click()
    card = page.locator(".ls-card:target")
    expect(card).to_contain_text("Who may deploy on a Friday")
    expect(card.locator(".ls-part").first).to_be_visible()


def test_pages_that_were_swapped_in_during_the_first_visit_are_kept_too(
    host: Host, allowed: Page
) -> None:
    page = allowed
    visit(page, host, "skills/calculus/")
    page.evaluate("window.stayed = true")
    page.locator("main a", has_text="State the chain rule").first.click()
    page.wait_for_url(f"**/{NOTE}#*")
    assert page.evaluate("window.stayed") is True
    wait_for(page, "async () => Boolean(await caches.match(location.href.split('#')[0]))")
    host.stop()
    page.goto(host.base + NOTE)
    expect(page.locator("h1")).to_contain_text("Gradients")


def test_instant_navigation_works_without_a_server(host: Host, allowed: Page) -> None:
    page = allowed
    visit(page, host, NOTE)
    host.stop()
    page.goto(f"{host.base}levels/mid/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    page.locator("main a[href*='math/gradients/']").first.click()
    page.wait_for_url(f"**/{NOTE}*")
    expect(page.locator("h1")).to_contain_text("Gradients")
    assert page.evaluate("window.stayed") is True, "the page was loaded anew"


@pytest.mark.parametrize("way", ["address", "link"])
def test_a_page_that_is_not_here_is_named_and_what_is_here_is_linked(
    host: Host, allowed: Page, way: str
) -> None:
    page = allowed
    visit(page, host, NOTE)
    host.stop()
    if way == "address":
        page.goto(host.base + OTHER)
    else:
        page.goto(f"{host.base}levels/mid/")
        page.wait_for_load_state("networkidle")
        page.locator(f"main a[href*='{OTHER}']").first.click()
    page.wait_for_url("**/offline/?page=*")
    expect(page.locator("[data-offline=absent]")).to_contain_text(f"{OTHER} is not on this device")
    expect(page.locator(f"[data-offline=pages] a[href='{host.base}{NOTE}']")).to_be_visible()
    host.start()
    page.locator("[data-offline=again]").click()
    page.wait_for_url(f"**/{OTHER}*")
    expect(page.locator("h1")).not_to_contain_text("Offline")


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "../"]
)
def test_the_fallback_links_to_nothing_outside_of_the_site(
    host: Host, allowed: Page, wanted: str
) -> None:
    allowed.goto(f"{host.base}offline/?page={wanted}")
    expect(allowed.locator("[data-offline=here]")).to_be_visible()
    expect(allowed.locator("[data-offline=absent]")).to_be_hidden()


def test_an_address_without_its_last_slash_leads_to_its_page(host: Host, allowed: Page) -> None:
    visit(allowed, host)
    host.stop()
    allowed.goto(f"{host.base}levels/mid?state=open#math")
    assert allowed.url.startswith(f"{host.base}levels/mid/?state=open")


# --- The whole site -------------------------------------------------------------------------


def test_the_whole_site_can_be_taken_along_and_let_go(
    host: Host, allowed: Page, published: tuple[Host, Path, Path]
) -> None:
    page = allowed
    visit(page, host, "offline/")
    listed = files(published[1])
    total = sum(size for _, size, kind, *_ in listed.values() if kind != "left")
    missing = sum(size for _, size, kind, *_ in listed.values() if kind == "more")
    take = page.locator("[data-offline=take]")
    expect(take).to_have_text(f"Take the whole site along: {missing / 1e6:.1f} MB more")
    expect(
        page.locator("[data-offline=stop], [data-offline=drop]").locator("visible=true")
    ).to_have_count(0)
    take.click()
    status = page.locator("[data-offline=status]")
    expect(status).to_have_text(f"All {total / 1e6:.1f} MB of it are on this device.")
    expect(take).to_be_hidden()
    host.stop()
    for path in (p.removesuffix("index.html") for p, f in listed.items() if len(f) > 3):
        if path != "404.html":
            page.goto(host.base + path)
            assert page.url == host.base + path
    page.goto(host.base + NOTE)
    assert page.evaluate("document.fonts.ready.then((f) => f.size)") > 0
    page.keyboard.press("/")
    page.keyboard.type("chain rule")
    expect(page.locator("[data-search=hits] [role=option]").first).to_be_visible()
    page.goto(f"{host.base}offline/")
    page.locator("[data-offline=drop]").click()
    expect(take).to_be_visible()
    page.goto(host.base + OTHER)
    page.wait_for_url("**/offline/?page=*")


def test_what_was_fetched_stays_when_the_network_goes(host: Host, allowed: Page) -> None:
    page = allowed
    visit(page, host, "offline/")
    expect(page.locator("[data-offline=take]")).to_be_visible()
    host.stop()
    page.locator("[data-offline=take]").click()
    expect(page.locator("[data-offline=status]")).to_contain_text("There is no network.")
    host.start()
    take = page.locator("[data-offline=take]")
    expect(take).to_contain_text("Go on")
    expect(take).to_be_focused()
    take.click()
    expect(page.locator("[data-offline=status]")).to_contain_text("All")


def test_a_browser_that_does_not_tell_its_room_is_tried(host: Host, allowed: Page) -> None:
    page = allowed
    page.add_init_script("navigator.storage.estimate = () => Promise.reject(new Error('no'))")
    visit(page, host, "offline/")
    page.locator("[data-offline=take]").click()
    expect(page.locator("[data-offline=status]")).to_contain_text("All")


def test_too_little_room_is_said_before_anything_is_fetched(host: Host, allowed: Page) -> None:
    page = allowed
    page.add_init_script(
        "navigator.storage.estimate = () => Promise.resolve({quota: 2e5, usage: 1e5})"
    )
    visit(page, host, "offline/")
    before = kept(page)
    page.locator("[data-offline=take]").click()
    expect(page.locator("[data-offline=status]")).to_contain_text("has room for 0.1 MB only")
    assert kept(page) == before


# --- Bounds ---------------------------------------------------------------------------------


def test_what_was_visited_longest_ago_goes_when_there_is_too_much(
    host: Host, allowed: Page
) -> None:
    page = allowed
    script = (host.folder / "service-worker.js").read_text()
    sizes = files(host.folder)
    room = sizes[f"{NOTE}index.html"][1] + sizes[f"{OTHER}index.html"][1] + 1000
    smaller = re.sub(r"const ROOM = \d+", f"const ROOM = {room}", script)
    assert smaller != script
    host.publish(host.folder, {"service-worker.js": smaller.encode()})
    visit(page, host, "coverage/")
    for address in (THIRD, NOTE, OTHER):
        page.goto(host.base + address)
    wait_for(
        page,
        f"async () => (await caches.match('{host.base}{OTHER}'))"
        f" && !(await caches.match('{host.base}{THIRD}'))",
    )
    extras = {path for path in kept(page) if sizes.get(f"{path}index.html", "   ")[2] == "more"}
    assert extras <= {NOTE, OTHER}
    assert OTHER in extras
    assert "levels/mid/" in kept(page)


# --- A new build ----------------------------------------------------------------------------


def test_a_new_build_is_offered_in_every_tab_and_mixes_with_none(
    host: Host, allowed: Page, guard: Guard, new: Path
) -> None:
    visit(allowed, host, NOTE)
    first, second = allowed, guard.watch(allowed.context.new_page())
    for page in (first, second):
        page.goto(host.base + NOTE)
        page.wait_for_load_state("networkidle")
        assert looks_new(page) == [False, False, False]
    host.publish(new)
    update(first)
    for page in (first, second):
        expect(page.locator(".ls-offer")).to_contain_text("There is a new version")
        assert looks_new(page) == [False, False, False]
        assert "again" not in text_of(page, f"{host.base}{NOTE}").partition("</h1>")[0]
        assert "--ls-build" not in text_of(page, f"{host.base}assets/css/levelset.css")
        assert text_of(page, f"{host.base}{OTHER}") == "", "a page of the new build in an old one"
        assert text_of(page, f"{host.base}{SAME}") != "", "what both have is still to be had"
    first.locator(".ls-offer button", has_text="Reload").click()
    expect(first.locator("html[data-build=new]")).to_have_count(1)
    assert looks_new(first) == [True, True, True]
    expect(first.locator(".ls-offer")).to_have_count(0)
    assert "--ls-build" not in text_of(second, f"{host.base}assets/css/levelset.css")
    host.stop()
    assert "--ls-build" in text_of(first, f"{host.base}assets/css/levelset.css")
    assert "--ls-build" not in text_of(second, f"{host.base}assets/css/levelset.css")
    second.locator(".ls-offer button", has_text="Later").click()
    expect(second.locator(".ls-offer")).to_have_count(0)
    assert len(caches(first)) == 2


def test_an_old_version_goes_with_its_last_tab(host: Host, allowed: Page, new: Path) -> None:
    page = allowed
    visit(page, host, NOTE)
    page.goto(host.base + NOTE)
    old = caches(page)
    host.publish(new)
    update(page)
    expect(page.locator(".ls-offer")).to_be_visible()
    page.locator(".ls-offer button", has_text="Reload").click()
    expect(page.locator("h1")).to_contain_text("again")
    # A tab may be slow to appear among the clients, so it is remembered for a minute.
    page.evaluate(
        """async () => { const ledger = await caches.open(
          (await caches.keys()).find((name) => name.endsWith("ledger")));
        for (const key of await ledger.keys()) if (key.url.includes("reader")) {
          const reader = await (await ledger.match(key)).json();
          await ledger.put(key, new Response(JSON.stringify({...reader, since: 0})));
        } }"""
    )
    page.goto(f"{host.base}levels/mid/")
    wait_for(page, "async () => (await caches.keys()).length === 2")
    assert not set(old) & set(caches(page))
    assert NOTE in kept(page), "what was visited has come along"


def test_a_page_from_a_newer_server_has_nothing_of_the_old_version(
    host: Host, allowed: Page, new: Path
) -> None:
    page = allowed
    old = host.folder
    visit(page, host, NOTE)
    behind = {name: (old / name).read_bytes() for name in ("service-worker.js", "offline.json")}
    host.publish(new, behind)
    page.goto(host.base + OTHER)
    page.wait_for_load_state("networkidle")
    assert looks_new(page) == [True, True, True]
    page.goto(host.base + NOTE)
    page.wait_for_load_state("networkidle")
    assert looks_new(page) == [False, False, False]


def test_a_build_that_is_only_half_on_the_server_is_not_taken(
    host: Host, allowed: Page, new: Path
) -> None:
    page = allowed
    old = host.folder
    visit(page, host, NOTE)
    page.goto(host.base + NOTE)
    css = "assets/css/levelset.css"
    host.publish(new, {css: (old / css).read_bytes()})
    page.evaluate(
        """async () => { const r = await navigator.serviceWorker.getRegistration();
        const found = new Promise((f) => r.addEventListener("updatefound", () => {
          r.installing.addEventListener("statechange", (e) => f(e.target.state)); }));
        await r.update(); window.state = await found; }"""
    )
    assert page.evaluate("window.state") == "redundant"
    page.reload()
    page.wait_for_load_state("networkidle")
    assert looks_new(page) == [False, False, False]
    expect(page.locator(".ls-offer")).to_have_count(0)
    host.publish(new)
    update(page)
    expect(page.locator(".ls-offer")).to_be_visible()


def test_a_whole_site_that_was_taken_along_is_whole_in_the_next_version(
    host: Host, allowed: Page, new: Path
) -> None:
    page = allowed
    visit(page, host, "offline/")
    page.locator("[data-offline=take]").click()
    expect(page.locator("[data-offline=status]")).to_contain_text("All")
    host.asked.clear()
    host.publish(new)
    update(page)
    expect(page.locator(".ls-offer")).to_be_visible()
    assert "assets/javascripts" not in " ".join(host.asked), "unchanged files were fetched again"
    host.stop()
    page.goto(host.base + OTHER)
    assert looks_new(page) == [True, True, True]


# --- Where it does not belong ---------------------------------------------------------------


def test_the_worker_is_for_the_sites_folder_alone(host: Host, allowed: Page) -> None:
    visit(allowed, host)
    scope = allowed.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.scope)")
    assert scope == host.base


def test_without_leave_to_have_a_worker_the_page_offline_says_so(
    host: Host, open_page: OpenPage
) -> None:
    page = open_page(service_workers="allow")
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{host.base}offline/")
    expect(page.locator("[data-offline=unable]")).to_contain_text("cannot keep pages")
    expect(page.locator("[data-offline=take]")).to_be_hidden()


@contextmanager
def development_server(port: int) -> Iterator[str]:
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    environment = {
        **os.environ,
        **{"LEVELSET_DOCS": str(STUDY), "LEVELSET_FAIL_ON": "null", "NO_MKDOCS_2_WARNING": "1"},
        "SITE_URL": f"http://127.0.0.1:{port}/study/",
    }
    server = subprocess.Popen(
        [*command, "-f", str(ROOT / "mkdocs.yml"), "-q"], env=environment, cwd=ROOT
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/study/").close()
                break
            except URLError:
                assert server.poll() is None
                server_wait(server)
        yield f"http://127.0.0.1:{port}/study/"
    finally:
        server.terminate()
        server.wait(20)


def server_wait(server: subprocess.Popen[bytes]) -> None:
    try:
        server.wait(0.1)
    except subprocess.TimeoutExpired:
        return


def test_the_development_server_has_no_worker_and_takes_an_old_one_away(
    host: Host, allowed: Page
) -> None:
    page = allowed
    host.caching = "no-store"
    visit(page, host, NOTE)
    host.stop()
    with development_server(host.port) as address:
        page.goto(address + NOTE)  # Opened by the old worker, which goes then.
        page.wait_for_function(f"() => {REGISTRATIONS}.then((many) => many === 0)")
        page.wait_for_selector("meta[name=ls-worker]", state="detached")
        assert page.evaluate("caches.keys()") == []
        page.goto(f"{address}offline/")
        expect(page.locator("[data-offline=unable]")).to_contain_text("development server")
        assert page.evaluate(REGISTRATIONS) == 0


# --- Installed ------------------------------------------------------------------------------


def test_the_site_can_be_installed(host: Host, allowed: Page) -> None:
    visit(allowed, host)
    devtools = allowed.context.new_cdp_session(allowed)
    shown = devtools.send("Page.getAppManifest")
    assert shown["errors"] == []
    manifest = json.loads(shown["data"])
    assert manifest["name"] == "Levelset"
    assert shown["url"] == f"{host.base}site.webmanifest"
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window that leaves no traces, as tests have, installs nothing.
    assert [e["errorId"] for e in errors if e["errorId"] != "in-incognito"] == []
    for icon in manifest["icons"]:
        assert allowed.request.get(f"{host.base}{icon['src']}").ok
