"""Reading: files become notes and pages, some at a time, in whichever process has the time."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from levelset.addresses import Folder, LinkUse, NoteSite
from levelset.markdown import parse
from levelset.model import Formula, Note, Page, Problem
from levelset.notes import Manuscript, manuscript, note, page
from levelset.schema import read
from levelset.settings import Settings
from levelset.swallowed import swallowed


class Spoken(NamedTuple):
    """A formula in plain words, and what is wrong with it, if anything."""

    reading: str
    error: str


Speak = Callable[[Iterable[Formula]], Mapping[str, Spoken]]
"""Says formulas, by their keys."""


@dataclass(frozen=True)
class Made:
    """What has been made of one file: a note or a page, and what is wrong with it."""

    result: Note | Page
    formulas: tuple[Formula, ...]
    uses: tuple[LinkUse, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Reader:
    """Reads files of a folder. It is the same in every process that has the same two things."""

    folder: Folder
    settings: Settings

    def __call__(self, files: Iterable[tuple[str, bytes]], speak: Speak) -> list[Made]:
        """What is made of these files, given by path; their formulas are said in one call."""
        scripts: list[tuple[Manuscript, list[Problem]]] = []
        used: dict[str, Formula] = {}
        for path, raw in files:
            problems: list[Problem] = []
            scripts.append((_script(path, raw, self.settings, problems), problems))
            used |= {formula.key: formula for formula, _ in scripts[-1][0].formulas}
        spoken = speak(list(used.values())) if used else {}
        return [self._made(script, problems, spoken) for script, problems in scripts]

    def _made(
        self, script: Manuscript, problems: list[Problem], spoken: Mapping[str, Spoken]
    ) -> Made:
        path, trusted = script.source.path, self.settings.trusted
        site = NoteSite(path, self.folder, lambda f: spoken[f.key].reading, trusted)
        result: Note | Page
        found: list[Problem] = []
        if script.source.matter is None:
            result = page(script, site)
        else:
            result, found = note(script, site, self.settings)
        formulas = {formula.key: formula for formula, _ in script.formulas}
        lost = swallowed(script, self.settings)
        every = (*problems, *_bad_tex(script, spoken), *found, *lost, *site.problems)
        return Made(result, tuple(formulas.values()), tuple(site.uses), every)


def _script(path: str, raw: bytes, settings: Settings, problems: list[Problem]) -> Manuscript:
    source = read(path, _decoded(path, raw, problems), settings.levels)
    document = parse(source.body, source.body_line)
    problems += source.problems
    problems += [Problem(path, line, what, remedy) for line, what, remedy in document.faults]
    return manuscript(source, document)


def _decoded(path: str, raw: bytes, problems: list[Problem]) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.append(Problem(path, 1, "the file is UTF-16", "save it as UTF-8"))
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(path, line, "the file is not UTF-8", "save it as UTF-8"))
        return raw.decode("utf-8", errors="replace")


def _bad_tex(script: Manuscript, spoken: Mapping[str, Spoken]) -> list[Problem]:
    return [
        Problem(
            script.source.path,
            line,
            f"`{formula.tex.strip()[:60]}` is not valid TeX: {spoken[formula.key].error}",
            "correct the formula, or write `\\$` for a dollar sign",
        )
        for formula, line in script.formulas
        if spoken[formula.key].error
    ]
