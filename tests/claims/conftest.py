"""The checks of our own notes, found through the catalog that the site is made from."""

from __future__ import annotations

import pytest
from reading import checked_questions


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that takes `question` every checked question."""
    if "question" in metafunc.fixturenames:
        every = checked_questions()
        metafunc.parametrize("question", every, ids=[question.id for question in every])
