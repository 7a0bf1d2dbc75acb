"""Sources: the addresses outside the site that notes rest on, and when they were checked last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from levelset.library import Library
from levelset.model import Note, Page

FILE = ".links.json"
"""What the last check found, below the docs folder. It is committed, and never on the site."""

OK = "ok"

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_TAIL = ".,;:!?*_"


@dataclass(frozen=True, order=True)
class Place:
    """Where an address stands: a file's path below the docs folder, and a line of it."""

    path: str
    line: int


@dataclass(frozen=True)
class Checked:
    """What was found at an address, `ok` or what was wrong, and on which day."""

    day: str
    found: str


@dataclass(frozen=True)
class SourceRow:
    """An address; `checked` is None where it never was."""

    address: str
    checked: Checked | None


@dataclass(frozen=True)
class SourceGroup:
    """What a note or a page leads to."""

    title: str
    url: str
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True)
class SourcesView:
    """Every address by the note that it is on; `checked` and `wrong` are counts of `total`."""

    groups: tuple[SourceGroup, ...]
    total: int
    checked: int
    wrong: int


def places(library: Library) -> dict[str, tuple[Place, ...]]:
    """Each address outside the site with the places where it stands, both sorted."""
    found: dict[str, set[Place]] = {}
    for address, place in _every(library):
        found.setdefault(address.partition("#")[0], set()).add(place)
    return {address: tuple(sorted(found[address])) for address in sorted(found)}


def sources_view(library: Library, checked: Mapping[str, Checked]) -> SourcesView:
    """What the page on sources shows."""
    on: dict[str, list[str]] = {}
    every = places(library)
    for address, at in every.items():
        for path in dict.fromkeys(place.path for place in at):
            on.setdefault(path, []).append(address)
    pages: list[Note | Page] = [*library.catalog.notes, *library.catalog.pages]
    groups = (
        SourceGroup(
            page.title, page.url, tuple(SourceRow(a, checked.get(a)) for a in on[page.path])
        )
        for page in pages
        if page.path in on
    )
    known = [checked[address] for address in every if address in checked]
    return SourcesView(
        tuple(groups), len(every), len(known), sum(each.found != OK for each in known)
    )


def read_checked(text: str) -> dict[str, Checked]:
    """What the file of the last check holds. Raises ValueError when it is not one."""
    whole = json.loads(text)
    try:
        return {address: Checked(str(day), str(found)) for address, (day, found) in whole.items()}
    except (AttributeError, TypeError) as error:
        raise ValueError("it is not a map from addresses to a day and what was found") from error


def checked_text(checked: Mapping[str, Checked]) -> str:
    """The file's text: a line for each address, sorted."""
    lines = (
        f"  {json.dumps(address, ensure_ascii=False)}: "
        f"{json.dumps([checked[address].day, checked[address].found], ensure_ascii=False)}"
        for address in sorted(checked)
    )
    return "{\n" + ",\n".join(lines) + "\n}\n" if checked else "{}\n"


def _every(library: Library) -> Iterator[tuple[str, Place]]:
    for use in library.outside:
        yield use.href, Place(use.path, use.line)
    for note in library.catalog.notes:
        for entry in note.matter.sources:
            yield from ((a, Place(note.path, entry.line)) for a in addresses(entry.text))


def addresses(text: str) -> Iterable[str]:
    """The addresses in a line of text, without the punctuation behind them."""
    for found in _ADDRESS.findall(text):
        address = found.rstrip(_TAIL)
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(_TAIL)
        yield address
