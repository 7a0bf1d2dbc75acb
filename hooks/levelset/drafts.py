"""Drafts: a note's body with its questions found, still as tokens, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from levelset.answers import Passage
from levelset.model import Level


@dataclass(frozen=True)
class Draft:
    """A question as found: still tokens, its level not settled.

    `raw` is the prompt without markup, formulas as TeX; `heading` is the id of the heading
    that held it, if one did; `depth` is the heading depth it is shown at; `tokens` is the whole
    of it as its author wrote it.
    """

    raw: str
    prompt: tuple[Token, ...]
    level: Level | None
    line: int
    depth: int
    tokens: tuple[Token, ...] = ()
    passages: tuple[Passage, ...] = ()
    pins: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Prose:
    """Blocks that stay on the page as written."""

    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class More:
    """What continues the answer of the question before it."""

    tokens: tuple[Token, ...]
    passages: tuple[Passage, ...]
    pins: tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """The place where a level's open prompts belong; None for levels without a heading."""

    level: Level | None
    depth: int


@dataclass(frozen=True)
class Fault:
    """What could not be read as a question. `line` counts from 0 in the body."""

    line: int
    message: str
    remedy: str


@dataclass(frozen=True)
class Reading:
    """A note's body in order, with what was found in it."""

    pieces: tuple[Prose | Draft | Slot, ...]
    faults: tuple[Fault, ...]


def joined(pieces: Iterable[Prose | Draft | Slot | More]) -> Iterator[Prose | Draft | Slot]:
    """The pieces with neighbouring prose in one, and each question with all of its answer."""
    waiting: list[Prose | Draft | Slot | More] = []
    for piece in pieces:
        together = isinstance(piece, More) or (
            isinstance(piece, Prose) and waiting and isinstance(waiting[0], Prose)
        )
        if waiting and not together:
            yield _one(waiting)
            waiting = []
        waiting.append(piece)
    if waiting:
        yield _one(waiting)


def _one(pieces: Sequence[Prose | Draft | Slot | More]) -> Prose | Draft | Slot:
    first, more = pieces[0], pieces[1:]
    assert not isinstance(first, More)
    if isinstance(first, Slot) or not more:
        return first
    tokens = tuple(t for piece in pieces if not isinstance(piece, Slot) for t in piece.tokens)
    if isinstance(first, Prose):
        return Prose(tokens)
    answers = [piece for piece in more if isinstance(piece, More)]
    return replace(
        first,
        tokens=tokens,
        passages=(*first.passages, *(p for each in answers for p in each.passages)),
        pins=(*first.pins, *(pin for each in answers for pin in each.pins)),
    )
