"""Level pages and study sheets: all questions of a level with their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
    levels = by_level(catalog, catalog.questions)
    names = ", ".join(level.label for level in catalog.levels)
    yield GeneratedPage(
        "levels/index.md",
        "levels.html",
        "Levels",
        f"Interview questions by seniority: {names}.",
        LevelsView(levels),
    )
    large = large_levels(catalog, room)
    for level in catalog.levels:
        whole = _level_view(catalog, level)
        parts = tuple(_level_parts(catalog, whole)) if level.id in large else ()
        overview = OverviewView(level, None, parts, whole.tally)
        yield GeneratedPage(
            f"levels/{level.id}.md",
            "overview.html" if parts else "level.html",
            f"{level.label} questions",
            f"{whole.tally.total} machine-learning interview questions at {level.label} level, "
            "with answers, by topic.",
            overview if parts else whole,
        )
        for part, group in zip(parts, whole.groups, strict=False):
            label = part.category.label
            yield GeneratedPage(
                f"{part.url.rstrip('/')}.md",
                "level.html",
                f"{level.label} questions: {label}",
                f"{part.tally.total} {level.label} interview questions on {label}, with answers.",
                _part_view(catalog, level, group, parts),
                listed=False,
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
        view = _level_view(catalog, level)
        yield GeneratedPage(
            f"sheet/{level.id}.md",
            "sheet.html",
            f"{level.label} study sheet",
            f"All {view.tally.total} {level.label} questions on paper, with their answers.",
            view,
            listed=False,
        )


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
        url = f"levels/{whole.level.id}/{group.category.slug}/"
        yield part_of(catalog, group.category, url, group.rows)


def _part_view(catalog: Catalog, level: Level, group: Group, parts: tuple[Part, ...]) -> LevelView:
    questions = tuple(row.question for row in group.rows)
    facets = tuple(facet for facet in facets_of(catalog, questions) if facet.name != "category")
    return LevelView(level, (group,), facets, tally(questions), group.category, parts)
