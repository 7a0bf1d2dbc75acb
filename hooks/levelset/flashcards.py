"""Flashcards: the answered questions as what stands on a card, where it goes, and how old it is."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from html import escape

from levelset.card_html import CardHtml
from levelset.library import Library
from levelset.model import ANSWER_LABELS, Category, Level, Note, Part, Question
from levelset.slugs import slug

FIELDS = (
    *("Prompt", "Answer", "Rubric", "Follow-ups", "More", "Source"),
    *("Link", "Note", "Level", "Topic"),
)
"""The names of a card's fields. A reader's Anki knows the note type by them: never change them."""

_OWN_FIELDS = {**dict.fromkeys(ANSWER_LABELS, "Answer"), "context": "Prompt", "check": ""} | {
    "rubric": "Rubric",
    "follow-up": "Follow-ups",
    "source": "Source",
}
_PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_SHOWN_PICTURE = re.compile(r'<img src="([^"]+)"')


@dataclass(frozen=True)
class Flashcard:
    """A question for Anki. `id` is the first that the question had by its note's aliases, so that
    a card outlives renaming; `fields` are HTML, in the order of FIELDS.

    `deck` is the name of its deck with the decks above it, the same whatever file the card is in.
    `place` is its place among all cards. `changed` is in seconds since 1970.
    """

    id: str
    title: str
    fields: tuple[str, ...]
    deck: tuple[str, ...]
    level: Level
    category: Category
    tags: tuple[str, ...]
    place: int
    changed: int
    pictures: tuple[str, ...]

    @cached_property
    def digest(self) -> bytes:
        """Bytes that stand for the whole card."""
        named = {**vars(self), "fields": [len(text) for text in self.fields]}
        return sha256(f"{named}{''.join(self.fields)}".encode()).digest()


@dataclass(frozen=True)
class Box:
    """All flashcards, and the pictures on them by the names they have there."""

    cards: tuple[Flashcard, ...]
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class NoteFiles:
    """What cards need to know of the docs folder: its files' bytes and last commits, by path."""

    read: Callable[[str], bytes]
    commits: Mapping[str, int]


def flashcards(
    library: Library, files: NoteFiles, site_name: str, site_url: str, at_least: int
) -> Box:
    """A card for each answered question, in the catalog's order; open questions have none.

    A card is as old as the last commit of its note and of the pictures on it, or `at_least`: so
    is one whose note was never committed. Without a `site_url` there are no links to the site.
    Checks are left out: they are for the tests.
    """
    album = _Album(files)
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    good = {k: f for k, f in library.formulas.items() if not library.typesets[k].error}
    maker = _Maker(CardHtml(good, base, album.name), base, library.catalog.levels)
    answered = (question for question in library.catalog.questions if question.answered)
    cards = []
    for place, question in enumerate(answered, start=1):
        note = library.catalog.note_at[question.note]
        fields = maker.fields(question, note)
        pictures = tuple(dict.fromkeys(name for f in fields for name in _SHOWN_PICTURE.findall(f)))
        paths = (note.path, *(album.paths[name] for name in pictures))
        cards.append(
            Flashcard(
                (*question.former, question.id)[0],
                question.prompt,
                fields,
                _deck(site_name, question.level.label, note.category.label),
                question.level,
                note.category,
                tuple(_tags(question, note)),
                place,
                max(at_least, *(files.commits.get(path, 0) for path in paths)),
                pictures,
            )
        )
    return Box(tuple(cards), album.pictures)


class _Album:
    """The pictures met so far. A name holds a digest of the picture, so that none hides another."""

    def __init__(self, files: NoteFiles) -> None:
        self._read = files.read
        self._names: dict[str, str] = {}
        self.paths: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}

    def name(self, path: str) -> str | None:
        """The name of the picture at that path of the docs folder; None where there is none."""
        stem, extension = posixpath.splitext(posixpath.basename(path))
        if extension.lower() not in _PICTURES:
            return None
        if path not in self._names:
            picture = self._read(path)
            digits = sha256(picture).hexdigest()[:12]
            name = "-".join(filter(None, (slug(stem), digits))) + extension.lower()
            self._names[path] = name
            self.paths[name] = path
            self.pictures[name] = picture
        return self._names[path]


@dataclass(frozen=True)
class _Maker:
    """Writes a card's fields."""

    html: CardHtml
    base: str
    levels: tuple[Level, ...]

    def fields(self, question: Question, note: Note) -> tuple[str, ...]:
        fields = dict.fromkeys(FIELDS, "")
        fields["Prompt"] = f"<div>{self.html(question.prompt_html)}</div>"
        for part in question.parts:
            name = _OWN_FIELDS.get(part.kind, "More")
            if name:
                labelled = name == "More" or (name != "Prompt" and bool(fields[name]))
                fields[name] += self._part(part, labelled=labelled)
        if self.base:
            fields["Link"] = escape(f"{self.base}{note.url}#{question.id}")
        fields["Note"] = escape(note.title)
        fields["Level"] = _mark(question.level, question.level.label)
        fields["Topic"] = escape(note.category.label)
        return tuple(fields.values())

    def _part(self, part: Part, *, labelled: bool) -> str:
        body = self.html(part.html).strip()
        if not labelled:
            return body
        identity = part.kind.removesuffix("-adds")
        level = next((each for each in self.levels if each.id == identity), None)
        adds = level if identity != part.kind else None
        return f"<h3>{_mark(adds, part.label) if adds else escape(part.label)}</h3>{body}"


@cache
def _mark(level: Level, words: str) -> str:
    """The level's rings, drawn as on the site, and words beside them."""
    radii = (10.5 * ring / level.rings for ring in range(1, level.rings + 1))
    circles = "".join(f'<circle cx="12" cy="12" r="{radius:.2f}"/>' for radius in radii)
    width = min(2.2, 5.2 / level.rings)
    return (
        f'<span class="ls-level ls-level-{level.rings}"><svg class="ls-rings" viewBox="0 0 24 24" '
        f'width="18" height="18" stroke-width="{width:.2f}" aria-hidden="true">{circles}</svg> '
        f"{escape(words)}</span>"
    )


@cache
def _deck(*names: str) -> tuple[str, ...]:
    """Names that can stand between the double colons of a deck's whole name."""
    plain = (" ".join(unicodedata.normalize("NFC", name).split()) for name in names)
    return tuple(re.sub(r":{2,}", ":", name).strip(": ") or "Cards" for name in plain)


def _tags(question: Question, note: Note) -> Iterator[str]:
    yield f"level::{slug(question.level.id)}"
    yield f"category::{note.category.slug}"
    yield from (f"skill::{skill.slug}" for skill in note.skills)
