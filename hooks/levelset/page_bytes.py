"""A page as it is written: with its formulas, its addresses and the fonts that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from levelset.formula_fonts import MATHS, InSight
from levelset.pieces import pieces
from levelset.site import Site

ANY_FONT = f"{MATHS}/any-font"
"""In a template's link that preloads a font: the address of whichever the page needs."""

_NAME = b"any-font"
_PRELOAD = re.compile(rb'<link rel="preload" href="[^"]*any-font"[^>]*>\s*')


def page_bytes(rendered: Iterable[str], url: str, site: Site) -> list[bytes]:
    """What a template has made of the page at `url`, encoded piece by piece.

    It asks for the fonts of what is in sight in the place of its link for any font.
    """
    sight = InSight(site.typeset)
    made = []
    for piece in pieces(rendered):
        placed = site.placed(piece, url)
        sight.see(placed)
        made.append(site.typeset(placed).encode("utf-8", "xmlcharrefreplace"))
    asking = next((place for place, written in enumerate(made) if _NAME in written), None)
    if asking is not None:
        made[asking] = _PRELOAD.sub(partial(_preloads, sight.fonts()), made[asking], 1)
    return made


def _preloads(fonts: Iterable[str], link: re.Match[bytes]) -> bytes:
    return b"".join(link[0].replace(_NAME, font.encode()) for font in fonts)
