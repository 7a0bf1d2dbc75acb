"""The library: a docs folder read whole, from the bytes of its files to the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from levelset.addresses import Folder, LinkUse, NoteSite, broken_anchors, page_url
from levelset.catalog import Catalog, catalog
from levelset.markdown import parse
from levelset.mathjax import Typeset
from levelset.model import Formula, Note, Page, Problem, sorted_problems
from levelset.notes import Manuscript, manuscript, note, page
from levelset.schema import read
from levelset.settings import Settings

Typesetter = Callable[[Iterable[Formula]], Mapping[str, Typeset]]


@dataclass(frozen=True)
class Library:
    """A folder of notes as the site needs it, and everything that is wrong with it.

    `formulas` and `typesets` hold each formula, as written and as HTML, by its key.
    """

    catalog: Catalog
    formulas: Mapping[str, Formula]
    typesets: Mapping[str, Typeset]
    problems: tuple[Problem, ...]


def read_library(
    markdown: Mapping[str, bytes],
    others: Iterable[str],
    settings: Settings,
    typesetter: Typesetter,
) -> Library:
    """Read the Markdown files of a folder, given by path, beside its `others`.

    Never raises on content. Every formula of the folder goes to the typesetter in one call.
    """
    problems: list[Problem] = []
    scripts = [_script(path, markdown[path], settings, problems) for path in sorted(markdown)]
    formulas = {formula.key: formula for script in scripts for formula, _ in script.formulas}
    typesets = typesetter(formulas.values())
    folder = Folder(
        {path: page_url(path) for path in sorted(markdown)},
        frozenset(others),
        frozenset(fixed_addresses(settings)),
    )
    notes: list[Note] = []
    pages: list[Page] = []
    uses: list[LinkUse] = []
    for script in scripts:
        problems += _bad_tex(script, typesets)
        site = NoteSite(script.source.path, folder, lambda f: typesets[f.key].reading)
        if script.source.matter is None:
            pages.append(page(script, site))
        else:
            made, found = note(script, site, settings)
            notes.append(made)
            problems += found
        problems += site.problems
        uses += site.uses
    made_catalog, found_late = catalog(notes, pages, settings)
    anchors = {n.path: n.page.anchors for n in made_catalog.notes}
    anchors |= {p.path: p.anchors for p in made_catalog.pages}
    problems += [*found_late, *broken_anchors(uses, anchors)]
    return Library(made_catalog, formulas, typesets, sorted_problems(problems))


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
