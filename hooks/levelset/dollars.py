"""Maths as GitHub finds it in Markdown: `$…$`, `$$…$$`, `` $`…`$ `` and the `math` fence.

A formula becomes one token whose text nothing else has touched: no escape, emphasis or link is
read inside it. An inline one has the type `formula_inline`, one that is a block of its own
`formula_block`; both hold the `Formula` and its line in `meta`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from levelset.model import Formula

Fault = tuple[int, str, str]
"""A line counted from 0 in the text given to the parser, what is wrong, and the remedy."""

_RUN = re.compile(r"\$+|`+")
_TICKS = re.compile("`+")
_RAW_CODE_TAG = re.compile(r"<(/?)(?:code|pre|tt)\b", re.IGNORECASE)


def dollars(md: MarkdownIt) -> None:
    """Teach a parser GitHub's maths. It then expects `env["faults"]`, a list of `Fault`s."""
    md.core.ruler.at("inline", _inline_with_lines)
    md.inline.ruler.before("escape", "dollars", _inline_formula)


def formulas(tokens: Iterable[Token]) -> Iterator[tuple[Formula, int]]:
    """The formulas below the tokens in reading order, each with its line (counted from 0)."""
    for token in tokens:
        if "formula" in token.meta:
            yield token.meta["formula"], token.meta["line"]
        if token.children:
            yield from formulas(token.children)


def split_text(text: str) -> Iterator[str | Formula]:
    """Plain text and the inline formulas in it, as in a stretch of raw HTML."""
    done = pos = 0
    while (pos := text.find("$", pos)) >= 0:
        found = _formula_at(text, pos, len(text))
        if found is None:
            pos += 2 if text.startswith("$$", pos) else 1
            continue
        if text[done:pos]:
            yield text[done:pos]
        formula, _, done = found
        pos = done
        yield formula
    if text[done:]:
        yield text[done:]


def _inline_with_lines(state: StateCore) -> None:
    """Read every inline token, telling the rules the line it starts on."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            state.env["line"] = token.map[0] if token.map else 0
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def hold_formula(token: Token, formula: Formula, line: int) -> None:
    token.content = formula.tex
    token.meta = {"formula": formula, "line": line}


def _inline_formula(state: StateInline, silent: bool) -> bool:
    src, pos = state.src, state.pos
    if src[pos] != "$" or _inside_raw_code(state):
        return False
    found = _formula_at(src, pos, state.posMax)
    line = state.env["line"] + src.count("\n", 0, pos)
    if found is None:
        if _run_at(src, pos, state.posMax) == 2 and _starts_word(src, pos):
            state.env["faults"].append((line, *_UNCLOSED))
        return False
    formula, markup, state.pos = found
    if not silent:
        token = state.push("formula_inline", "", 0)
        token.markup = markup
        hold_formula(token, formula, line)
    return True


_UNCLOSED = (
    "`$$` is opened here and not closed in the same paragraph",
    "close it with `$$` and leave no blank line inside, or write `\\$\\$` for dollar signs",
)


def _formula_at(src: str, pos: int, end: int) -> tuple[Formula, str, int] | None:
    """The formula that the `$` at `pos` opens, its opening mark and the position behind it."""
    if pos and src[pos - 1] == "$" and not _is_escaped(src, pos - 1):
        return None
    width = _run_at(src, pos, end)
    if width == 1 and (found := _in_backticks(src, pos, end)):
        return found
    if width > 2 or (width == 1 and not _may_open(src, pos, end)):
        return None
    close = _closing(src, pos + width, end, width)
    if close < 0 or (width == 1 and not _may_close(src, close, end)):
        return None
    tex = src[pos + width : close].strip()
    return (Formula(tex, width == 2), "$" * width, close + width) if tex else None


def _in_backticks(src: str, pos: int, end: int) -> tuple[Formula, str, int] | None:
    ticks = _TICKS.match(src, pos + 1, end)
    if ticks is None:
        return None
    close = _same_run(src, ticks.end(), end, ticks[0])
    behind = close + len(ticks[0])
    if close < 0 or behind >= end or src[behind] != "$":
        return None
    tex = src[ticks.end() : close].strip()
    return (Formula(tex, False), "$" + ticks[0], behind + 1) if tex else None


def _closing(src: str, start: int, end: int, width: int) -> int:
    """Where the dollars that close a formula stand, or -1.

    For `$` the next dollar decides. Code binds tighter than maths, as it does on GitHub.
    """
    pos = start
    while run := _RUN.search(src, pos, end):
        pos = run.end()
        if _is_escaped(src, run.start()):
            pos = run.start() + 1
        elif run[0][0] == "`":
            if _same_run(src, pos, end, run[0]) >= 0:
                return -1
        elif len(run[0]) == width:
            return run.start()
        elif width == 1:
            return -1
    return -1


def _same_run(src: str, start: int, end: int, ticks: str) -> int:
    """Where the next run of exactly these backticks starts, or -1."""
    return next(
        (run.start() for run in _TICKS.finditer(src, start, end) if run[0] == ticks), -1
    )


def _run_at(src: str, pos: int, end: int) -> int:
    run = _RUN.match(src, pos, end)
    return len(run[0]) if run else 0


def _is_escaped(src: str, pos: int) -> bool:
    before = src[:pos]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _starts_word(src: str, pos: int) -> bool:
    return pos == 0 or src[pos - 1].isspace()


def _may_open(src: str, pos: int, end: int) -> bool:
    before = src[pos - 1] if pos else " "
    after = src[pos + 1] if pos + 1 < end else " "
    return not before.isalnum() and not after.isspace()


def _may_close(src: str, pos: int, end: int) -> bool:
    after = src[pos + 1] if pos + 1 < end else " "
    return not src[pos - 1].isspace() and not after.isalnum()


def _inside_raw_code(state: StateInline) -> bool:
    """True between `<code>` and `</code>` written as HTML."""
    depth = 0
    for token in state.tokens:
        if token.type == "html_inline" and (tag := _RAW_CODE_TAG.match(token.content)):
            depth += -1 if tag[1] else 1
    return depth > 0


def block_formula(lines: Iterable[str]) -> tuple[Formula, int] | None:
    """The formula that the lines start with, and how many of them it takes.

    The line it closes on holds nothing behind the dollars. Whatever else starts with `$$` is left
    to be a paragraph, so that a formula that is never closed ends where the paragraph does.
    """
    read: list[str] = []
    for line in lines:
        if not read and _run_at(line, 0, len(line)) != 2:
            return None
        close = _closing(line, 0 if read else 2, len(line), 2)
        if close >= 0:
            tex = "\n".join([*read, line[:close]])[2:].strip()
            whole = tex and not line[close + 2 :].strip()
            return (Formula(tex, True), len(read) + 1) if whole else None
        read.append(line)
    return None
