"""The library: a docs folder read whole, from the bytes of its files to the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from levelset.addresses import Folder, LinkUse, NoteSite, broken_anchors, page_url
from levelset.catalog import Catalog, catalog
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


def read_library(
    markdown: Mapping[str, bytes],
    others: Iterable[str],
    settings: Settings,
    typesetter: Typesetter,
) -> Library:
    """Read the Markdown files of a folder, given by path, beside its `others`.

    Never raises on content. Each formula goes to the typesetter once.
    """
    paths = sorted(markdown)
    folder = Folder(
        {path: page_url(path) for path in paths},
        frozenset(others),
        frozenset(fixed_addresses(settings)),
    )
    desk = _Desk(folder, settings, typesetter)
    for at in range(0, len(paths), AT_ONCE):
        desk.read([(path, markdown[path]) for path in paths[at : at + AT_ONCE]])
    made_catalog, found_late = catalog(desk.notes, desk.pages, settings)
    anchors = {n.path: n.page.anchors for n in made_catalog.notes}
    anchors |= {p.path: p.anchors for p in made_catalog.pages}
    problems = [*desk.problems, *found_late, *broken_anchors(desk.uses, anchors)]
    return Library(made_catalog, desk.formulas, desk.typesets, sorted_problems(problems))


@dataclass
class _Desk:
    """Where files are read, some at a time, and what has been made of them so far."""

    folder: Folder
    settings: Settings
    typesetter: Typesetter
    formulas: dict[str, Formula] = field(default_factory=dict)
    typesets: Typesets = field(default_factory=Typesets)
    notes: list[Note] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    uses: list[LinkUse] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Read these files, their formulas in one call to the typesetter."""
        scripts = [_script(path, raw, self.settings, self.problems) for path, raw in files]
        used = {formula.key: formula for script in scripts for formula, _ in script.formulas}
        self.typesets.add(self.typesetter([used[key] for key in used.keys() - self.formulas]))
        self.formulas |= used
        for script in scripts:
            self.convert(script)

    def convert(self, script: Manuscript) -> None:
        """Make a note or a page of a file."""
        self.problems += _bad_tex(script, self.typesets)
        site = NoteSite(script.source.path, self.folder, lambda f: self.typesets.reading(f.key))
        if script.source.matter is None:
            self.pages.append(page(script, site))
        else:
            made, found = note(script, site, self.settings)
            self.notes.append(made)
            self.problems += found
        self.problems += site.problems
        self.uses += site.uses


def fixed_addresses(settings: Settings) -> tuple[str, ...]:
    """The generated addresses that are there whatever the notes say."""
    levels = [f"{room}/{level.id}/" for room in ("levels", "sheet") for level in settings.levels]
    return ("levels/", "skills/", "questions/", "coverage/", *levels)


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
