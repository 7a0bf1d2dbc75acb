"""Openings: the characters that blocks and marks begin with, so that few rules are asked for each.

markdown-it asks every rule at every line and at every mark; most say at once that they begin with
another character.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, lheading
from markdown_it.rules_inline import StateInline

from levelset.tables import table_with_faults

_BLOCKS = {
    "fence": "`~",
    "dollars": "$",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_MARKS = {
    "newline": "\n",
    "dollars": "$",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "gfm_autolink_www": "w",
    "plain_colon": ":",
    "gfm_autolink_protocol": ":",
    "gfm_autolink_email": "@",
}
_Rule = Callable[..., bool]


def by_openings(md: MarkdownIt) -> None:
    """Have a parser ask only the rules that may find something. It learns no more rules then."""
    md.block.ruler = _Openings(md.block.ruler, _BLOCKS, _block)
    md.inline.ruler = _Openings(md.inline.ruler, _MARKS, _mark)


class _Openings(Ruler[Any]):
    """The rules of a parser, each chain of them as one rule that asks those that may apply.

    A rule without an opening may begin with anything.
    """

    def __init__(
        self,
        rules: Ruler[Any],
        openings: Mapping[str, str],
        one: Callable[[Mapping[str, Sequence[_Rule]], Sequence[_Rule]], _Rule],
    ) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__  # Blocks look whether there is a rule for indented code.
        self._chains: dict[str, list[_Rule]] = {}
        marks = {*"".join(openings.values())}
        for chain in {"", *(name for rule in rules.__rules__ for name in rule.alt)}:
            every = [r for r in rules.__rules__ if r.enabled and (not chain or chain in r.alt)]
            asked = {
                mark: [rule.fn for rule in every if mark in openings.get(rule.name, mark)]
                for mark in marks
            }
            others = [rule.fn for rule in every if rule.name not in openings]
            self._chains[chain] = [one(asked, others)]

    def getRules(self, chainName: str = "") -> list[_Rule]:
        """The one rule that stands for all of the chain."""
        return self._chains.get(chainName, [])


def _block(asked: Mapping[str, Sequence[_Rule]], others: Sequence[_Rule]) -> _Rule:
    one_line = [rule for rule in others if rule not in (table_with_faults, lheading)]

    def block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        first = state.bMarks[line] + state.tShift[line]
        rules = asked.get(state.src[first : first + 1], others)
        if rules is others and (line + 1 >= end or state.isEmpty(line + 1)):
            rules = one_line
        for rule in rules:  # noqa: SIM110 - a generator is slow
            if rule(state, line, end, silent):
                return True
        return False

    return block


def _mark(asked: Mapping[str, Sequence[_Rule]], others: Sequence[_Rule]) -> _Rule:
    def mark(state: StateInline, silent: bool) -> bool:
        for rule in asked.get(state.src[state.pos], others):  # noqa: SIM110
            if rule(state, silent):
                return True
        return False

    return mark
