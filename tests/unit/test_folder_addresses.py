"""A copy that opens as a folder: addresses that name files, files that tell what they hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from levelset.folder_copy import named, telling
from levelset.placing import placed

NODE = Path(sys.prefix) / ("Scripts/node.exe" if os.name == "nt" else "bin/node")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("levels/", "levels/index.html"),
        ("../../", "../../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("./#math", "./index.html#math"),
        ("../practice/?note=math/a/", "../practice/index.html?note=math/a/"),
        ("a%20b/?x=1#top", "a%20b/index.html?x=1#top"),
        ("#math", "#math"),
        ("?level=mid", "?level=mid"),
        ("", ""),
        ("anki/all.apkg", "anki/all.apkg"),
        ("../a.b", "../a.b"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_an_address_of_a_folder_names_its_page(address: str, expected: str) -> None:
    assert named(address) == expected


def test_stored_links_name_files_only_where_that_is_asked_for() -> None:
    html = '<a href="site:levels/mid/#x">mid</a> <img src="site:a/b.svg"> <a href="site:#top">'
    assert placed(html, "math/") == (
        '<a href="../levels/mid/#x">mid</a> <img src="../a/b.svg"> <a href="../#top">'
    )
    assert placed(html, "math/", files=True) == (
        '<a href="../levels/mid/index.html#x">mid</a> <img src="../a/b.svg"> '
        '<a href="../index.html#top">'
    )


def test_a_told_file_is_the_file_whatever_is_in_it(tmp_path: Path) -> None:
    text = 'a "quoted" \\ </script>\u2028\n`${x}` ∇ \x00'
    ((path, script),) = telling([("search/w0.txt", text)])
    assert path == "search/w0.txt.js"
    (tmp_path / "told.js").write_text(script, encoding="utf-8")
    run = 'globalThis.levelsetTell = (t) => console.log(JSON.stringify(t)); require("./told.js")'
    said = subprocess.check_output([str(NODE), "-e", run], cwd=tmp_path, encoding="utf-8")
    assert json.loads(said) == text
