"""Which `*`, `_` and `~` open or close emphasis, as GitHub decides it."""

from __future__ import annotations

import unicodedata

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType


class InlineParser(ParserInline):
    """markdown-it's inline parser, which takes emoji and other symbols for punctuation.

    CommonMark does since its version 0.31; GitHub follows 0.29, where only ASCII's symbols are.
    """

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Text(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Text(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before, after = self._neighbours(start, end)
        opens = not _is_space(after) and (
            not _is_punctuation(after) or _is_space(before) or _is_punctuation(before)
        )
        closes = not _is_space(before) and (
            not _is_punctuation(before) or _is_space(after) or _is_punctuation(after)
        )
        if canSplitWord:
            return Scanned(opens, closes, end - start)
        return Scanned(
            opens and (not closes or _is_punctuation(before)),
            closes and (not opens or _is_punctuation(after)),
            end - start,
        )

    def _neighbours(self, start: int, end: int) -> tuple[str, str]:
        """The characters around a run; tildes are looked through, but not by tildes."""
        ignored = "" if self.src[start] == "~" else "~"
        before = self.src[:start].rstrip(ignored) if ignored else self.src[:start]
        after = self.src[end : self.posMax]
        after = after.lstrip(ignored) if ignored else after
        return before[-1:] or "\n", after[:1] or "\n"


def _is_space(char: str) -> bool:
    return char in "\t\n\f\r" or unicodedata.category(char) == "Zs"


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return char.isprintable() and not char.isalnum() and char != " "
    return unicodedata.category(char).startswith("P")
