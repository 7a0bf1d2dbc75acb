"""A crew: every task done once, whoever does it, and errors that are the task's own."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from levelset import crew

FORKS = sys.platform == "linux"


def note(folder: Path, number: int) -> None:
    with (folder / "log").open("a") as log:
        log.write(f"{number} {os.getpid()}\n")


def done(folder: Path) -> list[tuple[int, int]]:
    lines = (folder / "log").read_text().splitlines()
    return [(int(number), int(process)) for number, process in map(str.split, lines)]


@pytest.mark.parametrize("processes", [1, 2, 3] if FORKS else [1])
@pytest.mark.parametrize("tasks", [0, 1, 2, 50, 3000])
def test_every_task_is_done_once(tmp_path: Path, processes: int, tasks: int) -> None:
    (tmp_path / "log").touch()
    crew.share([partial(note, tmp_path, number) for number in range(tasks)], processes)
    found = done(tmp_path)
    assert sorted(number for number, _ in found) == list(range(tasks))
    assert len({process for _, process in found}) <= processes


def test_one_process_does_them_in_order(tmp_path: Path) -> None:
    crew.share([partial(note, tmp_path, number) for number in range(9)], 1)
    assert done(tmp_path) == [(number, os.getpid()) for number in range(9)]


@pytest.mark.parametrize("processes", [1, 2] if FORKS else [1])
def test_an_error_is_the_tasks_own(processes: int) -> None:
    def fail() -> None:
        raise LookupError("no such template")

    tasks = [*[lambda: None] * 20, fail, *[lambda: None] * 20]
    with pytest.raises(LookupError, match="no such template"):
        crew.share(tasks, processes)


@pytest.mark.parametrize("processes", [3] if FORKS else [1])
def test_what_a_helper_leaves_undone_is_done_here(tmp_path: Path, processes: int) -> None:
    here = os.getpid()

    def write(number: int) -> None:
        if os.getpid() != here:
            os._exit(9)
        (tmp_path / str(number)).touch()

    crew.share([partial(write, number) for number in range(40)], processes)
    assert len(list(tmp_path.iterdir())) == 40
