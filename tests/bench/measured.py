"""Measured: what a program took, the programs that it started and waited for included."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


class Failed(Exception):
    """A program that was to be measured did not do its work; the message says what it said."""


@dataclass(frozen=True)
class Measured:
    """Seconds on the clock, seconds of processor time, and the most memory at once in MB."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Measured:
    """Run a program to its end. Raises Failed when it says that it failed."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, cwd=folder, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise Failed(f"{command[0]}: {said.read().decode(errors='replace')[-2000:]}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def middle(found: Sequence[Measured]) -> Measured:
    """The median of each number."""
    return Measured(
        median(each.wall for each in found),
        median(each.cpu for each in found),
        median(each.peak for each in found),
    )


def size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
