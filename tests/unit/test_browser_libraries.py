"""The libraries in readers' browsers: whole, licensed, and as the lock has them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from levelset.browser_libraries import LibraryMissing, library_files
from levelset.mathjax_node import LOCK

NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
NODE = Path(sys.prefix) / ("Scripts/node.exe" if os.name == "nt" else "bin/node")
SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "js"


def test_each_module_has_its_licence_beside_it() -> None:
    assert sorted(library_files(NODE_MODULES)) == [
        "assets/vendor/idb.LICENSE.txt",
        "assets/vendor/idb.mjs",
        "assets/vendor/ts-fsrs.LICENSE.txt",
        "assets/vendor/ts-fsrs.mjs",
    ]


@pytest.mark.parametrize(
    ("name", "licence", "holder", "exported"),
    [
        ("idb", "ISC", "Jake Archibald", "openDB"),
        ("ts-fsrs", "MIT", "Open Spaced Repetition", "createEmptyCard"),
    ],
)
def test_a_module_is_the_locked_one_and_needs_no_other_file(
    name: str, licence: str, holder: str, exported: str
) -> None:
    files = library_files(NODE_MODULES)
    module = files[f"assets/vendor/{name}.mjs"]
    lock = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    version = lock[f"node_modules/{name}"]["version"]
    assert module.startswith(
        f"/*! {name} {version}, {licence} licence: see assets/vendor/{name}.LICENSE.txt */"
    )
    assert re.search(rf"^export \{{[^}}]*\b{exported}\b", module, re.MULTILINE)
    assert not re.search(r"^(import|export .* from)\b", module, re.MULTILINE)
    assert "sourceMappingURL" not in module
    assert holder in files[f"assets/vendor/{name}.LICENSE.txt"]


def test_our_modules_import_no_library_that_is_not_shipped() -> None:
    wanted = {
        address
        for path in SCRIPTS.glob("*.mjs")
        for address in re.findall(r'from "\.\./(vendor/[^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert wanted == {"vendor/idb.mjs", "vendor/ts-fsrs.mjs"}
    assert {f"assets/{address}" for address in wanted} <= library_files(NODE_MODULES).keys()


def test_our_modules_find_the_libraries_where_the_site_has_them(tmp_path: Path) -> None:
    shutil.copytree(SCRIPTS, tmp_path / "assets" / "js")
    for path, text in library_files(NODE_MODULES).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    script = """
        import { graded } from "./assets/js/schedule.mjs";
        import { ReviewStore } from "./assets/js/review-store.mjs";
        console.log(graded(undefined, 4, 0).interval, typeof ReviewStore.open);
    """
    (tmp_path / "page.mjs").write_text(script, encoding="utf-8")
    said = subprocess.run([str(NODE), "page.mjs"], cwd=tmp_path, capture_output=True, text=True)
    assert (said.stdout, said.stderr) == ("8 function\n", "")


def test_a_missing_library_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match=r"idb is not installed.*dev\.py setup"):
        library_files(tmp_path)
