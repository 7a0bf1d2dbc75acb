"""Maths as GitHub finds it in Markdown: `$…$`, `$$…$$`, `` $`…`$ `` and the `math` fence.

A formula becomes one token whose text nothing else has touched: no escape, emphasis or link is
read inside it. An inline one has the type `formula_inline`, one that is a block of its own
`formula_block`; both hold the `Formula` and its line in `meta`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from levelset.model import Formula

Fault = tuple[int, str, str]
"""A line counted from 0 in the text given to the parser, what is wrong, and the remedy."""

_RUN = re.compile(r"\$+|`+")
_LINE_END = re.compile("\n")
_RAW_CODE_TAG = re.compile(r"<(/?)(?:code|pre|tt)\b", re.IGNORECASE)


def dollars(md: MarkdownIt) -> None:
    """Teach a parser GitHub's maths. It then expects `env["faults"]`, a list of `Fault`s."""
    md.core.ruler.at("inline", _inline_with_lines)
    md.core.ruler.after("block", "maths_fence", _maths_fences)
    md.inline.ruler.before("escape", "dollars", _inline_formula)
    md.block.ruler.before("fence", "dollars", _block_formula)


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
    """Read every inline token, telling the rules the line it starts on.

    Text in which no rule can find anything is one token, as the rules would have it.
    """
    inline = state.md.inline
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        if token.content and not inline.terminator_re.search(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
            continue
        state.env["line"] = token.map[0] if token.map else 0
        state.env["lines"] = _line_ends(token.content) if "\n" in token.content else []
        inline.parse(token.content, state.md, state.env, token.children)


def _line_ends(text: str) -> list[int]:
    return [found.start() for found in _LINE_END.finditer(text)]


def _maths_fences(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "fence" and token.info.split()[:1] == ["math"]:
            _hold(token, Formula(token.content.strip(), True), token.map[0] if token.map else 0)
            token.type, token.tag = "formula_block", ""


def _hold(token: Token, formula: Formula, line: int) -> None:
    token.content = formula.tex
    token.meta = {"formula": formula, "line": line}


def _inline_formula(state: StateInline, silent: bool) -> bool:
    src, pos = state.src, state.pos
    if src[pos] != "$" or _inside_raw_code(state):
        return False
    found = _formula_at(src, pos, state.posMax)
    line = state.env["line"] + bisect_left(state.env["lines"], pos)
    if found is None:
        if _run_at(src, pos, state.posMax) == 2 and _starts_word(src, pos):
            state.env["faults"].append((line, *_UNCLOSED))
        return False
    formula, markup, state.pos = found
    if not silent:
        token = state.push("formula_inline", "", 0)
        token.markup = markup
        _hold(token, formula, line)
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
    if width == 1 and src.startswith("`", pos + 1):
        return _in_backticks(src, pos, end)
    if width > 2 or (width == 1 and not _may_open(src, pos, end)):
        return None
    close = _closing(src, pos + width, end, width)
    if close < 0 or (width == 1 and not _may_close(src, close, end)):
        return None
    tex = src[pos + width : close].strip()
    return (Formula(tex, width == 2), "$" * width, close + width) if tex else None


def _in_backticks(src: str, pos: int, end: int) -> tuple[Formula, str, int] | None:
    ticks = re.compile("`+").match(src, pos + 1, end)
    assert ticks is not None
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
        (run.start() for run in re.compile("`+").finditer(src, start, end) if run[0] == ticks), -1
    )


def _run_at(src: str, pos: int, end: int) -> int:
    run = _RUN.match(src, pos, end)
    return len(run[0]) if run else 0


def _is_escaped(src: str, pos: int) -> bool:
    start = pos
    while start and src[start - 1] == "\\":
        start -= 1
    return (pos - start) % 2 == 1


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
    """True between `<code>` and `</code>` written as HTML. Each token is looked at once."""
    seen, depth = getattr(state, "raw_code", (0, 0))
    for token in state.tokens[seen:]:
        if token.type == "html_inline" and (tag := _RAW_CODE_TAG.match(token.content)):
            depth += -1 if tag[1] else 1
    state.raw_code = (len(state.tokens), depth)  # type: ignore[attr-defined]
    return depth > 0


def _block_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula on lines of its own; the line it closes on holds nothing behind the dollars.

    Anything else that starts with `$$` is left to the paragraph rule, so that a formula that is
    never closed ends with its paragraph.
    """
    pos = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or _run_at(state.src, pos, state.eMarks[start]) != 2:
        return False
    lines = [state.src[pos + 2 : state.eMarks[start]]]
    line = start
    while (close := _closing(lines[-1], 0, len(lines[-1]), 2)) < 0:
        line += 1
        if line >= end or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        lines.append(state.getLines(line, line + 1, state.sCount[start], False))
    behind, lines[-1] = lines[-1][close + 2 :], lines[-1][:close]
    tex = "\n".join(lines).strip()
    if behind.strip() or not tex:
        return False
    if not silent:
        token = state.push("formula_block", "", 0)
        token.block, token.markup, token.map = True, "$$", [start, line + 1]
        _hold(token, Formula(tex, True), start)
        state.line = line + 1
    return True
