"""The library: a docs folder read whole, from the bytes of its files to the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from levelset.addresses import Folder, LinkUse, NoteSite, broken_anchors, page_url
from levelset.catalog import Catalog, catalog
from levelset.landmarks import FIXED, landmarks
from levelset.markdown import parse
from levelset.mathjax import Typeset, Typesets
from levelset.model import Formula, Note, Page, Problem, sorted_problems
from levelset.notes import Manuscript, manuscript, note, page
from levelset.schema import read
from levelset.settings import Settings

AT_ONCE = 50
"""How many files are held as tokens, which take twenty times the room of their text."""

Typesetter = Callable[[Iterable[Formula]], Mapping[str, Typeset]]


@dataclass(frozen=True)
class Library:
    """A folder of notes as the site needs it, and everything that is wrong with it.

    `formulas` and `typesets` hold each formula, as written and as HTML, by its key.
    """

    catalog: Catalog
    formulas: Mapping[str, Formula]
    typesets: Typesets
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Made:
    """What has been made of one file: a note or a page, and what is wrong with it."""

    result: Note | Page
    formulas: tuple[Formula, ...]
    uses: tuple[LinkUse, ...]
    problems: tuple[Problem, ...]


@dataclass
class Memory:
    """What was made of each file when the folder was last read, and of what.

    It serves as long as nothing but files' bytes differs: neither the settings nor which files
    there are.
    """

    folder: Folder | None = None
    settings: Settings | None = None
    made: dict[str, tuple[bytes, Made]] = field(default_factory=dict)
    typesets: Typesets = field(default_factory=Typesets)


def read_library(
    markdown: Mapping[str, bytes],
    others: Iterable[str],
    settings: Settings,
    typesetter: Typesetter,
    memory: Memory | None = None,
) -> Library:
    """Read the Markdown files of a folder, given by path, beside its `others`.

    Never raises on content. Each formula goes to the typesetter once. Files that are in the
    `memory` are not read again; it then holds what was read now.
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
    desk = _Desk(folder, settings, typesetter, known)
    for at in range(0, len(paths), AT_ONCE):
        desk.read([(path, markdown[path]) for path in paths[at : at + AT_ONCE]])
    made = [desk.made[path] for path in paths]
    if memory:
        memory.folder, memory.settings, memory.typesets = folder, settings, desk.typesets
        memory.made = {path: (markdown[path], desk.made[path]) for path in paths}
    return _bound(made, desk.typesets, settings)


def _bound(made: Iterable[Made], typesets: Typesets, settings: Settings) -> Library:
    """The library of everything that was made."""
    every = tuple(made)
    notes = [each.result for each in every if isinstance(each.result, Note)]
    pages = [each.result for each in every if isinstance(each.result, Page)]
    made_catalog, found_late = catalog(notes, pages, settings, fixed_addresses(settings))
    anchors = {n.path: n.page.anchors for n in made_catalog.notes}
    anchors |= {p.path: p.anchors for p in made_catalog.pages}
    anchors |= landmarks(made_catalog)
    broken = broken_anchors((use for each in every for use in each.uses), anchors)
    problems = [*(p for each in every for p in each.problems), *found_late, *broken]
    formulas = {formula.key: formula for each in every for formula in each.formulas}
    return Library(made_catalog, formulas, typesets, sorted_problems(problems))


@dataclass
class _Desk:
    """Where files are read, some at a time, and what has been made of them so far."""

    folder: Folder
    settings: Settings
    typesetter: Typesetter
    known: Memory
    made: dict[str, Made] = field(default_factory=dict)
    typesets: Typesets = field(default_factory=Typesets)

    def read(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Read these files, their formulas in one call to the typesetter."""
        scripts: list[tuple[Manuscript, list[Problem]]] = []
        used: dict[str, Formula] = {}
        for path, raw in files:
            before, made = self.known.made.get(path, (b"", None))
            if made and before == raw:
                self.made[path] = made
                used |= {formula.key: formula for formula in made.formulas}
                continue
            problems: list[Problem] = []
            scripts.append((_script(path, raw, self.settings, problems), problems))
            used |= {formula.key: formula for formula, _ in scripts[-1][0].formulas}
        self.typeset(used)
        for script, problems in scripts:
            self.made[script.source.path] = self.converted(script, problems)

    def typeset(self, used: Mapping[str, Formula]) -> None:
        """Have these formulas typeset, those that are not yet."""
        missing = used.keys() - self.typesets.keys()
        self.typesets.take(self.known.typesets, missing)
        asked = [used[key] for key in missing if key not in self.typesets]
        if asked:
            self.typesets.add(self.typesetter(asked))

    def converted(self, script: Manuscript, problems: list[Problem]) -> Made:
        """A note or a page made of a file."""
        site = NoteSite(script.source.path, self.folder, lambda f: self.typesets.reading(f.key))
        result: Note | Page
        found: list[Problem] = []
        if script.source.matter is None:
            result = page(script, site)
        else:
            result, found = note(script, site, self.settings)
        formulas = {formula.key: formula for formula, _ in script.formulas}
        every = (*problems, *_bad_tex(script, self.typesets), *found, *site.problems)
        return Made(result, tuple(formulas.values()), tuple(site.uses), every)


def fixed_addresses(settings: Settings) -> tuple[str, ...]:
    """The generated addresses that are there whatever the notes say."""
    levels = [f"{room}/{level.id}/" for room in ("levels", "sheet") for level in settings.levels]
    return (*FIXED, "skills/", *levels)


def _script(path: str, raw: bytes, settings: Settings, problems: list[Problem]) -> Manuscript:
    source = read(path, _decoded(path, raw, problems), settings.levels)
    document = parse(source.body, source.body_line)
    problems += source.problems
    problems += [Problem(path, line, what, remedy) for line, what, remedy in document.faults]
    return manuscript(source, document)


def _decoded(path: str, raw: bytes, problems: list[Problem]) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(path, line, "the file is not UTF-8", "save it as UTF-8"))
        return raw.decode("utf-8", errors="replace")


def _bad_tex(script: Manuscript, typesets: Mapping[str, Typeset]) -> list[Problem]:
    return [
        Problem(
            script.source.path,
            line,
            f"`{formula.tex.strip()[:60]}` is not valid TeX: {typesets[formula.key].error}",
            "correct the formula, or write `\\$` for a dollar sign",
        )
        for formula, line in script.formulas
        if typesets[formula.key].error
    ]
