"""Fonts and the style sheet of typeset formulas: those that a site needs, and a page in sight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from levelset.mathjax_node import SCRIPTS
from levelset.typesets import Typeset

MATHS = "assets/maths"
"""Where a site has them, below its root."""

_FAMILY = re.compile(r"\bMJX-[A-Za-z0-9-]+")
_OPEN = re.compile(r"\sopen(?=[\s=]|$)")
_VARIANT = re.compile(r"\bNCM-[A-Z0-9]+\b")
_USUAL = ("MJX-NCM-N", "MJX-NCM-ZERO")
"""The families of every formula."""


def stylesheet(typesets: Iterable[Typeset], font_url: str) -> str:
    """The style sheet for these formulas, and no rule or font besides; the same for any order.

    `font_url` is what stands before a font's file name, for example `../fonts/`.
    """
    rules = sorted({rule for item in typesets for rule in item.css})
    faces = [
        f'@font-face{{font-family:{family};src:url("{font_url}{_file(family)}") format("woff2")}}'
        for family in _families(rules)
    ]
    base = (SCRIPTS / "formula.css").read_text(encoding="utf-8")
    return "\n".join([base.strip(), *faces, *(rule[4:] for rule in rules)]) + "\n"


def fonts(typesets: Iterable[Typeset]) -> tuple[str, ...]:
    """The file names of the fonts that these formulas need, sorted."""
    return tuple(_file(family) for family in _families({r for item in typesets for r in item.css}))


class InSight:
    """What a page shows before any `details` is opened, as its pieces come.

    `typeset` puts the formulas into what of a piece is in sight, where they are yet to be put in.
    """

    def __init__(self, typeset: Callable[[str], str] = str) -> None:
        self._typeset = typeset
        self._closed: list[bool] = []
        self._maths = self._breaks = False
        self._variants: set[str] = set()

    def see(self, piece: str) -> None:
        """Look at the next piece of the page. No tag and no formula is in two."""
        parts = self._typeset("".join(self._shown(piece))).split("<mjx-math")[1:]
        drawn = "".join(part.partition("</mjx-math>")[0] for part in parts)
        self._maths |= bool(drawn)
        self._breaks |= "<mjx-break" in drawn
        self._variants.update(_VARIANT.findall(drawn))

    def fonts(self) -> tuple[str, ...]:
        """The font files that have the glyphs of what was seen."""
        if not self._maths:
            return ()
        usual = [*_USUAL, *(["MJX-BRK"] if self._breaks else [])]
        others = {f"MJX-{name}" for name in self._variants} - set(usual)
        return tuple(map(_file, [*usual, *sorted(others)]))

    def _shown(self, piece: str) -> Iterator[str]:
        first, *others = piece.split("<details")
        yield from self._opened(first)
        for each in others:
            tag, _, rest = each.partition(">")
            self._closed.append(not _OPEN.search(tag))
            yield from self._opened(rest)

    def _opened(self, text: str) -> Iterator[str]:
        for number, part in enumerate(text.split("</details>")):
            if number and self._closed:
                self._closed.pop()
            if not any(self._closed):
                yield part


def font_folder(node_modules: Path) -> Path:
    """The folder that holds the font files."""
    return node_modules / "@mathjax" / "mathjax-newcm-font" / "chtml" / "woff2"


def _families(rules: Iterable[str]) -> list[str]:
    return sorted({family for rule in rules for family in _FAMILY.findall(rule)})


def _file(family: str) -> str:
    # MathJax's font for line breaks is the one family named without its font set.
    name = "MJX-NCM-BRK" if family == "MJX-BRK" else family
    return f"{name.lower()}.woff2"
