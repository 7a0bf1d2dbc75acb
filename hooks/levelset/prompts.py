"""Prompts: the words of a question among the inline tokens of a heading or an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it.token import Token

from levelset.labels import lines, trimmed
from levelset.matching import NUMBER


def source_text(children: Iterable[Token]) -> str:
    """Inline tokens as words: no markup, code and TeX as they stand in the source."""
    words = (" " if t.type in ("softbreak", "hardbreak") else _word(t) for t in children)
    return " ".join("".join(words).split())


def _word(token: Token) -> str:
    if token.type == "image":
        return source_text(token.children or ())
    return "" if token.type == "html_inline" else token.content


def bare(inline: Sequence[Token]) -> list[Token]:
    """A prompt without the emphasis that wraps the whole of it."""
    tokens = trimmed(inline)
    while tokens and tokens[-1].type == "text" and not tokens[-1].content.strip():
        tokens.pop()
    closing = _closing(tokens)
    if len(tokens) > 2 and closing == len(tokens) - 1:
        return bare(tokens[1:-1])
    return tokens


def unnumbered(inline: Sequence[Token]) -> list[Token]:
    """A prompt without its number, which changes when questions are reordered."""
    if not inline or inline[0].type != "text":
        return list(inline)
    words = NUMBER.sub("", inline[0].content)
    return trimmed([replace(inline[0], content=words), *inline[1:]] if words else inline[1:])


def _closing(tokens: Sequence[Token]) -> int:
    """Where the emphasis that the tokens open with ends; -1 when they open with none."""
    if not tokens or tokens[0].type not in ("strong_open", "em_open"):
        return -1
    depth = 0
    for n, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            return n
    return -1


def prompt_rows(inline: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """A first paragraph cut into its prompt and what follows.

    The prompt is the first line; or the bold run that the paragraph opens with, when that run
    crosses the line or asks a question with more text behind it.
    """
    tokens = trimmed(inline)
    closing = _closing(tokens)
    rows = lines(tokens)
    first = rows[0] if rows else []
    bold = tokens[: closing + 1]
    if closing >= 0 and (len(bold) > len(first) or source_text(bold).endswith("?")):
        after = tokens[closing + 1 :]
        return bold, trimmed(after)
    rest = tokens[len(first) :]
    return first, trimmed(rest)
