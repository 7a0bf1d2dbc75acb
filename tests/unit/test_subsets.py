"""Fonts with the glyphs that are shown and no others."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from levelset import subsets
from levelset.formula_fonts import font_folder
from levelset.typesets import Typeset

NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
NORMAL, DOUBLE, BLANK = "mjx-ncm-n.woff2", "mjx-ncm-ds.woff2", "mjx-ncm-zero.woff2"


def formula(characters: str, *families: str) -> Typeset:
    html = "".join(f"<i class=x>{each}</i>" for each in characters)
    css = tuple(f"0000.a{{font-family:MJX-{family}}}" for family in families)
    return Typeset(f"<mjx-math>{html}</mjx-math><math>zeta</math>", characters, css, "")


def characters(font: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(font)).getBestCmap()}


def original(name: str) -> bytes:
    return (font_folder(NODE_MODULES) / name).read_bytes()


def test_only_what_is_shown_is_left_and_nothing_shown_is_lost(tmp_path: Path) -> None:
    shown = [formula("x∇𝜃", "NCM-N"), formula("ℝ", "NCM-DS", "NCM-ZERO")]
    files = subsets.font_files(shown, NODE_MODULES, tmp_path)
    assert files.keys() == {NORMAL, DOUBLE, BLANK}
    assert {*"x∇𝜃"} <= characters(files[NORMAL])
    assert "ℝ" in characters(files[DOUBLE])
    assert not {*"zetaα"} & characters(files[NORMAL])
    assert files[BLANK] == original(BLANK)
    assert len(files[NORMAL]) < 0.1 * len(original(NORMAL))


def test_glyphs_keep_their_measures(tmp_path: Path) -> None:
    cut = subsets.font_files([formula("x∇", "NCM-N")], NODE_MODULES, tmp_path)[NORMAL]
    before, after = (TTFont(io.BytesIO(font)) for font in (original(NORMAL), cut))
    for character in "x∇":
        one, other = (font.getBestCmap()[ord(character)] for font in (before, after))
        assert before["hmtx"][one] == after["hmtx"][other]
    for table, name in (("hhea", "ascent"), ("hhea", "descent"), ("head", "unitsPerEm")):
        assert getattr(before[table], name) == getattr(after[table], name)


def test_the_same_glyphs_in_any_order_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = formula("xy", "NCM-N"), formula("z", "NCM-N")
    first = subsets.font_files([one, other], NODE_MODULES, tmp_path / "a")
    assert subsets.font_files([other, one], NODE_MODULES, tmp_path / "b") == first
    monkeypatch.setattr(subsets, "_cut", None)  # What is kept is not cut again.
    assert subsets.font_files([other, one], NODE_MODULES, tmp_path / "a") == first


def test_no_formulas_need_no_font(tmp_path: Path) -> None:
    assert subsets.font_files([], NODE_MODULES, tmp_path) == {}
