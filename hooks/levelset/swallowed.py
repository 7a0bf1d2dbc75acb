"""Swallowed: questions that stand in a file and are not read, since something before them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from markdown_it.token import Token

from levelset.drafts import Draft
from levelset.matching import same_words
from levelset.model import Problem
from levelset.notes import Manuscript
from levelset.prompts import source_text
from levelset.questions import find
from levelset.settings import Settings

_LONGEST = 100


def swallowed(script: Manuscript, settings: Settings) -> Iterator[Problem]:
    """A problem for each block that nothing closes, and for front matter that cannot be read.

    Each says how many questions it costs and names the first, so that none is lost unnoticed.
    """
    path, document = script.source.path, script.document

    def questions(tokens: Iterable[Token]) -> list[Draft]:
        listed = {same_words(source_text(_words(prompt.tokens))) for _, prompt in script.prompts}
        reading = find(tuple(tokens), settings.levels, lambda text: same_words(text) in listed)
        return [piece for piece in reading.pieces if isinstance(piece, Draft)]

    if document.endless:
        read = {draft.line for draft in questions(document.tokens)}
        missing = [d for d in questions(document.unswallowed) if d.line not in read]
        stops = [block.start for block in document.endless[1:]]
        for block, stop in zip_longest(document.endless, stops, fillvalue=None):
            assert block
            inside = [d for d in missing if block.start < d.line and (not stop or d.line < stop)]
            what = f", so that it swallows {_named(inside, document.first_line)}"
            line = document.first_line + block.start
            yield Problem(path, line, block.what + what, block.remedy)
    if script.source.headless and (lost := questions(document.tokens)):
        what = f"the front matter cannot be read; that costs {_named(lost, document.first_line)}"
        yield Problem(path, 1, what, "begin it with `title: …` and end it with a line of `---`")


def _named(drafts: list[Draft], first_line: int) -> str:
    if not drafts:
        return "what follows"
    first = drafts[0]
    words = first.raw if len(first.raw) <= _LONGEST else f"{first.raw[:_LONGEST]}…"
    counted = "1 question" if len(drafts) == 1 else f"{len(drafts)} questions"
    return f"{counted}, the first of them “{words}” on line {first_line + first.line}"


def _words(tokens: Iterable[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or ())
