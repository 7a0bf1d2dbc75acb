"""The catalog: every note and question, indexed by level, skill and category."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from levelset.aliases import Redirect, old_paths, with_aliases
from levelset.model import (
    Category,
    Level,
    Note,
    Page,
    Problem,
    Question,
    Skill,
)
from levelset.settings import Settings
from levelset.slugs import digest, slug

_LONGEST_SLUG = 80
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names that mean something else below `skills/`, or to Windows."""


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
    categories = _categories(ordered, settings, problems)
    skills = _skills(ordered, problems)
    ordered = [_filed(note, categories, skills) for note in ordered]
    ordered = _with_unique_ids(ordered, problems)
    ordered, redirects = _with_aliases(ordered, pages, fixed, problems)
    problems += _prerequisite_faults(ordered)
    places = _category_order(categories.values(), settings)
    rows = [[note for note in ordered if note.category == category] for category in places]
    made = Catalog(
        settings.levels,
        tuple(category for category, row in zip(places, rows, strict=True) if row),
        tuple(sorted(set(skills.values()), key=lambda skill: (skill.name.casefold(), skill.slug))),
        tuple(note for row in rows for note in _prerequisites_first(row)),
        tuple(sorted(pages, key=lambda page: page.path)),
        redirects,
    )
    problems += _gaps(made, settings)
    return made, tuple(problems)


def _key(name: str) -> str:
    """What is the same in two spellings of one skill or category."""
    return re.sub(r"[\s_-]+", "", name.casefold())


def _categories(
    notes: Iterable[Note], settings: Settings, problems: list[Problem]
) -> dict[str, Category]:
    found = {_key(category.id): category for category in settings.categories}
    for note in notes:
        name = note.category.id
        known = found.setdefault(_key(name), _new_category(name))
        if known.id != name:
            problems.append(
                Problem(
                    note.path,
                    1,
                    f"category `{name}` is spelled `{known.id}` elsewhere",
                    f"write `{known.id}`",
                )
            )
    slugs = _distinct({key: category.id for key, category in found.items()})
    return {key: replace(category, slug=slugs[key]) for key, category in found.items()}


def _new_category(name: str) -> Category:
    label = name.replace("-", " ").replace("_", " ")
    return Category(name, label[:1].upper() + label[1:], slug(name))


def _skills(notes: Iterable[Note], problems: list[Problem]) -> dict[str, Skill]:
    """Each skill under its key, spelled as in the first note that names it."""
    found: dict[str, tuple[str, str]] = {}
    for note in notes:
        mine: set[str] = set()
        for entry in note.matter.skills:
            key = _key(entry.text)
            name, path = found.setdefault(key, (entry.text, note.path))
            if key in mine:
                problems.append(
                    Problem(
                        note.path,
                        entry.line,
                        f"skill `{entry.text}` is listed twice",
                        "remove one of them",
                    )
                )
            elif entry.text != name:
                problems.append(
                    Problem(
                        note.path,
                        entry.line,
                        f"skill `{entry.text}` is spelled `{name}` in {path}",
                        "spell it one way",
                    )
                )
            mine.add(key)
    slugs = _distinct({key: name for key, (name, _) in found.items()})
    return {key: Skill(name, slugs[key]) for key, (name, _) in found.items()}


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """A slug for each name; names whose slugs clash get four digits of their hash each."""
    plain = {key: _slug(name) for key, name in names.items()}
    counted: dict[str, int] = defaultdict(int)
    for made in plain.values():
        counted[made] += 1
    return {
        key: f"{made}-{digest(names[key], 4)}" if counted[made] > 1 else made
        for key, made in plain.items()
    }


def _slug(name: str) -> str:
    """The name's slug, fit to be a folder everywhere: no longer than its host allows."""
    made = slug(name)
    if len(made) > _LONGEST_SLUG or made in _RESERVED:
        return f"{made[:_LONGEST_SLUG].rstrip('-')}-{digest(name, 8)}"
    return made or digest(name, 8)


def _filed(note: Note, categories: Mapping[str, Category], skills: Mapping[str, Skill]) -> Note:
    mine = dict.fromkeys(skills[_key(entry.text)] for entry in note.matter.skills)
    return replace(note, category=categories[_key(note.category.id)], skills=tuple(mine))


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


def _prerequisite_faults(notes: list[Note]) -> Iterator[Problem]:
    paths = {note.path: note for note in notes}
    moved = old_paths(notes)
    for note in notes:
        for entry in note.matter.prerequisites:
            if entry.text not in paths:
                yield Problem(
                    note.path,
                    entry.line,
                    f"the prerequisite `{entry.text}` is not a note",
                    f"it is `{moved[entry.text]}` now"
                    if entry.text in moved
                    else "write a note's path below the docs folder, such as `math/calculus.md`",
                )
            elif note.path in _ancestors(entry.text, paths):
                yield Problem(
                    note.path,
                    entry.line,
                    f"the prerequisite `{entry.text}` needs this note itself",
                    "break the circle",
                )


def _ancestors(path: str, notes: Mapping[str, Note]) -> set[str]:
    """Every note that must be read before the one at `path`, that one included."""
    seen: set[str] = set()
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here not in seen and here in notes:
            seen.add(here)
            waiting += [entry.text for entry in notes[here].matter.prerequisites]
    return seen


def _category_order(categories: Iterable[Category], settings: Settings) -> list[Category]:
    order = {category.id: place for place, category in enumerate(settings.categories)}
    last = len(order)
    return sorted(
        categories,
        key=lambda c: (order.get(c.id, last), c.label.casefold() if c.id not in order else ""),
    )


def _prerequisites_first(row: list[Note]) -> list[Note]:
    """The notes by title, but each behind those that it builds on."""
    waiting = sorted(row, key=lambda note: (note.title.casefold(), note.path))
    here = {note.path for note in row}
    done: dict[str, Note] = {}
    while waiting:
        ready = next(
            (
                note
                for note in waiting
                if all(
                    entry.text in done or entry.text not in here
                    for entry in note.matter.prerequisites
                )
            ),
            waiting[0],
        )
        waiting.remove(ready)
        done[ready.path] = ready
    return list(done.values())


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
