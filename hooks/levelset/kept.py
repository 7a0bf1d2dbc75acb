"""Kept files: what a cache holds, each behind a digest of its content."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

_DIGEST = 32


def kept(path: Path) -> bytes | None:
    """What was kept at that path; None where there is nothing, or not all of it as it was."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    content = whole[_DIGEST:]
    return content if whole[:_DIGEST] == hashlib.sha256(content).digest() else None


def keep(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Keep it, whole or in pieces, in one step.

    On a disk that takes no more it is not kept, and nothing is left.
    """
    digest = hashlib.sha256()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as new:
            try:
                new.write(bytes(_DIGEST))
                for piece in (content,) if isinstance(content, bytes) else content:
                    digest.update(piece)
                    new.write(piece)
                new.seek(0)
                new.write(digest.digest())
                new.flush()
            except OSError:
                Path(new.name).unlink()
                raise
        Path(new.name).replace(path)


def keep_newest(path: Path, content: bytes, most: int = 8) -> None:
    """Keep it, and forget all but the newest few that are kept beside it."""
    keep(path, content)
    with contextlib.suppress(OSError):
        beside = path.parent.glob(f"*{path.suffix}")
        for old in sorted(beside, key=lambda each: each.stat().st_mtime_ns)[:-most]:
            old.unlink()
