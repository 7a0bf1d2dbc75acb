"""Landmarks: the places on generated pages that links in notes can lead to."""

from __future__ import annotations

from collections.abc import Mapping

from levelset.catalog import Catalog
from levelset.model import Note, Question, Skill

FIXED: Mapping[str, frozenset[str]] = {
    "levels/": frozenset(),
    "questions/": frozenset({"by-level", "by-skill", "results"}),
    "practice/": frozenset({"choose", "today", "elsewhere"}),
    "mock/": frozenset({"elsewhere"}),
    "progress/": frozenset({"mastery", "due", "by-topic", "data"}),
    "coverage/": frozenset({"next", "open", "without-source", "without-check"}),
    "sources/": frozenset(),
    "offline/": frozenset({"whole", "here", "read", "install"}),
}
"""What is the same whatever the notes say, by the page's address."""


def landmarks(catalog: Catalog) -> dict[str, frozenset[str]]:
    """The anchors of each generated page, by its address."""
    found = dict(FIXED)
    for level in catalog.levels:
        questions = catalog.at_level(level)
        topics = {catalog.note_at[question.note].category.slug for question in questions}
        asked = {name for question in questions for name in _names(question)}
        found[f"levels/{level.id}/"] = frozenset(asked | topics)
        found[f"sheet/{level.id}/"] = frozenset(asked)
    for category in catalog.categories:
        notes = catalog.in_category(category)
        found[f"categories/{category.slug}/"] = _of_notes(notes)
    for skill in catalog.skills:
        found[f"skills/{skill.slug}/"] = _of_notes(catalog.with_skill(skill))
    letters = {f"letter-{_letter(skill)}" for skill in catalog.skills}
    found["skills/"] = frozenset(letters | {"by-topic"})
    return found


def _names(question: Question) -> tuple[str, ...]:
    return question.id, *question.former


def _of_notes(notes: tuple[Note, ...]) -> frozenset[str]:
    levels = {question.level.id for note in notes for question in note.questions}
    return frozenset({"notes", *levels})


def _letter(skill: Skill) -> str:
    first = skill.name[:1].upper()
    return first.lower() if first.isalpha() else "other"
