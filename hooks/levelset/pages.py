"""Generated pages: what each of them shows, taken from the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

from levelset.catalog import Catalog
from levelset.facets import Choice, Facet, facets_of, level_facet
from levelset.level_pages import level_pages, sheet_pages
from levelset.library import Library
from levelset.room import ROOM
from levelset.sources import Checked, sources_view
from levelset.tallies import by_level, tally
from levelset.topic_pages import category_pages, skill_pages
from levelset.views import (
    CoverageGroup,
    CoverageRow,
    CoverageView,
    ExplorerView,
    GeneratedPage,
    HomeView,
    LevelsView,
    PracticeView,
    ProgressView,
    Row,
    rows_of,
)


def generated_pages(catalog: Catalog, room: int = ROOM) -> tuple[GeneratedPage, ...]:
    """Every page that the catalog gives rise to, in the order of their addresses' rooms.

    Levels and skills whose page would be larger than `room` bytes have a page for each category.
    """
    return (
        home_page(catalog),
        *level_pages(catalog, room),
        *skill_pages(catalog, room),
        *category_pages(catalog),
        explorer_page(catalog),
        practice_page(catalog),
        mock_page(catalog),
        progress_page(catalog),
        coverage_page(catalog),
        *sheet_pages(catalog),
        offline_page(catalog),
    )


def home_page(catalog: Catalog) -> GeneratedPage:
    """The front page, for a folder that has none of its own."""
    return GeneratedPage(
        "index.md",
        "home.html",
        "Home",
        lambda: (
            f"{len(catalog.questions)} machine-learning interview questions by level and topic, "
            f"from {len(catalog.notes)} notes: read, filter, search and print them."
        ),
        lambda: HomeView(
            by_level(catalog, catalog.questions),
            _coverage(catalog),
            tally(catalog.questions),
            len(catalog.notes),
            len(catalog.skills),
            _sample(catalog),
        ),
    )


def explorer_page(catalog: Catalog) -> GeneratedPage:
    """The explorer over all questions."""
    return GeneratedPage(
        "questions.md",
        "questions.html",
        "Questions",
        lambda: (
            f"All {len(catalog.questions)} questions: filter them by level, topic, skill and state."
        ),
        partial(_explorer_view, catalog),
    )


def _explorer_view(catalog: Catalog) -> ExplorerView:
    questions = catalog.questions
    levels = by_level(catalog, questions)
    facets = facets_of(catalog, questions)
    skills = next((facet.choices for facet in facets if facet.name == "skill"), ())
    return ExplorerView((level_facet(levels), *facets), levels, skills, tally(questions))


def practice_page(catalog: Catalog) -> GeneratedPage:
    """Sessions over the answered questions."""
    total = cache(lambda: sum(question.answered for question in catalog.questions))
    return GeneratedPage(
        "practice.md",
        "practice.html",
        "Practice",
        lambda: f"Answer {total()} questions from memory, compare, and see again what you missed.",
        lambda: _with_wishes(_practice_view(catalog), total()),
    )


def _with_wishes(view: PracticeView, total: int) -> PracticeView:
    choices = (Choice("new", "New", total), Choice("due", "Due", 0), Choice("missed", "Missed", 0))
    return replace(view, facets=(*view.facets, Facet("want", "Only", choices)))


def mock_page(catalog: Catalog) -> GeneratedPage:
    """Mock interviews over the answered questions."""
    return GeneratedPage(
        "mock.md",
        "mock.html",
        "Mock interview",
        lambda: (
            "Questions of a level against the clock, with follow-ups, and a scorecard at the end."
        ),
        partial(_practice_view, catalog),
    )


def _practice_view(catalog: Catalog) -> PracticeView:
    answered = tuple(question for question in catalog.questions if question.answered)
    levels = by_level(catalog, answered)
    found = {facet.name: facet for facet in facets_of(catalog, answered)}
    others = (found[name] for name in ("category", "skill") if name in found)
    return PracticeView((level_facet(levels), *others), levels, tally(answered))


def coverage_page(catalog: Catalog) -> GeneratedPage:
    """The table of topics and levels, and what is still to be written."""
    view = cache(partial(_coverage_view, catalog))
    return GeneratedPage(
        "coverage.md",
        "coverage.html",
        "Coverage",
        lambda: (
            f"Which topics have questions at which level: {view().tally.answered} of "
            f"{view().tally.total} answered."
        ),
        view,
    )


def _coverage_view(catalog: Catalog) -> CoverageView:
    rows = tuple(rows_of(catalog, catalog.questions))
    answered = [row for row in rows if row.question.answered]
    return CoverageView(
        _coverage(catalog),
        by_level(catalog, catalog.questions),
        tally(catalog.questions),
        tuple(row for row in rows if not row.question.answered),
        tuple(row for row in answered if not row.question.sourced),
        tuple(row for row in answered if not row.question.checked),
    )


def progress_page(catalog: Catalog) -> GeneratedPage:
    """What the reader knows and what comes due, by level and topic."""
    return GeneratedPage(
        "progress.md",
        "progress.html",
        "Progress",
        lambda: (
            "What you know, what comes due, and what you missed. It is stored in this browser only."
        ),
        lambda: ProgressView(_coverage(catalog), by_level(catalog, catalog.questions)),
    )


def offline_page(catalog: Catalog) -> GeneratedPage:
    """What there is to read without a network; shown in place of a page that is not."""
    return GeneratedPage(
        "offline.md",
        "offline.html",
        "Offline",
        lambda: "What can be read without a network, and how to take the whole site along.",
        lambda: LevelsView(by_level(catalog, catalog.questions)),
        listed=False,
    )


def sources_page(library: Library, checked: Mapping[str, Checked]) -> GeneratedPage:
    """The addresses outside the site; there is such a page only where there are any."""
    view = cache(partial(sources_view, library, checked))
    return GeneratedPage(
        "sources.md",
        "sources.html",
        "Sources",
        lambda: (
            f"The {view().total} addresses outside this site that its notes lead to, and when each "
            "was checked last."
        ),
        view,
        listed=False,
    )


def _coverage(catalog: Catalog) -> tuple[CoverageGroup, ...]:
    groups = []
    for category in catalog.categories:
        notes = catalog.in_category(category)
        rows = tuple(
            CoverageRow(note, by_level(catalog, note.questions), tally(note.questions))
            for note in notes
        )
        every = [question for note in notes for question in note.questions]
        groups.append(CoverageGroup(category, rows, by_level(catalog, every), tally(every)))
    return tuple(groups)


def _sample(catalog: Catalog) -> Row | None:
    """A question to try on the front page: answered, checked if there is one, and short."""
    answered = [row for row in rows_of(catalog, catalog.questions) if row.question.answered]
    if not answered:
        return None
    return min(
        answered,
        key=lambda row: (
            not row.question.checked,
            len(row.question.parts[0].text) > 900,
            row.question.level.rings,
            row.question.id,
        ),
    )
