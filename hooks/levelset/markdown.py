"""GitHub's reading of a note: its blocks, its headings' ids, its maths, and stored HTML from them.

`parse` reads the text once into markdown-it tokens. `render` turns any balanced slice of those
tokens into stored HTML, so that a part of a note can be placed elsewhere without reading it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, html_block
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from levelset import stored
from levelset.anchors import Anchors, github_slug
from levelset.contained import DEEPEST, Depth
from levelset.dollars import Fault, dollars, formulas
from levelset.emoji import with_emoji
from levelset.model import Formula
from levelset.raw import Site, raw_formulas, raw_tags

__all__ = ["Document", "Site", "SourceHeading", "github_slug", "parse", "plain", "render"]

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")

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


@dataclass(frozen=True, order=True)
class Endless:
    """A block that nothing closes: from its line up to another, both counted from 0 in the text."""

    start: int
    stop: int
    what: str
    remedy: str


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
    tokens, footnotes = _without_footnotes(_GITHUB.parse(text, env), env)
    env["endless"] = _with_earlier(env["endless"], tokens)
    every = [*tokens, *footnotes]
    _mark_alerts(tokens)
    _number_lines(every, first_line)
    env["faults"] += _too_deep(every)
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
        endless=tuple(env["endless"]),
        unswallowed=_unswallowed(text, env["endless"]) if env["endless"] else (),
    )


def _with_earlier(endless: list[Endless], tokens: Iterable[Token]) -> list[Endless]:
    """The blocks that nothing closes, with those before that seem to end where a later one begins.

    Where a fence is missing, each later one closes what it should open.
    """
    last = max((b.start for b in endless if b.what.startswith(_FENCED)), default=-1)
    doubted = [
        Endless(token.map[0], token.map[1], *_not_closed(token.markup))
        for token in tokens
        if token.markup[:3] in ("```", "~~~") and token.map and token.map[0] < last
        if _QUESTION_INSIDE.search(token.content)
    ]
    known = {block.start for block in endless}
    return sorted([*endless, *(block for block in doubted if block.start not in known)])


_QUESTION_INSIDE = re.compile(r"(?:^|\n\n)(?:#{1,6} |[0-9]+[.)] |[-*+] \*\*Q)")


def _unswallowed(text: str, endless: Iterable[Endless]) -> tuple[Token, ...]:
    """The text's blocks where what nothing closes is words.

    So many that are not closed are looked at, since each is looked for to the end of the text.
    """
    doubted = {block.start for block in endless}
    env: EnvType = {"faults": [], "line": 0, "endless": []}
    env["patience"], env["doubted"] = PATIENCE, doubted
    tokens, _ = _without_footnotes(_GITHUB.parse(text, env), env)
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


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, with a fault for each row that has more cells than GitHub shows."""
    first = len(state.tokens)
    found = table(state, start, end, silent)
    if silent or not found:
        return found
    columns = sum(token.type == "th_open" for token in state.tokens[first:])
    for line in range(start + 2, state.line):
        row = getLine(state, line).strip()
        cells = len(escapedSplit(row)) - row.startswith("|")
        cells -= row.endswith("|") and not row.endswith("\\|")
        if cells > columns:
            state.env["faults"].append((line, *_wide_row(row, cells, columns)))
    return True


def _wide_row(row: str, cells: int, columns: int) -> tuple[str, str]:
    message = f"this row has {cells} cells and the table {columns}; GitHub drops the rest"
    if "$" in row:
        return message, "a `|` inside `$…$` splits a cell: write `\\vert`, `\\Vert` or `\\mid`"
    return message, "write `\\|` for a `|` that does not split a cell"


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


_Rule = Callable[[StateBlock, int, int, bool], bool]


def _closed(rule: _Rule, fault: Callable[[StateBlock, int], tuple[str, str] | None]) -> _Rule:
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


def _open_fence(state: StateBlock, start: int) -> tuple[str, str] | None:
    """The fault of a fence that is not closed, or only where one that opens inside of it is."""
    mark = state.tokens[-1].markup
    last = getLine(state, state.line - 1).strip() if state.line - 1 > start else ""
    closed = last.startswith(mark) and not last.strip(mark[0])
    opens_inside = f"\n{mark}" in re.sub("\n {1,3}", "\n", f"\n{state.tokens[-1].content}")
    return None if closed and not opens_inside else _not_closed(mark)


_FENCED = "the block opened here by"


def _not_closed(mark: str) -> tuple[str, str]:
    return f"{_FENCED} `{mark}` is not closed", f"end it with a line of `{mark}`"


def _open_html(state: StateBlock, start: int) -> tuple[str, str] | None:
    opening = _UNENDING.match(getLine(state, start))
    if not opening or _ends(opening[0].lower(), state.tokens[-1].content.lower()):
        return None
    what = f"`{opening[0]}` is opened here and not closed"
    return what, "close it, or write `&lt;` for `<`"


_UNENDING = re.compile(
    r"<(?:(?:script|pre|style|textarea)(?=[\s>]|$)|!--|\?|!\[CDATA\[|!(?=[a-z]))", re.I
)


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


def _without_footnotes(tokens: list[Token], env: EnvType) -> tuple[list[Token], list[Token]]:
    """The tokens without the footnotes' definitions, and the block of those referred to."""
    body: list[Token] = []
    definitions: dict[str, list[Token]] = {}
    current = body
    for token in tokens:
        if token.type == "footnote_reference_open":
            current = definitions.setdefault(token.meta["label"], [])
        elif token.type == "footnote_reference_close":
            current = body
        else:
            current.append(token)
    notes = env.get("footnotes", {}).get("list", {})
    used = {note["label"] for note in notes.values()}
    for label, inner in definitions.items():
        if label not in used:
            line = next((token.map[0] for token in inner if token.map), 0)
            what = f"the footnote `[^{label}]` is not referred to, and so not shown"
            env["faults"].append((line, what, f"refer to it by `[^{label}]`"))
    block: list[Token] = []
    for note in notes.values():
        meta = {"label": note["label"], "count": note["count"]}
        block.append(Token("footnote_open", "li", 1, meta=meta, block=True))
        block.extend(definitions.get(note["label"], []))
        block.append(Token("footnote_close", "li", -1, meta=meta, block=True))
    if block:
        block.insert(0, Token("footnote_block_open", "section", 1, block=True))
        block.append(Token("footnote_block_close", "section", -1, block=True))
    return body, block


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


def _too_deep(tokens: Iterable[Token]) -> list[Fault]:
    """A fault where the author's elements first get too deep in each other."""
    depth = Depth()
    for token in tokens:
        start = token.map[0] if token.map else 0
        written = [token, *(token.children or ())]
        for raw in (each for each in written if each.type in ("html_block", "html_inline")):
            for name, closes, line in raw_tags(raw.content):
                if closes:
                    depth.closes(name)
                elif not depth.opens(name):
                    what = (
                        f"elements are more than {DEEPEST} deep in each other; deeper are left out"
                    )
                    return [(start + line, what, "close each element that is opened")]
    return []


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
    md.block.ruler.at("fence", _closed(fence, _open_fence), {"alt": [*interrupts, "list"]})
    md.block.ruler.at("html_block", _closed(html_block, _open_html), {"alt": interrupts})
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.use(gfm_autolink_plugin)
    md.inline.ruler.before("gfm_autolink_protocol", "plain_colon", _plain_colon)
    md.use(dollars)
    md.inline.terminator_re = _MARKUP
    md.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


_GITHUB = _github()
