"""Every figure in the notes is drawn by a script, and the drawing in the tree is what it draws."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures"
SCRIPTS = sorted(path for path in FIGURES.glob("*.py") if not path.name.startswith("_"))
DRAWINGS = sorted(FIGURES.glob("*.svg"))


def redraw(script: Path, target: Path, folder: Path) -> None:
    """Run a script in another folder, without the environment's packages, and draw to `target`."""
    command = [sys.executable, "-S", "-B", str(script), str(target)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_every_script_has_its_drawing_and_every_drawing_its_script() -> None:
    assert SCRIPTS, f"no figure scripts in {FIGURES}"
    assert [path.stem for path in SCRIPTS] == [path.stem for path in DRAWINGS]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_figure_drawn_elsewhere_equals_the_one_in_the_tree(script: Path, tmp_path: Path) -> None:
    target = tmp_path / "again.svg"
    redraw(script, target, tmp_path)
    assert target.read_bytes() == script.with_suffix(".svg").read_bytes(), (
        f"docs/figures/{script.stem}.svg is not what its script draws; run the script and commit"
    )


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_named_and_described_and_asks_for_nothing(drawing: Path) -> None:
    text = drawing.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{name}svg"
    assert len(root.findtext(f"{name}title", "")) > 10
    assert len(root.findtext(f"{name}desc", "")) > 60
    assert not re.search(r"href|url\(|<script|<style|@import|@media", text)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_every_drawing_is_shown_by_a_note_with_words_for_those_who_cannot_see_it(
    drawing: Path,
) -> None:
    shown = re.compile(r"!\[([^\]]*)\]\([./]*figures/" + re.escape(drawing.name) + r"\)")
    notes = (path.read_text(encoding="utf-8") for path in FIGURES.parent.rglob("*.md"))
    words = [alt for note in notes for alt in shown.findall(note)]
    assert words, f"no note shows {drawing.name}"
    assert all(len(alt.split()) >= 12 for alt in words), f"say what to see in {drawing.name}"
