"""Files that an author puts where they could run: the site has none of them, and says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from building import ROOT, build

NOTE = """---
title: T
category: c
levels: [mid]
skills: [s]
questions: {mid: ["Q?"]}
---

# T

![p](p.svg) [demo](demo.html)
"""
HOSTILE = {
    "note.md": NOTE,
    "p.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n<script>hostile()</script></svg>',
    "demo.html": "<script>hostile()</script>",
    "assets/js/levelset.mjs": "hostile()",
    "assets/css/levelset.css": "hostile {}",
    "service-worker.js": "hostile()",
    "_redirects": "/* https://hostile.example 301",
}


def test_a_site_publishes_no_scripts_of_its_authors(tmp_path: Path) -> None:
    for name, content in HOSTILE.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(content)
    made = build(tmp_path / "docs", tmp_path / "site")
    assert made.returncode == 0, made.stderr
    for name in HOSTILE:
        if name != "note.md":
            line = 2 if name == "p.svg" else 1
            assert f"{name}:{line}: the site " in made.stderr
    assert "note.md:11: the image `p.svg` leads to no file" in made.stderr
    whole = b"".join(p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file())
    assert b"hostile" not in whole
    assert (tmp_path / "site" / "service-worker.js").read_text().startswith('"use strict"')


@pytest.mark.parametrize("excluded", [False, True])
def test_a_readme_beside_an_index_is_named(tmp_path: Path, excluded: bool) -> None:
    docs, config = tmp_path / "docs", tmp_path / "mkdocs.yml"
    (docs / "x").mkdir(parents=True)
    for name in ("README.md", "index.md"):
        (docs / "x" / name).write_text("# A page\n")
    left = "exclude_docs: x/README.md\n" if excluded else ""
    config.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\n{left}")
    made = build(docs, tmp_path / "site", config=config)
    assert ("x/README.md:1: this file has the address of `x/index.md`" in made.stderr) != excluded
    adapter = ROOT / "hooks" / "mkdocs_events.py"
    theme = {"LEVELSET_DOCS": str(docs), "LEVELSET_THEME": str(ROOT / "overrides")}
    hook = {"LEVELSET_HOOK": str(adapter), "LEVELSET_HOOKS": str(ROOT / "hooks")}
    checked = subprocess.run(
        [sys.executable, adapter, "check", config],
        env={**os.environ, "LEVELSET_FAIL_ON": "null", **theme, **hook},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "only that one is read; rename one of them, or join the two"
    assert (said in checked.stdout, checked.returncode) == (not excluded, int(not excluded))
