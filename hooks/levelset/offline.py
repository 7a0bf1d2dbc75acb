"""Reading without a network: what the site consists of, and the worker that keeps it.

`offline.json` has every published file with its digest and size. The digest over them all is the
site's version. The worker is joined from the files of `hooks/offline` and holds that version, so
that browsers notice a new build; it keeps a file only under the digest that the manifest says.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from levelset.policy import HEADER_FILES

MANIFEST = "offline.json"
WORKER = "service-worker.js"
WEB_MANIFEST = "site.webmanifest"

SCRIPTS = Path(__file__).resolve().parent.parent / "offline"
PARTS = (
    *("site", "manifest", "ledger", "shelf", "readers"),
    *("answers", "moving", "replies", "worker"),
)
VISITED_BYTES = 40_000_000
"""How much of what a reader has visited is kept, unless the whole site is taken along."""
BASE_BYTES = 40_000_000
"""How much may be fetched unasked: level pages as far as they fit, then the search, if it fits."""

PAPER = "#fbfaf7"
DIGITS = 32

_BASE = (
    *("assets/css/*", "assets/js/*", "assets/maths/*", "assets/stylesheets/*.css"),
    *("assets/vendor/*", "assets/javascripts/bundle.*.js", "assets/logo.svg", "assets/icon*"),
    *("explorer.json", "search/index.json", "search/*/titles.txt", "search/*/skills.json"),
    *("index.html", "levels/index.html", "mock/index.html", "offline/index.html"),
    *("practice/index.html", "progress/index.html", "questions/index.html"),
    *("sitemap.xml", WEB_MANIFEST),
)
_LEVELS = "levels/*/index.html"
_SEARCH = "search/*"
_LEFT = (
    *("*.map", "*.gz", "*.LICENSE.txt", "404.html", "questions.json", "assets/social.jpg"),
    *("assets/images/favicon.png", "assets/javascripts/lunr/*", "assets/javascripts/workers/*"),
    *HEADER_FILES,
)
"""What no page of ours asks for."""
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Published:
    """A file of the site. `kind` is base, more or left; `title` is a page's, else empty."""

    path: str
    digest: str
    size: int
    kind: str
    title: str = ""


@dataclass(frozen=True)
class Manifest:
    """All files of a site, by path."""

    files: tuple[Published, ...]

    @property
    def version(self) -> str:
        """Digits that change with every file that is added, removed, moved or changed."""
        return _digest("".join(f"{file.path}\n{file.digest}\n" for file in self.files).encode())

    def json(self) -> str:
        """The manifest as the worker reads it: digest, size, kind and title of each path."""
        files = {
            file.path: [file.digest, file.size, file.kind, *([file.title] if file.title else [])]
            for file in self.files
        }
        written = {"version": self.version, "files": files}
        return json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n"


def manifest(found: Iterable[Published]) -> Manifest:
    """The manifest of a site with these files; the order in which they come does not matter."""
    return Manifest(tuple(_bounded(sorted(found, key=lambda file: file.path))))


def published(files: Iterable[tuple[str, bytes]], site_name: str) -> list[Published]:
    """What the manifest says of these files of a site.

    Left out are the manifest and the worker themselves, hidden files, and the packed sitemap,
    which MkDocs dates.
    """
    found = []
    for path, content in files:
        if path in (MANIFEST, WORKER, "sitemap.xml.gz") or f"/{path}".count("/."):
            continue
        title = _title(content, site_name) if path.endswith(".html") else ""
        found.append(Published(path, _digest(content), len(content), _kind(path), title))
    return found


def worker(version: str, visited_bytes: int = VISITED_BYTES) -> str:
    """The service worker of that version, in one file: it is replaced as a whole or not at all."""
    head = f'"use strict";\n\nconst VERSION = "{version}";\nconst ROOM = {visited_bytes};\n'
    return "\n".join([head, *(_script(part) for part in PARTS)])


def no_worker() -> str:
    """A worker that removes itself and what another one has kept here."""
    return "\n".join(['"use strict";\n', _script("site"), _script("none")])


def web_manifest(name: str, description: str) -> str:
    """What a browser needs to know to install the site; addresses are relative to it."""
    icons: tuple[Mapping[str, str], ...] = (
        {"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {"src": "assets/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "assets/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {
            "src": "assets/icon-512.png",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    )
    whole = {
        "name": name,
        "short_name": name,
        "description": description,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": icons,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _script(part: str) -> str:
    return (SCRIPTS / f"{part}.js").read_text(encoding="utf-8")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def _kind(path: str) -> str:
    if any(fnmatchcase(path, pattern) for pattern in _LEFT):
        return "left"
    return "base" if any(fnmatchcase(path, pattern) for pattern in (*_BASE, _LEVELS)) else "more"


def _bounded(files: Iterable[Published]) -> Iterable[Published]:
    """The files with no more level pages in the base than fit, and all of the search or none."""
    every = tuple(files)
    levels = [f for f in every if f.kind == "base" and fnmatchcase(f.path, _LEVELS)]
    search = [f for f in every if f.kind == "more" and fnmatchcase(f.path, _SEARCH)]
    room = BASE_BYTES - sum(f.size for f in every if f.kind == "base") + _size(levels)
    moved = {}
    for file in levels:
        room -= file.size
        if room < 0:
            moved[file.path] = "more"
    if _size(search) <= room:
        moved |= dict.fromkeys((file.path for file in search), "base")
    return (replace(f, kind=moved[f.path]) if f.path in moved else f for f in every)


def _size(files: Iterable[Published]) -> int:
    return sum(file.size for file in files)


def _title(content: bytes, site_name: str) -> str:
    found = _TITLE.search(content)
    title = html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""
    return title.removesuffix(f" - {site_name}")
