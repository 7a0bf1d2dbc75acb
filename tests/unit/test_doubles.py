"""Doubles: every task done once, errors that are the task's own, and warnings that count."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from levelset import doubles

LINUX = sys.platform == "linux"
SEVERAL = [1, 2, 3] if LINUX else [1]


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runner may have threads; those hold nothing that these tasks need."""
    if threading.active_count() > 1 and LINUX:
        monkeypatch.setattr(doubles, "can_be_made", lambda: True)


def note(folder: Path, number: int) -> None:
    with (folder / "log").open("a") as log:
        log.write(f"{number} {os.getpid()}\n")


def done(folder: Path) -> list[tuple[int, int]]:
    lines = (folder / "log").read_text().splitlines()
    return [(int(number), int(process)) for number, process in map(str.split, lines)]


@pytest.mark.parametrize("processes", SEVERAL)
@pytest.mark.parametrize("tasks", [0, 1, 2, 50, 3000])
def test_every_task_is_done_once(tmp_path: Path, processes: int, tasks: int) -> None:
    (tmp_path / "log").touch()
    doubles.share([partial(note, tmp_path, number) for number in range(tasks)], processes)
    found = done(tmp_path)
    assert sorted(number for number, _ in found) == list(range(tasks))
    assert len({process for _, process in found}) <= processes


@pytest.mark.parametrize("processes", SEVERAL)
@pytest.mark.parametrize("tasks", [0, 1, 2, 3000])
def test_what_tasks_return_comes_in_their_order(processes: int, tasks: int) -> None:
    squares = [partial(pow, number, 2) for number in range(tasks)]
    assert doubles.share(squares, processes) == [number**2 for number in range(tasks)]


def test_one_process_does_them_in_order(tmp_path: Path) -> None:
    doubles.share([partial(note, tmp_path, number) for number in range(9)], 1)
    assert done(tmp_path) == [(number, os.getpid()) for number in range(9)]


@pytest.mark.parametrize("processes", SEVERAL)
def test_an_error_is_the_tasks_own(processes: int) -> None:
    def fail() -> None:
        raise LookupError("no such template")

    tasks: list[Callable[[], object]] = [*[lambda: None] * 20, fail, *[lambda: None] * 20]
    with pytest.raises(LookupError, match="no such template"):
        doubles.share(tasks, processes)


@pytest.mark.skipif(not LINUX, reason="there are no doubles here")
@pytest.mark.parametrize(
    "end", [lambda: os._exit(0), lambda: os.kill(os.getpid(), 9), lambda: 1 / 0]
)
def test_what_a_double_leaves_undone_is_done_here(tmp_path: Path, end: Callable[[], None]) -> None:
    here = os.getpid()

    def write(number: int) -> None:
        if os.getpid() != here:
            end()
        (tmp_path / str(number)).touch()

    doubles.share([partial(write, number) for number in range(40)], 3)
    assert len(list(tmp_path.iterdir())) == 40


@pytest.mark.parametrize("processes", SEVERAL)
def test_every_warning_is_logged_here_once(
    processes: int, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("mkdocs.plugins.levelset")
    doubles.share([partial(log.warning, "no %s", number) for number in range(200)], processes)
    assert sorted(record.getMessage() for record in caplog.records) == sorted(
        f"no {number}" for number in range(200)
    )


@pytest.mark.skipif(not LINUX, reason="there are no doubles here")
def test_a_process_with_threads_is_not_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert not doubles.can_be_made()
        doubles.share([partial(note, tmp_path, number) for number in range(99)], 4)
    finally:
        over.set()
        other.join()
    assert done(tmp_path) == [(number, os.getpid()) for number in range(99)]
