"""Checked links: the record of which addresses outside the site answered, and when."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from levelset import link_check, sources
from levelset.library import Library
from levelset.sources import Checked


class RecordUnreadable(Exception):
    """The file of the last check is not one; the message says why and what to do about it."""


def checked_links(docs: Path) -> dict[str, Checked]:
    """What the last check found at each address; nothing where there was none."""
    path = docs / sources.FILE
    try:
        return sources.read_checked(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        remedy = "remove the file and run `python3 dev.py links`"
        raise RecordUnreadable(f"{path} cannot be read: {error}; {remedy}") from error


def check_links(library: Library, docs: Path, days: int) -> int:
    """Ask for the addresses that were not asked for since so many days; print and record answers.

    Returns 0, 1 when some lead nowhere, 2 when nothing answers at all: then nothing is written.
    """
    places = sources.places(library)
    before = {address: each for address, each in checked_links(docs).items() if address in places}
    today = datetime.now(UTC).date()
    last = (today + timedelta(1 - days)).isoformat()
    wanted = link_check.due({address: each.day for address, each in before.items()}, places, last)
    print(f"{len(places)} addresses, {len(wanted)} to check", flush=True)
    found = link_check.answers(wanted)
    if found and not any(each.heard for each in found.values()):
        print("no address answers: this command needs the network", file=sys.stderr)
        return 2
    now = {a: Checked(today.isoformat(), each.found) for a, each in found.items()}
    (docs / sources.FILE).write_text(sources.checked_text(before | now), encoding="utf-8")
    for address, each in found.items():
        if each.found != sources.OK:
            for place in places[address]:
                print(f"{place.path}:{place.line}: {address}: {each.found}")
    return 1 if any(each.wrong for each in found.values()) else 0
