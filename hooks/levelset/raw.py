"""HTML that an author wrote in a note: what of it may stand on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol

from levelset.dollars import split_text
from levelset.emoji import with_emoji
from levelset.model import Formula


class Site(Protocol):
    """What a note needs to know of the site around it to become HTML."""

    def reading(self, formula: Formula) -> str:
        """The formula in plain words."""

    def link(self, href: str, line: int) -> str:
        """The stored form of a link written on that line of the file.

        `href` is percent-encoded. Footnotes ask for theirs too, as `#fn-NAME`.
        """

    def image(self, src: str, line: int) -> str:
        """The stored form of an image's address written on that line of the file."""


_MARKUP = re.compile(r"(<!--.*?(?:-->|$)|<[?!/a-zA-Z][^>]*>?)", re.DOTALL)
_DISALLOWED = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:[\s/>]|$))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"""(\s(href|src)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?!(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var)\b)",
    re.IGNORECASE,
)
_CODE_TAG = re.compile(r"<(/?)(?:code|pre|tt)\b", re.IGNORECASE)


def raw_html(html: str, line: int, site: Site) -> str:
    """The author's HTML, cleaned: the one place that decides what passes.

    Comments go, GFM's disallowed tags become text, addresses become stored ones, and maths and
    emoji between tags are read as elsewhere. All other tags and attributes pass.
    """
    return "".join(
        _tag(piece.html, line, site) if piece.is_markup else _text(piece, site)
        for piece in _pieces(html)
    )


def raw_words(html: str, site: Site) -> str:
    """The words between the tags, formulas by their reading."""
    return "".join(
        (" " if _BLOCK_TAG.match(piece.html) else "")
        if piece.is_markup
        else "".join(
            site.reading(part) if isinstance(part, Formula) else unescape(with_emoji(part))
            for part in piece.parts()
        )
        for piece in _pieces(html)
    )


def raw_formulas(html: str) -> Iterator[tuple[Formula, int]]:
    """The formulas between the tags, each with its line counted from the start of the HTML."""
    line = 0
    for piece in _pieces(html):
        yield from ((part, line) for part in piece.parts() if isinstance(part, Formula))
        line += piece.html.count("\n")


def formula_html(formula: Formula, site: Site) -> str:
    """What stands for a formula in stored HTML."""
    return f'<span class="ls-tex" data-tex="{formula.key}">{escape(site.reading(formula))}</span>'


@dataclass(frozen=True)
class _Piece:
    """A tag or comment, or a stretch of text between two."""

    html: str
    is_markup: bool
    in_code: bool

    def parts(self) -> Iterator[str | Formula]:
        """The text with its formulas told apart; nothing for a tag."""
        if not self.is_markup:
            yield from [self.html] if self.in_code else split_text(self.html)


def _pieces(html: str) -> Iterator[_Piece]:
    depth = 0
    for at, piece in enumerate(_MARKUP.split(html)):
        if at % 2 and (tag := _CODE_TAG.match(piece)):
            depth += -1 if tag[1] else 1
        if piece:
            yield _Piece(piece, bool(at % 2), depth > 0)


def _text(piece: _Piece, site: Site) -> str:
    if piece.in_code:
        return piece.html
    return "".join(
        formula_html(part, site) if isinstance(part, Formula) else with_emoji(part)
        for part in piece.parts()
    )


def _tag(tag: str, line: int, site: Site) -> str:
    if tag.startswith("<!--"):
        return ""
    stored = _ADDRESS.sub(lambda found: _address(found, line, site), tag)
    return _DISALLOWED.sub("&lt;", stored)


def _address(found: re.Match[str], line: int, site: Site) -> str:
    address = unescape(found[3][1:-1])
    stored = site.link(address, line) if found[2].lower() == "href" else site.image(address, line)
    return found[0] if stored == address else f'{found[1]}"{escape(stored)}"'
