"""Search: the catalog as records that a reader can find, one for each place worth landing on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from levelset.catalog import Catalog
from levelset.model import Note, Page, Question

_HEADING = re.compile(r'<h([1-6]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_LINK_TO_SELF = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_PICTURE = re.compile(r'<img\b[^>]*?\salt="([^"]*)"[^>]*>')
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?>"
)
_TAG = re.compile(r"<[^>]*>")

SOURCES = frozenset({"sources", "references", "bibliography", "further reading", "literature"})
"""Headings of sections that list what others wrote: found last, since they explain nothing."""


@dataclass(frozen=True)
class Record:
    """A place on the site: its address, its title, and the words that lead to it.

    `kind` is question, section, sources, note, skill, topic, level or page. `within` is the title
    of the note it is from. `level` is a level's id, `category` and `skills` are slugs; they are
    empty where it has none.
    """

    kind: str
    url: str
    title: str
    text: str
    within: str = ""
    level: str = ""
    category: str = ""
    skills: tuple[str, ...] = ()


def records(catalog: Catalog) -> tuple[Record, ...]:
    """What can be found, in the catalog's order; addresses are counted from the site's root.

    Answers are in it once, with the question on its own note.
    """
    return tuple(each_record(catalog))


def each_record(catalog: Catalog) -> Iterator[Record]:
    """The records one after another, each made when it is its turn."""
    for note in catalog.notes:
        yield from _of_note(note)
    for page in catalog.pages:
        yield from _of_page(page)
    yield from _lists(catalog)


def _of_note(note: Note) -> Iterator[Record]:
    skills = tuple(skill.slug for skill in note.skills)
    category = note.category.slug
    named = " ".join((note.matter.description, *(skill.name for skill in note.skills)))
    opening, *sections = _sections(note.page)
    yield Record("note", note.url, note.title, f"{named} {opening[2]}", "", "", category, skills)
    for anchor, title, text in sections:
        kind = "sources" if title.casefold() in SOURCES else "section"
        yield Record(kind, f"{note.url}#{anchor}", title, text, note.title, "", category, skills)
    for question in note.questions:
        yield Record(
            "question",
            f"{note.url}#{question.id}",
            question.prompt,
            " ".join(part.text for part in question.parts if part.kind != "check"),
            note.title,
            question.level.id,
            category,
            skills,
        )


def _of_page(page: Page) -> Iterator[Record]:
    opening, *sections = _sections(page)
    yield Record("page", page.url, page.title, opening[2])
    for anchor, title, text in sections:
        yield Record("section", f"{page.url}#{anchor}", title, text, page.title)


def _lists(catalog: Catalog) -> Iterator[Record]:
    for skill in catalog.skills:
        titles = " ".join(note.title for note in catalog.with_skill(skill))
        yield Record("skill", f"skills/{skill.slug}/", skill.name, titles, skills=(skill.slug,))
    for category in catalog.categories:
        titles = " ".join(note.title for note in catalog.in_category(category))
        text = f"{category.description} {titles}"
        yield Record(
            "topic", f"categories/{category.slug}/", category.label, text, category=category.slug
        )
    for level in catalog.levels:
        text = f"{level.years} {level.description}"
        yield Record(
            "level", f"levels/{level.id}/", f"{level.label} questions", text, level=level.id
        )


def _sections(page: Page) -> list[tuple[str, str, str]]:
    """Anchor, title and words of the page's opening and of each section that has words."""
    known = {heading.id: heading.text for heading in page.headings}
    found: list[list[str]] = [["", page.title, ""]]
    for part in page.body:
        if isinstance(part, Question):
            continue
        at = 0
        for heading in _HEADING.finditer(part):
            if heading[2] not in known:
                continue
            found[-1][2] += part[at : heading.start()]
            at = heading.end()
            if heading[1] != "1":
                found.append([heading[2], known[heading[2]], ""])
        found[-1][2] += part[at:]
    read = [(anchor, title, plain(stored)) for anchor, title, stored in found]
    return [read[0], *(section for section in read[1:] if section[2])]


def plain(stored: str) -> str:
    """The words of stored HTML on one line, formulas and pictures by their readings."""
    text = _PICTURE.sub(r" \1 ", _LINK_TO_SELF.sub("", stored))
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", text))).split())
