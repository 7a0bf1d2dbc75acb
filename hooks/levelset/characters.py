"""Characters: which of them a note's text may hold, and which of them a reader sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MARKS = 30
"""How many combining marks one letter may carry, as in Unicode's stream-safe format."""

NAMED = 20
"""How many lines of a file are named that hold characters of one kind."""

_BLANK_CONTROLS = "\x0b\x0c\x85"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MAY_BE_MARKS = re.compile(f"[^\x00-\u02ff]{{{MARKS + 1},}}")
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def clean(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without what no text holds; and for each line that held it, what that was.

    Control characters become blanks or U+FFFD. Marks beyond those that a letter may carry go.
    Lines count from 1.
    """
    found: list[tuple[int, str]] = []
    if _CONTROL.search(text):
        found += _by_line(text, "control characters", _CONTROL)
        text = _CONTROL.sub(lambda m: " " if m[0] in _BLANK_CONTROLS else "\ufffd", text)
    if not text.isascii() and _MAY_BE_MARKS.search(text):
        calm = _MAY_BE_MARKS.sub(lambda run: _calmed(run[0]), text)
        if calm != text:
            before, after = text.split("\n"), calm.split("\n")
            lines = [n for n, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b]
            found += _named(lines, f"more than {MARKS} marks on one letter")
            text = calm
    return text, found


def visible(text: str) -> bool:
    """True when there is something to see: a letter, a digit, a sign, a picture."""
    if text.isascii():
        return bool(text.strip())
    return any(
        unicodedata.category(char) not in ("Cf", "Cc", "Zs", "Zl", "Zp", "Cn", "Mn", "Me")
        and char not in _UNSEEN
        for char in text
    )


def _by_line(text: str, what: str, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    lines = [n for n, line in enumerate(text.split("\n"), 1) if pattern.search(line)]
    return list(_named(lines, what))


def _named(lines: list[int], what: str) -> Iterator[tuple[int, str]]:
    yield from ((line, f"this line holds {what}") for line in lines[:NAMED])
    if len(lines) > NAMED:
        yield lines[NAMED], f"this line and {len(lines) - NAMED - 1} below it hold {what}"


def _calmed(run: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in run:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MARKS:
            kept.append(char)
    return "".join(kept)
