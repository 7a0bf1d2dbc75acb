"""A build that is killed, refused by the disk or joined by another never spoils the site."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from building import ROOT

PAUSE = """\
import pathlib, time
HERE = pathlib.Path(__file__).parent

def on_post_page(output, page, config):
    if (HERE / "pause").exists():
        (HERE / "reached").touch()
        while (HERE / "pause").exists():
            time.sleep(0.05)
    if (HERE / "full").exists():
        raise OSError(28, "No space left on device", str(HERE / "site"))
    return output
"""
NOTE = (
    "---\ntitle: {0}\ncategory: c\nlevels: [mid]\nskills: [s]\n---\n# {0}\n\n## Questions\n\n"
    "### Mid\n\n#### What is {0}?\n\n*Answer*: It.\n"
)


class Place:
    """Notes and a site of them, built with a second hook that can stop the build on its way."""

    def __init__(self, root: Path) -> None:
        self.root, self.site = root, root / "public" / "site"
        (root / "docs").mkdir()
        (root / "stop.py").write_text(PAUSE)
        (root / "mkdocs.yml").write_text(
            f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\n"
            f"hooks: [{ROOT / 'hooks' / 'mkdocs_events.py'}, stop.py]\n"
        )
        self.write("One")
        assert self.build().wait() == 0

    def write(self, title: str) -> None:
        (self.root / "docs" / "note.md").write_text(NOTE.format(title))

    def build(
        self, *options: str, before: Callable[[], None] | None = None
    ) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-m", "mkdocs", "build", "-d", str(self.site), *options]
        environment = {
            "LEVELSET_FAIL_ON": "null",
            "LEVELSET_HOOKS": str(ROOT / "hooks"),
            "LEVELSET_THEME": str(ROOT / "overrides"),
            "NO_MKDOCS_2_WARNING": "1",
        }
        return subprocess.Popen(
            [*command, "-f", str(self.root / "mkdocs.yml")],
            env={**os.environ, **environment},
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=before,
        )

    def set(self, name: str, on: bool = True) -> None:
        (self.root / name).touch() if on else (self.root / name).unlink()

    def reach(self, process: subprocess.Popen[str]) -> None:
        """Wait until the build is half-way: some pages are written, others are not."""
        while not (self.root / "reached").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        self.set("reached", False)

    @property
    def title(self) -> str:
        """The title of the note as the site has it; the site must be whole."""
        page = (self.site / "note" / "index.html").read_text()
        assert (self.site / "404.html").exists()
        assert (self.site / "levels" / "mid" / "index.html").exists()
        return page.partition("<title>")[2].partition(" - ")[0]

    @property
    def beside(self) -> list[str]:
        return sorted(path.name for path in self.site.parent.iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_killed_build_leaves_the_last_site_and_the_next_one_is_right(place: Place) -> None:
    place.write("Two")
    place.set("pause")
    half = place.build()
    place.reach(half)
    assert (place.site.parent / ".site.new").exists()
    half.kill()
    half.communicate()
    assert place.title == "One"
    place.set("pause", False)
    again = place.build()
    again.communicate()
    assert again.returncode == 0
    assert place.title == "Two"
    assert place.beside == ["site"]


def small_files() -> None:
    """The kernel refuses to write more than 30,000 bytes into a file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))


@pytest.mark.parametrize("how", ["a full disk", "a limit of the system"])
def test_a_disk_that_takes_no_more_is_said_and_the_last_site_stays(place: Place, how: str) -> None:
    place.write("Two")
    if how == "a full disk":
        place.set("full")
    failed = place.build(before=small_files if how != "a full disk" else None)
    _, said = failed.communicate()
    assert failed.returncode == 1
    assert "Traceback" not in said
    assert "The build has failed: " in said
    assert ("No space left on device" if how == "a full disk" else "File too large") in said
    assert f"{place.site} is as it was" in said
    assert place.title == "One"
    assert place.beside == ["site"]


def test_two_builds_into_one_folder_do_not_mix(place: Place) -> None:
    place.write("Two")
    place.set("pause")
    first = place.build()
    place.reach(first)
    second = place.build()
    assert second.stderr is not None
    for line in second.stderr:
        if "Another build is writing" in line:
            break
    else:
        raise AssertionError("the second build has not waited")
    place.set("pause", False)
    for process in (first, second):
        process.communicate()
        assert process.returncode == 0
    assert place.title == "Two"
    assert place.beside == ["site"]


def test_a_site_that_strict_refuses_does_not_replace_a_good_one(place: Place) -> None:
    place.write("Two")
    note = place.root / "docs" / "note.md"
    note.write_text(note.read_text().replace("# Two", "# Two\n\n[broken](no.md)"))
    refused = place.build("--strict")
    _, said = refused.communicate()
    assert refused.returncode == 1
    assert "note.md:9: the link `no.md` leads to no file" in said
    assert f"{place.site} is as it was" in said
    assert place.title == "One"
    assert place.beside == ["site"]
