"""YAML text as a graph of nodes, whatever its author wrote: no recursion, and no expansion."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from levelset.characters import visible

DEEPEST = 100
"""How many collections may stand inside one another."""

_LONGEST = 50_000
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_NULLS = {"", "~", "null", "Null", "NULL"}


@lru_cache(maxsize=1)
def node(block: str) -> yaml.Node | None:
    """The one document in the text, None where it is empty. Raises YAMLError.

    An alias is the node that it names, not a copy. libyaml reads first, as on GitHub; what that
    cannot read, or says so, is read in Python: twenty times slower, with a better word on what is
    wrong.
    """
    if yaml.__with_libyaml__:
        try:
            return _composed(block, yaml.CSafeLoader)
        except yaml.YAMLError:
            if len(block) > _LONGEST:
                raise
    return _composed(block, yaml.SafeLoader)


def _composed(block: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> yaml.Node | None:
    composer = _Composer()
    try:
        for event in yaml.parse(block, Loader=loader):
            composer.take(event)
    except ValueError as error:  # An escape beyond Unicode (PyYAML 6.0.3).
        raise yaml.YAMLError(f"an escape stands for no character: {error}") from error
    return composer.root


class _Composer:
    """Puts a parser's events together. `open` are the collections that have not ended yet."""

    def __init__(self) -> None:
        self.root: yaml.Node | None = None
        self.open: list[tuple[yaml.MappingNode | yaml.SequenceNode, list[yaml.Node]]] = []
        self.anchors: dict[str, yaml.Node] = {}
        self.documents = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _wrong("expected one document, and here another one starts", event)
        elif isinstance(event, yaml.ScalarEvent):
            self.add(event.anchor, _scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self.add(None, self.named(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end()

    def begin(self, event: Any) -> None:
        if len(self.open) >= DEEPEST:
            raise _wrong(f"it is nested more than {DEEPEST} deep", event)
        is_map = isinstance(event, yaml.MappingStartEvent)
        shape = yaml.MappingNode if is_map else yaml.SequenceNode
        made = shape(event.tag, [], event.start_mark, event.end_mark, event.flow_style)
        self.add(event.anchor, made)
        self.open.append((made, []))

    def end(self) -> None:
        made, items = self.open.pop()
        is_map = isinstance(made, yaml.MappingNode)
        made.value = list(zip(items[::2], items[1::2], strict=True)) if is_map else items

    def named(self, event: Any) -> yaml.Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            raise _wrong(f"`*{event.anchor}` names nothing above it", event)
        if any(found is made for made, _ in self.open):
            raise _wrong(f"`*{event.anchor}` stands inside of what it names", event)
        return found

    def add(self, anchor: str | None, made: yaml.Node) -> None:
        if anchor:
            self.anchors[anchor] = made
        if self.open:
            self.open[-1][1].append(made)
        else:
            self.root = made


def _scalar(event: Any) -> yaml.ScalarNode:
    if _NO_CHARACTER.search(event.value):
        raise _wrong("an escape stands for no character", event)
    return yaml.ScalarNode(event.tag, event.value, event.start_mark, event.end_mark, event.style)


def _wrong(what: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)


def text_of(node: yaml.ScalarNode) -> str:
    """The scalar as the author typed it, so that `1.10` and `no` stay what they are."""
    if not node.style and node.value in _NULLS:
        return ""
    text = " ".join(str(node.value).split())
    return text if visible(text) else ""


def kind(node: yaml.Node) -> str:
    """What a node is, as a word for authors: `a map`, `a list` or `text`."""
    if isinstance(node, yaml.MappingNode):
        return "a map"
    return "a list" if isinstance(node, yaml.SequenceNode) else "text"
