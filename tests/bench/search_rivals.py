"""The searches that ours is compared with, given the same records: Material's and Pagefind."""

from __future__ import annotations

import html
import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_STOCK = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
}
"""What Material's search plugin writes unless it is told otherwise (9.8.1)."""


@dataclass(frozen=True)
class Record:
    """A place on the site: its address, its title, where it is, its words, and its facets."""

    url: str
    title: str
    within: str
    text: str
    level: str
    category: str


def material_index(records: Sequence[Record]) -> bytes:
    """The index that Material's worker reads, with a document for each record."""
    docs = [{"location": each.url, "title": each.title, "text": each.text} for each in records]
    return json.dumps({"config": _STOCK, "docs": docs}).encode()


def write_pages(records: Sequence[Record], folder: Path) -> None:
    """A small page for each record, for Pagefind to read."""
    for number, record in enumerate(records):
        path = folder / f"{number // 1000:03}" / f"{number:06}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(record), encoding="utf-8")


def _page(record: Record) -> str:
    named = [("level", record.level), ("category", record.category)]
    facets = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{html.escape(value)}">'
        for name, value in named
        if value
    )
    target = f'<meta data-pagefind-meta="target[content]" content="{html.escape(record.url)}">'
    return (
        f'<!doctype html><html lang="en"><body data-pagefind-body>{facets}{target}'
        f"<h1>{html.escape(record.title)}</h1>"
        f"<p>{html.escape(record.within)}</p><p>{html.escape(record.text)}</p></body></html>"
    )


def pagefind(folder: Path, out: Path, tools: Path) -> Sequence[str]:
    """The command that indexes a folder of pages."""
    python = tools / ("Scripts" if os.name == "nt" else "bin") / "python3"
    return [str(python), "-m", "pagefind", "--site", str(folder), "--output-path", str(out)]


def run_pagefind(folder: Path, out: Path, tools: Path) -> None:
    """Index a folder of pages. Raises CalledProcessError."""
    subprocess.run(pagefind(folder, out, tools), check=True, capture_output=True)
