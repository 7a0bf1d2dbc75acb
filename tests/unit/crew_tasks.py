"""Tasks for the tests of a crew, for processes to import."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any


def double(task: int, ask: Callable[[Any], Any]) -> tuple[int, int]:
    """Twice the number, and who did it."""
    del ask
    print("a word that is no answer")
    return 2 * task, os.getpid()


def asked(task: int, ask: Callable[[Any], Any]) -> str:
    """Two answers to questions."""
    return f"{ask(task)} {ask(-task)}"


def heavy(task: bytes, ask: Callable[[Any], Any]) -> bytes:
    """More than any pipe holds, both ways."""
    return task + bytes(ask(task))


def fail(task: int, ask: Callable[[Any], Any]) -> int:
    """Raise in the third task."""
    del ask
    if task == 2:
        raise LookupError("no such note")
    return task


def die(task: int, ask: Callable[[Any], Any]) -> int:
    """End the process in the third task, as a system short of memory would."""
    del ask
    if task == 2:
        os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        time.sleep(60)
    return task


def warn(task: int, ask: Callable[[Any], Any]) -> int:
    """Log a warning."""
    del ask
    logging.getLogger("mkdocs.plugins.levelset").warning("warned %d", task)
    return task
