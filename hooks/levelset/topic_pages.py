"""Topic pages: the notes and prompts of a skill or a category, and the index of skills."""

from __future__ import annotations

from collections.abc import Iterator

from levelset.catalog import Catalog
from levelset.model import Category, Note, Skill
from levelset.room import ROOM, prompt_bytes
from levelset.tallies import by_level, tally
from levelset.views import (
    GeneratedPage,
    LevelQuestions,
    OverviewView,
    Part,
    Row,
    SkillRow,
    SkillsView,
    TopicView,
    part_of,
)


def skill_pages(catalog: Catalog, room: int = ROOM) -> Iterator[GeneratedPage]:
    """The skill index, and a page for each skill; for large ones an overview and one by topic."""
    rows = [_skill_row(catalog, skill) for skill in catalog.skills]
    by_letter: dict[str, list[SkillRow]] = {}
    for row in rows:
        first = row.skill.name[:1].upper()
        by_letter.setdefault(first if first.isalpha() else "#", []).append(row)
    view = SkillsView(
        tuple((letter, tuple(by_letter[letter])) for letter in sorted(by_letter)),
        tuple(
            (category, tuple(row for row in rows if category in row.categories))
            for category in catalog.categories
        ),
        catalog.levels,
        len(rows),
    )
    yield GeneratedPage(
        "skills/index.md",
        "skills.html",
        "Skills",
        f"{len(rows)} skills that the questions ask for, from A to Z and by topic.",
        view,
    )
    for row in rows:
        yield from _one_skill(catalog, row, room)


def _one_skill(catalog: Catalog, row: SkillRow, room: int) -> Iterator[GeneratedPage]:
    skill, notes = row.skill, catalog.with_skill(row.skill)
    size = sum(prompt_bytes(question) for note in notes for question in note.questions)
    parts = tuple(_skill_parts(catalog, row)) if size > room and len(row.categories) > 1 else ()
    whole = _topic_view(catalog, skill, None, notes)
    yield GeneratedPage(
        f"skills/{skill.slug}.md",
        "overview.html" if parts else "topic.html",
        skill.name,
        f"{row.total} interview questions on {skill.name}, by level.",
        OverviewView(None, skill, parts, whole.tally) if parts else whole,
        listed=False,
    )
    for part in parts:
        mine = tuple(note for note in notes if note.category == part.category)
        yield GeneratedPage(
            f"{part.url.rstrip('/')}.md",
            "topic.html",
            f"{skill.name}: {part.category.label}",
            f"{part.tally.total} interview questions on {skill.name} in {part.category.label}.",
            _topic_view(catalog, skill, part.category, mine),
            listed=False,
        )


def category_pages(catalog: Catalog) -> Iterator[GeneratedPage]:
    """A page for each category."""
    for category in catalog.categories:
        notes = catalog.in_category(category)
        total = sum(len(note.questions) for note in notes)
        yield GeneratedPage(
            f"categories/{category.slug}/index.md",
            "topic.html",
            category.label,
            category.description
            or f"{category.label}: {len(notes)} notes and {total} interview questions by level.",
            _topic_view(catalog, None, category, notes),
        )


def _skill_parts(catalog: Catalog, row: SkillRow) -> Iterator[Part]:
    notes = catalog.with_skill(row.skill)
    for category in row.categories:
        mine = (note for note in notes if note.category == category)
        rows = tuple(Row(question, note) for note in mine for question in note.questions)
        yield part_of(catalog, category, f"skills/{row.skill.slug}/{category.slug}/", rows)


def _skill_row(catalog: Catalog, skill: Skill) -> SkillRow:
    notes = catalog.with_skill(skill)
    questions = [question for note in notes for question in note.questions]
    mine = {note.category for note in notes}
    return SkillRow(
        skill,
        by_level(catalog, questions),
        len(questions),
        tuple(category for category in catalog.categories if category in mine),
    )


def _topic_view(
    catalog: Catalog, skill: Skill | None, category: Category | None, notes: tuple[Note, ...]
) -> TopicView:
    every = tally(question for note in notes for question in note.questions)
    return TopicView(skill, category, notes, _questions_of(catalog, notes), every)


def _questions_of(catalog: Catalog, notes: tuple[Note, ...]) -> tuple[LevelQuestions, ...]:
    rows: dict[str, list[Row]] = {level.id: [] for level in catalog.levels}
    for note in notes:
        for question in note.questions:
            rows[question.level.id].append(Row(question, note))
    found = (LevelQuestions(level, tuple(rows[level.id])) for level in catalog.levels)
    return tuple(group for group in found if group.rows)
