"""The site's folder holds one whole site, whenever a build is interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from levelset import site_folder
from levelset.site_folder import SiteFolder


def built(folder: SiteFolder, **files: str) -> None:
    new = folder.begin()
    for name, text in files.items():
        (new / name).write_text(text)


def texts(target: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(target.iterdir())}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site that stands, with something hidden in it."""
    made = tmp_path / "public" / "site"
    folder = SiteFolder(made)
    built(folder, index="first", gone="x")
    folder.finish()
    (made / ".git").write_text("ours")
    return made


@pytest.fixture(params=["exchanged", "in-two-steps", "inside"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How one folder can take another's place on this system."""
    if request.param == "in-two-steps":
        monkeypatch.setattr(site_folder, "_exchanged", lambda *_: False)
    if request.param == "inside":
        monkeypatch.setattr(site_folder.os.path, "ismount", lambda path: path.name == "site")
    return str(request.param)


def test_a_complete_site_takes_the_old_ones_place_and_nothing_is_left_over(
    target: Path, way: str
) -> None:
    assert way
    folder = SiteFolder(target)
    built(folder, index="second", more="y")
    assert texts_shown(target) == {".git": "ours", "gone": "x", "index": "first"}
    folder.finish()
    assert texts(target) == {".git": "ours", "index": "second", "more": "y"}
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_the_old_site_may_be_removed_later_and_is_never_in_the_way(target: Path, way: str) -> None:
    assert way
    waiting: list[Callable[[], None]] = []
    for number in range(3):  # The first is still there when the others take their places.
        folder = SiteFolder(target)
        built(folder, index=f"later {number}")
        folder.finish(waiting.append)
        assert texts(target) == {".git": "ours", "index": f"later {number}"}
    assert len(waiting) == (way != "inside")
    for clear in waiting:
        clear()
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def texts_shown(target: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in sorted(target.iterdir()) if ".site" not in p.name}


def test_a_site_that_is_given_up_leaves_the_old_one(target: Path, way: str) -> None:
    assert way
    folder = SiteFolder(target)
    built(folder, index="second")
    folder.abandon()
    assert texts(target) == {".git": "ours", "gone": "x", "index": "first"}
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_what_a_killed_build_has_left_is_cleared_away(target: Path) -> None:
    built(SiteFolder(target), index="half")  # Neither finished nor given up.
    folder = SiteFolder(target)
    folder._take_lock = lambda _: None  # type: ignore[method-assign]  # A dead process has none.
    assert list(folder.begin().iterdir()) == []
    assert texts(target)["index"] == "first"


def test_a_site_killed_between_the_two_steps_is_put_back(target: Path) -> None:
    target.replace(target.with_name(".site.old"))
    SiteFolder(target).begin()
    assert texts(target) == {".git": "ours", "gone": "x", "index": "first"}


def test_hidden_entries_killed_on_their_way_come_back(target: Path) -> None:
    left = target.with_name(".site.new")  # The old site, right after the exchange.
    left.mkdir()
    (target / ".git").rename(left / ".git")
    SiteFolder(target).begin()
    assert texts(target)[".git"] == "ours"


def test_a_link_to_a_folder_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    folder = SiteFolder(link)
    built(folder, index="second")
    folder.finish()
    assert link.is_symlink()
    assert texts(target)["index"] == "second"


def test_two_builds_into_one_folder_take_turns(target: Path) -> None:
    first, second = SiteFolder(target), SiteFolder(target)
    built(first, index="second")
    waits, done = threading.Event(), threading.Event()

    def build() -> None:
        (second.begin(waits.set) / "index").write_text("third")
        done.set()

    other = threading.Thread(target=build, daemon=True)
    other.start()
    assert waits.wait(30)
    assert not done.is_set()
    first.finish()
    assert done.wait(30)
    assert texts(target)["index"] == "second"
    second.finish()
    assert texts(target)["index"] == "third"
    assert [path.name for path in target.parent.iterdir()] == ["site"]
