"""A crew: every task done once, whoever does it, and nothing lost when a process is."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import crew_tasks
import pytest

from levelset import crew


@pytest.fixture(autouse=True)
def tasks_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(crew_tasks.__file__).parent))


def never(_: Any) -> Any:
    raise AssertionError("nothing is asked")


def done(
    work: Callable[..., Any], tasks: list[Any], answer: crew.Ask = never, size: int = 2
) -> dict[int, Any]:
    return dict(crew.shared(work, tasks, answer, size))


def test_every_task_is_done_once_and_not_here() -> None:
    found = done(crew_tasks.double, list(range(40)))
    assert {place: result for place, (result, _) in found.items()} == {n: 2 * n for n in range(40)}
    processes = {process for _, process in found.values()}
    assert os.getpid() not in processes
    assert len(processes) <= 2


def test_there_are_no_more_processes_than_tasks() -> None:
    assert len({process for _, process in done(crew_tasks.double, [1], size=9).values()}) == 1
    assert done(crew_tasks.double, []) == {}


def test_questions_are_answered_to_whoever_asks() -> None:
    found = done(crew_tasks.asked, list(range(30)), lambda number: f"<{number}>", size=3)
    assert found == {n: f"<{n}> <{-n}>" for n in range(30)}


def test_letters_larger_than_a_pipe_get_through() -> None:
    tasks = [bytes([n]) * 3_000_000 for n in range(6)]
    assert done(crew_tasks.heavy, tasks, lambda task: task) == {
        n: 2 * t for n, t in enumerate(tasks)
    }


def test_an_exception_in_a_task_is_raised_here_with_its_traceback() -> None:
    with pytest.raises(crew.CrewFailed, match=r"(?s)crew_tasks.py.*LookupError: no such note"):
        done(crew_tasks.fail, list(range(20)))


def test_an_exception_while_answering_is_raised_here() -> None:
    with pytest.raises(AssertionError, match="nothing is asked"):
        done(crew_tasks.asked, [1, 2, 3])


def test_a_process_that_dies_is_an_error_and_no_wait() -> None:
    with pytest.raises(crew.CrewLost, match="ended with status"):
        done(crew_tasks.die, list(range(20)))


def test_a_warning_in_a_process_is_one_here(caplog: pytest.LogCaptureFixture) -> None:
    done(crew_tasks.warn, [1, 2])
    warned = [r for r in caplog.records if r.name == "mkdocs.plugins.levelset"]
    assert sorted(r.getMessage() for r in warned) == ["warned 1", "warned 2"]
    assert {r.levelno for r in warned} == {logging.WARNING}


def test_few_files_are_no_work_for_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(crew.CHOSEN, raising=False)
    assert crew.processes(crew.ENOUGH - 1) == 1
    assert 1 <= crew.processes(5000) <= crew.MOST
    monkeypatch.setenv(crew.CHOSEN, "3")
    assert crew.processes(1) == 3
