"""Labels: the words in emphasis and a colon that open a question or a part of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

QUESTION = "Question"
ANSWER = "Answer"
_SPELLINGS = {
    "q": QUESTION,
    "question": QUESTION,
    "a": ANSWER,
    "ans": ANSWER,
    "answer": ANSWER,
    "discussion": "Discussion",
    "rubric": "Rubric",
    "follow-up": "Follow-up",
    "follow-ups": "Follow-up",
    "follow up": "Follow-up",
    "followup": "Follow-up",
    "common mistake": "Common mistake",
    "common mistakes": "Common mistake",
    "check": "Check",
    "source": "Source",
    "sources": "Source",
}
_ADDS = re.compile(r"[\w -]+ adds")
_NUMBER = re.compile(r"[\s#.]*\d+\.?$")
_LONGEST = 6
_WIDEST = 200
_COLON = re.compile(r"\s*:(?!:)\s*")
_PLAIN = re.compile(r"(Q|A|Question|Answer)\s*\d*\s*:\s+")
_OPENINGS = ("em_open", "strong_open")
_BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True)
class Label:
    """A label and what follows it in its paragraph.

    `name` is one spelling for the labels the site knows, else the author's words.
    """

    name: str
    rest: tuple[Token, ...]
    known: bool


def label(children: Sequence[Token]) -> Label | None:
    """The label that a paragraph's inline tokens open with, if any."""
    tokens = [token for token in children if token.type != "text" or token.content]
    if not tokens:
        return None
    if tokens[0].type == "text":
        return _plain_label(tokens)
    depth = 0
    while depth < len(tokens) and tokens[depth].type in _OPENINGS:
        depth += 1
    inside = tokens[depth : depth + 1]
    closes = tokens[depth + 1 : 2 * depth + 1]
    if not depth or not inside or inside[0].type != "text":
        return None
    if len(closes) < depth or any(token.nesting != -1 for token in closes):
        return None
    return _emphasised(inside[0].content, tokens[2 * depth + 1 :])


def _emphasised(words: str, rest: Sequence[Token]) -> Label | None:
    if words.rstrip().endswith(":"):
        return _named(words.rstrip()[:-1], rest)
    if rest and rest[0].type == "text" and (colon := _COLON.match(rest[0].content)):
        after = _words(rest[0].content[colon.end() :], rest[0])
        return _named(words, [after, *rest[1:]])
    return None


def _plain_label(tokens: Sequence[Token]) -> Label | None:
    """`Q:` and `A:` without emphasis, as hurried authors write them."""
    found = _PLAIN.match(tokens[0].content)
    if not found:
        return None
    after = _words(tokens[0].content[found.end() :], tokens[0])
    return _named(found[1], [after, *tokens[1:]])


def _named(words: str, rest: Sequence[Token]) -> Label | None:
    written = " ".join(words.split())
    if not written or len(written) > _WIDEST or len(written.split()) > _LONGEST:
        return None
    folded = written.casefold()
    name = _SPELLINGS.get(folded) or _SPELLINGS.get(_NUMBER.sub("", folded))
    if name is None and _ADDS.fullmatch(folded):
        name = written[0].upper() + written[1:]
    return Label(name or written, tuple(trimmed(rest)), name is not None)


def trimmed(children: Iterable[Token]) -> list[Token]:
    """The inline tokens without leading blanks and line breaks."""
    tokens = list(children)
    while tokens and (
        tokens[0].type in _BREAKS or (tokens[0].type == "text" and not tokens[0].content.strip())
    ):
        del tokens[0]
    if tokens and tokens[0].type == "text" and tokens[0].content[0].isspace():
        tokens[0] = _words(tokens[0].content.lstrip(), tokens[0])
    return tokens


def _words(content: str, instead: Token) -> Token:
    """Text that stands where a longer one stood."""
    return Token("text", "", 0, level=instead.level, content=content)


def lines(children: Sequence[Token]) -> list[list[Token]]:
    """The inline tokens cut at the line breaks that stand outside of any markup."""
    depth = 0
    rows: list[list[Token]] = [[]] if children else []
    for token in children:
        depth += token.nesting
        if token.type in _BREAKS and depth == 0:
            rows.append([])
        else:
            rows[-1].append(token)
    return rows
