"""What a page holds, block by block: the measure by which two readings of a note are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

INLINE = frozenset(
    {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "input", "ins", "kbd", "label"}
    | {"mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)
TRANSPARENT = frozenset({"thead", "tbody"})
SAME = {"s": "del"}
VOID = frozenset({"br", "img", "input"})
KEPT_ATTRIBUTES = {
    "a": ("href",),
    "img": ("src", "alt"),
    "input": ("checked",),
    "ol": ("start",),
    "th": ("align",),
    "td": ("align",),
}
"""Attributes that say what the author wrote; classes, ids and styles are how it is shown."""


@dataclass(frozen=True, order=True)
class Block:
    """A block on the path from the page to it, and the text that stands directly in it.

    Each block is there once without text and once more for every run of text in it.
    """

    path: str
    text: str


@dataclass
class _Reader:
    """Collects a page's blocks. `formulas` gives back the TeX behind a placeholder's key."""

    formulas: Mapping[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def read(self, node: LexborNode, path: str, box: str = "") -> None:
        run = [box]
        for child in node.iter(include_text=True):
            if _is_inline(child):
                run.append(self._inline(child))
            elif child.tag in TRANSPARENT or _is_wrapper(child):
                self._flush(run, path)
                self.read(child, path)
            elif not _is_furniture(child):
                box = _taken_box(run) if child.tag == "p" else ""
                self._flush(run, path)
                self._block(child, path, box)
        self._flush(run, path)

    def _block(self, node: LexborNode, path: str, box: str) -> None:
        formula = _fenced_formula(node)
        name = "p" if formula else _name(node).replace(" ", "%20")
        inner = f"{path} {name}".strip()
        self.blocks.append(Block(inner, ""))
        if formula:
            self.blocks.append(Block(inner, formula))
        elif node.tag == "pre":
            self.blocks.append(Block(inner, node.text(deep=True).removesuffix("\n")))
        else:
            self.read(node, inner, box)

    def _flush(self, run: list[str], path: str) -> None:
        text = _ticked(" ".join("".join(run).split()), path)
        run.clear()
        if text:
            self.blocks.append(Block(path, text))

    def _inline(self, node: LexborNode) -> str:
        if node.tag == "-text":
            return node.text_content or ""
        if _is_furniture(node):
            return ""
        if "footnote-ref" in _classes(node):
            return f"<sup>{node.text().strip('[]').split(':')[0]}</>"
        key = node.attributes.get("data-tex")
        if key is not None:
            return self.formulas[key]
        inner = "".join(self._inline(child) for child in node.iter(include_text=True))
        if node.tag in ("label", "span"):
            return inner
        return f"<{_name(node)}>{inner}" + ("" if node.tag in VOID else "</>")


def blocks(html: str, formulas: Mapping[str, str] | None = None) -> list[Block]:
    """The blocks of some HTML in reading order."""
    body = LexborHTMLParser(f"<!DOCTYPE html><body><main>{html}</main>").css_first("main")
    assert body is not None
    reader = _Reader(formulas or {})
    reader.read(body, "")
    return reader.blocks


def count(found: list[Block]) -> dict[str, int]:
    """How many there are of each kind of block."""
    kinds: dict[str, int] = {}
    for block in found:
        if not block.text:
            kind = re.split(r"\[", block.path.rsplit(" ", 1)[-1])[0]
            kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def _is_inline(node: LexborNode) -> bool:
    return node.tag == "-text" or (
        node.tag in INLINE and not any(_is_block(child) for child in node.iter())
    )


def _is_block(node: LexborNode) -> bool:
    return node.tag not in INLINE or any(_is_block(child) for child in node.iter())


def _is_wrapper(node: LexborNode) -> bool:
    return bool({"ls-scroll", "highlight"} & _classes(node))


def _is_furniture(node: LexborNode) -> bool:
    """What a page adds to the note: permalinks, links back, the rule above the footnotes."""
    classes = _classes(node)
    return (
        node.tag in (None, "-comment", "-doctype")
        or bool({"headerlink", "footnote-backref", "footnotes-sep"} & classes)
        or (node.tag == "hr" and node.parent is not None and node.parent.tag == "section")
    )


def _fenced_formula(node: LexborNode) -> str:
    """A `math` fence as the formula that it is; both references leave it as code."""
    code = node.css_first("code") if node.tag == "pre" else None
    if code is None or not (
        node.attributes.get("lang") == "math" or "language-math" in _classes(code)
    ):
        return ""
    return f"$${' '.join(code.text().split())}$$"


_BOX = re.compile(r"\[([ xX])\] ")


def _ticked(text: str, path: str) -> str:
    """Read the boxes that cmark-gfm leaves as text.

    It sees a task only where the list's mark is the first thing on its line, not in
    `> - [x] quoted` or `1. - [x] nested`. GitHub's pages come from a later filter that does, and
    so does the GFM specification.
    """
    in_item = re.search(r"(^| )li( p)?$", path)
    box = _BOX.match(text) if in_item else None
    if box is None:
        return text
    return ("<input>" if box[1] == " " else "<input[checked=]>") + text[3:]


def _taken_box(run: list[str]) -> str:
    """A task's box that stands before its paragraph, taken out so that it can go inside."""
    text = "".join(run).strip()
    if text not in ("<input>", "<input[checked=]>"):
        return ""
    run.clear()
    return f"{text} "


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def _name(node: LexborNode) -> str:
    tag = node.tag or ""
    return SAME.get(tag, tag) + "".join(_attributes(node))


def _attributes(node: LexborNode) -> Iterator[str]:
    for name in KEPT_ATTRIBUTES.get(node.tag or "", ()):
        if name in node.attributes:
            yield f"[{name}={node.attributes[name] or ''}]"
    align = re.search(r"text-align:\s*(\w+)", node.attributes.get("style") or "")
    if align and node.tag in ("td", "th"):
        yield f"[align={align[1]}]"
