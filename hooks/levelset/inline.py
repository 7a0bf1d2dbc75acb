"""Inline scripts and styles: those on pages, and those that a theme's templates put there."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from levelset.compact import compact

_INLINE = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
Element = tuple[bytes, bytes, bytes]
"""A script's or style's name, what stands in its tag besides, and its content."""
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"""\stype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_RUNS = (b"", b"module", b"text/javascript", b"application/javascript")
_JINJA = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FILLED = {
    "script": rb"[\w./:%~-]*",
    "style": rb"""[\w ./:%~-]*|\s*"(?:[^"\\\n<]|\\[^\n<])*"\s*""",
}
"""What an expression of a template may have become: an address, and in a style also a string."""


@dataclass(frozen=True, order=True)
class Inline:
    """An inline script or style of a page."""

    kind: str
    content: bytes

    @property
    def source(self) -> str:
        """How the policy names it."""
        digest = base64.b64encode(hashlib.sha256(self.content).digest()).decode()
        return f"'sha256-{digest}'"


@dataclass(frozen=True)
class Templates:
    """The inline scripts and styles that a theme's templates hold, as patterns."""

    patterns: tuple[re.Pattern[bytes], ...]

    def hold(self, inline: Inline) -> bool:
        """True when a template puts this on a page."""
        marked = inline.kind.encode() + b" " + inline.content
        return any(pattern.fullmatch(marked) for pattern in self.patterns)


def templates(folders: Iterable[Path]) -> Templates:
    """The patterns of all inline scripts and styles in a theme's folders."""
    found = {
        each
        for folder in folders
        for path in html_files(folder)
        for each in inline(compact(path.read_text(encoding="utf-8")).encode())
    }
    return Templates(tuple(_pattern(each) for each in sorted(found)))


def inline(html: bytes) -> Iterator[Inline]:
    """The scripts that run and the styles that apply without a file of their own."""
    return without_files(elements(html))


def elements(html: bytes) -> list[Element]:
    """Every script and style of a page."""
    return _INLINE.findall(html)


def without_files(found: Iterable[Element]) -> Iterator[Inline]:
    """Those of the scripts and styles that have no file of their own, and run or apply."""
    for kind, attributes, content in found:
        name = kind.lower().decode()
        written = _TYPE.search(attributes)
        if name == "style" or (
            not _SOURCE.search(attributes) and (written[1].lower() if written else b"") in _RUNS
        ):
            yield Inline(name, content)


def html_files(folder: Path) -> Iterator[Path]:
    """The HTML files below a folder, in order, without Material's folder of 10,000 icons."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".html"))


def _pattern(found: Inline) -> re.Pattern[bytes]:
    """What a template's script or style is on a page, its expressions filled in."""
    filled = b"(?:" + _FILLED[found.kind] + b")"
    marked = found.kind.encode() + b" " + filled.join(map(re.escape, _JINJA.split(found.content)))
    return re.compile(marked)
