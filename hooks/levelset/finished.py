"""Finished sites: what a build has written, kept whole for the next build of the same things.

A site is one file, named after everything that it was made of: a line that says what this is, a
line of JSON with the build's warnings and each file's path and size, the files' bytes one after
another, and a digest of all that. A file that is cut short or changed is no site.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from levelset.policy import HEADER_FILES

FOLDER = "sites"
KEPT = 6
ROOM = 1_000_000_000
"""How many sites are kept, and of how many bytes together."""

_HEAD = b"levelset site 1\n"
_DIGEST = 32
_PIECE = 1 << 20


class Fingerprint:
    """Digits that stand for everything a build depends on."""

    def __init__(self) -> None:
        self._whole = hashlib.sha256()

    def add(self, name: str, content: bytes) -> None:
        """Take in something by name; neither can pass for a part of the other."""
        self._whole.update(f"{len(name)} {len(content)} {name} ".encode())
        self._whole.update(content)

    def add_folder(self, folder: Path) -> None:
        """Take in all files below a folder but compiled Python and hidden ones."""
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and "__pycache__" not in name and not f"/{name}".count("/."):
                self.add(name, path.read_bytes())

    def __str__(self) -> str:
        return self._whole.hexdigest()[:40]


@dataclass(frozen=True)
class FinishedSites:
    """The sites in a cache's folder. A cache that cannot be used is none."""

    cache: Path
    room: int = ROOM

    def restore(self, key: str, site: Path) -> tuple[str, ...] | None:
        """Write the site of that key into a folder and say its warnings; None if there is none."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            path = self._path(key)
            with path.open("rb") as packed:
                if not _is_whole(packed):
                    return None
                contents = json.loads(packed.readline())
                files = [(_inside(site, name), int(size)) for name, size in contents["files"]]
                for target, size in files:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(packed.read(size))
            os.utime(path)
            return tuple(str(line) for line in contents["warnings"])
        return None

    def keep(self, key: str, site: Path, warnings: Iterable[str]) -> None:
        """Store what stands in the folder, and forget the sites that were not used for longest."""
        with contextlib.suppress(OSError):
            files = [(name, path, path.stat().st_size) for name, path in _files(site)]
            if sum(size for _, _, size in files) > self.room:
                return
            contents = {
                "warnings": list(warnings),
                "files": [[name, size] for name, _, size in files],
            }
            target = self._path(key)
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=target.parent, suffix=".new", delete=False
            ) as packed:
                try:
                    _pack(packed, contents, [path for _, path, _ in files])
                    packed.flush()
                except OSError:
                    Path(packed.name).unlink()  # What a full disk has room for is of no use.
                    raise
            Path(packed.name).replace(target)
            self._evict()

    def _path(self, key: str) -> Path:
        return self.cache / FOLDER / f"{key}.site"

    def _evict(self) -> None:
        kept = [(path.stat(), path) for path in (self.cache / FOLDER).iterdir()]
        size = 0
        newest_first = sorted(kept, key=lambda each: -each[0].st_mtime_ns)
        for place, (status, path) in enumerate(newest_first):
            size += status.st_size
            if size > self.room or place >= KEPT:
                path.unlink()


def names(site: Path) -> list[str]:
    """The paths below a site's folder of all the files in it, in order."""
    start = len(str(site)) + 1
    whole = (f"{place}/{name}" for place, _, found in os.walk(site) for name in found)
    return sorted(path[start:].replace(os.sep, "/") for path in whole)


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    for name in names(site):
        if name in HEADER_FILES or not f"/{name}".count("/."):
            yield name, site / name


def _pack(packed: IO[bytes], contents: object, paths: Iterable[Path]) -> None:
    whole = hashlib.sha256()
    head = _HEAD + json.dumps(contents).encode() + b"\n"
    whole.update(head)
    packed.write(head)
    for path in paths:
        content = path.read_bytes()
        whole.update(content)
        packed.write(content)
    packed.write(whole.digest())


def _is_whole(packed: IO[bytes]) -> bool:
    """True for a file that was written to its end; leaves it behind its first line."""
    end = packed.seek(0, os.SEEK_END) - _DIGEST
    packed.seek(0)
    if packed.readline() != _HEAD or end < len(_HEAD):
        return False
    packed.seek(0)
    whole = hashlib.sha256()
    left = end
    while left and (piece := packed.read(min(left, _PIECE))):
        whole.update(piece)
        left -= len(piece)
    found = packed.read(_DIGEST)
    packed.seek(len(_HEAD))
    return not left and found == whole.digest()


def _inside(site: Path, name: str) -> Path:
    """The place of a file below the site. Raises ValueError for a name that leads out of it."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise ValueError(name)
    return site.joinpath(*parts)
