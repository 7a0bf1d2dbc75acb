"""The site: all that one build publishes, whichever generator writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from levelset import placing
from levelset.bundles import Bundle
from levelset.catalog import Catalog
from levelset.library import Library
from levelset.model import Note, Page, Problem
from levelset.pages import generated_pages, sources_page
from levelset.settings import Settings
from levelset.sources import Checked
from levelset.views import GeneratedPage


@dataclass(frozen=True)
class About:
    """What a site is called, what it is about, and its address, empty where nobody knows it."""

    name: str
    description: str
    url: str


@dataclass(frozen=True)
class Site:
    """A library with the pages that it gives rise to, each by its path below the docs folder.

    `generated` are our own pages, `notes` and `plain` the author's with and without front matter.
    `displaced` says which of ours an author has taken the address of.
    """

    about: About
    settings: Settings
    library: Library
    bundle: Bundle
    generated: Mapping[str, GeneratedPage]
    notes: Mapping[str, Note]
    plain: Mapping[str, Page]
    displaced: tuple[Problem, ...]

    @property
    def catalog(self) -> Catalog:
        """The catalog that is published."""
        return self.library.catalog

    def knows(self, path: str) -> bool:
        """True when the page at that path is made here and not by the generator."""
        return path in self.generated or path in self.notes or path in self.plain

    def source(self, path: str) -> Page | None:
        """The author's page at that path, None where there is none."""
        note = self.notes.get(path)
        return note.page if note else self.plain.get(path)

    def placed(self, html: str, url: str) -> str:
        """Stored HTML with addresses as a page at `url` has them, and places for formulas."""
        return placing.placed(html, url, files=self.settings.offline)

    def typeset(self, html: str) -> str:
        """Placed HTML with its formulas."""
        return placing.typeset(html, self.library.typesets)


def site(
    about: About,
    settings: Settings,
    library: Library,
    bundle: Bundle,
    checked: Mapping[str, Checked],
    taken: Mapping[str, str],
) -> Site:
    """The site of a library.

    `checked` is what the last check of links found; `taken` are the author's files by the path
    where they stand in the site. Where one stands at a generated page's place, the page gives way.
    """
    every = (
        *generated_pages(library.catalog, settings.largest_page),
        sources_page(library, checked),
    )
    author = partial(_author_of, taken)
    return Site(
        about,
        settings,
        library,
        bundle,
        {made.path: made for made in every if author(made) is None},
        {note.path: note for note in library.catalog.notes},
        {page.path: page for page in library.catalog.pages},
        tuple(_displaced(path, made) for made in every if (path := author(made)) and made.url),
    )


def _author_of(taken: Mapping[str, str], made: GeneratedPage) -> str | None:
    return taken.get(f"{made.url}index.html")


def _displaced(path: str, made: GeneratedPage) -> Problem:
    """An author may well write the front page; to take another one's place is a mistake."""
    return Problem(
        path,
        1,
        f"this page stands at `{made.url}`, where the site puts its own",
        "rename the file to have both",
    )
