"""Card HTML: stored HTML as Anki shows it, with TeX for its own MathJax and no request outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote, urljoin

from levelset.addresses import SITE
from levelset.model import Formula

_NAME = r"[A-Za-z_:][\w:.-]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
_ATTRIBUTE = re.compile(rf"\s({_NAME})(?:\s*+=\s*+({_VALUE}))?+")
_BRACKET = r"\[(?=/?(?i:latex|\$\$?)\]|(?i:sound|anki):)"
_COMMAND = re.compile(_BRACKET)
_PIECE = re.compile(
    r'<a class="headerlink"[^<]*</a>'
    r'|<span class="ls-tex" data-tex="(?P<formula>[0-9a-f]{16})">(?P<reading>[^<]*)</span>'
    rf"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)"
    rf"(?P<attributes>(?>\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+)\s*+/?>"
    r"|<|>|\\(?=[(\[])"
    rf"|{_BRACKET}"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_INERT = {"<": "&lt;", ">": "&gt;", "\\": "<span>\\</span>", "[": "&#91;"}
_TAGS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre", "hr", "br"),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "img", "input"),
        *("abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s"),
        *("samp", "small", "strong", "sub", "sup", "u", "var"),
    }
)
_REPLACED = ("img", "input")
_CLASSES = frozenset(
    {
        *("admonition", "admonition-title", "note", "tip", "important", "warning", "caution"),
        *("ls-scroll", "task-list"),
    }
)
_NUMBERS = frozenset({"colspan", "rowspan", "start", "width", "height"})
_ALIGNED = re.compile(r"text-align:\s*(left|right|center);?", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@dataclass(frozen=True)
class CardHtml:
    """Makes card HTML from stored HTML.

    `formulas` holds the good ones by key. `site_url` is empty or ends with a slash. `picture`
    gives the name under which a file of the docs folder travels with the cards, or None.
    """

    formulas: Mapping[str, Formula]
    site_url: str
    picture: Callable[[str], str | None]

    def __call__(self, stored: str) -> str:
        """The HTML with only harmless tags and attributes, whatever an author wrote.

        Links into the site are whole addresses, or plain text where it has none; a picture that
        does not travel with the cards is its alternative text. Nothing in it is a command to
        Anki: neither maths delimiters nor sounds that are not ours.
        """
        return _PIECE.sub(self._piece, stored)

    def _piece(self, found: re.Match[str]) -> str:
        formula, reading, close, tag, attributes = found.groups()
        if formula:
            return self._formula(formula, reading)
        if tag:
            return self._tag(tag.lower(), bool(close), attributes)
        return _INERT.get(found[0], "")

    def _formula(self, key: str, reading: str) -> str:
        formula = self.formulas.get(key)
        if formula is None:
            return f"<code>{reading}</code>"
        tex = _inert(escape(formula.tex, quote=False))
        return rf"\[{tex}\]" if formula.display else rf"\({tex}\)"

    def _tag(self, name: str, closes: bool, written: str) -> str:
        if name not in _TAGS:
            return ""
        if closes:
            return f"</{name}>"
        if not written and name not in _REPLACED:
            return f"<{name}>"
        values = {key.lower(): _value(value) for key, value in _ATTRIBUTE.findall(written)}
        if name == "input":
            return "☑ " if "checked" in values else "☐ "
        if name == "img":
            return self._image(values)
        kept = {key: text for key in values if (text := _kept(key, values[key]))}
        if name == "a" and (href := self._link(values.get("href", ""))):
            kept["href"] = href
        return _opened(name, kept)

    def _image(self, values: Mapping[str, str]) -> str:
        source = values.get("src", "")
        name = self.picture(unquote(source.removeprefix(SITE))) if source.startswith(SITE) else None
        if name is None:
            return escape(values.get("alt", ""))
        kept = {key: text for key in ("width", "height") if (text := _kept(key, values.get(key)))}
        return _opened("img", {"src": name, "alt": values.get("alt", ""), **kept})

    def _link(self, href: str) -> str:
        if href.startswith(SITE):
            return urljoin(self.site_url, href.removeprefix(SITE)) if self.site_url else ""
        return href if _OUTSIDE.match(href) else ""


def _value(written: str) -> str:
    return unescape(written[1:-1] if written[:1] in ("'", '"') else written)


def _kept(key: str, value: str | None) -> str:
    """What stays of an attribute's value; nothing where the attribute is to go."""
    if value is None:
        return ""
    if key == "class":
        return " ".join(name for name in value.split() if name in _CLASSES)
    if key in _NUMBERS:
        return value if value.isascii() and value.isdigit() else ""
    if key == "style":
        return value if _ALIGNED.fullmatch(value) else ""
    return value if key == "title" else ""


def _opened(name: str, attributes: Mapping[str, str]) -> str:
    folded = {key: " ".join(value.split()) for key, value in attributes.items()}
    written = "".join(f' {key}="{_inert(escape(value))}"' for key, value in folded.items())
    return f"<{name}{written}>"


def _inert(html: str) -> str:
    return _COMMAND.sub("&#91;", html)
