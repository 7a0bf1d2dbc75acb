"""Generators: this one and those it is compared with, each with a workshop of its own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"

MATERIAL = """\
site_name: Notes
docs_dir: {docs}
site_dir: {site}
theme:
  name: {theme}
  font: false
extra_javascript:
  - https://cdn.example/mathjax@4/tex-mml-chtml.js
markdown_extensions:
  - footnotes
  - tables
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.highlight
  - pymdownx.superfences
  - toc: {{permalink: true}}
"""
HUGO = """\
baseURL = "https://notes.example/"
title = "Notes"
contentDir = "{docs}"
publishDir = "{site}"
disableKinds = ["taxonomy", "term", "RSS"]
"""
BARE = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}\n"
LIST = (
    "<!doctype html><title>{{ .Title }}</title>"
    "{{ range .Pages }}<a href='{{ .Permalink }}'>{{ .Title }}</a>{{ end }}\n"
)


COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""All compile their Python once, as usual, whatever the environment says."""


@dataclass(frozen=True)
class Generator:
    """A site generator, ready to make a site of the notes in `docs`.

    `caches` are what it remembers between builds; `{port}` in `serve` is the port to serve on.
    """

    name: str
    docs: Path
    folder: Path
    site: Path
    build: Sequence[str]
    serve: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=lambda: COMPILED)
    caches: tuple[Path, ...] = ()

    def forget(self, *kept: str) -> None:
        """Lose the site and all that is remembered but the files of these names."""
        shutil.rmtree(self.site, ignore_errors=True)
        for cache in self.caches:
            for path in cache.iterdir() if cache.is_dir() else ():
                if path.name not in kept:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def ours(docs: Path, folder: Path) -> Generator:
    """This one: a copy of it, so that its cache is its own."""
    folder.mkdir(parents=True)
    for name in ("hooks", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / ".cache").mkdir()
    mkdocs = [sys.executable, "-P", "-m", "mkdocs"]
    environment = COMPILED | {
        "LEVELSET_DOCS": str(docs),
        "LEVELSET_FAIL_ON": "null",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return Generator(
        "Levelset",
        docs,
        folder,
        folder / "site",
        [*mkdocs, "build", "-q", "-d", str(folder / "site")],
        [*mkdocs, "serve", "-a", "127.0.0.1:{port}"],
        environment,
        (folder / ".cache",),
    )


def material(docs: Path, folder: Path) -> Generator:
    """Stock Material: no hook, maths left to the reader's browser, default navigation."""
    folder.mkdir(parents=True)
    text = MATERIAL.format(docs=docs, site=folder / "site", theme="material")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    mkdocs = [sys.executable, "-P", "-m", "mkdocs"]
    return Generator(
        "Material",
        docs,
        folder,
        folder / "site",
        [*mkdocs, "build", "-q"],
        [*mkdocs, "serve", "-a", "127.0.0.1:{port}"],
        {"NO_MKDOCS_2_WARNING": "1"},
    )


def zensical(docs: Path, folder: Path, tools: Path) -> Generator:
    """Zensical with the configuration of stock Material."""
    folder.mkdir(parents=True)
    text = MATERIAL.format(docs="docs", site="site", theme="material")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    shutil.copytree(docs, folder / "docs")  # It reads nothing outside of its folder.
    program = str(tools / ("Scripts" if os.name == "nt" else "bin") / "zensical")
    return Generator(
        "Zensical",
        folder / "docs",
        folder,
        folder / "site",
        [program, "build"],
        [program, "serve", "-a", "127.0.0.1:{port}"],
        caches=(folder / ".cache",),
    )


def hugo(docs: Path, folder: Path, tools: Path) -> Generator:
    """Hugo with a layout that is nearly none."""
    (folder / "layouts").mkdir(parents=True)
    text = HUGO.format(docs=docs, site=folder / "site")
    (folder / "hugo.toml").write_text(text, encoding="utf-8")
    (folder / "layouts" / "single.html").write_text(BARE, encoding="utf-8")
    (folder / "layouts" / "list.html").write_text(LIST, encoding="utf-8")
    program = str(tools / ("Scripts" if os.name == "nt" else "bin") / "hugo")
    return Generator(
        "Hugo",
        docs,
        folder,
        folder / "site",
        [program, "--quiet", "--ignoreCache", "--cacheDir", str(folder / "cache")],
        caches=(folder / "cache",),
    )
