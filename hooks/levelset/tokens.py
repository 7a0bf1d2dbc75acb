"""Blocks as markdown-it tokens, the form in which the rest of the site reads a page."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from levelset.blocks import (
    Block,
    Code,
    Container,
    Fence,
    Footnote,
    FormulaBlock,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Table,
)
from levelset.dollars import hold_formula
from levelset.model import Formula
from levelset.tables import cells


def block_tokens(page: Container) -> list[Token]:
    """The page's tokens as markdown-it would give them, inline text not yet read.

    Beyond markdown-it: a formula is one `formula_block`, and a footnote's text stands between
    `footnote_open` and `footnote_close` where it was written, its label in `meta`.
    """
    tokens: list[Token] = []
    for child in page.children:
        _put(child, tokens, 0, False)
    return tokens


def _put(block: Block, tokens: list[Token], level: int, tight: bool) -> None:
    """Append the block's tokens. `tight` says that its paragraphs go without their tags."""
    match block:
        case Paragraph() | Heading():
            _put_text(block, tokens, level, tight)
        case Table():
            tokens.extend(_table(block, level))
        case Quote() | List() | Item() | Footnote():
            kind, tag = _KINDS.get(type(block), ("", ""))
            if isinstance(block, List):
                kind, tag = (
                    ("bullet_list", "ul") if block.number is None else ("ordered_list", "ol")
                )
            opening = _token(f"{kind}_open", tag, 1, level, block)
            _describe(block, opening)
            tokens.append(opening)
            inner = block.tight if isinstance(block, List) else tight and isinstance(block, Item)
            for child in block.children:
                _put(child, tokens, level + 1, inner)
            closing = _token(f"{kind}_close", tag, -1, level)
            closing.markup, closing.meta = opening.markup, dict(opening.meta)
            tokens.append(closing)
        case _:
            tokens.append(_leaf(block, level, tight))


_KINDS = {
    Quote: ("blockquote", "blockquote"),
    Item: ("list_item", "li"),
    Footnote: ("footnote", "li"),
}


def _token(kind: str, tag: str, nesting: int, level: int, block: Block | None = None) -> Token:
    lines = [block.start, block.end] if block else None
    return Token(kind, tag, nesting, map=lines, level=level, block=True)  # type: ignore[arg-type]


def _describe(block: Block, opening: Token) -> None:
    """Say in the opening token what the block is besides its kind."""
    match block:
        case Quote():
            opening.markup = ">"
        case List():
            opening.markup = block.mark
            if block.number is not None and block.number != 1:
                opening.attrSet("start", block.number)
            if any(isinstance(item, Item) and item.checked is not None for item in block.children):
                opening.attrSet("class", "task-list")
        case Item():
            opening.info = block.number
            if block.checked is not None:
                opening.meta = {"checked": block.checked}
                opening.attrSet("class", "task-list-item")
        case Footnote():
            opening.meta = {"label": block.label}


def _put_text(block: Paragraph | Heading, tokens: list[Token], level: int, tight: bool) -> None:
    kind, tag = ("heading", f"h{block.level}") if isinstance(block, Heading) else ("paragraph", "p")
    opening, closing = (
        _token(f"{kind}_open", tag, 1, level, block),
        _token(f"{kind}_close", tag, -1, level),
    )
    opening.markup = closing.markup = block.mark if isinstance(block, Heading) else ""
    opening.hidden = closing.hidden = tight and isinstance(block, Paragraph)
    text = "\n".join(block.lines).rstrip(" \t\v\f")
    tokens.extend((opening, _inline(text, level + 1, block.start, block.end), closing))


def _inline(text: str, level: int, start: int, end: int) -> Token:
    return Token(
        "inline", "", 0, map=[start, end], level=level, content=text, children=[], block=True
    )


def _leaf(block: Block, level: int, tight: bool) -> Token:
    match block:
        case Fence(info=info) if info.split()[:1] == ["math"]:
            token = _token("formula_block", "", 0, level, block)
            token.markup = block.fence
            hold_formula(token, Formula("\n".join(block.lines).strip(), True), block.start)
        case Fence():
            token = _token("fence", "code", 0, level, block)
            token.markup, token.info = block.fence, block.info
            token.content = "".join(f"{line}\n" for line in block.lines)
        case Code():
            token = _token("code_block", "code", 0, level, block)
            token.content = _without_blank_end(block.lines)
        case RawHtml():
            token = _token("html_block", "", 0, level, block)
            token.content = "".join(f"{line}\n" for line in block.lines)
        case FormulaBlock():
            token = _token("formula_block", "", 0, level, block)
            token.markup = "$$"
            hold_formula(token, block.formula, block.start)
            token.meta["tight"] = tight
        case Rule():
            token = _token("hr", "hr", 0, level, block)
            token.markup = block.mark * 3
        case _:
            raise TypeError(f"no token for {type(block).__name__}")
    return token


def _without_blank_end(lines: list[str]) -> str:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return "".join(f"{line}\n" for line in lines[:end])


def _table(table: Table, level: int) -> Iterator[Token]:
    """The table's tokens. A short row is filled up, a long one cut, as GitHub does."""
    yield _token("table_open", "table", 1, level, table)
    yield from _rows("thead", "th", table, [(table.start, table.header)], level + 1)
    if table.rows:
        first = table.start + 2
        rows = [(first + at, cells(row)) for at, row in enumerate(table.rows)]
        yield from _rows("tbody", "td", table, rows, level + 1)
    yield _token("table_close", "table", -1, level)


def _rows(
    part: str, tag: str, table: Table, rows: list[tuple[int, tuple[str, ...]]], level: int
) -> Iterator[Token]:
    lines = [rows[0][0], rows[-1][0] + 1]
    yield Token(f"{part}_open", part, 1, map=lines, level=level, block=True)
    for line, texts in rows:
        yield Token("tr_open", "tr", 1, map=[line, line + 1], level=level + 1, block=True)
        for at, align in enumerate(table.aligns):
            attrs: dict[str, str | int | float] = {"style": f"text-align:{align}"} if align else {}
            yield Token(f"{tag}_open", tag, 1, attrs=attrs, level=level + 2, block=True)
            text = texts[at] if at < len(texts) else ""
            yield _inline(text, level + 3, line, line + 1)
            yield Token(f"{tag}_close", tag, -1, level=level + 2, block=True)
        yield Token("tr_close", "tr", -1, level=level + 1, block=True)
    yield Token(f"{part}_close", part, -1, level=level, block=True)
