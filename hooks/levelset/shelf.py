"""A shelf: what is seldom looked at, put aside in a file, so that memory holds only its place.

Python counts in each object who refers to it, so that a double of this process soon has a copy of
every object that it looks at. What lies on the shelf is there once for all of them.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import tempfile
import threading
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from typing import TypeVar, overload

from levelset.model import FrontMatter, Note, Page, Part, Prompt, Question

Place = int
"""Where something lies: its first byte's number, and its size in the lowest 24 bits."""

_SIZE = 24
_OF_PART = ("label", "html", "text", "code", "line")
T = TypeVar("T")


class Shelf:
    """A file without a name. It is gone when the last process that has it ends."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where no file can be made."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - kept open
        self._end = 0
        self._lock = threading.Lock()
        self._last: tuple[Place, tuple[Part, ...]] = (-1, ())

    def put(self, content: bytes) -> Place | None:
        """Put it aside; None where there is no room for it."""
        size = len(content)
        if size >> _SIZE:
            return None
        with self._lock, contextlib.suppress(OSError):
            self._file.seek(self._end)
            if self._file.write(content) == size:
                place = self._end << _SIZE | size
                self._end += size
                return place
        return None

    def taken(self, place: Place) -> bytes:
        """What lies at that place."""
        at, size = place >> _SIZE, place & (1 << _SIZE) - 1
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, at)
        with self._lock:
            self._file.seek(at)
            return self._file.read(size) or b""

    def parts(self, place: Place) -> tuple[Part, ...]:
        """The parts that lie at that place; those that were asked for last are at hand."""
        last = self._last
        if last[0] != place:
            last = self._last = (place, tuple(map(_part, marshal.loads(self.taken(place)))))
        return last[1]


def _part(texts: tuple[object, ...]) -> Part:
    """A part as it lies there; parts are read too often to be made field by field."""
    part = object.__new__(Part)
    vars(part).update(zip(_OF_PART, texts, strict=True))
    return part


class Texts(MutableMapping[str, str]):
    """Texts by name that are in memory only when they are asked for, where a file can hold them.

    A double of this process has those that were there when it was made, and its own.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._shelves: dict[int, Shelf | None] = {}
        self._held: dict[str, tuple[Shelf, Place] | bytes] = {}

    def move(self, folder: str) -> None:
        """Put what stands before a name before all of them."""
        self._held = {f"{folder}{name}": held for name, held in self._held.items()}

    def __setitem__(self, name: str, text: str) -> None:
        written = text.encode()
        shelf = self._own()
        place = shelf.put(written) if shelf else None
        self._held[name] = written if shelf is None or place is None else (shelf, place)

    def __getitem__(self, name: str) -> str:
        held = self._held[name]
        return (held if isinstance(held, bytes) else held[0].taken(held[1])).decode()

    def __delitem__(self, name: str) -> None:
        del self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def _own(self) -> Shelf | None:
        """The shelf of this process: two that put things on one would not know of each other."""
        process = os.getpid()
        if process not in self._shelves:
            self._shelves[process] = None
            with contextlib.suppress(OSError):
                self._shelves[process] = Shelf(self._folder) if self._folder else None
        return self._shelves[process]


class _Aside(Sequence[T]):
    """A sequence that is read when it is looked at, and equal to a tuple of the same."""

    __slots__ = ()

    def _all(self) -> Sequence[T]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._all()[at]

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, (tuple, _Aside)) and tuple(self._all()) == tuple(other)
        )

    def __hash__(self) -> int:
        return hash(tuple(self._all()))


class _Parts(_Aside[Part]):
    """The parts of a question."""

    __slots__ = ("_place", "_shelf")

    def __init__(self, shelf: Shelf, place: Place) -> None:
        self._shelf, self._place = shelf, place

    def _all(self) -> Sequence[Part]:
        return self._shelf.parts(self._place)


class _Prompts(_Aside[Prompt]):
    """The prompts in a note's front matter."""

    __slots__ = ("_place", "_shelf")

    def __init__(self, shelf: Shelf, place: Place) -> None:
        self._shelf, self._place = shelf, place

    def _all(self) -> Sequence[Prompt]:
        return tuple(starmap(Prompt, marshal.loads(self._shelf.taken(self._place))))


class _Body(_Aside["str | Question"]):
    """The body of a page: its text lies on the shelf, the questions in it do not."""

    __slots__ = ("_place", "_questions", "_shelf")

    def __init__(self, shelf: Shelf, place: Place, questions: tuple[Question, ...]) -> None:
        self._shelf, self._place, self._questions = shelf, place, questions

    def _all(self) -> Sequence[str | Question]:
        questions = iter(self._questions)
        texts: tuple[str | None, ...] = marshal.loads(self._shelf.taken(self._place))
        return tuple(next(questions) if text is None else text for text in texts)


def shelved(what: Note | Page, shelf: Shelf) -> Note | Page:
    """The same note or page with its texts on the shelf."""
    if isinstance(what, Page):
        return _page(what, {}, shelf)
    moved = {id(question): _question(question, shelf) for question in what.questions}
    return replace(
        what,
        page=_page(what.page, moved, shelf),
        matter=_matter(what.matter, shelf),
        questions=tuple(moved[id(question)] for question in what.questions),
    )


def _matter(matter: FrontMatter, shelf: Shelf) -> FrontMatter:
    place = shelf.put(marshal.dumps(tuple((p.text, p.level, p.line) for p in matter.prompts)))
    return matter if place is None else replace(matter, prompts=_Prompts(shelf, place))


def _page(page: Page, moved: dict[int, Question], shelf: Shelf) -> Page:
    body = tuple(p if isinstance(p, str) else moved.get(id(p), p) for p in page.body)
    texts = tuple(part if isinstance(part, str) else None for part in body)
    place = shelf.put(marshal.dumps(texts))
    if place is None:
        return replace(page, body=body)
    questions = tuple(part for part in body if isinstance(part, Question))
    return replace(page, body=_Body(shelf, place, questions))


def _question(question: Question, shelf: Shelf) -> Question:
    texts = tuple(tuple(getattr(part, name) for name in _OF_PART) for part in question.parts)
    place = shelf.put(marshal.dumps(texts))
    if place is None:
        return question
    words = question.prompt  # What is the same is to be there once.
    raw = words if question.raw == words else question.raw
    prompt = words if question.prompt_html == words else question.prompt_html
    return replace(question, parts=_Parts(shelf, place), raw=raw, prompt_html=prompt)
