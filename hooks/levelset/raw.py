"""HTML that an author wrote in a note: what of it may stand on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol

from levelset.allowed import ELEMENTS, LINKS, TEXT_ONLY, attribute_allowed, bad_scheme, elsewhere
from levelset.anchors import page_id
from levelset.dollars import split_text
from levelset.emoji import with_emoji
from levelset.model import Formula


class Site(Protocol):
    """What a note needs to know of the site around it to become HTML.

    `trusted` says that the note's author may use any HTML.
    """

    @property
    def trusted(self) -> bool:
        """True when all HTML passes but what GitHub shows as text."""

    def reading(self, formula: Formula) -> str:
        """The formula in plain words."""

    def link(self, href: str, line: int) -> str:
        """The stored form of a link written on that line of the file.

        `href` is percent-encoded. Footnotes ask for theirs too, as `#fn-NAME`.
        """

    def image(self, src: str, line: int) -> str:
        """The stored form of an image's address written on that line of the file."""

    def report(self, line: int, message: str, remedy: str) -> None:
        """Take note of what had to be left out."""


_NAME = r"[a-zA-Z][^\s/<>]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>][^\s<>]*+)"""
_ATTRIBUTE = rf"[^\s/<>][^\s/<>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_MARKUP = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    rf"|<(?P<close>/?)(?P<name>{_NAME})(?P<attributes>(?>[\s/]++|{_ATTRIBUTE})*+)>"
    r"|(?P<other><[!?][^<>]*+>)",
    re.DOTALL | re.IGNORECASE,
)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])[^<>]*+>", re.IGNORECASE) for name in TEXT_ONLY}
_PARTS = re.compile(rf"([^\s/<>][^\s/<>=]*+)(?:\s*+=\s*+({_VALUE})?+)?+")
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "tt", "u", "var"),
    }
)
_CODE = ("code", "pre", "tt")
_CANDIDATE = re.compile(r"([^\s,]\S*?)(?:,(?=\s)|\s+([^,]*+)(?:,|$)|,?$)")
_SIZE = re.compile(r"[0-9]+(?:\.[0-9]+)?[wx]")
_TAG_BEGINS = re.compile(r"<(?=/?[a-zA-Z!?])")
_LONGEST = 60


def raw_html(html: str, line: int, site: Site) -> str:
    """The author's HTML, cleaned: the one place that decides what passes.

    Comments go, tags that GitHub shows as text become text, and other tags and attributes that it
    does not keep go too; `site` is told of each. Addresses become stored ones, and maths and emoji
    between tags are read as elsewhere. The tags need not be balanced.
    """
    cleaned = []
    for piece in _pieces(html):
        cleaned.append(_markup(piece, line, site) if piece.markup else _text(piece, line, site))
        line += piece.html.count("\n")
    return "".join(cleaned)


def raw_words(html: str, site: Site) -> str:
    """The words between the tags, formulas by their reading."""
    return "".join(
        (" " if not piece.comment and piece.name not in _INLINE else "")
        if piece.markup and not piece.verbatim
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


def raw_tags(html: str) -> Iterator[tuple[str, bool, int]]:
    """Each tag's name, whether it closes, and its line counted from the start of the HTML."""
    line = 0
    for piece in _pieces(html):
        if piece.name and piece.markup and not piece.verbatim:
            yield piece.name, bool(piece.markup["close"]), line
        line += piece.html.count("\n")


def formula_html(formula: Formula, site: Site) -> str:
    """What stands for a formula in stored HTML."""
    return f'<span class="ls-tex" data-tex="{formula.key}">{escape(site.reading(formula))}</span>'


def link_address(href: str, line: int, site: Site) -> str | None:
    """The stored form of a link's address; None for one that may not stand on a page."""
    return None if _refused(href, line, site) else site.link(href, line)


def image_html(src: str, attributes: dict[str, str], line: int, site: Site, linked: bool) -> str:
    """An image. Of one from another host a link to it is left, or in a link its words alone."""
    words = attributes.get("alt", "")
    if _refused(src, line, site):
        return escape(words, quote=False)
    if not elsewhere(src) or site.trusted:
        return tag("img", {"src": site.image(src, line), **attributes})
    site.report(
        line,
        f"the picture `{_cut(src)}` is on another host; the site shows a link to it",
        "put the picture beside the note: pages load nothing from other hosts",
    )
    shown = escape(words or src, quote=False)
    return shown if linked else f"{tag('a', {'href': site.link(src, line)})}{shown}</a>"


def tag(name: str, attributes: dict[str, str]) -> str:
    """An opening tag; the attributes' values are escaped."""
    return f"<{name}" + "".join(f' {key}="{escape(attributes[key])}"' for key in attributes) + ">"


@dataclass(frozen=True)
class _Piece:
    """A tag or comment, or a stretch of text between two.

    `verbatim` is true for an element that is shown as it was written.
    """

    html: str
    markup: re.Match[str] | None
    in_code: bool
    verbatim: bool = False

    @property
    def comment(self) -> bool:
        return self.markup is not None and self.markup["comment"] is not None

    @property
    def name(self) -> str:
        return (self.markup["name"] or "").lower() if self.markup else ""

    def parts(self) -> Iterator[str | Formula]:
        """The text with its formulas told apart; nothing for a tag."""
        if self.verbatim:
            yield escape(self.html, quote=False)
        elif not self.markup:
            yield from [self.html] if self.in_code else split_text(self.html)


def _pieces(html: str) -> Iterator[_Piece]:
    depth = end = 0
    endless: set[str] = set()
    while found := _MARKUP.search(html, end):
        if found.start() > end:
            yield _Piece(html[end : found.start()], None, depth > 0)
        end = found.end()
        name = (found["name"] or "").lower()
        if name in _CODE:
            depth += -1 if found["close"] else 1
        verbatim = name in TEXT_ONLY
        if verbatim and not found["close"] and name not in endless:
            if last := _ENDS[name].search(html, end):
                end = last.end()
            else:
                endless.add(name)
        yield _Piece(html[found.start() : end], found, depth > 0, verbatim)
    if end < len(html):
        yield _Piece(html[end:], None, depth > 0)


def _text(piece: _Piece, line: int, site: Site) -> str:
    if begun := _TAG_BEGINS.search(piece.html):
        site.report(
            line + piece.html.count("\n", 0, begun.start()),
            f"`{_cut(piece.html[begun.start() :])}` has no `>`; the site shows it as text",
            "close the tag, or write `&lt;` for a `<` that begins none",
        )
    return "".join(
        formula_html(part, site)
        if isinstance(part, Formula)
        else (part if piece.in_code else with_emoji(part)).replace("<", "&lt;")
        for part in piece.parts()
    )


def _markup(piece: _Piece, line: int, site: Site) -> str:
    found, name = piece.markup, piece.name
    assert found
    if piece.comment:
        if not piece.html.endswith("-->") and found.string[: found.start()].strip():
            site.report(
                line,
                f"`{_cut(piece.html)}` is not closed; the site leaves it out",
                "end the comment with `-->`",
            )
        return ""
    if piece.verbatim:
        if not found["close"]:
            site.report(line, f"the site shows `<{name}>` as text, as GitHub does", _TEXT_REMEDY)
        return escape(piece.html, quote=False)
    if not name or (name not in ELEMENTS and not site.trusted):
        if not found["close"]:
            what = f"<{name}>" if name else _cut(piece.html)
            site.report(line, f"the site shows this without `{what}`", _ELEMENT_REMEDY)
        return ""
    return f"</{name}>" if found["close"] else _opened(name, found["attributes"], line, site)


_TEXT_REMEDY = "remove it, or write it as code: the scripts, styles and frames of notes do not run"
_ELEMENT_REMEDY = "remove it, or use Markdown or an element that GitHub keeps"
_ATTRIBUTE_REMEDY = "remove it: pages keep the attributes that GitHub keeps"


def _opened(name: str, written: str, line: int, site: Site) -> str:
    """An opening tag with those of its attributes that may stand on a page."""
    kept: dict[str, str] = {}
    for key, text in _PARTS.findall(written):
        key, value = key.lower(), unescape(text[1:-1] if text[:1] in ('"', "'") else text)
        if key in kept:
            continue
        if not _allowed(name, key, site):
            what = f"the site shows `<{name}>` without `{_cut(key)}`"
            site.report(line, what, _ATTRIBUTE_REMEDY)
        elif (stored := _stored(name, key, value, line, site)) is not None:
            kept[key] = stored
    if name == "img" and "src" in kept:
        return image_html(kept.pop("src"), kept, line, site, linked=False)
    return tag(name, kept)


def _allowed(name: str, key: str, site: Site) -> bool:
    if site.trusted:
        return re.fullmatch(r"(?!on)[a-z][\w:.-]*", key) is not None
    return attribute_allowed(name, key)


def _stored(name: str, key: str, value: str, line: int, site: Site) -> str | None:
    """What an attribute holds on a page; None where it is to go."""
    if key == "srcset":
        return _candidates(value, line, site)
    if key in ("id", "name"):
        return page_id(value)
    if key == "href":
        return link_address(value, line, site)
    if key in LINKS or (key in ("src", "data", "action", "formaction") and name != "img"):
        return None if _refused(value, line, site) else value
    return value


def _candidates(value: str, line: int, site: Site) -> str | None:
    """The pictures of a `srcset`, those from other hosts left out."""
    stored = []
    for address, size in _CANDIDATE.findall(value):
        if _refused(address, line, site):
            continue
        if elsewhere(address) and not site.trusted:
            what = f"the picture `{_cut(address)}` is on another host; the site leaves it out"
            site.report(line, what, "put the picture beside the note")
            continue
        fits = f" {size.strip()}" if _SIZE.fullmatch(size.strip()) else ""
        stored.append(f"{site.image(address, line)}{fits}")
    return ", ".join(stored) or None


def _refused(address: str, line: int, site: Site) -> bool:
    """True for an address that could run code or means nothing here, which is reported."""
    scheme = bad_scheme(address)
    if scheme:
        site.report(
            line,
            f"the site shows this without the address `{_cut(address)}`",
            "use an address that begins with https: or mailto:, or the path of a file",
        )
    return bool(scheme)


def _cut(text: str) -> str:
    folded = " ".join(text.replace("`", "'").split())
    return folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST]}…"
