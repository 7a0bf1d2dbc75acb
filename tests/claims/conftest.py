"""The checks of our own notes, found through the catalog that the site is made from."""

from __future__ import annotations

from functools import cache

import pytest
from reading import checked_questions

from levelset.model import Question


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that takes `question` every checked question."""
    if "question" in metafunc.fixturenames:
        every = _checked()
        metafunc.parametrize("question", every, ids=[question.id for question in every])


@cache
def _checked() -> list[Question]:
    """Read once, however many tests ask."""
    return checked_questions()


@pytest.fixture
def code(question: Question) -> str:
    """The Python of a question's check."""
    check = question.part("check")
    assert check is not None
    return "\n".join(check.code)
