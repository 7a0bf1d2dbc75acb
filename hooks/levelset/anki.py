"""Anki: flashcards as packages that can be imported again and again.

Anki knows a note by its GUID, made of the question's id, a note type by its number and a deck by
its name. It takes over a changed note, and a changed note type, if the new one is younger.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import genanki

from levelset.flashcards import FIELDS, Box, Flashcard
from levelset.kept import keep, kept
from levelset.model import Category, Level

LAYOUT_CHANGED = 1795392000  # 2026-11-23
"""When the cards last changed for a reason that is not in the notes, in seconds since 1970.

No card and no note type is older, so that a reader who imports again gets the new layout. Move it
on with every change of the files in LAYOUT or of what `flashcards` writes.
"""

LAYOUT = Path(__file__).resolve().parent.parent / "anki"
"""Where the cards' two sides and their style sheet are."""

FOLDER = "anki"
CACHE_BYTES = 200_000_000
_NOTE_TYPE = 1795392000001
_FIRST_ID = 1_700_000_000_000
_SQLITE_VERSION = 96
"""Where a database says which SQLite wrote it, in four bytes."""
_COPIES = tuple(
    f"INSERT INTO {table} SELECT * FROM whole.{table} WHERE id = ?" for table in ("notes", "cards")
)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 18
_EFFORT = 5
"""How hard to pack: two thirds of the time of the usual 6, for a hundredth of bytes more."""


def level_package(level: Level) -> str:
    """The address of the level's package."""
    return f"{FOLDER}/level-{level.id}.apkg"


def category_package(category: Category) -> str:
    """The address of the category's package."""
    return f"{FOLDER}/category-{category.slug}.apkg"


ALL_PACKAGE = f"{FOLDER}/all.apkg"


def packages(box: Box, cache: Path) -> Iterator[tuple[str, bytes]]:
    """Each package with its address: one for a level or category that has cards, one with all.

    The same box gives the same bytes. What was made of the same cards by the same code is taken
    from the folder `cache`.
    """
    shelves: dict[str, list[Flashcard]] = defaultdict(list)
    for card in box.cards:
        shelves[ALL_PACKAGE].append(card)
        shelves[level_package(card.level)].append(card)
        shelves[category_package(card.category)].append(card)
    with (
        contextlib.closing(_Store(cache / FOLDER)) as store,
        tempfile.TemporaryDirectory() as folder,
    ):
        press = _Press(box, Path(folder))
        for address in sorted(shelves):
            key = press.key(shelves[address])
            package = store.find(key)
            if package is None:
                package = press.package(shelves[address])
                store.keep(key, package)
            yield address, package


def note_type() -> dict[str, Any]:
    """The note type's number, name, fields, sides and style sheet."""
    side = {
        "name": "Question",
        "qfmt": (LAYOUT / "front.html").read_text(encoding="utf-8"),
        "afmt": (LAYOUT / "back.html").read_text(encoding="utf-8"),
    }
    return {
        "model_id": _NOTE_TYPE,
        "name": "Levelset question",
        "fields": [{"name": name} for name in FIELDS],
        "templates": [side],
        "css": (LAYOUT / "card.css").read_text(encoding="utf-8"),
    }


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a time and a number of its own, where genanki has one time for a package."""

    def __init__(self, model: genanki.Model, card: Flashcard) -> None:
        super().__init__(
            model,
            list(card.fields),
            card.title,
            list(card.tags),
            genanki.guid_for(card.id),
            card.place,
        )
        self._card = card

    def write_to_db(self, cursor: object, timestamp: float, deck_id: int, id_gen: object) -> None:
        del timestamp, id_gen
        numbers = itertools.repeat(_FIRST_ID + self._card.place)
        super().write_to_db(cursor, self._card.changed, deck_id, numbers)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: fields are card HTML, which has no such tags."""


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck whose notes are there one at a time, while they are written.

    They are copied where the database with all of them is attached as `whole`.
    """

    def __init__(self, model: genanki.Model, name: str, copied: bool) -> None:
        super().__init__(_deck_id(name.casefold()), name)
        self.add_model(model)
        self._model, self._copied = model, copied
        self.cards: list[Flashcard] = []

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: object) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for card in self.cards:
            if self._copied:
                for copy in _COPIES:
                    cursor.execute(copy, (_FIRST_ID + card.place,))
            else:
                _Note(self._model, card).write_to_db(cursor, timestamp, self.deck_id, id_gen)


@dataclass(frozen=True)
class _Press:
    """Makes packages of a box's cards and of the pictures on them, in a folder for a while."""

    box: Box
    folder: Path

    def key(self, cards: Iterable[Flashcard]) -> str:
        """Digits that stand for a package's bytes, this code included."""
        whole = sha256(self._edition)
        for card in cards:
            whole.update(card.digest)
        return whole.hexdigest()[:32]

    def package(self, cards: Iterable[Flashcard]) -> bytes:
        """The `.apkg` of the cards."""
        every = list(cards)
        names = sorted({name for card in every for name in card.pictures})
        collection = self._whole
        if len(every) < len(self.box.cards):
            collection = self.folder / "part.anki2"
            collection.unlink(missing_ok=True)
            self._write_collection(every, collection, self._whole)
        files: dict[str, bytes | Path] = {"collection.anki2": collection}
        files["media"] = json.dumps({str(n): name for n, name in enumerate(names)}).encode()
        files |= {str(n): self.box.pictures[name] for n, name in enumerate(names)}
        return _zipped(files)

    @cached_property
    def _edition(self) -> bytes:
        libraries = (genanki.__version__, sqlite3.sqlite_version, FIELDS)
        return Path(__file__).read_bytes() + repr((libraries, note_type())).encode()

    @cached_property
    def _model(self) -> genanki.Model:
        return genanki.Model(**note_type())

    @cached_property
    def _whole(self) -> Path:
        """The collection of all cards: a package of some is copied from it."""
        path = self.folder / "whole.anki2"
        self._write_collection(self.box.cards, path)
        return path

    def _write_collection(
        self, cards: Iterable[Flashcard], path: Path, whole: Path | None = None
    ) -> None:
        """Write the cards as the database of a collection."""
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA journal_mode = OFF")
            if whole:
                database.execute("ATTACH ? AS whole", (str(whole),))
            genanki.Package(self._decks(cards, copied=bool(whole))).write_to_db(
                database.cursor(), LAYOUT_CHANGED, itertools.count(_FIRST_ID)
            )
            database.commit()
        with path.open("r+b") as written:
            written.seek(_SQLITE_VERSION)
            written.write(bytes(4))  # Which SQLite wrote it is no part of the cards.

    def _decks(self, cards: Iterable[Flashcard], copied: bool) -> list[_Deck]:
        """Decks by whole name; Anki takes names that differ in case for one."""
        decks: dict[str, _Deck] = {}
        for card in cards:
            name = "::".join(card.deck)
            folded = name.casefold()
            if folded not in decks:
                decks[folded] = _Deck(self._model, name, copied)
            decks[folded].cards.append(card)
        return list(decks.values())


def _deck_id(name: str) -> int:
    """A number for a deck, as Anki numbers decks: like milliseconds since 1970."""
    return _FIRST_ID + int(sha256(name.encode()).hexdigest()[:9], 16)


def _zipped(files: Mapping[str, bytes | Path]) -> bytes:
    """The files in a zip archive, without a date."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry._compresslevel = _EFFORT  # type: ignore[attr-defined] # Not said (3.12).
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            opened = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
            with opened, archive.open(entry, "w") as packed:
                shutil.copyfileobj(opened, packed, _PIECE)
    return whole.getvalue()


class _Store:
    """Packages on disk by key. A cache that cannot be used is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> bytes | None:
        """What is stored under the key."""
        path = self._folder / f"{key}.apkg"
        package = kept(path)
        if package is not None:
            with contextlib.suppress(OSError):
                path.touch()
        return package

    def keep(self, key: str, package: bytes) -> None:
        """Store a package."""
        keep(self._folder / f"{key}.apkg", package)

    def close(self) -> None:
        """Forget what was not used for longest."""
        with contextlib.suppress(OSError):
            size = 0
            every = [(path.stat(), path) for path in self._folder.glob("*.apkg")]
            for status, path in sorted(every, key=lambda each: -each[0].st_mtime_ns):
                size += status.st_size
                if size > CACHE_BYTES:
                    path.unlink()
