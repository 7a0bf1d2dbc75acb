"""What an author's HTML may hold: the elements, attributes and addresses that GitHub keeps.

From the list that GitHub documents for its own rendering (the sanitiser of its html-pipeline),
without the attributes that mean something only to forms.
"""

from __future__ import annotations

import re

ELEMENTS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre", "hr", "br", "wbr"),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "ruby", "rb", "rp", "rt", "rtc", "img", "picture", "source"),
    }
)
TEXT_ONLY = (
    *("title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script"),
    "plaintext",
)
"""Elements whose tags GitHub shows as text, from the specification of its Markdown."""

_ANYWHERE = frozenset(
    {
        *("abbr", "align", "alt", "aria-describedby", "aria-hidden", "aria-label"),
        *("aria-labelledby", "axis", "border", "cellpadding", "cellspacing", "char", "charoff"),
        *("clear", "colspan", "color", "compact", "datetime", "dir", "frame", "headers", "height"),
        *("hreflang", "hspace", "id", "itemprop", "lang", "noshade", "nowrap", "open", "rel"),
        *("rev", "role", "rowspan", "rows", "rules", "scope", "size", "span", "start", "summary"),
        *("title", "type", "valign", "value", "vspace", "width"),
    }
)
_ON = {
    "a": frozenset({"href", "name"}),
    "div": frozenset({"itemscope", "itemtype"}),
    "img": frozenset({"src", "srcset", "longdesc"}),
    "source": frozenset({"srcset", "media", "sizes"}),
    **{name: frozenset({"cite"}) for name in ("blockquote", "del", "ins", "q")},
}
LINKS = frozenset({"href", "cite", "longdesc", "itemtype"})
"""Attributes that hold the address of a page."""

SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "xmpp", "irc", "ircs"})
_SCHEME = re.compile(r"([^/?#:]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_OUTSIDE = re.compile(r"//|(?:https?|ftp):", re.IGNORECASE)


def attribute_allowed(element: str, attribute: str) -> bool:
    """True when the element may have the attribute; both in lower case."""
    return attribute in _ANYWHERE or attribute in _ON.get(element, ())


def attributes_of(element: str) -> frozenset[str]:
    """All attributes that the element may have."""
    return _ANYWHERE | _ON.get(element, frozenset())


def bad_scheme(address: str) -> str:
    """The scheme of an address that may not stand on a page, such as `javascript`; else empty.

    White space and control characters count for nothing, as browsers ignore them there.
    """
    found = _SCHEME.match(_IGNORED.sub("", address))
    if not found:
        return ""
    scheme = found[1].lower()
    return "" if scheme in SCHEMES else scheme or ":"


def elsewhere(address: str) -> bool:
    """True when the address is on another host."""
    return _OUTSIDE.match(_IGNORED.sub("", address).replace("\\", "/")) is not None
