"""Storage: what of a docs folder may be read at all, since its authors need not be trusted."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from levelset.addresses import page_url
from levelset.model import Problem

_COPY = "put a copy into the folder instead"


def linked_folders(docs: Path) -> tuple[Problem, ...]:
    """The links to folders below the docs folder. Whoever followed them might never come back."""
    found = []
    for here, folders, _ in os.walk(docs):
        for name in folders:
            path = Path(here, name)
            if path.is_symlink():
                shown = path.relative_to(docs).as_posix()
                found.append(Problem(shown, 1, "this is a link to a folder", _COPY))
    return tuple(sorted(found))


def refused(docs: Path, paths: Iterable[str]) -> dict[str, Problem]:
    """Of the files at these paths below the docs folder, those that are not to be read, and why."""
    root = docs.resolve()
    found = {path: _why_not(root, docs / path) for path in paths}
    return {
        path: Problem(path.encode(errors="backslashreplace").decode(), 1, *why)
        for path, why in found.items()
        if why
    }


def outranked(docs: Path, paths: Iterable[str]) -> dict[str, Problem]:
    """The `README.md` beside each `index.md` of these, whose address it would have too."""
    every = set(paths)
    found = {}
    for path in sorted(every):
        readme = f"{path.removesuffix('index.md')}README.md"
        if path.rpartition("/")[2] == "index.md" and (docs / readme).is_file():
            what = f"this file has the address of `{path}`, and only that one is read"
            found[readme] = Problem(readme, 1, what, "rename one of them, or join the two")
    return found


def _why_not(root: Path, file: Path) -> tuple[str, str] | None:
    if not _is_unicode(str(file)):
        return "the name of this file is not UTF-8", "rename it"
    if file.is_symlink():
        try:
            real = file.resolve(strict=True)
        except (OSError, RuntimeError):
            return "this is a link to a file that is not there", _COPY
        if not real.is_relative_to(root):
            return "this is a link to a file outside of the docs folder", _COPY
    if not file.is_file():
        return "this is no ordinary file", "remove it"
    if not os.access(file, os.R_OK):
        return "this file cannot be read", "give yourself the right to read it"
    return None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shared_addresses(pages: Iterable[str], others: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file whose address another file has, or has but for the case."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    addresses = [(path, f"{page_url(path)}index.html") for path in pages]
    addresses += [(path, path) for path in others]
    for path, address in sorted(addresses):
        plain = unquote(address) if path.endswith(".md") else address
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).casefold())
        places[folded].append((path, plain))
    for first, *more in (sorted(files) for files in places.values()):
        for path, plain in more:
            if plain == first[1]:
                what = f"this file has the address of `{first[0]}`, and only one of them is shown"
            else:
                what = f"this file's address differs from that of `{first[0]}` only in its case"
            yield Problem(path, 1, what, "rename one of them: some hosts ignore case")
