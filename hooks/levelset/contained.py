"""Contained HTML: stored HTML that ends what it begins, whatever tags an author left open.

What an author wrote has been cleaned by then (see `raw`). Here a sanitiser that parses as browsers
do reads it together with the Markdown around it. It closes what is open, drops what closes nothing,
and keeps only what notes are made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import nh3

from levelset.addresses import SITE
from levelset.allowed import ELEMENTS, SCHEMES, attributes_of

Part = TypeVar("Part")

DEEPEST = 200
"""How deep elements may be in each other. A browser stops at 512, and time grows as the square."""

_OURS = frozenset({"input", "label", "section"})
_PLACE = re.compile(r'<article title="([0-9]+)"></article>')


def _cleaner(*more: str) -> nh3.Cleaner:
    tags = {*ELEMENTS, *_OURS, *more}
    attributes = {tag: set(attributes_of(tag)) for tag in tags}
    for tag in tags:
        attributes[tag] |= {"class", "id", "style", "aria-label", "tabindex"}
    attributes["span"] |= {"data-tex"}
    attributes["input"] |= {"type", "checked", "disabled"}
    return nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        url_schemes={*SCHEMES, SITE.removesuffix(":")},
        filter_style_properties={"text-align"},
        link_rel=None,
    )


_PART = _cleaner()
_WHOLE = _cleaner("article")


def contained(html: str) -> str:
    """The HTML with every element closed in it that is opened in it, and no other.

    Tags of elements that are too deep in others are left out.
    """
    return _PART.clean(_shallow(html))


def contained_around(parts: Sequence[str | Part]) -> list[str | Part]:
    """The same for HTML that stands around other things, each where it is.

    Together the texts are whole; an element may go around some of the things.
    """
    marked = "".join(
        part if isinstance(part, str) else f'<article title="{place}"></article>'
        for place, part in enumerate(parts)
    )
    pieces = _PLACE.split(_WHOLE.clean(_shallow(marked)))
    return [parts[int(piece)] if at % 2 else piece for at, piece in enumerate(pieces)]


class Depth:
    """How deep in each other the elements are that have been opened so far.

    Those that end by themselves, such as paragraphs, do not count.
    """

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._now = 0

    def opens(self, name: str) -> bool:
        """Go into an element, unless that is too deep; tell which."""
        if name in _ENDING:
            return True
        if self._now >= DEEPEST:
            return False
        self._open[name] += 1
        self._now += 1
        return True

    def closes(self, name: str) -> None:
        """Leave the element, if one of that name is open."""
        if self._open[name]:
            self._open[name] -= 1
            self._now -= 1


_ENDING = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot"),
        *("caption", "colgroup", "rb", "rp", "rt", "rtc"),
    }
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>")


def _shallow(html: str) -> str:
    if html.count("<") <= DEEPEST:
        return html
    depth = Depth()

    def kept(found: re.Match[str]) -> str:
        if found[2] == "article":  # The place of a question, see `contained_around`.
            return found[0]
        if found[1]:
            depth.closes(found[2])
            return found[0]
        return found[0] if depth.opens(found[2]) else ""

    return _TAG.sub(kept, html)
