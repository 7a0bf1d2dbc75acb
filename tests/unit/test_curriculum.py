"""Our own notes against the standard that CONTRIBUTING.md sets for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from statistics import median

import pytest
from rapidfuzz.fuzz import token_set_ratio
from reading import OWN_DOCS

from levelset.catalog import Catalog
from levelset.library import Library, read_library
from levelset.model import Formula, Note, Question
from levelset.settings import Settings
from levelset.typesets import Typeset

SYLLABUS = {
    "math": (
        *("linear-algebra", "matrix-calculus", "calculus", "probability"),
        *("distributions-and-limit-theorems", "statistics-and-estimation"),
        *("hypothesis-testing-and-ab-tests", "information-theory", "optimization"),
        *("numerical-stability", "sampling-and-mcmc"),
    ),
    "evaluation": (
        *("data-splits-and-leakage", "missing-data-and-imbalance", "classification-metrics"),
        *("calibration", "ranking-metrics", "regression-metrics", "online-experiments"),
    ),
}
CODE_OR_TAG = re.compile(r"<(pre|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
NEAR = 85
LIKE_EACH_OTHER: Mapping[frozenset[str], str] = {}
"""Pairs of prompts' ids that are nearly the same words, with the reason why both are there."""

LEAST_MEDIAN = {"mid": 60, "senior": 90, "principal": 130}
"""Words of answer and discussion, a formula counting one."""


def one_word(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
    return {formula.key: Typeset("<i>x</i>", "x", (), "") for formula in formulas}


def read() -> Library:
    files = sorted(path for path in OWN_DOCS.rglob("*") if path.is_file())
    markdown = {
        path.relative_to(OWN_DOCS).as_posix(): path.read_bytes()
        for path in files
        if path.suffix == ".md"
    }
    others = [path.relative_to(OWN_DOCS).as_posix() for path in files if path.suffix != ".md"]
    return read_library(markdown, others, Settings(checks_run=True), one_word)


LIBRARY = read()
CATALOG: Catalog = LIBRARY.catalog
NOTES = CATALOG.notes
QUESTIONS = CATALOG.questions

each_note = pytest.mark.parametrize("note", NOTES, ids=lambda note: note.path)
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


def points(question: Question) -> int:
    rubric = question.part("rubric")
    return rubric.html.count("<li") if rubric else 0


def test_the_notes_have_no_problems() -> None:
    assert [str(problem) for problem in LIBRARY.problems] == []


def test_the_syllabus_of_the_first_two_topics_is_written() -> None:
    paths = {f"{topic}/{name}.md" for topic, names in SYLLABUS.items() for name in names}
    assert paths - {note.path for note in NOTES} == set()


@each_note
def test_a_note_asks_at_least_four_questions_a_level_and_twelve_in_all(note: Note) -> None:
    assert len(note.questions) >= 12
    for level in CATALOG.levels:
        assert sum(question.level == level for question in note.questions) >= 4


@each_note
def test_a_note_names_its_sources_its_review_and_its_prerequisites(note: Note) -> None:
    assert len(note.matter.sources) >= 3
    assert note.matter.reviewed
    assert len(note.matter.description.split()) >= 8
    known = {other.path for other in NOTES}
    assert {entry.text for entry in note.matter.prerequisites} <= known


@each_note
def test_a_note_without_its_questions_is_1200_to_2500_words(note: Note) -> None:
    assert 1200 <= note.page.words <= 2500


@each_note
def test_every_formula_of_a_note_is_one_to_github_too(note: Note) -> None:
    """A `$` that GitHub takes for a dollar, such as one before a letter, stays in the text."""
    html = [part for part in note.page.body if isinstance(part, str)]
    html += [part.html for question in note.questions for part in question.parts]
    words = CODE_OR_TAG.sub(" ", " ".join(html))
    assert re.findall(r".{0,30}\$.{0,30}", words) == []


@each_note
def test_a_third_of_the_mid_and_senior_questions_say_what_the_next_level_adds(note: Note) -> None:
    below = [q for q in note.questions if q.level.id in ("mid", "senior")]
    ladders = [q for q in below if q.part("senior-adds") or q.part("principal-adds")]
    assert len(ladders) * 3 >= len(below)


def test_prerequisites_form_no_cycle() -> None:
    left = {note.path: {entry.text for entry in note.matter.prerequisites} for note in NOTES}
    while left:
        ready = {path for path, first in left.items() if not first & left.keys()}
        assert ready, f"a cycle among {sorted(left)}"
        left = {path: first for path, first in left.items() if path not in ready}


@each_question
def test_a_question_has_all_the_parts_that_make_it_complete(question: Question) -> None:
    assert question.answered
    assert question.sourced
    assert question.part("follow-up")
    assert question.part("common-mistake")
    assert 3 <= points(question) <= 6


def test_there_are_questions_and_checks_enough() -> None:
    assert len(QUESTIONS) >= 216
    assert sum(question.checked for question in QUESTIONS) >= 120


@pytest.mark.parametrize(("level", "least"), LEAST_MEDIAN.items())
def test_answers_grow_with_the_level(level: str, least: int) -> None:
    lengths = [
        sum(len(p.text.split()) for p in q.parts if p.kind in ("answer", "discussion"))
        for q in QUESTIONS
        if q.level.id == level
    ]
    assert median(lengths) >= least


def test_no_two_prompts_are_nearly_the_same() -> None:
    near = [
        (one.id, other.id)
        for one, other in combinations(QUESTIONS, 2)
        if token_set_ratio(one.prompt.casefold(), other.prompt.casefold()) >= NEAR
        and frozenset((one.id, other.id)) not in LIKE_EACH_OTHER
    ]
    assert near == []
