"""Views: what each kind of generated page shows."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from levelset.catalog import Catalog
from levelset.facets import Choice, Facet
from levelset.model import Category, Level, Note, Question, Skill
from levelset.sources import SourcesView
from levelset.tallies import LevelTally, Tally, by_level, tally


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


@dataclass(frozen=True)
class GeneratedPage:
    """A page of our own: the Markdown path it would have, its template, and what that shows.

    `describe` and `show` are called when somebody asks.
    """

    path: str
    template: str
    title: str
    describe: Callable[[], str]
    show: Callable[[], View]
    listed: bool = True

    @cached_property
    def description(self) -> str:
        """One sentence on the page."""
        return self.describe()

    @property
    def view(self) -> View:
        """What the template shows, made for whoever asks: all pages' together take much room."""
        return self.show()

    @property
    def url(self) -> str:
        """The page's address, without a leading slash."""
        stem = self.path.removesuffix(".md")
        folder, name = posixpath.split(stem)
        address = folder if name == "index" else stem
        return f"{address}/" if address else ""


def rows_of(catalog: Catalog, questions: Iterable[Question]) -> Iterator[Row]:
    """Each question beside its note."""
    for question in questions:
        yield Row(question, catalog.note_at[question.note])


FIRST = 5
"""How many questions of each category an overview lists."""


def part_of(catalog: Catalog, category: Category, url: str, rows: tuple[Row, ...]) -> Part:
    """A category's share of a large page: `rows` are its questions there."""
    questions = [row.question for row in rows]
    return Part(category, url, by_level(catalog, questions), tally(questions), rows[:FIRST])
