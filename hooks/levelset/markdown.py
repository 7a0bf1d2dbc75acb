"""GitHub's reading of a note: its blocks, its headings' ids, its maths, and stored HTML from them.

`parse` reads the text once into markdown-it tokens. `render` turns any balanced slice of those
tokens into stored HTML, so that a part of a note can be placed elsewhere without reading it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, html_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from levelset import stored
from levelset.addresses import encoded
from levelset.alerts import mark_alerts
from levelset.anchors import Anchors, github_slug
from levelset.contained import DEEPEST, Depth
from levelset.dollars import Fault, dollars, formulas
from levelset.emoji import with_emoji
from levelset.endless import Endless, closing, open_fence, open_html, with_earlier
from levelset.footnotes import without_footnotes
from levelset.model import Formula
from levelset.openings import by_openings
from levelset.raw import Site, raw_formulas, raw_tags
from levelset.tables import table_with_faults

__all__ = ["Document", "Site", "SourceHeading", "github_slug", "parse", "plain", "render"]

PATIENCE = 50
"""How many blocks that nothing closes are read again, to see what they swallow."""

NESTED = 90
"""How many blocks may stand inside one another; a list and its item are two."""


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
    to none. `tokens` holds everything but that. `endless` are the blocks that nothing closes; their
    fault is not among the `faults`, since it depends on what they swallow. `unswallowed` is the
    text read as if none of them began anything, empty where there are none.
    """

    tokens: tuple[Token, ...]
    footnotes: tuple[Token, ...]
    headings: tuple[SourceHeading, ...]
    formulas: tuple[tuple[Formula, int], ...]
    faults: tuple[Fault, ...]
    first_line: int
    env: EnvType = field(repr=False)
    endless: tuple[Endless, ...] = ()
    unswallowed: tuple[Token, ...] = ()

    def line(self, token: Token) -> int:
        """The line of the file that a block token starts on."""
        return self.first_line + (token.map[0] if token.map else 0)


def parse(text: str, first_line: int = 1) -> Document:
    """Read Markdown as GitHub does. `first_line` is the line of the file that the text starts on.

    The text has no front matter any more. Nothing in it can make this fail.
    """
    env: EnvType = {"faults": [], "line": 0, "endless": []}
    tokens, footnotes = without_footnotes(_GITHUB.parse(text, env), env)
    env["endless"] = with_earlier(env["endless"], tokens)
    every = [*tokens, *footnotes]
    mark_alerts(tokens)
    telling = [token for token in every if token.children or token.meta or token.content]
    _number_lines(telling, first_line)
    env["faults"] += _too_deep(telling)
    headings = tuple(_headings(every, first_line))
    _replace_shortcodes(telling)
    return Document(
        tokens=tuple(tokens),
        footnotes=tuple(footnotes),
        headings=headings,
        formulas=tuple((formula, first_line + line) for formula, line in _formulas(telling)),
        faults=tuple(
            sorted({(first_line + line, what, remedy) for line, what, remedy in env["faults"]})
        ),
        first_line=first_line,
        env=env,
        endless=tuple(env["endless"]),
        unswallowed=_unswallowed(text, env["endless"]) if env["endless"] else (),
    )


def _unswallowed(text: str, endless: Iterable[Endless]) -> tuple[Token, ...]:
    """The text's blocks where what nothing closes is words.

    So many that are not closed are looked at, since each is looked for to the end of the text.
    """
    doubted = {block.start for block in endless}
    env: EnvType = {"faults": [], "line": 0, "endless": []}
    env["patience"], env["doubted"] = PATIENCE, doubted
    tokens, _ = without_footnotes(_GITHUB.parse(text, env), env)
    _replace_shortcodes(tokens)
    return tuple(tokens)


def parse_line(text: str, line: int) -> Document:
    """Read text that stands on one line of the front matter: inline markup, no blocks."""
    env: EnvType = {"faults": [], "line": 0, "lines": []}
    if text and not _MARKUP.search(text) and not {"\0", "\r"} & set(text):
        words = Token("text", "", 0, content=text)
        inline = Token("inline", "", 0, content=text, map=[0, 1], children=[words])
        return Document((inline,), (), (), (), (), line, env)
    tokens = _GITHUB.parseInline(text, env)
    _number_lines(tokens, line)
    _replace_shortcodes(tokens)
    found = tuple((formula, line) for formula, _ in _formulas(tokens))
    return Document(tuple(tokens), (), (), found, (), line, env)


def render(tokens: Iterable[Token], document: Document, site: Site, *, whole: bool = True) -> str:
    """Stored HTML for a balanced slice of the document's tokens.

    Where it is not the `whole`, an element that the author opened may be closed behind it.
    """
    del document
    return stored.html(tokens, site, whole)


def plain(tokens: Token | Iterable[Token], document: Document, site: Site) -> str:
    """The words of some tokens: no markup, formulas by their reading, white space folded."""
    del document
    return stored.words((tokens,) if isinstance(tokens, Token) else tokens, site)


def _unnested(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Blocks nested beyond all reason stay text, since markdown-it drops them (4.2)."""
    if silent or state.level < NESTED:
        return False
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    state.push("paragraph_close", "p", -1)
    opening.map = inline.map = [start, line]
    inline.content = state.getLines(start, line, state.blkIndent, False).strip()
    inline.children = []
    state.env["faults"].append((start, "blocks are nested too deep here", "unnest them"))
    state.line = line
    return True


_PROTOCOL = re.compile(r"(?:https?|mailto|xmpp)$")


def _plain_colon(state: StateInline, silent: bool) -> bool:
    """A colon behind no protocol is text; the plugin searches all before it (mdit 0.6)."""
    if state.src[state.pos] != ":" or _PROTOCOL.search(state.src, max(0, state.pos - 6), state.pos):
        return False
    if not silent:
        state.pending += ":"
    state.pos += 1
    return True


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


def _too_deep(tokens: Iterable[Token]) -> list[Fault]:
    """A fault where the author's elements first get too deep in each other."""
    depth = Depth()
    for token in tokens:
        written = [token, *token.children] if token.children else [token]
        for raw in [each for each in written if each.type in ("html_block", "html_inline")]:
            for name, closes, line in raw_tags(raw.content):
                if closes:
                    depth.closes(name)
                elif not depth.opens(name):
                    what = (
                        f"elements are more than {DEEPEST} deep in each other; deeper are left out"
                    )
                    start = token.map[0] if token.map else 0
                    return [(start + line, what, "close each element that is opened")]
    return []


def _formulas(tokens: Iterable[Token]) -> Iterator[tuple[Formula, int]]:
    """The formulas in reading order, those between an author's own tags too."""
    for token in tokens:
        if token.type == "html_block":
            start = token.map[0] if token.map else 0
            yield from ((formula, start + line) for formula, line in raw_formulas(token.content))
        elif token.children or token.meta:
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


_MARKUP = re.compile(r"[\n\\`~*_\[\]!<&:@$]|w(?=ww\.)")
"""Where one of the rules inside text may find something; most of the usual set finds nothing."""


def _github() -> MarkdownIt:
    options = {
        "html": True,
        "maxNesting": NESTED + 10,
        "xhtmlOut": False,
        "tasklists": True,
        "strikethrough_single_tilde": True,
    }
    md = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    md.block.ruler.before("table", "unnested", _unnested)
    interrupts = ["paragraph", "reference", "blockquote"]
    md.block.ruler.at("fence", closing(fence, open_fence), {"alt": [*interrupts, "list"]})
    md.block.ruler.at("html_block", closing(html_block, open_html), {"alt": interrupts})
    md.block.ruler.at("table", table_with_faults, {"alt": ["paragraph", "reference"]})
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.use(gfm_autolink_plugin)
    md.inline.ruler.before("gfm_autolink_protocol", "plain_colon", _plain_colon)
    md.use(dollars)
    md.inline.terminator_re = _MARKUP
    by_openings(md)
    md.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    md.normalizeLink = encoded  # type: ignore[assignment, method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


_GITHUB = _github()
