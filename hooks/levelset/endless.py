"""Endless blocks: code, comments and raw HTML that nothing closes, and what they swallow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import getLine
from markdown_it.token import Token

_FENCED = "the block opened here by"
_QUESTION_INSIDE = re.compile(r"(?:^|\n\n)(?:#{1,6} |[0-9]+[.)] |[-*+] \*\*Q)")
_UNENDING = re.compile(
    r"<(?:(?:script|pre|style|textarea)(?=[\s>]|$)|!--|\?|!\[CDATA\[|!(?=[a-z]))", re.I
)
_Rule = Callable[[StateBlock, int, int, bool], bool]


@dataclass(frozen=True, order=True)
class Endless:
    """A block that nothing closes: from its line up to another, both counted from 0 in the text."""

    start: int
    stop: int
    what: str
    remedy: str


def with_earlier(endless: list[Endless], tokens: Iterable[Token]) -> list[Endless]:
    """The blocks that nothing closes, with those before that seem to end where a later one begins.

    Where a fence is missing, each later one closes what it should open.
    """
    last = max((b.start for b in endless if b.what.startswith(_FENCED)), default=-1)
    if last < 0:
        return sorted(endless)
    doubted = [
        Endless(token.map[0], token.map[1], *_not_closed(token.markup))
        for token in tokens
        if token.markup[:3] in ("```", "~~~") and token.map and token.map[0] < last
        if _QUESTION_INSIDE.search(token.content)
    ]
    known = {block.start for block in endless}
    return sorted([*endless, *(block for block in doubted if block.start not in known)])


def closing(rule: _Rule, fault: Callable[[StateBlock, int], tuple[str, str] | None]) -> _Rule:
    """A rule for a block in which nothing is Markdown, that notices where nothing closes it."""

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        patience = state.env.get("patience", 0)
        if silent and not patience:
            return rule(state, start, end, True)
        before, line = len(state.tokens), state.line
        if not rule(state, start, end, False):
            return False
        wrong = fault(state, start)
        if patience and start in state.env["doubted"]:
            wrong = wrong or ("", "")
        if wrong and not patience:
            state.env["endless"].append(Endless(start, state.line, *wrong))
        elif wrong:
            state.env["patience"] -= 1
        found = not (wrong and patience)
        if silent or not found:
            del state.tokens[before:]
            state.line = line
        return found and (not silent or rule(state, start, end, True))

    return block


def open_fence(state: StateBlock, start: int) -> tuple[str, str] | None:
    """The fault of a fence that is not closed, or only where one that opens inside of it is."""
    mark = state.tokens[-1].markup
    last = getLine(state, state.line - 1).strip() if state.line - 1 > start else ""
    closed = last.startswith(mark) and not last.strip(mark[0])
    opens_inside = f"\n{mark}" in re.sub("\n {1,3}", "\n", f"\n{state.tokens[-1].content}")
    return None if closed and not opens_inside else _not_closed(mark)


def _not_closed(mark: str) -> tuple[str, str]:
    return f"{_FENCED} `{mark}` is not closed", f"end it with a line of `{mark}`"


def open_html(state: StateBlock, start: int) -> tuple[str, str] | None:
    opening = _UNENDING.match(getLine(state, start))
    if not opening or _ends(opening[0].lower(), state.tokens[-1].content.lower()):
        return None
    what = f"`{opening[0]}` is opened here and not closed"
    return what, "close it, or write `&lt;` for `<`"


def _ends(opening: str, content: str) -> bool:
    """True when what is opened ends where it was meant to, and not where a later one does."""
    within = content.partition(opening)[2]
    ends = [at for close in _closings(opening) if (at := within.find(close)) >= 0]
    within = within[: min(ends, default=0)]
    far = opening[1] in "!?" and opening != "<!--" and "\n\n" in within
    return bool(ends) and opening not in within and not far


def _closings(opening: str) -> tuple[str, ...]:
    marks = {"<!--": ("-->",), "<?": ("?>",), "<![cdata[": ("]]>",), "<!": (">",)}
    return marks.get(opening, ("</script>", "</pre>", "</style>", "</textarea>"))
