"""Folders whose files are links, pipes and oddly named: nothing from outside is ever published."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cases import fixed
from hypothesis import given
from hypothesis import strategies as st
from whole_builds import ROOT, built_folder

from levelset.storage import linked_folders, refused, shared_addresses

CASES = 200
SECRET = "the-secret-of-the-machine"
NOTE = (
    "---\ntitle: T\ncategory: c\nlevels: [mid]\nskills: [s]\n---\n"
    f"# T\n\n## Questions\n\n1. What is {SECRET}?\n   - *Answer*: {SECRET}\n"
)
LINKS = {
    "outside": "../outside/secret.md",
    "absolute": "/etc/passwd",
    "missing": "nowhere.md",
    "itself": "{name}",
    "through another": "chain",
    "inside": "plain.md",
}
SUFFIXES = (".md", ".png", ".txt", "")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


def folder(place: Path, links: list[tuple[str, str]]) -> tuple[Path, dict[str, bool]]:
    """A docs folder with these kinds of links; and which of its files are not to be read."""
    docs, outside = place / "docs", place / "outside"
    docs.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text(NOTE)
    (docs / "plain.md").write_text(NOTE.replace(SECRET, "nothing"))
    (docs / "chain").symlink_to("../outside/secret.md")
    wrong = {"plain.md": False, "chain": True}
    for number, (kind, suffix) in enumerate(links):
        name = f"l{number}{suffix}"
        path = docs / name
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "name":
            name = os.fsdecode(b"\xff%d" % number + suffix.encode())
            (docs / name).write_text(NOTE)
        else:
            path.symlink_to(LINKS[kind].format(name=name))
        wrong[name] = kind != "inside"
    return docs, wrong


@fixed(CASES)
@given(
    st.lists(
        st.tuples(st.sampled_from((*LINKS, "pipe", "name")), st.sampled_from(SUFFIXES)), max_size=5
    )
)
def every_link_out_is_refused(links: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as place:
        docs, wrong = folder(Path(place), links)
        found = refused(docs, sorted(wrong))
        assert {name: name in found for name in wrong} == wrong
        for problem in found.values():
            assert (problem.line, bool(problem.remedy)) == (1, True)
            str(problem).encode()


def test_every_link_out_of_the_folder_is_refused(tell: Callable[..., None]) -> None:
    every_link_out_is_refused()
    tell("symlinks out of the folder", cases=CASES)


def test_nothing_from_outside_is_on_the_site(tmp_path: Path, tell: Callable[..., None]) -> None:
    kinds = [(kind, suffix) for kind in (*LINKS, "pipe", "name") for suffix in SUFFIXES]
    docs, wrong = folder(tmp_path, kinds)
    site = tmp_path / "site"
    result = built_folder(docs, site)
    assert result.error == ""
    for path in site.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
            assert b"root:x:0" not in path.read_bytes(), path
    told = [line for line in result.problems if ":1: this " in line or "name of this file" in line]
    assert len(told) == sum(wrong.values())
    tell("symlinks out of the folder", whole_builds=1)


@pytest.mark.parametrize("target", [".", "..", "../outside", "/"])
def test_nothing_behind_a_link_to_a_folder_is_read_and_the_rest_is_built(
    target: str, tmp_path: Path, tell: Callable[..., None]
) -> None:
    docs, _ = folder(tmp_path, [])
    (docs / "chain").unlink()
    (docs / "loop").symlink_to(target, target_is_directory=True)
    said = "loop:1: this is a link to a folder; put a copy into the folder instead"
    assert [str(problem) for problem in linked_folders(docs)] == [said]
    site = tmp_path / "site"
    result = built_folder(docs, site)
    assert (result.error, result.problems) == ("", (said, "1 problem in the notes"))
    assert (site / "plain" / "index.html").is_file()
    assert not [path for path in site.rglob("*") if "loop" in path.name or "secret" in path.name]
    tell("links to folders", whole_builds=1)


def test_check_says_where_a_link_to_a_folder_is(tmp_path: Path) -> None:
    docs, _ = folder(tmp_path, [])
    (docs / "chain").unlink()
    (docs / "loop").symlink_to(".", target_is_directory=True)
    run = subprocess.run(
        [sys.executable, ROOT / "hooks" / "mkdocs_events.py", "check", ROOT / "mkdocs.yml"],
        env={**os.environ, "LEVELSET_DOCS": str(docs), "LEVELSET_FAIL_ON": "null"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "loop:1: this is a link to a folder; put a copy into the folder instead\n"
    assert (run.stdout, run.returncode) == (said, 1), run.stderr


def test_addresses_are_compared_without_case_and_composition() -> None:
    pages = ["a.md", "A.md", "a/index.md", "é.md", "e\u0301.md", "b.md", "B/c.md"]
    lines = [f"{p.path}: {p.message}" for p in shared_addresses(pages, ["b.MD", "B/c/index.html"])]
    assert sorted(lines) == [
        "B/c/index.html: this file has the address of `B/c.md`, and only one of them is shown",
        "a.md: this file's address differs from that of `A.md` only in its case",
        "a/index.md: this file's address differs from that of `A.md` only in its case",
        "é.md: this file's address differs from that of `e\u0301.md` only in its case",
    ]
