"""GitHub's emoji shortcodes, `:tada:`."""

from __future__ import annotations

import re

from pymdownx import gemoji_db

_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")


def with_emoji(text: str) -> str:
    """The text with every shortcode that GitHub knows as a character replaced by it."""
    return _SHORTCODE.sub(lambda code: _character(code[0]), text) if ":" in text else text


def _character(shortcode: str) -> str:
    entry = gemoji_db.emoji.get(gemoji_db.aliases.get(shortcode, shortcode))
    if entry is None:
        return shortcode
    points = entry.get("unicode_alt", entry["unicode"])
    return "".join(chr(int(point, 16)) for point in points.split("-"))
