"""The offline site: the manifest of a finished site's folder and its worker, written into it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from levelset import doubles, finished
from levelset.offline import MANIFEST, WORKER, Published, manifest, published, worker

PILES = 20
"""How many piles the site's files are in when several processes look through them."""


def take_along(site: Path, site_name: str, processes: int) -> None:
    """Write the manifest of what stands in the folder, and the worker that keeps it."""
    names = finished.names(site)
    piles = [names[at::PILES] for at in range(PILES)]
    found = doubles.share([partial(_published, site, pile, site_name) for pile in piles], processes)
    whole = manifest(file for pile in found for file in pile)
    (site / MANIFEST).write_text(whole.json(), encoding="utf-8")
    (site / WORKER).write_text(worker(whole.version), encoding="utf-8")


def _published(site: Path, names: Iterable[str], site_name: str) -> list[Published]:
    return published(((name, (site / name).read_bytes()) for name in names), site_name)
