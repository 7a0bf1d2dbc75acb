"""Accounts: what a library must have of what was put into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import unescape

from damages import Damaged

from levelset import exports, pages, search, search_index
from levelset.library import Library, read_library
from levelset.mathjax import Typeset
from levelset.model import Formula, Question
from levelset.settings import Settings

SETTINGS = Settings()
_TAG = re.compile(r"<[^>]*>")


def as_written(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
    """A typesetter for which a formula's TeX is its reading."""
    return {f.key: Typeset("<i>x</i>", f.tex, (), "") for f in formulas}


def read(files: Mapping[str, bytes]) -> Library:
    """The folder of these files, read."""
    markdown = {path: raw for path, raw in files.items() if path.endswith(".md")}
    return read_library(markdown, files.keys() - markdown.keys(), SETTINGS, as_written)


def exported(library: Library) -> tuple[str, ...]:
    """All texts that are made of a library without MkDocs."""
    answers = "".join(exports.questions_json(library.catalog, library.typesets, "/"))
    index = search_index.index_files(search.records(library.catalog), library.catalog)
    pages.generated_pages(library.catalog)
    rows = exports.explorer_json(library.catalog, library.typesets)
    return (answers, rows, *(f"{path} {text}" for path, text in sorted(index.items())))


MARK = re.compile(r"\bqm\d+[xo]\d+\b", re.IGNORECASE)
WHOLE_FILE = "no question of this file is on the site"


def check(library: Library, case: Damaged) -> tuple[int, int]:
    """Each question is on the site, or a problem says its mark; so is each answer, and no more.

    Gives how many questions were on the site and how many were named in problems.
    """
    said = "\n".join(map(str, library.problems))
    named = {mark.lower() for mark in MARK.findall(said)}
    shown = set(re.findall(r"\bam\d+x\d+\b", shown_text(library)))
    found: dict[str, list[Question]] = {}
    for question in library.catalog.questions:
        for mark in {mark.lower() for mark in MARK.findall(question.raw)}:
            found.setdefault(mark, []).append(question)
    away = sum(p.message.endswith(WHOLE_FILE) for p in library.problems)
    only_named = 0
    for each in case.asked:
        there = found.get(each.mark, [])
        behind = 0 < case.swallowed < each.line
        assert len(there) <= case.copies, f"{each.mark} is there {len(there)} times"
        if not there:
            assert not case.whole, f"{each.mark} is not on the site:\n{said}"
            assert each.mark in named or behind or away, f"{each.mark} is lost:\n{said}"
            only_named += 1
        elif each.answer and not behind:
            assert each.answer in shown, f"the answer {each.answer} is lost"
        if case.whole:
            assert there[0].level.id == each.level, each
            assert there[0].answered or not each.answered, each
    return len(case.asked) - only_named, only_named


def check_problems(library: Library, case: Damaged) -> None:
    """Every problem is of a line that is there, and printed on one line, whatever it quotes."""
    for problem in library.problems:
        text = case.files[problem.path]
        assert 1 <= problem.line <= text.count(b"\n") + text.count(b"\r") + 1, problem
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", str(problem)), ascii(str(problem))
    mine = [p for p in library.problems if p.path == case.path]
    for line, words in case.faults:
        assert any(p.line == line and re.search(words, p.message) for p in mine), (
            f"{case.path}:{line}: {words} is not reported:\n" + "\n".join(map(str, mine))
        )


def shown_text(library: Library) -> str:
    """The text of every page, its questions and answers included."""
    pieces: list[str] = []
    for page in (*(note.page for note in library.catalog.notes), *library.catalog.pages):
        for part in page.body:
            if isinstance(part, str):
                pieces.append(part)
            else:
                pieces += [part.prompt_html, *(answer.html for answer in part.parts)]
    return unescape(_TAG.sub(" ", " ".join(pieces)))


def check_exports(library: Library) -> tuple[str, ...]:
    """What is exported can be stored and read again, and holds no control characters."""
    texts = exported(library)
    for text in texts:
        text.encode()
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text), ascii(text)
    json.loads(texts[0])
    json.loads(texts[1])
    for page in pages.generated_pages(library.catalog):
        assert max(len(part.encode()) for part in page.path.split("/")) < 200, page.path
    return texts
