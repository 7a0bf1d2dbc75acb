"""Vocabulary: the categories and skills that notes name, each spelled one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from levelset.model import Category, Note, Problem, Skill
from levelset.settings import Settings
from levelset.slugs import digest, slug

_LONGEST_SLUG = 80
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names that mean something else below `skills/`, or to Windows."""


def categories(
    notes: Iterable[Note], settings: Settings, problems: list[Problem]
) -> dict[str, Category]:
    found = {_key(category.id): category for category in settings.categories}
    first = dict.fromkeys(found, "the settings")
    for note in notes:
        name, key = note.category.id, _key(note.category.id)
        known = found.setdefault(key, _new_category(name))
        where = first.setdefault(key, note.path)
        if known.id != name:
            problems.append(
                Problem(
                    note.path,
                    note.matter.category_line,
                    f"category `{name}` is spelled `{known.id}` in {where}",
                    f"write `{known.id}`",
                )
            )
    slugs = _distinct({key: category.id for key, category in found.items()})
    return {key: replace(category, slug=slugs[key]) for key, category in found.items()}


def skills(notes: Iterable[Note], problems: list[Problem]) -> dict[str, Skill]:
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


def filed(note: Note, categories: Mapping[str, Category], skills: Mapping[str, Skill]) -> Note:
    mine = dict.fromkeys(skills[_key(entry.text)] for entry in note.matter.skills)
    return replace(note, category=categories[_key(note.category.id)], skills=tuple(mine))


def _key(name: str) -> str:
    """What is the same in two spellings of one skill or category."""
    return re.sub(r"[\s_-]+", "", name.casefold())


def _new_category(name: str) -> Category:
    label = name.replace("-", " ").replace("_", " ")
    return Category(name, label[:1].upper() + label[1:], slug(name))


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
