"""The joined scripts and styles: whole, few, and made anew when anything in them changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from levelset.browser_libraries import library_files
from levelset.bundles import JOINED, SCRIPT, STYLES, BundleFailed, bundle

NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
NODE = Path(sys.prefix) / ("Scripts/node.exe" if os.name == "nt" else "bin/node")
THEME = Path(__file__).parents[2] / "overrides"
FEW = {
    SCRIPT: b'import { word } from "./word.mjs";\nif (word) import("./late.mjs");',
    "assets/js/word.mjs": b'export const word = "click"; // Said once.',
    "assets/js/late.mjs": b'import { word } from "./word.mjs";\nconsole.log(word + "ed");',
    "assets/js/alone.mjs": b"console.log(1);",
    STYLES: b'@import "./one.css";\n@import "./two.css";',
    "assets/css/one.css": b"a { color: red; & b { color: blue } }",
    "assets/css/two.css": b'a { background: url("../far.svg") }',
}


def ours() -> dict[str, bytes]:
    """The scripts and styles of our own theme, with the libraries."""
    files = [path for path in (THEME / "assets").rglob("*") if path.suffix in (".mjs", ".css")]
    own = {path.relative_to(THEME).as_posix(): path.read_bytes() for path in files}
    return own | {path: text.encode() for path, text in library_files(NODE_MODULES).items()}


def test_every_script_and_style_of_ours_is_in_it(tmp_path: Path) -> None:
    made = bundle(ours(), NODE_MODULES, NODE, tmp_path)
    assert {path for path in ours() if path.endswith((".mjs", ".css"))} == made.joined
    styles = [path for path in made.files if path.endswith(".css")]
    assert styles == [STYLES]
    assert "@import" not in made.files[STYLES]


def test_a_page_needs_few_files_and_each_is_there(tmp_path: Path) -> None:
    made = bundle(ours(), NODE_MODULES, NODE, tmp_path)
    assert set(made.needed) < made.files.keys()
    assert len(made.needed) < 10
    for path, text in made.files.items():
        for name in re.findall(r'(?:from|import)\s*\(?"\./([^"]+)"', text):
            assert f"assets/js/{name}" in made.files, f"{path} imports {name}"
    licences = [
        path for path, text in made.files.items() if "idb" in text and "ISC licence" in text
    ]
    assert licences, "the notices of libraries stay"


def test_what_is_imported_by_a_call_stays_at_its_address(tmp_path: Path) -> None:
    made = bundle(FEW, NODE_MODULES, NODE, tmp_path)
    assert "assets/js/late.js" in made.files
    assert "assets/js/late.js" not in made.needed
    assert made.joined == FEW.keys() - {"assets/js/alone.mjs"}
    assert 'url("../far.svg")' in made.files[STYLES] or "url(../far.svg)" in made.files[STYLES]
    assert "Said once" not in "".join(made.files.values())


def test_alone_it_is_one_classic_script_that_knows_its_address(tmp_path: Path) -> None:
    sources = {
        SCRIPT: b'import("./late.mjs").then((late) => globalThis.heard(late.word));',
        "assets/js/late.mjs": b"export const word = import.meta.url;",
        STYLES: b"a { color: red }",
    }
    made = bundle(sources, NODE_MODULES, NODE, tmp_path, alone=True)
    assert sorted(made.files) == [STYLES, JOINED]
    (tmp_path / "levelset.js").write_text(made.files[JOINED], encoding="utf-8")
    run = (
        "globalThis.document = { currentScript: { src: 'file:///here.js' } };"
        "globalThis.heard = console.log;"
        "require('vm').runInThisContext(require('fs').readFileSync('levelset.js', 'utf8'))"
    )
    said = subprocess.check_output([str(NODE), "-e", run], cwd=tmp_path, encoding="utf-8")
    assert said.strip() == "file:///here.js"


def test_other_sources_give_another_bundle_and_the_same_ones_the_kept(tmp_path: Path) -> None:
    first = bundle(FEW, NODE_MODULES, NODE, tmp_path)
    assert bundle(FEW, NODE_MODULES, Path("no such program"), tmp_path) == first
    changed = {**FEW, "assets/js/word.mjs": b'export const word = "keydown";'}
    assert bundle(changed, NODE_MODULES, NODE, tmp_path).files != first.files


def test_a_fault_in_a_script_is_named_with_its_line(tmp_path: Path) -> None:
    sources = {**FEW, "assets/js/word.mjs": b"export const = 1;"}
    with pytest.raises(BundleFailed, match=r"word\.mjs:1:13"):
        bundle(sources, NODE_MODULES, NODE, tmp_path)


def test_without_esbuild_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(BundleFailed, match=r"esbuild is not installed.*dev\.py setup"):
        bundle(FEW, tmp_path, NODE, tmp_path)
    with pytest.raises(BundleFailed, match=r"cannot start esbuild.*dev\.py setup"):
        bundle(FEW, NODE_MODULES, tmp_path / "node", tmp_path)
