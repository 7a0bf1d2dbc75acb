"""Prerequisites: the notes that others build on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from levelset.aliases import old_paths
from levelset.model import Note, Problem


def prerequisite_faults(notes: list[Note]) -> Iterator[Problem]:
    paths = {note.path: note for note in notes}
    moved = old_paths(notes)
    for note in notes:
        for entry in note.matter.prerequisites:
            if entry.text not in paths:
                yield Problem(
                    note.path,
                    entry.line,
                    f"the prerequisite `{entry.text}` is not a note",
                    f"it is `{moved[entry.text]}` now"
                    if entry.text in moved
                    else "write a note's path below the docs folder, such as `math/calculus.md`",
                )
            elif note.path in _ancestors(entry.text, paths):
                yield Problem(
                    note.path,
                    entry.line,
                    f"the prerequisite `{entry.text}` needs this note itself",
                    "break the circle",
                )


def prerequisites_first(row: list[Note]) -> list[Note]:
    """The notes by title, but each behind those that it builds on."""
    waiting = sorted(row, key=lambda note: (note.title.casefold(), note.path))
    here = {note.path for note in row}
    done: dict[str, Note] = {}
    while waiting:
        ready = next(
            (
                note
                for note in waiting
                if all(
                    entry.text in done or entry.text not in here
                    for entry in note.matter.prerequisites
                )
            ),
            waiting[0],
        )
        waiting.remove(ready)
        done[ready.path] = ready
    return list(done.values())


def _ancestors(path: str, notes: Mapping[str, Note]) -> set[str]:
    """Every note that must be read before the one at `path`, that one included."""
    seen: set[str] = set()
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here not in seen and here in notes:
            seen.add(here)
            waiting += [entry.text for entry in notes[here].matter.prerequisites]
    return seen
