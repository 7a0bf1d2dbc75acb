"""Reads a fixture folder with the core alone, formulas standing for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from levelset.library import Library, read_library
from levelset.model import Formula, Question
from levelset.settings import Settings
from levelset.typesets import Typeset

OWN_DOCS = Path(__file__).parents[2] / "docs"


def as_written(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
    return {f.key: Typeset(f"<i>{f.tex}</i>", f.tex, (), "") for f in formulas}


def folder(docs: Path, settings: Settings | None = None) -> Library:
    files = sorted(path for path in docs.rglob("*") if path.is_file())
    markdown = {p.relative_to(docs).as_posix(): p.read_bytes() for p in files if p.suffix == ".md"}
    others = [p.relative_to(docs).as_posix() for p in files if p.suffix != ".md"]
    return read_library(markdown, others, settings or Settings(checks_run=True), as_written)


def texts(settings: Settings | None = None, **notes: str) -> Library:
    """A library of notes given by name, `a` for `a.md`."""
    markdown = {f"{name}.md": text.encode() for name, text in notes.items()}
    return read_library(markdown, [], settings or Settings(), as_written)


def checked_questions() -> list[Question]:
    """Every question of our own notes that the site calls checked."""
    return [question for question in folder(OWN_DOCS).catalog.questions if question.checked]
