"""Each folder of tests/sites against the counts and problems written by hand beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from reading import folder

from levelset.library import Library
from levelset.model import Question

SITES = Path(__file__).parent.parent / "sites"


def cases() -> list[Any]:
    found = sorted(SITES.glob("*/expected.yml"))
    assert found, "tests/sites holds no expected.yml"
    return [pytest.param(path, id=path.parent.name) for path in found]


@pytest.fixture(params=cases())
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Library]:
    path: Path = request.param
    return yaml.safe_load(path.read_text(encoding="utf-8")), folder(path.parent / "docs")


def questions(library: Library) -> list[Question]:
    return list(library.catalog.questions)


def test_problems_are_those_expected(case: tuple[dict[str, Any], Library]) -> None:
    expected, library = case
    assert [str(problem) for problem in library.problems] == expected["problems"]


def test_questions_are_counted_at_their_level(case: tuple[dict[str, Any], Library]) -> None:
    expected, library = case
    for name, wanted in (("questions", lambda _: True), ("answered", lambda q: q.answered)):
        counts = {
            level.id: sum(map(wanted, library.catalog.at_level(level)))
            for level in library.catalog.levels
        }
        assert counts == expected[name], name


def test_every_question_stands_in_its_note_once(case: tuple[dict[str, Any], Library]) -> None:
    _, library = case
    for note in library.catalog.notes:
        shown = [part for part in note.page.body if isinstance(part, Question)]
        assert shown == list(note.questions)


def test_ids_and_parts_are_those_expected(case: tuple[dict[str, Any], Library]) -> None:
    expected, library = case
    found = questions(library)
    assert len({q.id for q in found}) == len(found)
    if "ids" in expected:
        assert [q.id for q in found] == expected["ids"]
    for identity, labels in expected.get("parts", {}).items():
        question = next(q for q in found if q.id == identity)
        assert [part.label for part in question.parts] == labels
    if "checked" in expected:
        assert [q.id for q in found if q.checked] == expected["checked"]


def test_names_are_those_expected(case: tuple[dict[str, Any], Library]) -> None:
    expected, library = case
    notes = library.catalog.notes
    for name, value in (
        ("titles", {note.path: note.title for note in notes}),
        ("categories", {note.path: note.category.id for note in notes}),
        ("skills", {skill.name: skill.slug for skill in library.catalog.skills}),
    ):
        if name in expected:
            assert value == expected[name]
