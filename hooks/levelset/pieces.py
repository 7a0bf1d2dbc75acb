"""Pieces: a page's text some at a time.

Formulas are written with characters that take four bytes each, and so does then every character
of the text that holds them: a sheet of a thousand answers is better never there as one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SIZE = 1 << 16
"""About how many characters a piece has."""

_END = "\n<"
"""Where a piece may end: before a tag that starts a line, which no formula's place does."""


def pieces(texts: Iterable[str], size: int = SIZE) -> Iterator[str]:
    """The same text, divided anew: no tag and no formula's place is in two pieces."""
    held: list[str] = []
    room = size
    for text in texts:
        held.append(text)
        room -= len(text)
        if room <= 0:
            first, end, rest = "".join(held).rpartition(_END)
            if first:
                yield first
            held, room = [end + rest], size
    if whole := "".join(held):
        yield whole
