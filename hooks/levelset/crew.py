"""A crew: processes that take a share of the work.

Where this process can be doubled they are doubles of it, which are there at once and share its
memory; elsewhere each is a Python that is started afresh. Either way they get their work through
pipes and end when those are closed. What they log is logged here, so that a warning counts as one.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any

from levelset import doubles
from levelset.worker import next_letter, serve_pipes, write_letter

ENOUGH = 150
"""From how many files on the time to start processes is well spent."""

MOST = 4
AHEAD = 2
"""How many tasks a process has at once, so that it never waits for the next."""

SELDOM = (50_000, 20, 100)
"""How often to look for garbage in circles: what a build makes is kept, or is in no circle."""

CHOSEN = "LEVELSET_PROCESSES"
"""The environment variable that says how many processes to use, however many files there are."""

_HOOKS = Path(__file__).resolve().parent.parent
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from levelset.worker import serve; serve()"

Ask = Callable[[Any], Any]
"""Asks the process that gave the task for something, and waits for it."""


class CrewLost(Exception):
    """A process of the crew ended before its work was done; the message says how."""


class CrewFailed(Exception):
    """A task raised an exception in a process of the crew; the message is its traceback."""


def processes(files: int) -> int:
    """How many processes are worth having for that many files: one does the work itself."""
    chosen = os.environ.get(CHOSEN, "")
    if chosen.isdigit():
        return max(1, int(chosen))
    if files < ENOUGH:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def shared(
    work: Callable[..., Any], tasks: Iterable[Any], answer: Ask, size: int
) -> Iterator[tuple[int, Any]]:
    """Call `work(task, ask)` for each task in one of `size` processes; takes tasks as they go.

    Gives each task's place with its result, in the order in which they are done. `answer` is
    called here with what a task asks for. Raises CrewLost or CrewFailed, or what `answer` raises;
    no process is left then.
    """
    heard: queue.SimpleQueue[tuple[_Member, bytes]] = queue.SimpleQueue()
    members = [_Member(process, heard) for process in _started(size)]
    try:
        for member in members:
            member.send(work)
        waiting = enumerate(tasks)
        left = sum(member.give(waiting) for _ in range(AHEAD) for member in members)
        while left:
            member, said = heard.get()
            kind, *what = member.understood(said)
            if kind == "asked":
                member.send("reply", answer(what[0]))
            elif kind == "failed":
                raise CrewFailed(what[0])
            elif kind == "logged":
                logging.getLogger(what[0]).log(what[1], "%s", what[2])
            else:
                left += member.give(waiting) - 1
                yield what[0], what[1]
    finally:
        for member in members:
            member.end()


class _Fresh:
    """A Python that is started afresh: nothing of this process is copied into it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, str(_HOOKS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin
        assert self._process.stdout
        self.letters, self.said = self._process.stdin, self._process.stdout

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> int:
        return self._process.wait()


class _Doubled:
    """A double of this process."""

    def __init__(self, others: Sequence[_Doubled]) -> None:
        (letters, post), (hear, say) = os.pipe(), os.pipe()
        self.letters: IO[bytes]
        self.said: IO[bytes]
        self._process = os.fork()
        if self._process == 0:
            for other in others:  # Held open here too, they would never seem closed.
                os.close(other.letters.fileno())
                os.close(other.said.fileno())
            os.close(post)
            os.close(hear)
            _be_member(letters, say)
        os.close(letters)
        os.close(say)
        self.letters, self.said = os.fdopen(post, "wb"), os.fdopen(hear, "rb")
        self._status: int | None = None

    def kill(self) -> None:
        if self._status is None:
            os.kill(self._process, signal.SIGKILL)

    def wait(self) -> int:
        if self._status is None:
            _, status = os.waitpid(self._process, 0)
            self._status = os.waitstatus_to_exitcode(status)
        return self._status


def _started(size: int) -> Sequence[_Fresh | _Doubled]:
    """That many processes, which have not been told yet what to do."""
    if size < 1 or not doubles.can_be_made():
        return [_Fresh() for _ in range(size)]
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # What is there already is not to be copied only because it was looked at.
    made: list[_Doubled] = []
    for _ in range(size):
        made.append(_Doubled(made))
    return made


def _be_member(letters: int, say: int) -> None:
    """Work, and end without anything that this process would do at its end."""
    status = 1
    try:
        for name in (None, "mkdocs"):
            logging.getLogger(name).handlers = []
        serve_pipes(os.fdopen(letters, "rb"), os.fdopen(say, "wb"))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


class _Member:
    """A process of the crew, seen from the one that started it."""

    def __init__(
        self,
        process: _Fresh | _Doubled,
        heard: queue.SimpleQueue[tuple[_Member, bytes]],
    ) -> None:
        self._process = process
        self._letters: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        hear = partial(_hear, heard, self)
        self._threads = (
            threading.Thread(target=_post, args=(process.letters, self._letters), daemon=True),
            threading.Thread(target=_listen, args=(process.said, hear), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def give(self, waiting: Iterator[tuple[int, Any]]) -> bool:
        """Let it do the first of the tasks that wait; false when there is none."""
        if task := next(waiting, None):
            self.send("task", *task)
        return task is not None

    def send(self, *what: Any) -> None:
        """Send it something, without waiting until it has read that."""
        self._letters.put(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))

    def understood(self, said: bytes) -> Any:
        """What it said. Raises CrewLost when it has gone instead."""
        if said:
            return pickle.loads(said)
        status = self._process.wait()
        raise CrewLost(
            f"a process that read notes ended with status {status}; build again, with {CHOSEN}=1 "
            "in the environment if the memory was not enough for several"
        )

    def end(self) -> None:
        """Stop it, whatever it is doing."""
        self._letters.put(b"")
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()


def _hear(heard: queue.SimpleQueue[tuple[_Member, bytes]], member: _Member, said: bytes) -> None:
    heard.put((member, said))


def _post(pipe: IO[bytes], letters: queue.SimpleQueue[bytes]) -> None:
    try:
        while letter := letters.get():
            write_letter(pipe, letter)
        pipe.close()
    except OSError:  # It has gone; whoever listens to it says so.
        return


def _listen(pipe: IO[bytes], hear: Callable[[bytes], object]) -> None:
    with pipe:
        while said := next_letter(pipe):
            hear(said)
    hear(b"")
