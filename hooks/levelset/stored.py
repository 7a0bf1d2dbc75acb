"""Stored HTML, and plain words, from tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NamedTuple

from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TextLexer, get_lexer_by_name
from pygments.util import ClassNotFound

from levelset.contained import contained
from levelset.raw import Site, formula_html, image_html, link_address, raw_html, raw_words

_COLOURED = HtmlFormatter(cssclass="highlight", wrapcode=True)
# A heading's name would end in "Permanent link". By keyboard the address is in the contents.
_FOR_THE_MOUSE = {"title": "Permanent link", "aria-hidden": "true", "tabindex": "-1"}
# Safari does not let the keyboard scroll what holds nothing to focus.
_TABLE = (
    '<div class="ls-scroll" role="group" aria-label="Table" tabindex="0"><table class="ls-table">'
)


def html(tokens: Iterable[Token], site: Site, whole: bool = True) -> str:
    """Stored HTML for a balanced run of tokens.

    Where it is not the `whole`, an element that the author opened may be closed behind it.
    """
    run = list(tokens)
    written = _written(run, site)
    return contained(written) if whole and has_raw_blocks(run) and not site.trusted else written


def has_raw_blocks(tokens: Iterable[Token]) -> bool:
    """True when there is HTML among the blocks, which may open what it does not close."""
    return any(token.type == "html_block" for token in tokens)


def words(tokens: Iterable[Token], site: Site) -> str:
    """The tokens' words: no markup, formulas by their reading, white space folded."""
    found: list[str] = []
    _add_words(tokens, site, found)
    return " ".join("".join(found).split())


class _Place(NamedTuple):
    """A token where it stands; `linked` between the ends of a link."""

    tokens: Sequence[Token]
    at: int
    site: Site
    linked: bool

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    @property
    def before(self) -> Token | None:
        return self.tokens[self.at - 1] if self.at else None

    @property
    def after(self) -> Token | None:
        return self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None


def _written(tokens: Sequence[Token], site: Site) -> str:
    links = 0
    pieces: list[str] = []
    for at, token in enumerate(tokens):
        kind = token.type
        if kind == "text":
            pieces.append(escape(token.content, quote=False))
        elif kind == "inline":
            pieces.append(_inline(token.children or (), site))
        else:
            if not token.hidden:
                pieces.append(_RULES.get(kind, _plain_tag)(_Place(tokens, at, site, links > 0)))
            if kind in ("link_open", "link_close"):
                links += token.nesting
    return "".join(pieces)


def _inline(tokens: Sequence[Token], site: Site) -> str:
    """What stands in a line closes its tags there."""
    written = _written(tokens, site)
    if site.trusted or "html_inline" not in [token.type for token in tokens]:
        return written
    return contained(written)


def _plain_tag(place: _Place) -> str:
    token = place.token
    if token.nesting == -1:
        return f"</{token.tag}>" + "\n" * token.block
    holds_text = place.after is not None and place.after.type in ("inline", "paragraph_open")
    return _tag(token.tag, token.attrs) + "\n" * (token.block and not holds_text)


def _tag(name: str, attrs: dict[str, str | int | float]) -> str:
    written = [f' {key}="{escape(str(attrs[key]))}"' for key in attrs]
    return f"<{name}{''.join(written)}>"


def _heading_close(place: _Place) -> str:
    anchor = place.tokens[place.at - 2].attrGet("id")
    link = _tag("a", {"class": "headerlink", "href": f"#{anchor}", **_FOR_THE_MOUSE})
    return (f"{link}¶</a>" if anchor else "") + f"</{place.token.tag}>\n"


def _list_open(place: _Place) -> str:
    attrs = dict(place.token.attrs)
    if attrs.get("class") == "contains-task-list":
        attrs["class"] = "task-list"
    return _tag(place.token.tag, attrs) + "\n"


def _list_item_open(place: _Place) -> str:
    after = place.after
    loose = after is not None and after.type == "paragraph_open" and not after.hidden
    return _tag("li", place.token.attrs) + ("" if loose else _tick(place.token))


def _paragraph_open(place: _Place) -> str:
    return "<p>" + (_tick(place.before) if place.before else "")


def _tick(item: Token) -> str:
    """A task's box, in the markup that Material styles."""
    if "checked" not in item.meta:
        return ""
    label, state = ("Done", " checked") if item.meta["checked"] else ("Not done", "")
    return (
        f'<label class="task-list-control"><input type="checkbox" aria-label="{label}" disabled'
        f'{state}><span class="task-list-indicator"></span></label> '
    )


def _paragraph_close(place: _Place) -> str:
    note = place.after if place.after and place.after.type == "footnote_close" else None
    return (f" {_back_links(note)}" if note else "") + "</p>\n"


def _code(place: _Place) -> str:
    language = (place.token.info.split() or [""])[0]
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    return f"{highlight(place.token.content, lexer, _COLOURED).strip()}\n"


def _link_open(place: _Place) -> str:
    attrs = dict(place.token.attrs)
    href = link_address(str(attrs.pop("href", "")), place.token.meta["line"], place.site)
    return "<a>" if href is None else _tag("a", {"href": href, **attrs})


def _image(place: _Place) -> str:
    attrs = {key: str(value) for key, value in place.token.attrs.items()}
    src, line = attrs.pop("src", ""), place.token.meta["line"]
    attrs["alt"] = words(place.token.children or (), place.site)
    return image_html(src, attrs, line, place.site, linked=place.linked)


def _formula(place: _Place) -> str:
    return formula_html(place.token.meta["formula"], place.site)


def _raw(place: _Place) -> str:
    return raw_html(place.token.content, place.token.meta["line"], place.site)


def _alert_open(place: _Place) -> str:
    kind = place.token.meta["kind"]
    title = f'<p class="admonition-title">{kind.capitalize()}</p>'
    return f'<div class="admonition {kind}">\n{title}\n'


def _footnote_ref(place: _Place) -> str:
    meta = place.token.meta
    href = place.site.link(f"#fn-{meta['label']}", meta["line"])
    link = _tag("a", {"href": href, "id": _reference_id(meta["label"], meta["subId"])})
    return f'<sup class="footnote-ref">{link}{meta["id"] + 1}</a></sup>'


def _footnote_close(place: _Place) -> str:
    in_text = place.before is not None and place.before.type == "paragraph_close"
    return ("" if in_text else _back_links(place.token)) + "</li>\n"


def _back_links(note: Token) -> str:
    return " ".join(
        _tag("a", {"class": "footnote-backref", "href": "#" + _reference_id(label, earlier)})
        + "\u21a9\ufe0e</a>"
        for label, earlier in ((note.meta["label"], n) for n in range(note.meta["count"]))
    )


def _reference_id(label: str, earlier: int) -> str:
    return f"fnref-{label}" + (f"-{earlier + 1}" if earlier else "")


_RULES: dict[str, Callable[[_Place], str]] = {
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "<br>\n",
    "code_inline": lambda place: f"<code>{escape(place.token.content, quote=False)}</code>",
    "heading_close": _heading_close,
    "bullet_list_open": _list_open,
    "ordered_list_open": _list_open,
    "list_item_open": _list_item_open,
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "fence": _code,
    "code_block": _code,
    "table_open": lambda _: f"{_TABLE}\n",
    "table_close": lambda _: "</table></div>\n",
    "link_open": _link_open,
    "image": _image,
    "formula_inline": _formula,
    "formula_block": lambda place: f"<p>{_formula(place)}</p>\n",
    "html_inline": _raw,
    "html_block": _raw,
    "alert_open": _alert_open,
    "footnote_ref": _footnote_ref,
    "footnote_block_open": lambda _: '<section class="footnote">\n<hr>\n<ol>\n',
    "footnote_block_close": lambda _: "</ol>\n</section>\n",
    "footnote_open": lambda place: _tag("li", {"id": f"fn-{place.token.meta['label']}"}) + "\n",
    "footnote_close": _footnote_close,
}


def _add_words(tokens: Iterable[Token], site: Site, found: list[str]) -> None:
    for token in tokens:
        if "formula" in token.meta:
            found.append(site.reading(token.meta["formula"]))
        elif token.type in ("text", "code_inline", "code_block", "fence"):
            found.append(token.content)
        elif token.type == "html_block":
            found.append(raw_words(token.content, site))
        elif token.children:
            _add_words(token.children, site, found)
        if token.block or token.type in ("softbreak", "hardbreak"):
            found.append(" ")
