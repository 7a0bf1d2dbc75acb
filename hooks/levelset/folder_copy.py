"""A copy of the site that opens as a folder, from `file://`, without a server.

There browsers show no folder's index page, load no module and let no script fetch a file. So links
name the pages' files, the modules are joined into one classic script, and what scripts read comes
as scripts that tell it (`site-file.mjs` listens).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

SERVERS_ONLY = "navigation.instant"
"""What the names of the theme's features begin with that need a server."""

_FOLDERS = ("", ".", "..")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def named(address: str) -> str:
    """The address with the file's name where it leads to a folder; others are not changed."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    if not path or _ABSOLUTE.match(path) or path.rpartition("/")[2] not in _FOLDERS:
        return address
    return f"{path.removesuffix('/')}/index.html{mark}{rest}"


def telling(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The files as scripts that tell what they hold, each beside the place that it had."""
    for path, text in files:
        yield f"{path}.js", f"levelsetTell({json.dumps(text, ensure_ascii=False)})\n"
