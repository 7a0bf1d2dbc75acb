"""Active files: files beside the notes that would run scripts, or stand in for the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from levelset.allowed import bad_scheme
from levelset.model import Problem

_DOCUMENTS = (
    *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt"),
    *(".swf", ".js", ".mjs", ".cjs", ".wasm", ".svgz", ".rdf", ".atom", ".rss"),
)
_PICTURE = ".svg"
_ACTIVE = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio"}
)
_BITMAP = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_CODE = re.compile(r"(?:java|vb)script:", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20]+")


def active_files(
    paths: Iterable[str], read: Callable[[str], bytes], taken: Callable[[str], bool]
) -> Iterator[Problem]:
    """A problem for each file that the site leaves out.

    `taken` tells the paths at which the site has files of its own.
    """
    for path in paths:
        name = path.lower()
        if taken(path):
            yield Problem(
                path, 1, "the site has a file of its own there, and leaves this out", _MOVE
            )
        elif name.endswith(_DOCUMENTS):
            yield Problem(path, 1, "the site leaves this out: it could run scripts", _PACK)
        elif name.endswith(_PICTURE) and (line := active_line(read(path))):
            yield Problem(path, line, "the site leaves out a picture that could run scripts", _DRAW)


def active_line(picture: bytes) -> int:
    """The line on which an SVG has something that could run, or is no XML; 0 for a harmless one."""
    parser = expat.ParserCreate(namespace_separator=" ")
    lines: list[int] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        if _runs(name, attributes):
            lines.append(parser.CurrentLineNumber)

    def declaration(*_: object) -> None:
        lines.append(parser.CurrentLineNumber)

    parser.StartElementHandler = element
    parser.EntityDeclHandler = parser.ProcessingInstructionHandler = declaration
    try:
        parser.Parse(picture, True)
    except (expat.ExpatError, ValueError, LookupError):
        lines.append(parser.ErrorLineNumber)
    return lines[0] if lines else 0


def _runs(name: str, attributes: dict[str, str]) -> bool:
    if name.rpartition(" ")[2].lower() in _ACTIVE:
        return True
    for written, value in attributes.items():
        key = written.rpartition(" ")[2].lower()
        if key.startswith("on") or _CODE.search(_SPACE.sub("", value)):
            return True
        if key in ("href", "src") and bad_scheme(value) and not _BITMAP.match(value):
            return True
    return False


_MOVE = "rename it, or put it into another folder"
_PACK = "pack it into an archive, or set `trust_notes` if all notes are your own"
_DRAW = "export it without scripts, or set `trust_notes` if all notes are your own"
