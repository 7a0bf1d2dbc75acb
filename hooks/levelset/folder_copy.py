"""A copy of the site that opens as a folder, from `file://`, without a server.

There browsers show no folder's index page, load no module and let no script fetch a file. So links
name the pages' files, the modules are joined into one classic script, and what scripts read comes
as scripts that tell it (`site-file.mjs` listens).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

SCRIPT = "assets/js/levelset.js"
"""The joined modules; `assets/js/levelset.mjs` is where they start."""

SERVERS_ONLY = "navigation.instant"
"""What the names of the theme's features begin with that need a server."""

_FOLDERS = ("", ".", "..")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ADDRESS = "levelsetScriptAddress"


class NotJoined(Exception):
    """The modules could not be joined; the message says why, or what to do about it."""


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


def join_modules(site: Path, node: Path, node_modules: Path) -> None:
    """Put the site's modules into SCRIPT, with esbuild, and take them away. Raises NotJoined."""
    esbuild = node_modules / "esbuild" / "bin" / "esbuild"
    if not esbuild.is_file():
        raise NotJoined(f"esbuild is not in {node_modules}; run `python3 dev.py setup`")
    modules = [*site.glob("assets/js/*.mjs"), *site.glob("assets/vendor/*.mjs")]
    options = (
        *("--bundle", "--format=iife", "--minify", "--legal-comments=inline", "--log-level=error"),
        f"--define:import.meta.url={_ADDRESS}",
        f"--banner:js=var {_ADDRESS} = document.currentScript.src;",
        f"--outfile={SCRIPT}",
    )
    start = SCRIPT.replace(".js", ".mjs")
    joined = subprocess.run(
        [str(node), str(esbuild), start, *options],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if joined.returncode:
        raise NotJoined(f"the scripts could not be joined:\n{joined.stderr.strip()}")
    for module in modules:
        module.unlink()
