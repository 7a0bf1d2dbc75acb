"""What the build says of the site, for reading without a network."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from levelset import offline

ROOT = Path(__file__).parents[2]
PAGE = b"<html><title>Gradients &amp; more - Levelset</title></html>"
SITE = {
    "index.html": b"<title>Levelset: questions</title>",
    "404.html": b"<title>Page not found - Levelset</title>",
    "levels/mid/index.html": b"<title>Mid questions - Levelset</title>",
    "math/gradients/index.html": PAGE,
    "figures/slope.svg": b"<svg/>",
    "assets/css/card.css": b"a{}",
    "assets/vendor/idb.mjs": b"export {}",
    "assets/vendor/idb.LICENSE.txt": b"ISC",
    "assets/javascripts/bundle.1234abcd.min.js": b"1",
    "assets/javascripts/bundle.1234abcd.min.js.map": b"2",
    "assets/javascripts/lunr/min/lunr.de.min.js": b"3",
    "search/index.json": b"{}",
    "search/0a1b/titles.txt": b"slope",
    "search/0a1b/w0.txt": b"slope A",
    "anki/all.apkg": b"PK",
    "questions.json": b"[]",
    "sitemap.xml": b"<urlset/>",
}
KINDS = {
    "base": {
        *("index.html", "levels/mid/index.html", "assets/css/card.css", "assets/vendor/idb.mjs"),
        *("assets/javascripts/bundle.1234abcd.min.js", "search/index.json"),
        *("search/0a1b/titles.txt", "search/0a1b/w0.txt", "sitemap.xml"),
    },
    "more": {
        *("math/gradients/index.html", "figures/slope.svg", "anki/all.apkg"),
    },
}


def made(files: dict[str, bytes]) -> offline.Manifest:
    return offline.manifest(offline.published(files.items(), "Levelset"))


def test_every_file_is_listed_with_its_digest_and_size() -> None:
    written = json.loads(made(SITE).json())
    assert set(written["files"]) == set(SITE)
    for path, (digest, size, *_) in written["files"].items():
        assert digest == hashlib.sha256(SITE[path]).hexdigest()[:32]
        assert size == len(SITE[path])


@pytest.mark.parametrize(
    "path",
    ["offline.json", "service-worker.js", "sitemap.xml.gz", ".nojekyll", ".git/config", "a/.b"],
)
def test_files_that_are_no_part_of_the_site_are_not_listed(path: str) -> None:
    assert made({**SITE, path: b"x"}) == made(SITE)


def test_the_order_of_the_files_does_not_matter() -> None:
    backwards = dict(reversed(SITE.items()))
    assert made(backwards).json() == made(SITE).json()


@pytest.mark.parametrize(
    "other",
    [
        {**SITE, "figures/slope.svg": b"<svg />"},
        {**SITE, "figures/new.svg": b""},
        {path: content for path, content in SITE.items() if path != "404.html"},
        {path.replace("slope", "steep"): content for path, content in SITE.items()},
    ],
    ids=["changed", "added", "removed", "moved"],
)
def test_every_change_gives_another_version(other: dict[str, bytes]) -> None:
    assert made(other).version != made(SITE).version


def test_what_is_kept_from_the_start_what_when_used_and_what_never() -> None:
    kinds = {file.path: file.kind for file in made(SITE).files}
    for kind, paths in KINDS.items():
        assert {path for path in kinds if kinds[path] == kind} == paths


def test_pages_have_their_titles_as_text() -> None:
    titles = {file.path: file.title for file in made(SITE).files if file.title}
    assert titles["math/gradients/index.html"] == "Gradients & more"
    assert titles["index.html"] == "Levelset: questions"
    assert "figures/slope.svg" not in titles


def test_level_pages_that_are_too_large_together_are_kept_when_visited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(offline, "BASE_BYTES", 1_500)
    site = {"assets/css/card.css": b"a" * 400}
    site |= {f"levels/{name}/index.html": b"b" * 1000 for name in ("mid", "senior")}
    kinds = {file.path: file.kind for file in made(site).files}
    assert kinds["levels/mid/index.html"] == "base"
    assert kinds["levels/senior/index.html"] == "more"
    assert kinds["assets/css/card.css"] == "base"


def test_the_search_is_kept_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    site = {"search/index.json": b"a" * 100, "levels/mid/index.html": b"b" * 500}
    site |= {f"search/0a1b/w{n}.txt": b"c" * 200 for n in range(2)}
    for room, kind in ((1_000, "base"), (999, "more")):
        monkeypatch.setattr(offline, "BASE_BYTES", room)
        kinds = {file.path: file.kind for file in made(site).files}
        assert kinds["levels/mid/index.html"] == "base"
        assert {kinds[f"search/0a1b/w{n}.txt"] for n in range(2)} == {kind}


def test_the_worker_holds_the_version_and_every_part() -> None:
    script = offline.worker("abc")
    assert 'const VERSION = "abc";' in script
    parts = {path.stem for path in offline.SCRIPTS.glob("*.js")}
    assert parts == {*offline.PARTS, "none"}
    assert offline.worker("abd") != script


def test_a_browser_can_install_the_site_below_any_path() -> None:
    manifest = json.loads(offline.web_manifest('My "notes"', "All of them"))
    assert manifest["name"] == 'My "notes"'
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")
    for icon in manifest["icons"]:
        assert (ROOT / "overrides" / icon["src"]).is_file()
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}


def test_the_window_of_the_installed_site_has_the_papers_colour() -> None:
    tokens = (ROOT / "overrides/assets/css/tokens.css").read_text(encoding="utf-8")
    paper = re.search(r"--ls-paper: light-dark\((#\w+),", tokens)
    assert paper is not None
    assert paper[1] == offline.PAPER


def test_the_icon_is_the_logo() -> None:
    assets = ROOT / "overrides" / "assets"
    logo = re.search(r"<svg[^>]*>(.*)</svg>", (assets / "logo.svg").read_text(encoding="utf-8"))
    assert logo is not None
    assert logo[1] in (assets / "icon.svg").read_text(encoding="utf-8")
