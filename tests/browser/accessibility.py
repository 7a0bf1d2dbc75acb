"""Chromium's accessibility tree of a page: what assistive technology is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

FORMULA = "MathMLMath"

Node = dict[str, Any]


class Tree:
    """The accessibility tree of a page, without what is ignored."""

    def __init__(self, page: Page) -> None:
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        self.by_id: dict[str, Node] = {node["nodeId"]: node for node in nodes}

    def all(self, *roles: str) -> list[Node]:
        return [node for node in self.by_id.values() if role(node) in roles]

    def below(self, node: Node) -> Iterator[Node]:
        for child in node.get("childIds", []):
            if child in self.by_id:
                yield self.by_id[child]
                yield from self.below(self.by_id[child])

    def spoken(self, node: Node) -> str:
        """The words of a node in their order, a formula by its name."""
        if role(node) in (FORMULA, "StaticText"):
            return name(node)
        children = (self.by_id[one] for one in node.get("childIds", []) if one in self.by_id)
        return "".join(self.spoken(child) for child in children)


def role(node: Node) -> str:
    return "" if node.get("ignored") else str(node.get("role", {}).get("value", ""))


def name(node: Node) -> str:
    return str(node.get("name", {}).get("value", ""))


def expanded(node: Node) -> bool | None:
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    return states.get("expanded")
