"""The ids that GitHub gives headings, so that links written for GitHub land here too."""

from __future__ import annotations

import re
import unicodedata

_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_ASCII_DROPPED = re.compile(r"[^a-z0-9_ -]")
_ALPHABETIC_SYMBOLS = (
    range(0x24B6, 0x24EA),
    range(0x1F130, 0x1F14A),
    range(0x1F150, 0x1F16A),
    range(0x1F170, 0x1F18A),
)


def github_slug(text: str) -> str:
    """GitHub's id for a heading with this text, before repeats are told apart.

    Lower case; letters, marks, digits, `_` and `-` stay, a space becomes `-`, the rest goes. An
    emoji goes but leaves its variation selector, which is a mark; GitHub's ids hold it too.
    """
    if text.isascii():
        return _ASCII_DROPPED.sub("", text.lower()).replace(" ", "-")
    kept = (char for char in text.lower() if char in "- " or _is_word(char))
    return "".join(kept).replace(" ", "-")


def _is_word(char: str) -> bool:
    return unicodedata.category(char) in _KEPT or any(
        ord(char) in letters for letters in _ALPHABETIC_SYMBOLS
    )


_TAKEN = re.compile(
    r"__(?:config|consent|drawer|palette|search|settings|toc|nav|tabbed|source)|ls-|levelset"
)


def page_id(identity: str) -> str:
    """The id on a page for one that GitHub gives or an author wrote.

    The scripts and style sheets of a page find its own parts by id, so nothing else may have those;
    such an id begins as it does on GitHub.
    """
    return f"user-content-{identity}" if _TAKEN.match(identity) else identity


class Anchors:
    """The ids of one page, each given out once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def anchor(self, text: str) -> str:
        """The id of the next heading: its slug, with `-1`, `-2`, … where that is taken."""
        slug = page_id(github_slug(text))
        anchor = slug
        while anchor in self._given:
            self._given[slug] += 1
            anchor = f"{slug}-{self._given[slug]}"
        self._given[anchor] = 0
        return anchor
