"""Measured: what a program took, the programs that it started and waited for included."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SECONDS_BETWEEN_LOOKS = 0.1


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
        with _watched(process.pid) as looks:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise Failed(f"{command[0]}: {said.read().decode(errors='replace')[-2000:]}")
    peak = max([*looks, usage.ru_maxrss / 1024])  # The second is the largest process's alone.
    return Measured(wall, usage.ru_utime + usage.ru_stime, peak)


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


@contextmanager
def _watched(process: int) -> Iterator[list[float]]:
    """The MB that a process and all it started had at each look; none where Linux is not."""
    looks: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(SECONDS_BETWEEN_LOOKS):
            looks.append(sum(map(_memory, _family(process))))

    watch = threading.Thread(target=look, daemon=True)
    if Path("/proc/self/smaps_rollup").is_file():
        watch.start()
    try:
        yield looks
    finally:
        over.set()
        if watch.is_alive():
            watch.join()


def _family(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found = [int(child) for child in children.read_text().split()]
        except OSError:
            continue
        for child in found:
            yield from _family(child)


def _memory(process: int) -> float:
    """The MB of a process; a page that n processes share counts as the nth part of one."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0
