"""The navigation: which pages a site lists, in which order and under which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from levelset.site import Site

ROOMS = ("skills/", "questions/", "practice/", "mock/", "progress/", "coverage/")
"""The generated pages that are listed by themselves, by their addresses."""

FRONT = ("index.md", "README.md")


@dataclass(frozen=True)
class Section:
    """What is listed under a label of its own: paths of pages, and sections."""

    label: str
    entries: tuple[Entry, ...]


Entry = str | Section
"""The path of a page below the docs folder, or a section."""


def navigation(site: Site) -> tuple[Entry, ...]:
    """The front page, levels, every topic with its notes, rooms, then the author's other pages."""
    made = {page.url: path for path, page in site.generated.items() if page.listed}
    home = next((path for path in FRONT if site.knows(path)), None)
    levels = (path for url, path in made.items() if url.startswith("levels/"))
    rooms = (made[url] for url in ROOMS if url in made)
    plain = (page.path for page in site.catalog.pages if page.path != home)
    entries: tuple[Entry, ...] = (
        *((home,) if home else ()),
        Section("Levels", tuple(levels)),
        Section("Topics", tuple(_topics(site, made))),
        *rooms,
        Section("More", tuple(plain)),
    )
    return tuple(each for each in entries if isinstance(each, str) or each.entries)


def _topics(site: Site, made: dict[str, str]) -> Iterator[Section]:
    """A section for each category: its own page, then its notes."""
    for category in site.catalog.categories:
        own = made.get(f"categories/{category.slug}/")
        notes = (note.path for note in site.catalog.in_category(category))
        yield Section(category.label, (*([own] if own else []), *notes))
