"""Level pages and study sheets: all questions of a level with their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial

from levelset.catalog import Catalog
from levelset.facets import facets_of
from levelset.model import Category, Level
from levelset.room import ROOM, card_bytes
from levelset.tallies import by_level, tally
from levelset.views import (
    GeneratedPage,
    Group,
    LevelsView,
    LevelView,
    OverviewView,
    Part,
    Row,
    part_of,
    rows_of,
)


def level_pages(catalog: Catalog, room: int = ROOM) -> Iterator[GeneratedPage]:
    """The list of levels, and a page for each; for large ones an overview and a page by topic."""
    names = ", ".join(level.label for level in catalog.levels)
    yield GeneratedPage(
        "levels/index.md",
        "levels.html",
        "Levels",
        lambda: f"Interview questions by seniority: {names}.",
        lambda: LevelsView(by_level(catalog, catalog.questions)),
    )
    large = large_levels(catalog, room)
    for level in catalog.levels:
        yield from _one_level(catalog, level, level.id in large)


def _one_level(catalog: Catalog, level: Level, large: bool) -> Iterator[GeneratedPage]:
    total = len(catalog.at_level(level))
    whole = cache(partial(_level_view, catalog, level))
    parts = cache(lambda: tuple(_level_parts(catalog, whole())))
    yield GeneratedPage(
        f"levels/{level.id}.md",
        "overview.html" if large else "level.html",
        f"{level.label} questions",
        lambda: (
            f"{total} machine-learning interview questions at {level.label} level, "
            "with answers, by topic."
        ),
        (lambda: OverviewView(level, None, parts(), whole().tally)) if large else whole,
    )
    for category in _topics(catalog, level) if large else ():
        label, show = category.label, cache(partial(_part_view, catalog, whole, parts, category))
        yield GeneratedPage(
            f"{_part_url(level, category).rstrip('/')}.md",
            "level.html",
            f"{level.label} questions: {label}",
            partial(_part_description, show),
            show,
            listed=False,
        )


def _part_description(show: Callable[[], LevelView]) -> str:
    view = show()
    assert view.category
    return (
        f"{view.tally.total} {view.level.label} interview questions on {view.category.label}, "
        "with answers."
    )


def large_levels(catalog: Catalog, room: int = ROOM) -> frozenset[str]:
    """The ids of the levels whose questions would not fit on one page."""
    sizes: Counter[str] = Counter()
    topics: dict[str, set[str]] = {}
    for row in rows_of(catalog, catalog.questions):
        level = row.question.level.id
        sizes[level] += card_bytes(row.question)
        topics.setdefault(level, set()).add(row.note.category.slug)
    return frozenset(level for level in topics if sizes[level] > room and len(topics[level]) > 1)


def sheet_pages(catalog: Catalog) -> Iterator[GeneratedPage]:
    """A study sheet for each level."""
    for level in catalog.levels:
        yield _sheet(catalog, level)


def _sheet(catalog: Catalog, level: Level) -> GeneratedPage:
    total = len(catalog.at_level(level))
    return GeneratedPage(
        f"sheet/{level.id}.md",
        "sheet.html",
        f"{level.label} study sheet",
        lambda: f"All {total} {level.label} questions on paper, with their answers.",
        partial(_level_view, catalog, level),
        listed=False,
    )


def _topics(catalog: Catalog, level: Level) -> list[Category]:
    """The categories that have questions at the level."""
    return [
        category
        for category in catalog.categories
        if any(note.counts[level.id] for note in catalog.in_category(category))
    ]


def _part_url(level: Level, category: Category) -> str:
    return f"levels/{level.id}/{category.slug}/"


def _level_view(catalog: Catalog, level: Level) -> LevelView:
    questions = catalog.at_level(level)
    rows: dict[Category, list[Row]] = {}
    for row in rows_of(catalog, questions):
        rows.setdefault(row.note.category, []).append(row)
    groups = tuple(
        Group(category, tuple(rows[category]))
        for category in catalog.categories
        if category in rows
    )
    return LevelView(level, groups, facets_of(catalog, questions), tally(questions))


def _level_parts(catalog: Catalog, whole: LevelView) -> Iterator[Part]:
    for group in whole.groups:
        url = _part_url(whole.level, group.category)
        yield part_of(catalog, group.category, url, group.rows)


def _part_view(
    catalog: Catalog,
    whole: Callable[[], LevelView],
    parts: Callable[[], tuple[Part, ...]],
    category: Category,
) -> LevelView:
    group = next(group for group in whole().groups if group.category == category)
    questions = tuple(row.question for row in group.rows)
    facets = tuple(facet for facet in facets_of(catalog, questions) if facet.name != "category")
    return LevelView(whole().level, (group,), facets, tally(questions), category, parts())
