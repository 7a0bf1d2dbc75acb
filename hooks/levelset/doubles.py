"""Doubles: copies of this process that share tasks which leave files behind.

They know all that this process knows, at no cost, and give back what a task returns. A process can
be doubled only where the system does that, and only while it has a single thread: a double has no
other, so what another thread held would be held for ever.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import os
import pickle
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Task = Callable[[], T]

log = logging.getLogger("mkdocs.plugins.levelset")

_NUMBER = struct.Struct("=I")
_PIPE = 4096 // _NUMBER.size
"""How many numbers any pipe holds at least."""

_MMAP_THRESHOLD = -3
_LARGE = 1 << 20
"""From how many bytes on a piece of memory is the system's, and not kept for the next."""

_THREADS = Path("/proc/self/task")
_Said = tuple[str, int, str]
_Done = dict[int, list[Any]]
"""What the tasks of a batch have returned, by the batch's number."""


def can_be_made() -> bool:
    """True on a Linux while this process has one thread, of Python's or any other kind."""
    return sys.platform == "linux" and _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1


def share(tasks: Sequence[Task[T]], processes: int) -> list[T]:
    """Do every task in one of that many processes, this one among them, the first ones first.

    Gives what they return, in the tasks' order. What a double logs is logged here. Where one fails,
    its error or its end is no result: all is done again here, so that an error is the task's own.
    """
    if processes < 2 or len(tasks) < 2 or not can_be_made():
        return _do(tasks)
    length = -(-len(tasks) // _PIPE)
    batches = [tasks[at : at + length] for at in range(0, len(tasks), length)]
    reader, writer = os.pipe()
    os.write(writer, b"".join(map(_NUMBER.pack, range(len(batches)))))
    os.close(writer)
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # What is there already is not to be copied only because it was looked at.
    doubles = [_Double(batches, reader) for _ in range(processes - 1)]
    try:
        done = _work(batches, reader)
    finally:
        said = [double.ended() for double in doubles]
        os.close(reader)
        gc.unfreeze()
    if None in said:
        log.info("A process ended before its work was done; all of it is done again.")
        return _do(tasks)
    for lines, others in filter(None, said):
        done |= others
        for name, level, message in lines:
            logging.getLogger(name).log(level, "%s", message)
    return [result for number in sorted(done) for result in done[number]]


def keep_little() -> None:
    """Have glibc give back what a large text took as soon as it is gone, however many there were.

    It would take its largest so far for usual, and keep room for more of them (2.36).
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give the system back what memory is free, which glibc does only at its heap's end."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class _Double:
    """A copy of this process that works until nothing is left to do."""

    def __init__(self, batches: Sequence[Sequence[Task[Any]]], reader: int) -> None:
        self._said, said = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            _be_double(batches, reader, said)
        os.close(said)

    def ended(self) -> tuple[list[_Said], _Done] | None:
        """Wait for its end. What it logged and what its tasks returned; None when it failed."""
        with os.fdopen(self._said, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(self._process, 0)
        if status or not said:
            return None
        found: tuple[list[_Said], _Done] = pickle.loads(said)
        return found


def _be_double(batches: Sequence[Sequence[Task[Any]]], reader: int, said: int) -> None:
    """Work, say what was logged, and end without anything that this process would do at its end."""
    status = 1
    try:
        lines: list[_Said] = []
        for name in (None, "mkdocs"):
            logging.getLogger(name).handlers = []
        logging.getLogger("mkdocs").addHandler(_Notes(lines))
        done = _work(batches, reader)
        with os.fdopen(said, "wb") as pipe:
            pipe.write(pickle.dumps((lines, done)))
        status = 0
    finally:
        os._exit(status)


class _Notes(logging.Handler):
    """Notes down what is logged."""

    def __init__(self, lines: list[_Said]) -> None:
        super().__init__(logging.INFO)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Note a line down."""
        self._lines.append((record.name, record.levelno, record.getMessage()))


def _work(batches: Sequence[Sequence[Task[Any]]], reader: int) -> _Done:
    parent = os.getppid()
    done: _Done = {}
    while taken := os.read(reader, _NUMBER.size):
        number = _NUMBER.unpack(taken)[0]
        done[number] = _do(batches[number])
        if os.getppid() != parent:  # Who wanted it done has gone.
            raise SystemExit
    return done


def _do(tasks: Sequence[Task[T]]) -> list[T]:
    return [task() for task in tasks]
