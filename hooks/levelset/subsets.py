"""Fonts cut down to the glyphs that a site shows: a fifth of the bytes of what MathJax brings."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import logging
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from levelset.formula_fonts import font_folder, fonts
from levelset.kept import keep_newest, kept
from levelset.typesets import Typeset

WHOLE_BYTES = 1_000
"""A font of fewer bytes stays as it is: MathJax's two of blanks are nearly all header."""

_DRAWN = re.compile(r"<mjx-math\b.*?</mjx-math>", re.DOTALL)
_TEXT = re.compile(r">([^<]+)<")


def font_files(typesets: Iterable[Typeset], node_modules: Path, cache: Path) -> Mapping[str, bytes]:
    """The fonts of these formulas by file name, without the glyphs that none of them shows.

    What was cut for the same glyphs is taken from the folder `cache`.
    """
    every = list(typesets)
    shown = glyphs(every)
    folder = font_folder(node_modules)
    whole = {name: (folder / name).read_bytes() for name in fonts(every)}
    path = cache / "fonts" / f"{_key(whole, shown)}.json"
    stored = kept(path)
    if stored is None:
        cut = {name: base64.b64encode(_cut(whole[name], shown)).decode() for name in whole}
        stored = json.dumps(cut).encode()
        keep_newest(path, stored)
    return {name: base64.b64decode(text) for name, text in json.loads(stored).items()}


def glyphs(typesets: Iterable[Typeset]) -> str:
    """Every character that one of these formulas draws in one of MathJax's fonts, in order.

    `&`, `<` and `>` are escaped there; the letters of that are few and do no harm.
    """
    drawn = (whole for item in typesets for whole in _DRAWN.findall(item.html))
    found = {text for whole in drawn for text in _TEXT.findall(whole)}
    return "".join(sorted({*"&<> \u00a0", *"".join(found)}))


def _cut(font: bytes, shown: str) -> bytes:
    """The font with these characters' glyphs only; its measures stay."""
    if len(font) < WHOLE_BYTES:
        return font
    from fontTools import subset  # It takes longer to load than all of ours.

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # Tables that it leaves out.
    options = subset.Options(flavor="woff2", layout_features=[], notdef_outline=True)
    loaded = subset.load_font(io.BytesIO(font), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=shown)
    subsetter.subset(loaded)
    written = io.BytesIO()
    subset.save_font(loaded, written, options)
    return written.getvalue()


def _key(whole: Mapping[str, bytes], shown: str) -> str:
    """Digits that stand for the fonts, the glyphs, and what cuts them."""
    digest = hashlib.sha256(Path(__file__).read_bytes() + shown.encode())
    digest.update(f"{version('fonttools')} {version('brotli')}".encode())
    for name in sorted(whole):
        digest.update(f"{name}\0{len(whole[name])}\0".encode() + whole[name])
    return digest.hexdigest()[:32]
