"""A crew: tasks that leave files behind, shared by as many processes as there are processors."""

from __future__ import annotations

import gc
import os
import struct
import sys
from collections.abc import Callable, Sequence

Task = Callable[[], object]

MOST = 8
_NUMBER = struct.Struct("=I")
_PIPE = 4096 // _NUMBER.size
"""How many numbers any pipe holds at least."""


def processors() -> int:
    """How many processes are worth having; one where a process cannot safely be doubled."""
    if sys.platform != "linux":
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def share(tasks: Sequence[Task], processes: int) -> None:
    """Do every task, the first ones first.

    Where a helper fails, everything is done again here, so that an error is the task's own.
    """
    if processes < 2 or len(tasks) < 2:
        _do(tasks)
        return
    length = -(-len(tasks) // _PIPE)
    batches = [tasks[at : at + length] for at in range(0, len(tasks), length)]
    reader, writer = os.pipe()
    os.write(writer, b"".join(map(_NUMBER.pack, range(len(batches)))))
    os.close(writer)
    gc.freeze()  # What is there already is not to be copied only because it was looked at.
    helpers = [_helper(batches, reader) for _ in range(processes - 1)]
    try:
        _work(batches, reader)
    finally:
        statuses = [os.waitpid(helper, 0)[1] for helper in helpers]
        os.close(reader)
        gc.unfreeze()
    if any(statuses):
        _do(tasks)


def _helper(batches: Sequence[Sequence[Task]], reader: int) -> int:
    """The number of a new process that helps until nothing is left to do."""
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        _work(batches, reader)
        status = 0
    finally:
        os._exit(status)


def _work(batches: Sequence[Sequence[Task]], reader: int) -> None:
    while taken := os.read(reader, _NUMBER.size):
        _do(batches[_NUMBER.unpack(taken)[0]])


def _do(tasks: Sequence[Task]) -> None:
    for task in tasks:
        task()
