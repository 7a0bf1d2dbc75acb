"""What the benchmarks are measured on and how they are written down; nothing here is timed."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from reading import folder

BENCH = Path(__file__).parents[1] / "bench"


def loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module(name)


def test_generated_notes_are_faultless_and_distinct(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded("corpus", monkeypatch).write(tmp_path, 21)
    library = folder(tmp_path)
    assert library.problems == ()
    catalog = library.catalog
    assert len(catalog.notes) == len({note.title for note in catalog.notes}) == 21
    assert len(catalog.questions) == len({q.prompt for q in catalog.questions}) == 21 * 14
    assert all(question.answered and question.sourced for question in catalog.questions)
    assert all(note.page.words >= 300 for note in catalog.notes)
    assert len(library.formulas) > 0.8 * 15 * 21
    assert [len(catalog.at_level(level)) for level in catalog.levels] == [105, 105, 84]


def test_the_same_number_of_notes_is_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = loaded("corpus", monkeypatch)
    corpus.write(tmp_path / "a", 9)
    corpus.write(tmp_path / "b", 5)
    for path in sorted((tmp_path / "b").rglob("*.md")):
        larger = tmp_path / "a" / path.relative_to(tmp_path / "b")
        assert larger.read_bytes() == path.read_bytes()


def test_a_row_says_whether_its_ratio_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    table = loaded("table", monkeypatch)
    met = table.Row("Build", 1.0, 4.0, "s", "Material", 0.4)
    missed = table.Row("Edit", 3.0, 4.0, "s", "Material", 0.4)
    reported = table.Row("Build", 8.0, 4.0, "s", "Hugo")
    assert table.markdown([met, missed, reported]).splitlines()[2:] == [
        "| Build | 1 s | 4 s | Material | 0.25 × | ≤ 0.4 × | yes |",
        "| Edit | 3 s | 4 s | Material | 0.75 × | ≤ 0.4 × | no |",
        "| Build | 8 s | 4 s | Hugo | 2.00 × | report |  |",
    ]


def test_a_group_that_is_measured_again_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = loaded("report", monkeypatch)
    titles = ["Builds", "Pages"]
    builds = report.section("Builds", [], "About builds.", "On a machine.")
    pages = report.section("Pages", [], "About pages.", "On a machine.")
    both = report.merged("", {"Pages": pages, "Builds": builds}, titles)
    assert both == f"{report.HEAD}{builds}\n{pages}"
    again = report.section("Builds", [], "About builds.", "On another machine.")
    assert report.merged(both, {"Builds": again}, titles) == f"{report.HEAD}{again}\n{pages}"
    assert report.merged(both, {}, ["Pages"]) == f"{report.HEAD}{pages}"


def test_memory_is_that_of_all_processes_together(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = loaded("measured", monkeypatch)
    hold = "import time; held = bytearray(60_000_000); held[::4096] = bytes(len(held[::4096])); "
    child = f"[sys.executable, '-c', {hold + 'time.sleep(2)'!r}]"
    both = f"import subprocess, sys; {hold}subprocess.run({child})"
    peak = measured.run([sys.executable, "-c", both], {}, Path()).peak
    assert peak > (110 if sys.platform == "linux" else 50)


def test_what_is_compared_with_is_pinned_by_hashes_and_names_no_host() -> None:
    lock = (BENCH / "requirements.txt").read_text()
    pinned = re.findall(r"^([a-z0-9-]+)==\S+(?: ;.*)? \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert set((BENCH / "requirements.in").read_text().split()) <= set(pinned)
    assert len(pinned) == len(re.findall(r"==", re.sub(r"#.*", "", lock)))
    assert "://" not in lock
