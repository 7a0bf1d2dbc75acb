"""Tallies: how many questions there are at which level, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from levelset.catalog import Catalog
from levelset.model import Level, Question


@dataclass(frozen=True)
class Tally:
    """How many questions there are, and what they lack.

    `unsourced` and `unchecked` count answered questions only.
    """

    total: int = 0
    open: int = 0
    unsourced: int = 0
    unchecked: int = 0

    @property
    def answered(self) -> int:
        """Questions with an answer."""
        return self.total - self.open

    @property
    def checked(self) -> int:
        """Answered questions whose check the tests run."""
        return self.answered - self.unchecked


@dataclass(frozen=True)
class LevelTally:
    """A level and its tally."""

    level: Level
    tally: Tally


def tally(questions: Iterable[Question]) -> Tally:
    """Count the questions and what they lack."""
    total = open_ = unsourced = unchecked = 0
    for question in questions:
        total += 1
        if not question.answered:
            open_ += 1
            continue
        unsourced += not question.sourced
        unchecked += not question.checked
    return Tally(total, open_, unsourced, unchecked)


def by_level(catalog: Catalog, questions: Iterable[Question]) -> tuple[LevelTally, ...]:
    """The questions' tally at each of the catalog's levels, in the levels' order."""
    groups: dict[str, list[Question]] = {level.id: [] for level in catalog.levels}
    for question in questions:
        groups[question.level.id].append(question)
    return tuple(LevelTally(level, tally(groups[level.id])) for level in catalog.levels)
