"""Link reference definitions, `[label]: address "title"`, at the start of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]:", re.DOTALL)
_SPACE = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")


@dataclass(frozen=True)
class Definition:
    """Where links with this label lead."""

    label: str
    address: str
    title: str


def split_definitions(text: str) -> tuple[list[Definition], str]:
    """The definitions that a paragraph's text starts with, and what follows them."""
    found = []
    while definition := _definition(text):
        found.append(definition[0])
        text = text[definition[1] :]
    return found, text


def _definition(text: str) -> tuple[Definition, int] | None:
    label = _LABEL.match(text)
    if label is None or not label[1].strip():
        return None
    pos = _end(_SPACE, text, label.end())
    address = parseLinkDestination(text, pos, len(text))
    if not address.ok:
        return None
    behind = _end(_SPACE, text, address.pos)
    title = parseLinkTitle(text, behind, len(text))
    if title.ok and behind > address.pos and (end := _LINE_END.match(text, title.pos)):
        return Definition(label[1], address.str, title.str), end.end()
    if line_end := _LINE_END.match(text, address.pos):
        return Definition(label[1], address.str, ""), line_end.end()
    return None


def _end(pattern: re.Pattern[str], text: str, pos: int) -> int:
    found = pattern.match(text, pos)
    return found.end() if found else pos
