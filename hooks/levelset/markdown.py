"""GitHub's reading of a note: its blocks, its headings' ids, its maths, and stored HTML from them.

`parse` reads the text once into markdown-it tokens. `render` turns any balanced slice of those
tokens into stored HTML, so that a part of a note can be placed elsewhere without reading it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from levelset import stored
from levelset.anchors import Anchors, github_slug
from levelset.autolinks import autolinks, link_mail
from levelset.blocks import Block, Table, read_blocks
from levelset.dollars import Fault, dollars, formulas
from levelset.emoji import with_emoji
from levelset.emphasis import InlineParser
from levelset.footnotes import expect_footnotes, footnote_references, part_footnotes
from levelset.model import Formula
from levelset.raw import Site, raw_formulas
from levelset.tables import wide_row
from levelset.tokens import block_tokens

__all__ = ["Document", "Site", "SourceHeading", "github_slug", "parse", "plain", "render"]

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")


@dataclass(frozen=True)
class SourceHeading:
    """A heading as its author wrote it. `id` is GitHub's, empty where GitHub's would be empty."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True)
class Document:
    """A note's text, read. Lines count from 1 in the file; a token's `map` from 0 in the text.

    `footnotes` is to be rendered once, behind everything else; it is empty when the text refers
    to none. `tokens` holds everything but that.
    """

    tokens: tuple[Token, ...]
    footnotes: tuple[Token, ...]
    headings: tuple[SourceHeading, ...]
    formulas: tuple[tuple[Formula, int], ...]
    faults: tuple[Fault, ...]
    first_line: int
    env: EnvType = field(repr=False)

    def line(self, token: Token) -> int:
        """The line of the file that a block token starts on."""
        return self.first_line + (token.map[0] if token.map else 0)


def parse(text: str, first_line: int = 1) -> Document:
    """Read Markdown as GitHub does. `first_line` is the line of the file that the text starts on.

    The text has no front matter any more. Nothing in it can make this fail.
    """
    env: EnvType = {}
    tokens, footnotes = part_footnotes(_GITHUB.parse(text, env), env)
    every = [*tokens, *footnotes]
    _mark_alerts(tokens)
    _number_lines(every, first_line)
    headings = tuple(_headings(every, first_line))
    _replace_shortcodes(every)
    return Document(
        tokens=tuple(tokens),
        footnotes=tuple(footnotes),
        headings=headings,
        formulas=tuple((formula, first_line + line) for formula, line in _formulas(every)),
        faults=tuple(
            sorted({(first_line + line, what, remedy) for line, what, remedy in env["faults"]})
        ),
        first_line=first_line,
        env=env,
    )


def parse_line(text: str, line: int) -> Document:
    """Read text that stands on one line of the front matter: inline markup, no blocks."""
    env: EnvType = {}
    tokens = _GITHUB.parseInline(text, env)
    _number_lines(tokens, line)
    _replace_shortcodes(tokens)
    found = tuple((formula, line) for formula, _ in _formulas(tokens))
    return Document(tuple(tokens), (), (), found, (), line, env)


def render(tokens: Iterable[Token], document: Document, site: Site) -> str:
    """Stored HTML for a balanced slice of the document's tokens."""
    del document
    return stored.html(tokens, site)


def plain(tokens: Token | Iterable[Token], document: Document, site: Site) -> str:
    """The words of some tokens: no markup, formulas by their reading, white space folded."""
    del document
    return stored.words((tokens,) if isinstance(tokens, Token) else tokens, site)


_ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\][ \t]*(?:\n|$)", re.IGNORECASE)


def _mark_alerts(tokens: list[Token]) -> None:
    """Turn GitHub's alerts, quotes at the top that start with `[!NOTE]`, into alert tokens."""
    for at, token in enumerate(tokens):
        if token.type != "blockquote_open" or token.level or at + 3 >= len(tokens):
            continue
        opening, inline = tokens[at + 1], tokens[at + 2]
        mark = _ALERT.match(inline.content) if opening.type == "paragraph_open" else None
        close = next(
            i
            for i in range(at + 1, len(tokens))
            if tokens[i].type == "blockquote_close" and tokens[i].level == token.level
        )
        alone = mark is not None and mark.end() == len(inline.content)
        if mark is None or (alone and close == at + 4):
            continue
        for end in (token, tokens[close]):
            end.type = end.type.replace("blockquote", "alert")
            end.tag, end.meta = "div", {"kind": mark[1].lower()}
        if alone:
            for hidden in tokens[at + 1 : at + 4]:
                hidden.hidden, hidden.children, hidden.content = True, [], ""
        else:
            _drop_first_line(inline)


def _drop_first_line(inline: Token) -> None:
    children = inline.children or []
    cut = next(i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak"))
    inline.children = children[cut + 1 :]
    inline.content = inline.content.partition("\n")[2]
    if inline.map:
        inline.map = [inline.map[0] + 1, inline.map[1]]


def _number_lines(tokens: list[Token], first_line: int) -> None:
    """Give links, images and raw HTML inside text the line of the file they stand on."""
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "html_block":
            token.meta = {"line": line}
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type in ("link_open", "image", "html_inline", "footnote_ref"):
                child.meta = {**child.meta, "line": line}
                line += child.content.count("\n") if child.type == "html_inline" else 0
            elif child.type == "formula_inline":
                line += child.content.count("\n")


def _headings(tokens: list[Token], first_line: int) -> Iterator[SourceHeading]:
    anchors = Anchors()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            text = _as_written(tokens[at + 1].children or ())
            identity = anchors.anchor(text)
            if identity:
                token.attrSet("id", identity)
            line = first_line + (token.map[0] if token.map else 0)
            yield SourceHeading(int(token.tag[1]), identity, text.strip(), line)


def _formulas(tokens: Iterable[Token]) -> Iterator[tuple[Formula, int]]:
    """The formulas in reading order, those between an author's own tags too."""
    for token in tokens:
        if token.type == "html_block":
            start = token.map[0] if token.map else 0
            yield from ((formula, start + line) for formula, line in raw_formulas(token.content))
        else:
            yield from formulas([token])


def _as_written(children: Iterable[Token]) -> str:
    """The text of a heading that GitHub makes its id from: TeX and shortcodes as written."""
    pieces = []
    for child in children:
        if child.type in ("text", "code_inline", "formula_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
    return "".join(pieces)


def _replace_shortcodes(tokens: Iterable[Token]) -> None:
    for token in tokens:
        in_address = False
        for child in token.children or ():
            if child.type in ("link_open", "link_close"):
                in_address = child.nesting == 1 and child.markup == "autolink"
            elif child.type == "text" and not in_address:
                child.content = with_emoji(child.content)
            elif child.type == "image":
                _replace_shortcodes([child])


_SAFE_IN_ADDRESS = "-_.+!*'(),%#@?=;:/&$~"


def _github() -> MarkdownIt:
    """markdown-it's inline parser, taught what GitHub adds. Its block parser is not used."""
    options = {"maxNesting": 100, "strikethrough_single_tilde": True}
    md = MarkdownIt()
    md.inline = InlineParser()
    md.configure("commonmark", options_update=options).enable("strikethrough")
    md.core.ruler.at("block", _read_blocks)
    md.core.ruler.push("mail", _link_mail)
    md.use(autolinks).use(footnote_references).use(dollars)
    md.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    md.normalizeLink = partial(quote, safe=_SAFE_IN_ADDRESS)  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def _read_blocks(state: StateCore) -> None:
    page, definitions = read_blocks("" if state.inlineMode else state.src)
    state.tokens = block_tokens(page)
    if state.inlineMode:
        state.tokens.append(Token("inline", "", 0, map=[0, 1], content=state.src, children=[]))
    state.env["references"] = references = {}
    for found in reversed(definitions):
        references[normalizeReference(found.label)] = {
            "href": state.md.normalizeLink(found.address),
            "title": found.title,
        }
    expect_footnotes(state.tokens, state.env)
    state.env["faults"] = list(_wide_rows(page))


def _link_mail(state: StateCore) -> None:
    for token in state.tokens:
        token.children = link_mail(token.children) if token.children else token.children


def _wide_rows(block: Block) -> Iterator[Fault]:
    if isinstance(block, Table):
        for at, row in enumerate(block.rows, block.start + 2):
            if fault := wide_row(row, len(block.aligns)):
                yield at, *fault
    for child in block.children:
        yield from _wide_rows(child)


_GITHUB = _github()
