"""Every kind of page by the rules of axe-core, however it is shown.

In light, dark and forced colours, wide and at 400 % zoom, with motion and without.
"""

from __future__ import annotations

from typing import Any

import pytest
from building import ROOT
from contrast import FAINT_TEXT, UNFORCED_TEXT
from playwright.sync_api import Page
from scenes import NARROW, SCENES, SPLIT, WIDE, look, scene
from watching import OpenPage

AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOURS = ("color-contrast", "link-in-text-block")

ALL = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},  # Off unless it is asked for (4.14).
}
COLOURS = {"runOnly": {"type": "rule", "values": OF_COLOURS}}
REST = {**ALL, "rules": {**ALL["rules"], **{name: {"enabled": False} for name in OF_COLOURS}}}
"""Without what axe cannot see: it asks for `-webkit-text-fill-color`, which no system forces."""

STILL, MOVING = {"reduced_motion": "reduce"}, {"reduced_motion": "no-preference"}
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}
FORCED = {"forced_colors": "active"}
LOOKS: tuple[tuple[str, dict[str, int], dict[str, str], dict[str, Any]], ...] = (
    ("wide, light", WIDE, STILL | LIGHT, ALL),
    ("wide, dark", WIDE, STILL | DARK, COLOURS),
    ("wide, dark, moving", WIDE, MOVING | DARK, ALL),
    ("narrow, dark", NARROW, STILL | DARK, ALL),
    ("narrow, light", NARROW, STILL | LIGHT, COLOURS),
    ("wide, forced, dark", WIDE, STILL | DARK | FORCED, REST),
    ("narrow, forced, light", NARROW, STILL | LIGHT | FORCED, REST),
)
"""Each as the page is next shown. What only colours break is asked in all of them."""

ALLOWED = ("region: #__drawer: ",)
"""Material's box that opens the drawer. It stands before the header, outside of landmarks, since
what it moves must follow it; where it can be reached it has a name, a role and a state."""


def violations(page: Page, rules: Any) -> list[str]:
    """What axe finds, a line for each element: the rule, where, and what is wrong."""
    lines: list[str] = page.evaluate(RUN, rules)
    if rules is REST:
        lines += [f"author's colour: {each}" for each in page.evaluate(UNFORCED_TEXT)]
        lines += [f"faint: {each}" for each in page.evaluate(FAINT_TEXT, "body")]
    return [line for line in lines if not line.startswith(ALLOWED)]


@pytest.mark.parametrize("name", SCENES)
def test_axe_finds_nothing(open_page: OpenPage, everything: str, name: str) -> None:
    assert found(scene(open_page, everything, name)) == []


@pytest.mark.parametrize("name", SPLIT)
def test_axe_finds_nothing_where_pages_are_split_or_moved(
    open_page: OpenPage, large: str, name: str
) -> None:
    assert found(scene(open_page, large, name)) == []


def found(page: Page) -> list[str]:
    """What is wrong with the page however it is shown."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    lines = []
    for seen, size, media, rules in LOOKS:
        look(page, size, **media)
        lines += [f"{seen}: {line}" for line in violations(page, rules)]
    return lines


RUN = """
async (rules) => {
  const { violations } = await axe.run(document, { ...rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => {
    const [first] = [...node.any, ...node.all, ...node.none];
    return `${id}: ${node.target.join(" ")}: ${first?.message}`;
  }));
}
"""
