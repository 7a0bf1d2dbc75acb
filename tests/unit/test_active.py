"""Files beside the notes that could run scripts, or pass for the site's, are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from levelset.active import active_files, active_line

DOCS = Path(__file__).parents[2] / "docs"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">\n{}\n</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        *("<script>f()</script>", '<script href="a.js"/>', '<g onload="f()"/>'),
        '<x:script xmlns:x="http://www.w3.org/2000/svg">f()</x:script>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<a href="javascript:f()"/>',
        '<a x:href="java&#10;script:f()"/>',
        '<a><set attributeName="href" to="&#106;avascript:f()"/></a>',
        '<animate values="#;javascript:f()"/>',
        '<use href="data:image/svg+xml,%3Csvg/%3E"/>',
        '<image href="data:text/html,x"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
        "<g>",
        "&unknown;",
        '<?xml-stylesheet href="x.xsl"?>',
    ],
)
def test_a_picture_that_could_run_is_known_by_its_line(inside: str) -> None:
    assert active_line(SVG.format(inside).encode()) in (2, 3)


def test_entities_and_other_encodings_hide_nothing() -> None:
    entity = '<!DOCTYPE svg [<!ENTITY e "<script/>">]>' + SVG.format("&e;")
    assert active_line(entity.encode()) == 1
    wide = SVG.format("<script>f()</script>").encode("utf-16")
    assert active_line(wide) == 2


def test_what_only_shows_is_harmless() -> None:
    inside = (
        "<style>path { fill: red }</style><title>t</title><a href='https://a.b'/>"
        "<image href='data:image/png;base64,AAAA'/><use x:href='#p'/><text>javascript: on=1</text>"
    )
    assert active_line(SVG.format(inside).encode()) == 0
    figures = sorted(DOCS.rglob("*.svg"))
    assert figures
    assert [path.name for path in figures if active_line(path.read_bytes())] == []


def test_files_are_left_out_by_their_kind_and_place() -> None:
    files = {
        "a.svg": SVG.format("<g/>"),
        "b.SVG": SVG.format("<script/>"),
        "c.html": "<p>",
        "d/e.js": "f()",
        "g.py": "<script>",
        "assets/css/x.css": "p {}",
    }
    found = active_files(files, lambda p: files[p].encode(), lambda p: p == "assets/css/x.css")
    assert [(p.path, p.line) for p in found] == [
        ("b.SVG", 2),
        ("c.html", 1),
        ("d/e.js", 1),
        ("assets/css/x.css", 1),
    ]
