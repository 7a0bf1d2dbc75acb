"""Accounts: what a library must have of what was put into it."""

from __future__ import annotations

import atexit
import hashlib
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path

from damages import Damaged
from written import Asked

from levelset import exports, pages, search, search_index
from levelset.library import Library, Typesetter, read_library
from levelset.mathjax import Typesetter as MathJax
from levelset.model import Formula, Note, Page, Problem, Question
from levelset.settings import Settings
from levelset.typesets import Typeset

SETTINGS = Settings()
_TAG = re.compile(r"<[^>]*>")


def as_written(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
    """A typesetter for which a formula's TeX is its reading."""
    return {f.key: Typeset("<i>x</i>", f.tex, (), "") for f in formulas}


_mathjax: list[MathJax] = []


def by_mathjax(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
    """MathJax itself: one Node for all calls of this process, and a cache that starts empty."""
    if not _mathjax:
        folder = Path(tempfile.mkdtemp(prefix="levelset-hostile-"))
        node = Path(sys.prefix)
        _mathjax.append(MathJax(node / "node" / "node_modules", folder, node / "bin" / "node"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(_mathjax[0].close)
    return _mathjax[0](formulas)


def read(files: Mapping[str, bytes], real: bool = False) -> Library:
    """The folder of these files, read; with MathJax itself where that is asked for."""
    markdown = {path: raw for path, raw in files.items() if path.endswith(".md")}
    typesetter: Typesetter = by_mathjax if real else as_written
    return read_library(markdown, files.keys() - markdown.keys(), SETTINGS, typesetter)


def exported(library: Library) -> tuple[str, ...]:
    """All texts that are made of a library without MkDocs."""
    answers = "".join(exports.questions_json(library.catalog, library.typesets, "/"))
    index = search_index.index_files(search.records(library.catalog), library.catalog)
    rows = exports.explorer_json(library.catalog, library.typesets)
    return (answers, rows, *(f"{path} {text}" for path, text in sorted(index.items())))


def fingerprint(library: Library, texts: Iterable[str]) -> str:
    """Digits that stand for all that a library says and all texts that are made of it."""
    digest = hashlib.sha256()

    def add(*values: object) -> None:
        digest.update(repr(values).encode())

    add(*texts)
    add(*map(str, library.problems))
    for each in (*library.catalog.notes, *library.catalog.pages):
        page = each.page if isinstance(each, Note) else each
        add(page.path, page.url, page.title, page.body, page.headings, sorted(page.anchors))
        add(page.words, (each.matter, each.category, each.skills) if isinstance(each, Note) else ())
    add(library.catalog.skills, library.catalog.categories, library.catalog.redirects)
    add(library.outside)
    add(*((key, library.typesets[key]) for key in sorted(library.typesets)))
    for made in pages.generated_pages(library.catalog):
        add(made.path, made.url, made.title, made.description)
    return digest.hexdigest()


MARK = re.compile(r"\b[qa]m\d+[xo]\d+\b", re.IGNORECASE)
ANSWER = re.compile(r"\bam\d+x\d+\b")
COSTS = re.compile(
    r"(?:swallows|costs) (\d+) questions?, the first of them “([^”]*)” on line (\d+)"
)


def check(library: Library, case: Damaged) -> Counter[str]:
    """Each question and each answer is on the site as often as it was put in, or a problem has it.

    A problem has it that names it, or that says how many questions something swallows: then just
    so many are missing behind its line, and the first is the one that it names. Gives how many
    questions were on the site, and how many were not and named or counted.
    """
    notes = {note.path: note for note in library.catalog.notes}
    plain = {page.path: page for page in library.catalog.pages}
    said: dict[str, list[Problem]] = {path: [] for path in case.files}
    for problem in library.problems:
        said[problem.path].append(problem)
    found: Counter[str] = Counter()
    for part in case.parts or (case,):
        for path in part.files:
            asked = [each for each in part.asked if each.path == path]
            note = notes.get(path)
            page = note.page if note else plain.get(path)
            there = questions_by_mark(note.questions if note else ())
            account = _Account(asked, there, page, said[path], part.whole)
            found += account.checked()
    return found


def questions_by_mark(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """The questions by the marks in their prompts."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        for mark in {mark.lower() for mark in MARK.findall(question.raw)}:
            found.setdefault(mark, []).append(question)
    return found


class _Account:
    """What one file had, and what became of it."""

    def __init__(
        self,
        asked: list[Asked],
        there: dict[str, list[Question]],
        page: Page | None,
        problems: list[Problem],
        whole: bool,
    ) -> None:
        self.asked, self.there, self.problems, self.whole = asked, there, problems, whole
        self.shown = Counter(ANSWER.findall(shown_text(page)))

    def checked(self) -> Counter[str]:
        """Every question accounted for; how many in which way."""
        counted = self.counted()
        named = self.named()
        found: Counter[str] = Counter()
        for each in self.asked:
            where = self.there.get(each.mark, [])
            assert len(where) <= each.times, f"{each.mark} is there {len(where)} times"
            assert self.shown[each.answer] <= 1, f"{each.answer} is shown twice"
            lost = [mark for mark in self.lost(each) if mark not in named]
            assert not lost or each.mark in counted, f"{lost} are lost:\n{self.said()}"
            if self.whole:
                assert len(where) == each.times, f"{each.mark} is not there:\n{self.said()}"
                assert where[0].level.id == each.level, each
                assert where[0].answered or not each.answered, each
            way = "counted" if each.mark in counted else "named"
            found[f"{way}_in_problems" if not where else "on_the_site"] += 1
        return found

    def lost(self, each: Asked) -> list[str]:
        """What of a question is not on the site, by its mark: its answer is to be with it."""
        where = self.there.get(each.mark, [])
        texts = [answer.html for question in where for answer in question.parts]
        answered = (
            each.answer in ANSWER.findall(" ".join(texts)) if where else self.shown[each.answer]
        )
        return [each.mark] * (not where) + [each.answer] * bool(each.answer and not answered)

    def counted(self) -> set[str]:
        """The questions that problems count, each of which is lost indeed."""
        found: set[str] = set()
        body = sorted((each.line, each) for each in self.asked if not each.open)
        for problem in self.problems:
            if costs := COSTS.search(problem.message):
                behind = [each for line, each in body if line > problem.line][: int(costs[1])]
                assert len(behind) == int(costs[1]), str(problem)
                assert behind[0].mark in costs[2].lower(), str(problem)
                assert behind[0].line == int(costs[3]), str(problem)
                assert all(map(self.lost, behind)), f"{problem}: not all are lost"
                assert not found.intersection(each.mark for each in behind), "counted twice"
                found |= {each.mark for each in behind}
        return found

    def named(self) -> set[str]:
        """The marks that problems say, but for those of which they say only how many more."""
        texts = (COSTS.sub("", str(problem)) for problem in self.problems)
        return {mark.lower() for text in texts for mark in MARK.findall(text)}

    def said(self) -> str:
        return "\n".join(map(str, self.problems))


def check_problems(library: Library, case: Damaged) -> None:
    """Every problem is of a line that is there, and printed on one line, whatever it quotes."""
    for problem in library.problems:
        text = case.files[problem.path]
        assert 1 <= problem.line <= text.count(b"\n") + text.count(b"\r") + 1, problem
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", str(problem)), ascii(str(problem))
    for part in case.parts or (case,):
        mine = [p for p in library.problems if p.path == part.path]
        for line, words in part.faults:
            assert any(p.line == line and re.search(words, p.message) for p in mine), (
                f"{part.path}:{line}: {words} is not reported:\n" + "\n".join(map(str, mine))
            )
    wrong = {key for key in library.formulas if library.typesets[key].error}
    said = [p.message for p in library.problems if "is not valid TeX" in p.message]
    for key in wrong:
        tex = library.formulas[key].tex.strip()[:60]
        assert any(message.startswith(f"`{tex}`") for message in said), tex


def shown_text(page: Page | None) -> str:
    """The text of a page, its questions and answers included."""
    pieces: list[str] = []
    for part in page.body if page else ():
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
