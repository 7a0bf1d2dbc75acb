"""The theme's own markup, put right where it is no valid or accessible HTML.

Of Material 9.8: a list of the navigation is named by a label that may not be there (a topic with a
single note) or holds only an icon, and labels have an empty `tabindex`.
"""

from __future__ import annotations

import re
from html import escape, unescape

_LIST = re.compile(
    r'(<nav class="md-nav" data-md-level="\d+") aria-labelledby="[^"]*" aria-expanded="\w+">'
    r'(?P<title>\s*<label class="md-nav__title" [^>]*>.*?</label>)',
    re.DOTALL,
)
_ICON_ONLY = re.compile(
    r'(<label class="md-nav__link[^>]*>)(\s*<span class="md-nav__icon md-icon"></span>\s*</label>)'
)
_WORD = '<span class="ls-hidden">Notes</span>'
_TAG = re.compile(r"<[^>]*>")


def navigation(html: str) -> str:
    """The sidebar's HTML with a name on each of its lists and folds, and no empty `tabindex`."""
    named = _ICON_ONLY.sub(rf"\1{_WORD}\2", _LIST.sub(_named, html))
    return named.replace(' tabindex=""', "")


def _named(found: re.Match[str]) -> str:
    words = " ".join(unescape(_TAG.sub(" ", found["title"])).split())
    return f'{found[1]} aria-label="{escape(words)}">{found["title"]}'
