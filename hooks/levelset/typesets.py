"""Typesets: formulas as HTML, each with what it needs to be shown and to be heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from levelset.shelf import Place, Shelf

TOO_SLOW = "takes longer than"
STOPS = "makes Node.js stop"
PASSING = (TOO_SLOW, STOPS)
"""What errors begin with that another time may not bring."""


@dataclass(frozen=True)
class Typeset:
    """A formula as HTML, with its plain reading and the CSS rules it needs.

    Each rule starts with four digits, its place in the cascade; `stylesheet` takes them off.
    `error` is empty unless MathJax could not read the TeX; `html` then shows the source.
    """

    html: str
    reading: str
    css: tuple[str, ...]
    error: str


class Typesets(Mapping[str, Typeset]):
    """Typeset formulas by key, held small: as text their glyphs take four bytes a character.

    Where there is a shelf they lie there.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._held: dict[str, tuple[bytes | Place, str, tuple[str, ...], str]] = {}
        self._shelf = shelf

    def add(self, found: Mapping[str, Typeset]) -> None:
        """Take these in too."""
        for key, item in found.items():
            glyphs = item.html.encode()
            place = self._shelf.put(glyphs) if self._shelf else None
            held = glyphs if place is None else place
            self._held[key] = (held, item.reading, item.css, item.error)

    def take(self, others: Typesets, keys: Iterable[str]) -> None:
        """Take in those of others that they hold under these keys and that will stay the same.

        Both have the same shelf, or none.
        """
        for key in keys:
            held = others._held.get(key)
            if held and not held[3].startswith(PASSING):
                self._held[key] = held

    def __getitem__(self, key: str) -> Typeset:
        glyphs, reading, css, error = self._held[key]
        if not isinstance(glyphs, bytes):
            assert self._shelf
            glyphs = self._shelf.taken(glyphs)
        return Typeset(glyphs.decode(), reading, css, error)

    @property
    def lasting(self) -> bool:
        """False when one took too long to be typeset, and may not take so long another time."""
        return not any(error.startswith(PASSING) for *_, error in self._held.values())

    def spoken(self, key: str) -> tuple[str, str]:
        """The formula in plain words, and its error."""
        _, reading, _, error = self._held[key]
        return reading, error

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held
