"""A worker: what a process of the crew does, and the letters that go to and from it."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import struct
import sys
import traceback
from collections import deque
from collections.abc import Callable
from typing import IO, Any

_LENGTH = struct.Struct(">Q")


def next_letter(pipe: IO[bytes]) -> bytes:
    """The next letter from a pipe; nothing when it has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return b""
    length = _LENGTH.unpack(head)[0]
    letter = pipe.read(length)
    return letter if len(letter) == length else b""


def write_letter(pipe: IO[bytes], letter: bytes) -> None:
    """Write a letter into a pipe, behind its length."""
    pipe.write(_LENGTH.pack(len(letter)))
    pipe.write(letter)
    pipe.flush()


def serve() -> None:
    """Be a process of the crew: do what standard input says until it ends."""
    with os.fdopen(os.dup(1), "wb") as out, os.fdopen(os.dup(0), "rb") as letters:
        serve_pipes(letters, out)


def serve_pipes(letters: IO[bytes], out: IO[bytes]) -> None:
    """Do what these letters say until they end, and say what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Who started us will end us.
    sys.stdout = sys.stderr  # What somebody prints is no part of what we say.
    _Worker(letters, out).work()


class _Worker:
    """What a process of the crew does."""

    def __init__(self, letters: IO[bytes], out: IO[bytes]) -> None:
        self._pipe, self._out = letters, out
        self._tasks: deque[tuple[int, Any]] = deque()
        relay = _Relay(self._say)
        for name in (None, "mkdocs") if not logging.getLogger("mkdocs").propagate else (None,):
            logging.getLogger(name).addHandler(relay)

    def work(self) -> None:
        """Do each task, and say what came of it."""
        first = next_letter(self._pipe)
        if not first:
            return
        (work,) = pickle.loads(first)
        gc.disable()
        gc.freeze()
        while self._tasks or self._read():
            gc.collect()  # Between tasks there is little that would have to be looked at.
            number, task = self._tasks.popleft()
            try:
                self._say("done", number, work(task, self._ask))
            except Exception:
                self._say("failed", traceback.format_exc())

    def _ask(self, what: Any) -> Any:
        self._say("asked", what)
        while True:
            letter = self._read()
            if not letter:
                raise SystemExit
            if letter[0] == "reply":
                return letter[1]

    def _read(self) -> tuple[Any, ...]:
        """The next letter; a task is put aside for later. Nothing when there are no more."""
        said = next_letter(self._pipe)
        letter: tuple[Any, ...] = pickle.loads(said) if said else ()
        if letter and letter[0] == "task":
            self._tasks.append((letter[1], letter[2]))
        return letter

    def _say(self, *what: Any) -> None:
        write_letter(self._out, pickle.dumps(what, pickle.HIGHEST_PROTOCOL))


class _Relay(logging.Handler):
    """Hands what is logged over to where it counts."""

    def __init__(self, say: Callable[..., None]) -> None:
        super().__init__(logging.INFO)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Hand a record over."""
        self._say("logged", record.name, record.levelno, record.getMessage())
