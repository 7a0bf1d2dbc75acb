"""The nouns of the site: levels, notes, questions, answers, and what is wrong with them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

ANSWER_LABELS = frozenset({"answer", "discussion"})
"""Labels whose text, when present, makes a question answered (compared in lower case)."""

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in the content: where it is, what is wrong, and what to do about it.

    `path` is relative to the docs folder with `/` between its parts; `line` counts from 1.
    """

    path: str
    line: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        tail = f"; {self.remedy}" if self.remedy else ""
        return _printable(f"{self.path}:{self.line}: {self.message}{tail}")


@dataclass(frozen=True)
class Level:
    """A seniority that questions are asked at. `rings` is its place in the order, from 1."""

    id: str
    label: str
    years: str = ""
    description: str = ""
    rings: int = 1


@dataclass(frozen=True)
class Category:
    """A topic. `id` is what notes write; `slug` is its address below `categories/`."""

    id: str
    label: str
    slug: str
    description: str = ""


@dataclass(frozen=True)
class Skill:
    """A skill as its first author spelled it; `slug` is its address below `skills/`."""

    name: str
    slug: str


@dataclass(frozen=True)
class Formula:
    """A piece of TeX, and whether it stands on a line of its own."""

    tex: str
    display: bool

    @cached_property
    def key(self) -> str:
        """16 hex digits that stand for this formula in stored HTML."""
        mode = "display" if self.display else "inline"
        return hashlib.sha256(f"{mode}\n{self.tex}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Entry:
    """A value from the front matter and the line of the file it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Prompt:
    """A question as the front matter lists it; `line` is where it stands in the file."""

    text: str
    level: str
    line: int


@dataclass(frozen=True)
class FrontMatter:
    """What a note says about itself, after faults have been replaced by fallbacks."""

    title: str
    category: str
    levels: tuple[str, ...]
    skills: tuple[Entry, ...] = ()
    prompts: Sequence[Prompt] = ()
    description: str = ""
    prerequisites: tuple[Entry, ...] = ()
    sources: tuple[Entry, ...] = ()
    reviewed: str = ""
    aliases: tuple[Entry, ...] = ()
    category_line: int = 1


@dataclass(frozen=True)
class Part:
    """One labelled piece of an answer, in stored HTML and as a plain reading.

    `code` holds the source of the part's fenced Python blocks.
    """

    label: str
    html: str
    text: str
    code: tuple[str, ...] = ()
    line: int = 0

    @property
    def kind(self) -> str:
        """The label as an identifier, `common-mistake` for `Common mistake`."""
        return _kind(self.label)

    @property
    def answers(self) -> bool:
        """True of an Answer or a Discussion with something in it."""
        return self.label.lower() in ANSWER_LABELS and bool(self.text or self.html)


@dataclass(frozen=True)
class Question:
    """An interview question at one level, with what the note says in answer to it.

    `id` is unique on the site and is the question's anchor on every page that shows it.
    `prompt` is a plain reading and `prompt_html` stored HTML; `raw` has its TeX as written.
    On its note it is a heading of that depth; `heading` is the id GitHub gives that heading.
    `former` are ids that it had before. It is `answered` when there is an Answer or a Discussion
    with something in it, and `sourced` when it names where its answer comes from.
    """

    id: str
    raw: str
    prompt: str
    prompt_html: str
    level: Level
    note: str
    line: int
    parts: Sequence[Part] = ()
    checked: bool = False
    depth: int = 4
    heading: str = ""
    former: tuple[str, ...] = ()
    answered: bool = False
    sourced: bool = False

    @property
    def context(self) -> tuple[Part, ...]:
        """What stands between the prompt and the answer, for all to read."""
        return tuple(part for part in self.parts if part.kind == "context")

    @property
    def folded(self) -> tuple[Part, ...]:
        """Everything else, in its author's order."""
        return tuple(part for part in self.parts if part.kind != "context")

    def part(self, kind: str) -> Part | None:
        """The first part of that kind, or None."""
        return next((part for part in self.parts if part.kind == kind), None)


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents."""

    depth: int
    id: str
    text: str


@dataclass(frozen=True)
class Page:
    """A converted Markdown file. `url` has no leading slash; the front page's is empty.

    `body` is stored HTML, with each lifted question standing where the author put it; `words`
    counts the text around the questions.
    """

    path: str
    url: str
    title: str
    body: Sequence[str | Question]
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    words: int = 0


@dataclass(frozen=True)
class Note:
    """A page with front matter: what it says about itself, and its questions."""

    page: Page
    matter: FrontMatter
    category: Category
    skills: tuple[Skill, ...]
    questions: tuple[Question, ...] = ()

    @property
    def path(self) -> str:
        """The note's path below the docs folder."""
        return self.page.path

    @property
    def url(self) -> str:
        """The note's address below the site's root."""
        return self.page.url

    @property
    def title(self) -> str:
        """The note's title."""
        return self.matter.title

    @cached_property
    def minutes(self) -> int:
        """Reading time in whole minutes at 220 words a minute, at least 1."""
        return max(1, round(self.page.words / 220))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many questions it has at each level, by the level's id; 0 at those not named."""
        return Counter(question.level.id for question in self.questions)


@lru_cache(maxsize=256)
def _kind(label: str) -> str:
    return "-".join(label.lower().split())


def _printable(text: str) -> str:
    """The text on one line; what could turn or hide it on a terminal is written as its code."""
    return _UNPRINTABLE.sub(lambda m: " " if m[0] in "\t\n\r" else f"\\u{{{ord(m[0]):x}}}", text)


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems once each, by path and line."""
    return tuple(sorted(set(problems)))
