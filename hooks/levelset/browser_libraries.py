"""The libraries that readers' browsers get, as the lock file has them, with their licences."""

from __future__ import annotations

import json
import re
from pathlib import Path

LIBRARIES = ("idb", "ts-fsrs")
FOLDER = "assets/vendor"

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)


class LibraryMissing(Exception):
    """A library is not installed; the message says what to do about it."""


def library_files(node_modules: Path) -> dict[str, str]:
    """Each library's ES module and licence, by their path in the site.

    A module's address holds no version, so that our own modules can import it. Raises
    LibraryMissing.
    """
    files = {}
    for name in LIBRARIES:
        try:
            files.update(_files(name, node_modules / name))
        except FileNotFoundError as error:
            raise LibraryMissing(
                f"{name} is not installed in {node_modules}; run `python3 dev.py setup`"
            ) from error
    return files


def _files(name: str, folder: Path) -> dict[str, str]:
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    module = (folder / package["exports"]["."]["import"]).read_text(encoding="utf-8")
    licence = f"{name}.LICENSE.txt"
    what = f"{name} {package['version']}, {package['license']} licence"
    notice = f"/*! {what}: see {FOLDER}/{licence} */\n"
    return {
        f"{FOLDER}/{name}.mjs": notice + _SOURCE_MAP.sub("", module),
        f"{FOLDER}/{licence}": (folder / "LICENSE").read_text(encoding="utf-8"),
    }
