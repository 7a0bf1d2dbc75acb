"""Scripts and style sheets as readers' browsers get them: modules joined and packed by esbuild.

Sixty modules that import each other are as many requests, in half a dozen turns. Joined they are
one, and one more for each kind of page or dialog that somebody comes to.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from levelset.kept import keep_newest, kept

SCRIPT = "assets/js/levelset.mjs"
JOINED = "assets/js/levelset.js"
"""Modules are `.js` on the site: many servers call `.mjs` plain text, which no browser runs."""

STYLES = "assets/css/levelset.css"
_IMPORTED_LATER = re.compile(rb"""\bimport\(\s*"\./([\w-]+\.mjs)"\s*\)""")
_OPTIONS = (
    *("--bundle", "--minify", "--charset=utf8", "--target=es2022", "--outbase=."),
    *(f"--external:*.{kind}" for kind in ("svg", "png", "jpg", "webp", "gif", "woff2", "woff")),
    *("--legal-comments=inline", "--log-level=error", "--color=false"),
)
_MODULES = (*("--format=esm", "--splitting", "--chunk-names=assets/js/[name]-[hash]"),)
_ADDRESS = "levelsetScriptAddress"
_CLASSIC = (
    *("--format=iife", f"--define:import.meta.url={_ADDRESS}"),
    f"--banner:js=var {_ADDRESS} = document.currentScript.src;",
)


class BundleFailed(Exception):
    """The scripts and styles cannot be joined; the message says why and what to do about it."""


@dataclass(frozen=True)
class Bundle:
    """Joined files by their path in the site, and the paths of those that are in them.

    `needed` are the files that the site's script cannot start without, besides itself.
    """

    files: Mapping[str, str]
    joined: frozenset[str]
    needed: tuple[str, ...]


def bundle(
    sources: Mapping[str, bytes], node_modules: Path, node: Path, cache: Path, alone: bool = False
) -> Bundle:
    """Join what the site's script and style sheet import; the same for the same sources.

    `sources` are files by their path in the site. A module that is imported later, by a call, stays
    a file of its own at its own address, so that an open page finds it after a new build too. With
    `alone` all modules are one classic script, for pages that may load no module. Either is JOINED.
    What was joined of the same sources is taken from the folder `cache`. Raises BundleFailed.
    """
    program = node_modules / "esbuild" / "bin" / "esbuild"
    path = cache / "bundles" / f"{_key(sources, node_modules, alone)}.json"
    whole = kept(path)
    if whole is not None:
        stored = json.loads(whole)
        return Bundle(stored["files"], frozenset(stored["joined"]), tuple(stored["needed"]))
    if not program.is_file():
        raise BundleFailed(
            f"esbuild is not installed in {node_modules}; run `python3 dev.py setup`"
        )
    made = _made(sources, [str(node), str(program)], alone)
    keep_newest(path, json.dumps({**vars(made), "joined": sorted(made.joined)}).encode())
    return made


def _made(sources: Mapping[str, bytes], esbuild: list[str], alone: bool) -> Bundle:
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary).resolve()
        for path, content in sources.items():
            (here / path).parent.mkdir(parents=True, exist_ok=True)
            (here / path).write_bytes(content)
        options = [*_OPTIONS, *(_CLASSIC if alone else _MODULES)]
        entries = [SCRIPT, STYLES, *(_later(sources) if not alone else ())]
        command = [*esbuild, *entries, *options, "--outdir=joined", "--metafile=joined.json"]
        try:
            run = subprocess.run(
                command, cwd=here, capture_output=True, encoding="utf-8", errors="replace"
            )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise BundleFailed(
                f"cannot start esbuild: {reason}; run `python3 dev.py setup`"
            ) from None
        if run.returncode:
            raise BundleFailed(f"esbuild cannot join the scripts:\n{run.stderr.strip()}")
        told = json.loads((here / "joined.json").read_text(encoding="utf-8"))
        files = {
            path.relative_to(here / "joined").as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((here / "joined").rglob("*"))
            if path.is_file()
        }
    return Bundle(files, frozenset(told["inputs"]), tuple(_needed(told["outputs"])))


def _later(sources: Mapping[str, bytes]) -> list[str]:
    """Every module that is imported by a call."""
    found = {
        f"assets/js/{name.decode()}"
        for path, content in sources.items()
        if path.endswith(".mjs")
        for name in _IMPORTED_LATER.findall(content)
    }
    return sorted(found)


def _needed(outputs: Mapping[str, Any]) -> list[str]:
    """What the script imports at once, directly or not."""
    wanted, found = [path for path in outputs if path == f"joined/{JOINED}"], set[str]()
    while wanted:
        for each in outputs[wanted.pop()]["imports"]:
            if each["kind"] == "import-statement" and each["path"] not in found:
                found.add(each["path"])
                wanted.append(each["path"])
    return sorted(path.removeprefix("joined/") for path in found)


def _key(sources: Mapping[str, bytes], node_modules: Path, alone: bool) -> str:
    """Digits that stand for the sources, for esbuild's version and for this code."""
    whole = hashlib.sha256(f"{alone} ".encode() + Path(__file__).read_bytes())
    with contextlib.suppress(OSError):
        whole.update((node_modules / "esbuild" / "package.json").read_bytes())
    for path in sorted(sources):
        whole.update(f"{path}\0{len(sources[path])}\0".encode() + sources[path])
    return whole.hexdigest()[:32]
