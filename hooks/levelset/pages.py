"""Generated pages: what each of them shows, taken from the catalog."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from levelset.catalog import Catalog
from levelset.library import Library
from levelset.model import Category, Level, Note, Question, Skill
from levelset.room import ROOM, card_bytes, prompt_bytes
from levelset.sources import Checked, SourcesView, sources_view


@dataclass(frozen=True)
class GeneratedPage:
    """A page of our own: the Markdown path it would have, its template, and what that shows."""

    path: str
    template: str
    title: str
    description: str
    view: View
    listed: bool = True

    @property
    def url(self) -> str:
        """The page's address, without a leading slash."""
        stem = self.path.removesuffix(".md")
        folder, name = posixpath.split(stem)
        address = folder if name == "index" else stem
        return f"{address}/" if address else ""


@dataclass(frozen=True)
class Row:
    """A question beside the note it is from."""

    question: Question
    note: Note


@dataclass(frozen=True)
class Group:
    """A category's questions at one level."""

    category: Category
    rows: tuple[Row, ...]


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


@dataclass(frozen=True)
class LevelQuestions:
    """A level and some of its questions."""

    level: Level
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class CoverageRow:
    """A note with a tally for each level, in the levels' order."""

    note: Note
    cells: tuple[LevelTally, ...]
    tally: Tally


@dataclass(frozen=True)
class CoverageGroup:
    """A category's rows and its sum for each level."""

    category: Category
    rows: tuple[CoverageRow, ...]
    cells: tuple[LevelTally, ...]
    tally: Tally


@dataclass(frozen=True)
class HomeView:
    """The front page. `sample` is a question to try, None while there is no answered one."""

    levels: tuple[LevelTally, ...]
    coverage: tuple[CoverageGroup, ...]
    tally: Tally
    notes: int
    skills: int
    sample: Row | None


@dataclass(frozen=True)
class LevelsView:
    """The list of levels."""

    levels: tuple[LevelTally, ...]


@dataclass(frozen=True)
class LevelView:
    """A level's questions by category, for reading and as a study sheet.

    A part of a large level has the questions of one category, and `parts` are all of them.
    """

    level: Level
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    tally: Tally
    category: Category | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Part:
    """A category's share of a large page: its own page's address and its first questions."""

    category: Category
    url: str
    levels: tuple[LevelTally, ...]
    tally: Tally
    first: tuple[Row, ...]


@dataclass(frozen=True)
class OverviewView:
    """A large level or skill, whose questions are on pages by category. One of the two is None."""

    level: Level | None
    skill: Skill | None
    parts: tuple[Part, ...]
    tally: Tally


@dataclass(frozen=True)
class SkillRow:
    """A skill with its tallies by level and the categories it occurs in."""

    skill: Skill
    cells: tuple[LevelTally, ...]
    total: int
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class SkillsView:
    """The skill index: from A to Z and by category."""

    letters: tuple[tuple[str, tuple[SkillRow, ...]], ...]
    categories: tuple[tuple[Category, tuple[SkillRow, ...]], ...]
    levels: tuple[Level, ...]
    total: int


@dataclass(frozen=True)
class TopicView:
    """A skill's or a category's notes and prompts; with both, a category's in a large skill."""

    skill: Skill | None
    category: Category | None
    notes: tuple[Note, ...]
    levels: tuple[LevelQuestions, ...]
    tally: Tally


@dataclass(frozen=True)
class ExplorerView:
    """The explorer over everything; its rows come from `explorer.json`."""

    facets: tuple[Facet, ...]
    levels: tuple[LevelTally, ...]
    skills: tuple[Choice, ...]
    tally: Tally


@dataclass(frozen=True)
class PracticeView:
    """What a session can be chosen by; `tally` and the counts are those of answered questions."""

    facets: tuple[Facet, ...]
    levels: tuple[LevelTally, ...]
    tally: Tally


@dataclass(frozen=True)
class CoverageView:
    """What there is and what the author should write next."""

    groups: tuple[CoverageGroup, ...]
    levels: tuple[LevelTally, ...]
    tally: Tally
    open: tuple[Row, ...]
    unsourced: tuple[Row, ...]
    unchecked: tuple[Row, ...]


@dataclass(frozen=True)
class ProgressView:
    """What the reader's progress is counted by; the counts are the browser's."""

    groups: tuple[CoverageGroup, ...]
    levels: tuple[LevelTally, ...]


View = (
    HomeView
    | LevelsView
    | LevelView
    | OverviewView
    | SkillsView
    | TopicView
    | ExplorerView
    | CoverageView
    | ProgressView
    | PracticeView
    | SourcesView
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
    view = HomeView(
        _by_level(catalog, catalog.questions),
        _coverage(catalog),
        tally(catalog.questions),
        len(catalog.notes),
        len(catalog.skills),
        _sample(catalog),
    )
    description = (
        f"{view.tally.total} machine-learning interview questions by level and topic, from "
        f"{view.notes} notes: read, filter, search and print them."
    )
    return GeneratedPage("index.md", "home.html", "Home", description, view)


def level_pages(catalog: Catalog, room: int = ROOM) -> Iterator[GeneratedPage]:
    """The list of levels, and a page for each; for large ones an overview and a page by topic."""
    levels = _by_level(catalog, catalog.questions)
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
    for row in _rows(catalog, catalog.questions):
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


def explorer_page(catalog: Catalog) -> GeneratedPage:
    """The explorer over all questions."""
    questions = catalog.questions
    levels = _by_level(catalog, questions)
    facets = _facets(catalog, questions)
    skills = next((facet.choices for facet in facets if facet.name == "skill"), ())
    return GeneratedPage(
        "questions.md",
        "questions.html",
        "Questions",
        f"All {len(questions)} questions: filter them by level, topic, skill and state.",
        ExplorerView((_level_facet(levels), *facets), levels, skills, tally(questions)),
    )


def practice_page(catalog: Catalog) -> GeneratedPage:
    """Sessions over the answered questions."""
    view = _practice_view(catalog)
    total = view.tally.answered
    choices = (Choice("new", "New", total), Choice("due", "Due", 0), Choice("missed", "Missed", 0))
    want = Facet("want", "Only", choices)
    return GeneratedPage(
        "practice.md",
        "practice.html",
        "Practice",
        f"Answer {total} questions from memory, compare, and see again what you missed.",
        replace(view, facets=(*view.facets, want)),
    )


def mock_page(catalog: Catalog) -> GeneratedPage:
    """Mock interviews over the answered questions."""
    return GeneratedPage(
        "mock.md",
        "mock.html",
        "Mock interview",
        "Questions of a level against the clock, with follow-ups, and a scorecard at the end.",
        _practice_view(catalog),
    )


def _practice_view(catalog: Catalog) -> PracticeView:
    answered = tuple(question for question in catalog.questions if question.answered)
    levels = _by_level(catalog, answered)
    found = {facet.name: facet for facet in _facets(catalog, answered)}
    others = (found[name] for name in ("category", "skill") if name in found)
    return PracticeView((_level_facet(levels), *others), levels, tally(answered))


def coverage_page(catalog: Catalog) -> GeneratedPage:
    """The table of topics and levels, and what is still to be written."""
    rows = tuple(_rows(catalog, catalog.questions))
    answered = [row for row in rows if row.question.answered]
    view = CoverageView(
        _coverage(catalog),
        _by_level(catalog, catalog.questions),
        tally(catalog.questions),
        tuple(row for row in rows if not row.question.answered),
        tuple(row for row in answered if not row.question.sourced),
        tuple(row for row in answered if not row.question.checked),
    )
    return GeneratedPage(
        "coverage.md",
        "coverage.html",
        "Coverage",
        f"Which topics have questions at which level: {view.tally.answered} of "
        f"{view.tally.total} answered.",
        view,
    )


def progress_page(catalog: Catalog) -> GeneratedPage:
    """What the reader knows and what comes due, by level and topic."""
    return GeneratedPage(
        "progress.md",
        "progress.html",
        "Progress",
        "What you know, what comes due, and what you missed. It is stored in this browser only.",
        ProgressView(_coverage(catalog), _by_level(catalog, catalog.questions)),
    )


def offline_page(catalog: Catalog) -> GeneratedPage:
    """What there is to read without a network; shown in place of a page that is not."""
    return GeneratedPage(
        "offline.md",
        "offline.html",
        "Offline",
        "What can be read without a network, and how to take the whole site along.",
        LevelsView(_by_level(catalog, catalog.questions)),
        listed=False,
    )


def sources_page(library: Library, checked: Mapping[str, Checked]) -> GeneratedPage:
    """The addresses outside the site; there is such a page only where there are any."""
    view = sources_view(library, checked)
    return GeneratedPage(
        "sources.md",
        "sources.html",
        "Sources",
        f"The {view.total} addresses outside this site that its notes lead to, and when each was "
        "checked last.",
        view,
        listed=False,
    )


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


def _by_level(catalog: Catalog, questions: Iterable[Question]) -> tuple[LevelTally, ...]:
    groups: dict[str, list[Question]] = {level.id: [] for level in catalog.levels}
    for question in questions:
        groups[question.level.id].append(question)
    return tuple(LevelTally(level, tally(groups[level.id])) for level in catalog.levels)


def _rows(catalog: Catalog, questions: Iterable[Question]) -> Iterator[Row]:
    for question in questions:
        yield Row(question, catalog.note_at[question.note])


def _level_view(catalog: Catalog, level: Level) -> LevelView:
    questions = catalog.at_level(level)
    rows: dict[Category, list[Row]] = {}
    for row in _rows(catalog, questions):
        rows.setdefault(row.note.category, []).append(row)
    groups = tuple(
        Group(category, tuple(rows[category]))
        for category in catalog.categories
        if category in rows
    )
    return LevelView(level, groups, _facets(catalog, questions), tally(questions))


FIRST = 5
"""How many questions of each category an overview lists."""


def _level_parts(catalog: Catalog, whole: LevelView) -> Iterator[Part]:
    for group in whole.groups:
        url = f"levels/{whole.level.id}/{group.category.slug}/"
        yield _part(catalog, group.category, url, group.rows)


def _skill_parts(catalog: Catalog, row: SkillRow) -> Iterator[Part]:
    notes = catalog.with_skill(row.skill)
    for category in row.categories:
        mine = (note for note in notes if note.category == category)
        rows = tuple(Row(question, note) for note in mine for question in note.questions)
        yield _part(catalog, category, f"skills/{row.skill.slug}/{category.slug}/", rows)


def _part(catalog: Catalog, category: Category, url: str, rows: tuple[Row, ...]) -> Part:
    questions = [row.question for row in rows]
    return Part(category, url, _by_level(catalog, questions), tally(questions), rows[:FIRST])


def _part_view(catalog: Catalog, level: Level, group: Group, parts: tuple[Part, ...]) -> LevelView:
    questions = tuple(row.question for row in group.rows)
    facets = tuple(facet for facet in _facets(catalog, questions) if facet.name != "category")
    return LevelView(level, (group,), facets, tally(questions), group.category, parts)


def _level_facet(levels: Iterable[LevelTally]) -> Facet:
    choices = (Choice(row.level.id, row.level.label, row.tally.total) for row in levels)
    return Facet("level", "Level", tuple(choices))


def _facets(catalog: Catalog, questions: tuple[Question, ...]) -> tuple[Facet, ...]:
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


def _skill_row(catalog: Catalog, skill: Skill) -> SkillRow:
    notes = catalog.with_skill(skill)
    questions = [question for note in notes for question in note.questions]
    mine = {note.category for note in notes}
    return SkillRow(
        skill,
        _by_level(catalog, questions),
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


def _coverage(catalog: Catalog) -> tuple[CoverageGroup, ...]:
    groups = []
    for category in catalog.categories:
        notes = catalog.in_category(category)
        rows = tuple(
            CoverageRow(note, _by_level(catalog, note.questions), tally(note.questions))
            for note in notes
        )
        every = [question for note in notes for question in note.questions]
        groups.append(CoverageGroup(category, rows, _by_level(catalog, every), tally(every)))
    return tuple(groups)


def _sample(catalog: Catalog) -> Row | None:
    """A question to try on the front page: answered, checked if there is one, and short."""
    answered = [row for row in _rows(catalog, catalog.questions) if row.question.answered]
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
