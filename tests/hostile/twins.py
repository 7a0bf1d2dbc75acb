"""Twins: the same folder read again where nothing is shared with the first reading."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from accounts import check_exports, fingerprint, read
from growth import limited

SEED = "1234"
"""The hash seed of a twin, by which sets have another order than here."""


class Twin:
    """Another process, with another hash seed, that reads folders with their files reversed."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def fingerprint(self, files: Mapping[str, bytes], real: bool) -> Future[str]:
        """What it makes of them, in digits."""
        return self._pool.submit(_again, dict(reversed(files.items())), real)


@contextmanager
def a_twin() -> Iterator[Twin]:
    """A twin that has little memory."""
    with pools(1, SEED) as pool:
        yield Twin(pool)


@contextmanager
def pools(workers: int, seed: str) -> Iterator[ProcessPoolExecutor]:
    """Processes that are started afresh, with that hash seed and little memory."""
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = seed
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, fresh, limited) as pool:
        try:
            for ready in [pool.submit(os.getpid) for _ in range(workers)]:
                ready.result()
        finally:
            if before is None:
                del os.environ["PYTHONHASHSEED"]
            else:
                os.environ["PYTHONHASHSEED"] = before
        yield pool


def _again(files: Mapping[str, bytes], real: bool) -> str:
    library = read(files, real)
    return fingerprint(library, check_exports(library))
