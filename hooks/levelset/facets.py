"""Facets: what questions can be filtered by, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from levelset.catalog import Catalog
from levelset.model import Question
from levelset.tallies import LevelTally, tally


@dataclass(frozen=True)
class Choice:
    """A value of a facet and how many questions have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """Something to filter by. `name` is its key in the page's address."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def level_facet(levels: Iterable[LevelTally]) -> Facet:
    """The levels to choose from, also those without a question."""
    choices = (Choice(row.level.id, row.level.label, row.tally.total) for row in levels)
    return Facet("level", "Level", tuple(choices))


def facets_of(catalog: Catalog, questions: tuple[Question, ...]) -> tuple[Facet, ...]:
    """Category, skill, state and check; a facet with nothing to choose from is left out."""
    notes = [catalog.note_at[question.note] for question in questions]
    categories = Counter(note.category for note in notes)
    skills = Counter(skill for note in notes for skill in note.skills)
    counts = tally(questions)
    facets = (
        Facet(
            "category",
            "Topic",
            tuple(
                Choice(c.slug, c.label, categories[c])
                for c in catalog.categories
                if c in categories
            ),
        ),
        Facet(
            "skill",
            "Skill",
            tuple(Choice(s.slug, s.name, skills[s]) for s in catalog.skills if s in skills),
        ),
        Facet(
            "state",
            "Answer",
            (
                Choice("answered", "Answered", counts.answered),
                Choice("open", "Open", counts.open),
            ),
        ),
        Facet(
            "checked",
            "Check",
            (
                Choice("yes", "Checked", counts.checked),
                Choice("no", "Not checked", counts.total - counts.checked),
            ),
        ),
    )
    return tuple(facet for facet in facets if facet.choices)
