"""What the benchmarks are measured on and how they are written down; nothing here is timed."""

from __future__ import annotations

import importlib
import re
import sys
import urllib.request
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
    pinned = re.findall(
        r"^([a-z0-9-]+)(?:\[\w+\])?==\S+(?: ;.*)? \\\n    --hash=sha256:", lock, re.MULTILINE
    )
    wanted = (BENCH / "requirements.in").read_text().split()
    assert {name.partition("[")[0] for name in wanted} <= set(pinned)
    assert len(pinned) == len(re.findall(r"==", re.sub(r"#.*", "", lock)))
    assert "://" not in lock
    scripts = (BENCH / "package-lock.json").read_text()
    assert scripts.count('"integrity": "sha512-') == 3
    assert "://" not in scripts
    assert "resolved" not in scripts


def test_maths_stands_at_the_second_frame_with_all_formulas_and_their_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = loaded("note_page", monkeypatch)
    frames = [[100, 0, False], [200, 8, True], [300, 9, True], [400, 9, False], [500, 9, True]]
    assert page.standing([*frames, [600, 9, True], [700, 9, True]]) == 0.6
    with pytest.raises(ValueError, match="no formula"):
        page.standing([[100, 0, True], [200, 0, True]])
    with pytest.raises(ValueError, match="never came"):
        page.standing(frames)


def test_results_are_judged_by_place_and_a_heading_page_shares_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = loaded("judged", monkeypatch)
    links = ["http://h/a/", "http://h/a/#x", "http://h/a/#y%20z"]
    assert list(judged._places(links)) == [("a/", "a/#x"), ("a/#y z",)]
    found = [[("a/", "a/#x")], [("b/",), ("c/",)], [("b/",), ("b/",), ("b/",), ("d/",)], []]
    wanted = [frozenset({"a/#x"}), frozenset({"c/", "e/"}), frozenset({"d/"}), frozenset({"d/"})]
    assert judged.judged(found, wanted) == judged.Judged(0.25, 0.5)


def test_a_host_packs_what_is_text_and_counts_what_it_sends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = loaded("slow_link", monkeypatch)
    (tmp_path / "index.html").write_text("word " * 1000)
    (tmp_path / "font.woff2").write_bytes(b"x" * 1000)
    with link.serving({"/": tmp_path}) as host:
        host.slow = False
        host.overlay["/extra.js"] = b"1;" * 500
        for path in ("/", "/font.woff2", "/extra.js"):
            asked = urllib.request.Request(host.base + path)
            with urllib.request.urlopen(asked) as answer:
                assert (answer.headers["Content-Encoding"] == "gzip") == (path != "/font.woff2")
                assert len(answer.read()) == int(answer.headers["Content-Length"])
        host.quiet(0.05)  # What was sent is written down after the last byte.
        sizes = {sent.path: sent.size for sent in host.sent}
    assert sizes["/font.woff2"] == 1000
    assert max(sizes["/"], sizes["/extra.js"]) < 200
    assert [sent.path for sent in host.sent if sent.is_script] == ["/extra.js"]
