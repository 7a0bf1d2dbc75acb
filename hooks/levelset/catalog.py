"""The catalog: every note and question, indexed by level, skill and category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from levelset import vocabulary
from levelset.aliases import Redirect, with_aliases
from levelset.model import (
    Category,
    Level,
    Note,
    Page,
    Problem,
    Question,
    Skill,
)
from levelset.prerequisites import prerequisite_faults, prerequisites_first
from levelset.settings import Settings
from levelset.slugs import digest


@dataclass(frozen=True)
class Catalog:
    """All there is to publish, in the order it is published in.

    Levels and configured categories stand in their configured order, other categories and
    skills alphabetically, a category's notes with prerequisites first. `redirects` are addresses
    that notes had before.
    """

    levels: tuple[Level, ...]
    categories: tuple[Category, ...]
    skills: tuple[Skill, ...]
    notes: tuple[Note, ...]
    pages: tuple[Page, ...]
    redirects: tuple[Redirect, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question: by level, then by its note's place in the catalog."""
        every = [question for note in self.notes for question in note.questions]
        return tuple(sorted(every, key=lambda question: question.level.rings))

    @cached_property
    def note_at(self) -> Mapping[str, Note]:
        """Notes by path."""
        return {note.path: note for note in self.notes}

    @cached_property
    def _by_category(self) -> Mapping[str, tuple[Note, ...]]:
        found: dict[str, list[Note]] = defaultdict(list)
        for note in self.notes:
            found[note.category.slug].append(note)
        return {key: tuple(notes) for key, notes in found.items()}

    @cached_property
    def _place_in_category(self) -> Mapping[str, int]:
        rows = self._by_category.values()
        return {note.path: place for row in rows for place, note in enumerate(row)}

    @cached_property
    def _by_skill(self) -> Mapping[str, tuple[Note, ...]]:
        found: dict[str, list[Note]] = defaultdict(list)
        for note in self.notes:
            for skill in note.skills:
                found[skill.slug].append(note)
        return {key: tuple(notes) for key, notes in found.items()}

    @cached_property
    def _by_level(self) -> Mapping[str, tuple[Question, ...]]:
        found: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions:
            found[question.level.id].append(question)
        return {key: tuple(questions) for key, questions in found.items()}

    def in_category(self, category: Category) -> tuple[Note, ...]:
        """The category's notes, prerequisites first."""
        return self._by_category.get(category.slug, ())

    def with_skill(self, skill: Skill) -> tuple[Note, ...]:
        """The notes that name the skill."""
        return self._by_skill.get(skill.slug, ())

    def at_level(self, level: Level) -> tuple[Question, ...]:
        """The level's questions."""
        return self._by_level.get(level.id, ())

    def beside(self, note: Note) -> tuple[Note | None, Note | None]:
        """The notes before and after this one in its category."""
        row = self.in_category(note.category)
        at = self._place_in_category[note.path]
        before = row[at - 1] if at else None
        return before, row[at + 1] if at + 1 < len(row) else None


def catalog(
    notes: Iterable[Note], pages: Iterable[Page], settings: Settings, fixed: Iterable[str] = ()
) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog of these notes and the faults that show only when all are seen.

    `fixed` are addresses that the site makes whatever the notes say.
    """
    pages = tuple(pages)
    ordered = sorted(notes, key=lambda note: note.path)
    problems: list[Problem] = []
    categories = vocabulary.categories(ordered, settings, problems)
    skills = vocabulary.skills(ordered, problems)
    ordered = [vocabulary.filed(note, categories, skills) for note in ordered]
    ordered = _with_unique_ids(ordered, problems)
    ordered, redirects = _with_aliases(ordered, pages, fixed, problems)
    problems += prerequisite_faults(ordered)
    places = _category_order(categories.values(), settings)
    rows = [[note for note in ordered if note.category == category] for category in places]
    made = Catalog(
        settings.levels,
        tuple(category for category, row in zip(places, rows, strict=True) if row),
        tuple(sorted(set(skills.values()), key=lambda skill: (skill.name.casefold(), skill.slug))),
        tuple(note for row in rows for note in prerequisites_first(row)),
        tuple(sorted(pages, key=lambda page: page.path)),
        redirects,
    )
    problems += _gaps(made, settings)
    return made, tuple(problems)


def _with_unique_ids(notes: Iterable[Note], problems: list[Problem]) -> list[Note]:
    """The notes with each question's id unique on the whole site."""
    owner: dict[str, str] = {}
    return [_with_own_ids(note, owner, problems) for note in notes]


def _with_own_ids(note: Note, owner: dict[str, str], problems: list[Problem]) -> Note:
    renamed: dict[str, Question] = {}
    for question in note.questions:
        first = owner.setdefault(question.id, note.path)
        if first == note.path:
            continue
        other = f"{question.id}-{digest(note.path, 8)}"
        owner[other] = note.path
        renamed[question.id] = replace(question, id=other)
        problems.append(
            Problem(
                note.path,
                question.line,
                f"the id `{question.id}` is taken by a question in {first}",
                "rename one of the files, or give the question `<!-- id: … -->`",
            )
        )
    if not renamed:
        return note
    body = tuple(
        renamed.get(part.id, part) if isinstance(part, Question) else part
        for part in note.page.body
    )
    anchors = note.page.anchors | {question.id for question in renamed.values()}
    return replace(
        note,
        page=replace(note.page, body=body, anchors=anchors),
        questions=tuple(renamed.get(question.id, question) for question in note.questions),
    )


def _with_aliases(
    notes: list[Note], pages: Iterable[Page], fixed: Iterable[str], problems: list[Problem]
) -> tuple[list[Note], tuple[Redirect, ...]]:
    if not any(note.matter.aliases for note in notes):
        return notes, ()
    urls = {note.path: note.url for note in notes} | {page.path: page.url for page in pages}
    taken = {f"categories/{note.category.slug}/" for note in notes}
    taken |= {f"skills/{skill.slug}/" for note in notes for skill in note.skills}
    renamed, redirects, faults = with_aliases(notes, urls, {"", *fixed, *taken})
    problems += faults
    return list(renamed), redirects


def _category_order(categories: Iterable[Category], settings: Settings) -> list[Category]:
    order = {category.id: place for place, category in enumerate(settings.categories)}
    last = len(order)
    return sorted(
        categories,
        key=lambda c: (order.get(c.id, last), c.label.casefold() if c.id not in order else ""),
    )


def _gaps(made: Catalog, settings: Settings) -> Iterator[Problem]:
    """The gaps that the settings count as problems."""
    for question in made.questions:
        if "open-prompts" in settings.fail_on and not question.answered:
            yield Problem(
                question.note,
                question.line,
                f"the {question.level.id} prompt “{question.prompt}” has no answer",
                "answer it in the body, with the same words",
            )
        elif "missing-sources" in settings.fail_on and not question.sourced and question.answered:
            yield Problem(
                question.note,
                question.line,
                f"the answer to “{question.prompt}” names no source",
                "add a `*Source*:` part",
            )
