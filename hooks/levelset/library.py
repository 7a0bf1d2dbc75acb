"""The library: a docs folder read whole, from the bytes of its files to the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from levelset import crew
from levelset.addresses import Folder, LinkUse, broken_anchors, page_url
from levelset.catalog import Catalog, catalog
from levelset.landmarks import FIXED, landmarks
from levelset.model import Formula, Note, Page, Problem, sorted_problems
from levelset.reading import Made, Reader, Spoken
from levelset.settings import Settings
from levelset.shelf import Shelf, shelved
from levelset.storage import shared_addresses
from levelset.typesets import Typeset, Typesets

AT_ONCE = 20
"""How many files a process holds as tokens, which take twenty times the room of their text."""

Stack = Sequence[tuple[str, bytes]]
"""Files that are read together: each one's path and what is in it."""

Typesetter = Callable[[Iterable[Formula]], Mapping[str, Typeset]]


@dataclass(frozen=True)
class Library:
    """A folder of notes as the site needs it, and everything that is wrong with it.

    `formulas` and `typesets` hold each formula, as written and as HTML, by its key. `outside` are
    the links in texts that lead out of the site.
    """

    catalog: Catalog
    formulas: Mapping[str, Formula]
    typesets: Typesets
    problems: tuple[Problem, ...]
    outside: tuple[LinkUse, ...] = ()


@dataclass
class Memory:
    """What was made of each file when the folder was last read, and of what.

    It serves as long as nothing but files' bytes differs: neither the settings nor which files
    there are. `read` counts the files that were read then and not remembered.
    """

    folder: Folder | None = None
    settings: Settings | None = None
    made: dict[str, tuple[bytes, Made]] = field(default_factory=dict)
    typesets: Typesets = field(default_factory=Typesets)
    read: int = 0


def read_library(
    markdown: Mapping[str, bytes],
    others: Iterable[str],
    settings: Settings,
    typesetter: Typesetter,
    memory: Memory | None = None,
    processes: int | None = None,
    shelf: Shelf | None = None,
) -> Library:
    """Read the Markdown files of a folder, given by path, beside its `others`.

    Never raises on content. Each formula goes to the typesetter once. Files that are in the
    `memory` are not read again; it then holds what was read now. That many `processes` read, or as
    many as are worth having; they change nothing in what comes of it. Neither does a `shelf`, where
    texts are put that need not be in memory.
    """
    paths = sorted(markdown)
    folder = Folder(
        {path: page_url(path) for path in paths},
        frozenset(others),
        frozenset(fixed_addresses(settings)),
    )
    known = memory or Memory()
    if (known.folder, known.settings) != (folder, settings):
        known = Memory()
    desk = _Desk(Reader(folder, settings), typesetter, known, shelf)
    desk.recall(markdown)
    new = [path for path in paths if path not in desk.made]
    most = crew.processes(len(new)) if processes is None else processes
    desk.read(_stacks(new, markdown), min(most, -(-len(new) // AT_ONCE)))
    made = [desk.made[path] for path in paths]
    if memory:
        memory.folder, memory.settings, memory.typesets = folder, settings, desk.typesets
        memory.made = {path: (markdown[path], desk.made[path]) for path in paths}
        memory.read = len(new)
    return _bound(made, desk.typesets, settings, shared_addresses(paths, folder.others))


def _bound(
    made: Iterable[Made], typesets: Typesets, settings: Settings, found: Iterable[Problem]
) -> Library:
    """The library of everything that was made, with what was found wrong before."""
    every = tuple(made)
    notes = [each.result for each in every if isinstance(each.result, Note)]
    pages = [each.result for each in every if isinstance(each.result, Page)]
    made_catalog, found_late = catalog(notes, pages, settings, fixed_addresses(settings))
    anchors = {n.path: n.page.anchors for n in made_catalog.notes}
    anchors |= {p.path: p.anchors for p in made_catalog.pages}
    anchors |= landmarks(made_catalog)
    uses = [use for each in every for use in each.uses]
    broken = broken_anchors((use for use in uses if use.target), anchors)
    problems = [*found, *(p for each in every for p in each.problems), *found_late, *broken]
    formulas = {formula.key: formula for each in every for formula in each.formulas}
    outside = tuple(use for use in uses if not use.target)
    return Library(made_catalog, formulas, typesets, sorted_problems(problems), outside)


def _stacks(paths: Sequence[str], texts: Mapping[str, bytes]) -> Iterator[Stack]:
    """The files in stacks; their texts are there only when it is their turn."""
    for at in range(0, len(paths), AT_ONCE):
        yield [(path, texts[path]) for path in paths[at : at + AT_ONCE]]


@dataclass
class _Desk:
    """Where files are read, some at a time, and what has been made of them so far."""

    reader: Reader
    typesetter: Typesetter
    known: Memory
    shelf: Shelf | None = None
    made: dict[str, Made] = field(default_factory=dict)
    typesets: Typesets = field(init=False)

    def __post_init__(self) -> None:
        self.typesets = Typesets(self.shelf)

    def recall(self, markdown: Mapping[str, bytes]) -> None:
        """Take what was made of files that are the same as then."""
        for path, (raw, made) in self.known.made.items():
            if markdown.get(path) == raw:
                self.made[path] = made
                self.speak(made.formulas)

    def read(self, stacks: Iterable[Stack], processes: int) -> None:
        """Read all files, each stack's formulas in one call to the typesetter."""
        if processes < 2:
            for stack in stacks:
                self._keep(self.reader(stack, self.speak))
            return
        for _, made in crew.shared(self.reader, stacks, self.speak, processes):
            self._keep(made)

    def speak(self, formulas: Iterable[Formula]) -> dict[str, Spoken]:
        """Have these formulas typeset, those that are not yet, and say them all."""
        used = {formula.key: formula for formula in formulas}
        missing = [key for key in used if key not in self.typesets]
        self.typesets.take(self.known.typesets, missing)
        asked = [used[key] for key in missing if key not in self.typesets]
        if asked:
            self.typesets.add(self.typesetter(asked))
        return {key: Spoken(*self.typesets.spoken(key)) for key in used}

    def _keep(self, every: Iterable[Made]) -> None:
        for made in every:
            if self.shelf:
                made = replace(made, result=shelved(made.result, self.shelf))
            self.made[made.result.path] = made


def fixed_addresses(settings: Settings) -> tuple[str, ...]:
    """The generated addresses that are there whatever the notes say."""
    levels = [f"{room}/{level.id}/" for room in ("levels", "sheet") for level in settings.levels]
    return (*FIXED, "skills/", *levels)
