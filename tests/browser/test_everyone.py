"""Every kind of page by the rules of axe-core, in light and dark, wide and at 400 % zoom."""

from __future__ import annotations

from typing import Any

import pytest
from building import ROOT
from playwright.sync_api import Page
from scenes import NARROW, SCENES, WIDE, look, scene
from watching import OpenPage

AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

ALL = {"type": "tag", "values": RULES}
COLOURS = {"type": "rule", "values": ("color-contrast", "link-in-text-block")}
LIGHT = {"color_scheme": "light"}
DARK = {"color_scheme": "dark"}
LOOKS = (
    ("wide, light", WIDE, LIGHT, ALL),
    ("wide, dark", WIDE, DARK, COLOURS),
    ("narrow, dark", NARROW, DARK, ALL),
    ("narrow, light", NARROW, LIGHT, COLOURS),
)
"""Each as the page is next shown. What only colours break is asked in all of them."""

ALLOWED = ("region: #__drawer: ",)
"""Material's box that opens the drawer. It stands before the header, outside of landmarks, since
what it moves must follow it; where it can be reached it has a name, a role and a state."""


def violations(page: Page, rules: Any) -> list[str]:
    """What axe finds, a line for each element: the rule, where, and what is wrong."""
    found: list[str] = page.evaluate(RUN, rules)
    return [line for line in found if not line.startswith(ALLOWED)]


@pytest.mark.parametrize("name", SCENES)
def test_axe_finds_nothing(open_page: OpenPage, everything: str, name: str) -> None:
    page = scene(open_page, everything, name)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for seen, size, media, rules in LOOKS:
        look(page, size, **media)
        found += [f"{seen}: {line}" for line in violations(page, rules)]
    assert found == []


RUN = """
async (rules) => {
  const { violations } = await axe.run(document, {
    runOnly: rules, resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => {
    const [first] = [...node.any, ...node.all, ...node.none];
    return `${id}: ${node.target.join(" ")}: ${first?.message}`;
  }));
}
"""
