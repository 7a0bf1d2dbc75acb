"""Reloading: from a note that is edited to a browser that has the new page."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from generators import Generator
from measured import Failed

PATIENCE = 900
ELSEWHERE = (("levels/mid/math/", "levels/mid/"), ("questions.json",))
"""Where else this site shows a question of the edited note: in the first of these that there is."""


def times(made_by: Generator, path: str, address: str, edits: int) -> list[float]:
    """Seconds from each of some edits until the note's page has it."""
    note = made_by.docs / path
    text = note.read_text(encoding="utf-8")
    try:
        with _serving(made_by) as base:
            _wait_for(base + address, "")
            return [_edit(note, text, base, address, number) for number in range(edits + 1)][1:]
    finally:
        note.write_text(text, encoding="utf-8")


def is_right(made_by: Generator, path: str, address: str) -> bool:
    """True when an edited question is new wherever this site shows it."""
    note = made_by.docs / path
    text = note.read_text(encoding="utf-8")
    try:
        with _serving(made_by) as base:
            _wait_for(base + address, "")
            _edit(note, text, base, address, 0)
            return all(_mark(0) in _first(base, others) for others in ELSEWHERE)
    finally:
        note.write_text(text, encoding="utf-8")


def _mark(number: int) -> str:
    return f"reloaded{number}"


def _edit(note: Path, text: str, base: str, address: str, number: int) -> float:
    start = time.perf_counter()
    changed = text.replace("*Answer*:", f"*Answer*: {_mark(number)}")
    note.write_text(changed, encoding="utf-8")
    _wait_for(base + address, _mark(number))
    found = time.perf_counter() - start
    time.sleep(1)  # What the server still does is no part of the next edit.
    return found


@contextmanager
def _serving(made_by: Generator) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [part.format(port=port) for part in made_by.serve],
        env={**os.environ, **made_by.environment},
        cwd=made_by.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _wait_for(address: str, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if words in _get(address):
                return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise Failed(f"{address} never had {words!r}")


def _first(base: str, addresses: Sequence[str]) -> str:
    """What stands at the first of these addresses that is not missing."""
    for address in addresses[:-1]:
        with suppress(HTTPError):
            return _get(base + address)
    return _get(base + addresses[-1])


def _get(address: str) -> str:
    with urlopen(urljoin(address, ""), timeout=PATIENCE) as answer:
        return str(answer.read().decode())
