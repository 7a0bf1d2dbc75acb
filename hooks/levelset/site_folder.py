"""The site's folder: a build writes beside it, and what is complete takes its place at once.

A build of `public/site` writes into `public/.site.new` and holds `public/.site.lock`. Whoever reads
the site meanwhile, or after a build that failed or was killed, has the last one that was complete.
Where nothing can be put beside it, as in a folder mounted into a container, the build is inside of
it, and its entries are replaced one after another.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE, also macOS's RENAME_SWAP
_PAUSE = 0.1


class SiteFolder:
    """A folder for one build at a time: `begin`, then `finish` or `abandon`.

    Entries whose names begin with a dot (`.git`, `.nojekyll`) stay from site to site.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        name, parent = self.target.name, self.target.parent
        parent.mkdir(parents=True, exist_ok=True)
        self._inside = os.path.ismount(self.target) or not os.access(parent, os.W_OK)
        place, stem = (self.target, ".site") if self._inside else (parent, f".{name}")
        self.new = place / f"{stem}.new"
        self._old = place / f"{stem}.old"
        self._gone = place / f"{stem}.gone"
        self._lock = place / f"{stem}.lock"
        self._held: IO[bytes] | None = None

    def begin(self, waiting: Callable[[], object] = lambda: None) -> Path:
        """The empty folder to build into. Calls `waiting` when another build has to end first.

        What an earlier build has left that was killed is cleared away.
        """
        self._take_lock(waiting)
        self._recover()
        self.new.mkdir()
        return self.new

    def finish(self, clear: Callable[[Callable[[], None]], object] | None = None) -> None:
        """Put what was built in the place of the site that stands there.

        `clear` may call what it is given later: that removes what stood there, which takes time.
        """
        if self._inside:
            self._replace_entries()
        elif not self.target.exists():
            self.new.replace(self.target)
        else:
            shutil.copymode(self.target, self.new)
            if not _exchanged(self.new, self.target):
                self.target.replace(self._old)
                self.new.replace(self.target)
            if clear and self._set_aside():
                clear(lambda: shutil.rmtree(self._gone, ignore_errors=True))
            self._recover()
        self._release()

    def abandon(self) -> None:
        """Leave the site as it was."""
        if self._held:
            self._recover()
            self._release()

    def _set_aside(self) -> bool:
        """Put the former site where nobody looks for it; False while there is one already."""
        left = next((each for each in (self.new, self._old) if each.exists()), None)
        if left is None or self._gone.exists():
            return False
        self._bring_hidden(left)
        left.replace(self._gone)
        return True

    def _recover(self) -> None:
        """Make one whole site of what there is, whenever the build before was interrupted."""
        if self._old.exists() and not self.target.exists():
            self._old.replace(self.target)
        for left in (self.new, self._old):
            if left.exists():
                self._bring_hidden(left)
                shutil.rmtree(left)

    def _bring_hidden(self, left: Path) -> None:
        for entry in left.glob(".*"):
            place = self.target / entry.name
            if self.target.exists() and not os.path.lexists(place):
                entry.replace(place)

    def _replace_entries(self) -> None:
        self._old.mkdir()
        fresh = {entry.name for entry in self.new.iterdir()}
        for entry in sorted(self.target.iterdir()):
            if entry.name in fresh or not entry.name.startswith("."):
                entry.replace(self._old / entry.name)
        for entry in sorted(self.new.iterdir()):
            entry.replace(self.target / entry.name)
        self._recover()

    def _take_lock(self, waiting: Callable[[], object]) -> None:
        told = False
        while True:
            held = self._lock.open("ab")
            if _locked(held):
                # Whoever had it has removed it: then this is no longer the file that others see.
                with contextlib.suppress(FileNotFoundError):
                    if _same(held, self._lock):
                        self._held = held
                        return
            held.close()
            if not told:
                waiting()
            told = True
            time.sleep(_PAUSE)

    def _release(self) -> None:
        if self._held:
            if sys.platform != "win32":  # There an open file cannot be removed.
                self._lock.unlink(missing_ok=True)
            self._held.close()
        self._held = None


def _same(held: IO[bytes], path: Path) -> bool:
    return os.path.samestat(os.fstat(held.fileno()), path.stat())


def _locked(held: IO[bytes]) -> bool:
    """Take the lock on an open file; False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:
        return sys.platform != "win32"
    except OSError:
        return True  # A file system without locks.
    return True


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders trade places in one step; False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _EXCHANGE) == 0)
        return bool(library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False
