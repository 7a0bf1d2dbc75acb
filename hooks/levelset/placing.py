"""Placing: stored HTML made ready for the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from levelset.addresses import relative
from levelset.mathjax import Typeset

_STORED = re.compile(r'(?<=\s)(href|src)="site:([^"]*)"')
_ID = re.compile(r'(?<=[\w"])\s(?:id|name)="[^"]*"')
_FORMULA = re.compile(r'<span class="ls-tex" data-tex="([0-9a-f]{16})">[^<]*</span>')
_LINK = re.compile(r"</?a(?:\s[^>]*)?>")


def placed(html: str, url: str) -> str:
    """Stored HTML with its addresses as the page at `url` writes them."""
    return _STORED.sub(lambda m: f'{m[1]}="{relative(m[2], url)}"', html)


def rooted(html: str, base: str) -> str:
    """Stored HTML with its addresses counted from the host's root; `base` is the site's path."""
    return _STORED.sub(lambda m: f'{m[1]}="{base}{m[2]}"', html)


def without_ids(html: str) -> str:
    """Stored HTML that can stand on a page other than its own without repeating an id."""
    return _ID.sub("", html)


def without_links(html: str) -> str:
    """Stored HTML that can stand inside of a link."""
    return _LINK.sub("", html)


def typeset(html: str, typesets: Mapping[str, Typeset]) -> str:
    """HTML with every placeholder of a formula replaced by the formula."""
    return _FORMULA.sub(lambda m: typesets[m[1]].html if m[1] in typesets else m[0], html)
