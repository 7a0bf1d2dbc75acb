"""Blocks: a run of block tokens as the headings, paragraphs and lists that they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token


@dataclass(frozen=True)
class Block:
    """A block with all its tokens, from the one that opens it to the one that closes it."""

    tokens: list[Token]

    @property
    def type(self) -> str:
        """What it is: `heading`, `paragraph`, `bullet_list`, `list_item`, `fence`, …"""
        return self.tokens[0].type.removesuffix("_open")

    @cached_property
    def children(self) -> list[Block]:
        """The blocks inside it."""
        return in_blocks(self.tokens[1:-1])

    @property
    def opening(self) -> Token:
        """The token that it starts with, or is."""
        return self.tokens[0]


def in_blocks(tokens: Iterable[Token]) -> list[Block]:
    """The blocks of a balanced run of tokens, in order."""
    found: list[Block] = []
    current: list[Token] = []
    depth = 0
    for token in tokens:
        current.append(token)
        depth += token.nesting
        if depth == 0:
            found.append(Block(current))
            current = []
    return found
