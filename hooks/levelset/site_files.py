"""The site's files that are no pages: exports, decks, the search, scripts, styles and fonts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from levelset import (
    anki,
    doubles,
    exports,
    flashcards,
    folder_copy,
    formula_fonts,
    history,
    level_pages,
    moved,
    offline,
    search_index,
    subsets,
)
from levelset.aliases import Redirect
from levelset.formula_fonts import MATHS
from levelset.model import Note, Question
from levelset.site import Site

Asset = tuple[str, str | bytes | Iterator[str]]
"""A file's path below the site's root and what is in it."""

Group = tuple[str, Callable[[], Iterable[Asset]]]
"""Files that are made together, and what their paths begin with: a name, or the one path."""

Card = Callable[[Question, Note], str]
"""Draws a question as its note's page shows it, in stored HTML."""

SHALLOW = (
    "Anki's cards are dated by commits, and this clone lacks some: every card will seem new; "
    "fetch the whole history with `git fetch --unshallow`"
)

log = logging.getLogger("mkdocs.plugins.levelset")


@dataclass(frozen=True)
class SiteFiles:
    """The files of one site.

    `docs` is the folder that was read, `libraries` are the files of others' scripts by their path,
    `node_modules` has MathJax's fonts, and `cache` what earlier builds have left.
    """

    site: Site
    docs: Path
    libraries: dict[str, str]
    node_modules: Path
    cache: Path
    card: Card

    def groups(self) -> Iterator[Group]:
        """All files in groups, those that take longest first."""
        alone = self.site.settings.offline
        read: Callable[..., Iterable[Asset]] = folder_copy.telling if alone else iter
        yield "anki/", self._decks
        yield "search/", lambda: read(self._search())
        yield "questions.json", self._questions
        yield "explorer.json", lambda: read(self._explorer())
        for redirect in self.site.catalog.redirects:
            name = f"{unquote(redirect.url)}index.html"
            yield name, partial(self._moved, name, redirect)
        yield f"{MATHS}/", self._maths
        yield "", self._rest
        if alone:
            yield "cards", lambda: folder_copy.telling(self._cards())

    def _decks(self) -> Iterator[Asset]:
        if history.is_shallow(self.docs):
            log.info(SHALLOW)
        box = flashcards.flashcards(
            self.site.library,
            flashcards.NoteFiles(
                lambda path: (self.docs / path).read_bytes(), history.last_commits(self.docs)
            ),
            self.site.about.name,
            self.site.about.url,
            anki.LAYOUT_CHANGED,
        )
        yield from anki.packages(box, self.cache)

    def _search(self) -> Iterable[tuple[str, str]]:
        return search_index.search_files(self.site.catalog, self.cache).items()

    def _questions(self) -> Iterator[Asset]:
        base = urlsplit(self.site.about.url or "/").path
        typesets = self.site.library.typesets
        yield "questions.json", exports.questions_json(self.site.catalog, typesets, base)

    def _explorer(self) -> Iterator[tuple[str, str]]:
        catalog = self.site.catalog
        large = level_pages.large_levels(catalog, self.site.settings.largest_page)
        yield "explorer.json", exports.explorer_json(catalog, self.site.library.typesets, large)

    def _moved(self, name: str, redirect: Redirect) -> Iterator[Asset]:
        alone = self.site.settings.offline
        yield name, moved.moved_page(redirect, self.site.about.url, files=alone)

    def _maths(self) -> Iterator[Asset]:
        typesets = self.site.library.typesets
        yield f"{MATHS}/maths.css", formula_fonts.stylesheet(typesets.values(), "")
        fonts = subsets.font_files(typesets.values(), self.node_modules, self.cache)
        yield from ((f"{MATHS}/{name}", font) for name, font in fonts.items())

    def _rest(self) -> Iterator[Asset]:
        """Scripts and styles, and the web app's manifest."""
        bundle = self.site.bundle
        yield from bundle.files.items()
        yield from (file for file in self.libraries.items() if file[0] not in bundle.joined)
        if not self.site.settings.offline:
            about = self.site.about
            yield offline.WEB_MANIFEST, offline.web_manifest(about.name, about.description)

    def _cards(self) -> Iterator[tuple[str, str]]:
        """The question cards of each note, which pages that ask take from the note's own."""
        for note in self.site.catalog.notes:
            parts = (part for part in note.page.body if not isinstance(part, str))
            cards = "".join(self.card(question, note) for question in parts)
            placed = self.site.placed(cards, note.url)
            yield f"{unquote(note.url)}index.html", self.site.typeset(placed)


def write(folder: Path, made: Callable[[], Iterable[Asset]]) -> None:
    """Make a group of files and write them below the folder."""
    for name, content in made():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
            continue
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines([content] if isinstance(content, str) else content)
    doubles.give_back()
