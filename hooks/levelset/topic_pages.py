"""Topic pages: the notes and prompts of a skill or a category, and the index of skills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from levelset.catalog import Catalog
from levelset.model import Category, Note, Skill
from levelset.room import ROOM, prompt_bytes
from levelset.tallies import by_level, tally
from levelset.views import (
    GeneratedPage,
    LevelQuestions,
    OverviewView,
    Row,
    SkillRow,
    SkillsView,
    TopicView,
    part_of,
)


def skill_pages(catalog: Catalog, room: int = ROOM) -> Iterator[GeneratedPage]:
    """The skill index, and a page for each skill; for large ones an overview and one by topic."""
    yield GeneratedPage(
        "skills/index.md",
        "skills.html",
        "Skills",
        lambda: (
            f"{len(catalog.skills)} skills that the questions ask for, from A to Z and by topic."
        ),
        partial(_skills_view, catalog),
    )
    sizes = {
        note.path: sum(map(prompt_bytes, note.questions)) for note in catalog.notes if note.skills
    }
    for skill in catalog.skills:
        notes = catalog.with_skill(skill)
        large = _is_large(notes, sizes, room)
        yield _skill_page(catalog, skill, large)
        for category in _topics(catalog, notes) if large else ():
            yield _skill_part(catalog, skill, category)


def _skills_view(catalog: Catalog) -> SkillsView:
    rows = [_skill_row(catalog, skill) for skill in catalog.skills]
    by_letter: dict[str, list[SkillRow]] = {}
    for row in rows:
        first = row.skill.name[:1].upper()
        by_letter.setdefault(first if first.isalpha() else "#", []).append(row)
    return SkillsView(
        tuple((letter, tuple(by_letter[letter])) for letter in sorted(by_letter)),
        tuple(
            (category, tuple(row for row in rows if category in row.categories))
            for category in catalog.categories
        ),
        catalog.levels,
        len(rows),
    )


def _is_large(notes: Iterable[Note], sizes: Mapping[str, int], room: int) -> bool:
    """True for a skill whose prompts, of those sizes by note, would not fit on one page."""
    size = sum(sizes[note.path] for note in notes)
    return size > room and len({note.category for note in notes}) > 1


def _skill_page(catalog: Catalog, skill: Skill, large: bool) -> GeneratedPage:
    notes = catalog.with_skill(skill)
    return GeneratedPage(
        f"skills/{skill.slug}.md",
        "overview.html" if large else "topic.html",
        skill.name,
        lambda: f"{_count(notes)} interview questions on {skill.name}, by level.",
        (lambda: _skill_overview(catalog, skill))
        if large
        else (lambda: _topic_view(catalog, skill, None, notes)),
        listed=False,
    )


def _skill_part(catalog: Catalog, skill: Skill, category: Category) -> GeneratedPage:
    """The page of a large skill's share in a category."""
    mine = tuple(note for note in catalog.with_skill(skill) if note.category == category)
    return GeneratedPage(
        f"{_part_url(skill, category).rstrip('/')}.md",
        "topic.html",
        f"{skill.name}: {category.label}",
        lambda: f"{_count(mine)} interview questions on {skill.name} in {category.label}.",
        lambda: _topic_view(catalog, skill, category, mine),
        listed=False,
    )


def category_pages(catalog: Catalog) -> Iterator[GeneratedPage]:
    """A page for each category."""
    for category in catalog.categories:
        yield _category_page(catalog, category)


def _category_page(catalog: Catalog, category: Category) -> GeneratedPage:
    notes = catalog.in_category(category)
    return GeneratedPage(
        f"categories/{category.slug}/index.md",
        "topic.html",
        category.label,
        lambda: (
            category.description
            or f"{category.label}: {len(notes)} notes and {_count(notes)} interview questions "
            "by level."
        ),
        lambda: _topic_view(catalog, None, category, notes),
    )


def _skill_overview(catalog: Catalog, skill: Skill) -> OverviewView:
    notes, parts = catalog.with_skill(skill), []
    for category in _topics(catalog, notes):
        mine = (note for note in notes if note.category == category)
        rows = tuple(Row(question, note) for note in mine for question in note.questions)
        parts.append(part_of(catalog, category, _part_url(skill, category), rows))
    every = tally(question for note in notes for question in note.questions)
    return OverviewView(None, skill, tuple(parts), every)


def _part_url(skill: Skill, category: Category) -> str:
    return f"skills/{skill.slug}/{category.slug}/"


def _topics(catalog: Catalog, notes: Iterable[Note]) -> tuple[Category, ...]:
    """The categories of these notes."""
    mine = {note.category for note in notes}
    return tuple(category for category in catalog.categories if category in mine)


def _count(notes: Iterable[Note]) -> int:
    """How many questions these notes have."""
    return sum(len(note.questions) for note in notes)


def _skill_row(catalog: Catalog, skill: Skill) -> SkillRow:
    notes = catalog.with_skill(skill)
    questions = [question for note in notes for question in note.questions]
    return SkillRow(skill, by_level(catalog, questions), len(questions), _topics(catalog, notes))


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
