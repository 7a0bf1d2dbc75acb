"""Files made on request: while notes are edited, a page is made when somebody looks at it.

Nothing of an earlier build is used again, so no page can be stale; an edit costs what the pages
that are looked at cost, however many there are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

Serve = Callable[[dict[str, Any], Any], Iterable[bytes] | None]
"""Answers a WSGI request, or gives None where there is no such file."""

_TRIES = 3


class OnRequest:
    """What is still to be made, by its path below the site's root.

    A path that ends with a slash stands for all that is below that folder.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._building = False
        self._begun = 0
        self._makers: dict[str, Callable[[], object]] = {}
        self._before: dict[str, Callable[[], object]] = {}

    def begin(self) -> None:
        """A build begins: what the last one offered is void, unless this fails; requests wait."""
        if not self._building:
            self._lock.acquire()
            self._before, self._makers = self._makers, {}
            self._begun += 1
        self._building = True

    def end(self, failed: bool = False) -> None:
        """The build has ended; if it failed, what was offered before it is so again."""
        if self._building:
            self._makers = self._before if failed else self._makers
            self._before = {}
            self._building = False
            self._lock.release()

    def offer(self, path: str, make: Callable[[], object]) -> None:
        """Call `make`, which is to write this file, before it is first sent."""
        self._makers[path] = make

    def make(self, path: str) -> bool:
        """Make what a request for the path needs; False when that is nothing."""
        folders = [path[: at + 1] for at, letter in enumerate(path) if letter == "/"]
        with self._lock:
            names = (path, f"{path.rstrip('/')}/index.html".lstrip("/"), *folders)
            waiting = [name for name in names if name in self._makers]
            for name in waiting:
                self._makers[name]()
                del self._makers[name]
        return bool(waiting)

    def serving(self, serve: Serve, root: str) -> Serve:
        """`serve`, for a site at the path `root`, with everything made when it is asked for."""

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith("/livereload/") or not path.startswith(root):
                return serve(environ, start_response)
            # A build may begin behind our back and take away what was just made, or before.
            found = None
            for _ in range(_TRIES):
                begun = self._begun
                made = self.make(path[len(root) :])
                found = serve(environ, start_response)
                if found is not None or (not made and begun == self._begun):
                    break
            return found

        return answer
