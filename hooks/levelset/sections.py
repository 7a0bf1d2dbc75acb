"""Headings with a meaning: those that open the question section and those that name a level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import pairwise

from levelset.model import Level

_WORD = re.compile(r"[^\W_]+")
_COMPANY = r"[\W_]*(?:[^\W_]+\s*[/&|]\s*)?{}(?:[\s_-]+levels?)?\s*(?:[/&|+(]|$)"
_BESIDE_LEVEL = {
    *("level", "levels", "tier", "role", "roles", "position", "positions"),
    *("question", "questions", "interview", "interviews"),
    *("engineer", "engineers", "candidate", "candidates"),
    *("year", "years", "yrs", "experience", "about", "the", "for", "and", "of"),
}


@dataclass(frozen=True)
class LevelHeading:
    """The level a heading names; None when it names one that is not configured.

    `fault` and `remedy` are empty when the heading is plain.
    """

    level: Level | None
    fault: str = ""
    remedy: str = ""


def words(text: str) -> list[str]:
    """The text's words in lower case, without emoji and punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def opens_questions(text: str) -> bool:
    """True when a heading's words contain "interview questions", or are "questions"."""
    heading = words(text)
    return heading == ["questions"] or ("interview", "questions") in pairwise(heading)


def level_heading(text: str, levels: Iterable[Level]) -> LevelHeading | None:
    """The level a heading names, or None when it is not a level's heading at all."""
    levels = tuple(levels)
    heading = words(text)
    spellings = {name: level for level in levels for name in _names(level)}
    named = [spellings[name] for name in _spans(heading, spellings)]
    beside = [word for word in heading if not word.isdigit() and word not in _BESIDE_LEVEL]
    belongs = {part for level in named for name in _names(level) for part in name.split()}
    if named and all(word in belongs for word in beside):
        others = [level for level in named if level != named[0]]
        if others:
            remedy = f"give {others[0].label} a heading of its own"
            return LevelHeading(named[0], "names more than one level", remedy)
        return LevelHeading(named[0])
    return _in_company(text, levels) or _misspelt(heading, beside, levels)


def _in_company(text: str, levels: tuple[Level, ...]) -> LevelHeading | None:
    """`Senior & Lead` and `Junior / Mid-level (L4)`: a sign parts the level from what is beside."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if plain.endswith("?"):
        return None
    for level in levels:
        for name in sorted(_names(level), key=len, reverse=True):
            spelling = r"[\W_]+".join(map(re.escape, name.split()))
            if spelling and re.match(_COMPANY.format(spelling), plain):
                remedy = f"write `{level.label} Level`; a question ends with a question mark"
                return LevelHeading(level, f"is taken for `{level.label}`", remedy)
    return None


def _misspelt(
    heading: list[str], beside: list[str], levels: tuple[Level, ...]
) -> LevelHeading | None:
    if len(beside) != 1 or heading[:2] != [beside[0], "level"]:
        return None
    labels = {level.label.casefold(): level for level in levels}
    near = get_close_matches(beside[0], labels, n=1, cutoff=0.75)
    if near:
        level = labels[near[0]]
        return LevelHeading(level, "names no level", f"did you mean `{level.label}`?")
    known = ", ".join(f"`{level.label}`" for level in levels)
    return LevelHeading(None, "names no level", f"known here: {known}")


@cache
def _names(level: Level) -> set[str]:
    return {" ".join(words(level.id.replace("-", " "))), " ".join(words(level.label))}


def _spans(heading: list[str], spellings: Iterable[str]) -> list[str]:
    """The level names that occur in the heading as whole words, in the heading's order."""
    text = f" {' '.join(heading)} "
    found = [(text.index(f" {name} "), name) for name in spellings if f" {name} " in text]
    return [name for _, name in sorted(found)]
