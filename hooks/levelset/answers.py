"""Answers: a question's blocks cut into labelled parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from levelset.blocks import Block
from levelset.labels import ANSWER, Label, label, lines, trimmed
from levelset.model import ANSWER_LABELS

CONTEXT = "Context"
"""The label of what an author writes between a prompt and a labelled answer."""

_LISTS = ("bullet_list", "ordered_list")
_PIN = re.compile(r"<!--\s*+id:((?:(?!-->)[^\n])*+)-->")


@dataclass(frozen=True)
class Passage:
    """One labelled run of block tokens."""

    label: str
    tokens: tuple[Token, ...]
    line: int

    @property
    def code(self) -> tuple[str, ...]:
        """The source of each fenced Python block."""
        fences = (token for token in self.tokens if token.type == "fence")
        return tuple(t.content for t in fences if t.info.split(" ")[0] in ("python", "py"))


def passages(blocks: Iterable[Block], *, any_label: bool) -> tuple[Passage, ...]:
    """Cut an answer's blocks at its labels.

    With `any_label`, whatever stands in emphasis before a colon opens a part; without it only
    the labels that the site knows, so that an answer's own bold leads stay in its text.
    """
    found = tuple(_joined(_cut(list(blocks), any_label)))
    first_is_bare = bool(found) and not found[0].label
    if first_is_bare and any(p.label.casefold() in ANSWER_LABELS for p in found):
        return (replace(found[0], label=CONTEXT), *found[1:])
    return tuple(p if p.label else replace(p, label=ANSWER) for p in found)


def paragraph(children: Sequence[Token], line: int) -> list[Token]:
    """A paragraph of these inline tokens, standing on a line counted from 0."""
    inline = Token("inline", "", 0, map=[line, line + 1], children=list(children), block=True)
    inline.content = "".join(token.content for token in children)
    return [
        Token("paragraph_open", "p", 1, map=[line, line + 1], block=True),
        inline,
        Token("paragraph_close", "p", -1, block=True),
    ]


def inline_tokens(block: Block) -> list[Token]:
    """The inline tokens of a paragraph or heading."""
    for token in block.tokens:
        if token.type == "inline":
            return list(token.children or [])
    return []


def line_of(block: Block) -> int:
    """The block's first line, counted from 0 in its document."""
    return block.opening.map[0] if block.opening.map else 0


def unpinned(tokens: Iterable[Token]) -> tuple[list[Token], list[str]]:
    """The tokens without `<!-- id: … -->` comments, and the ids these give."""
    kept: list[Token] = []
    ids: list[str] = []
    for token in tokens:
        if token.type in ("html_block", "html_inline") and _PIN.search(token.content):
            ids += [found.strip() for found in _PIN.findall(token.content)]
            token = replace(token, content=_PIN.sub("", token.content).strip())
            if not token.content:
                continue
        elif token.children:
            children, inner = unpinned(token.children)
            ids += inner
            token = replace(token, children=children) if inner else token
        kept.append(token)
    return kept, ids


def _accepted(found: Label | None, any_label: bool) -> Label | None:
    return found if found and (found.known or any_label) else None


def _item_label(item: Block) -> Label | None:
    first = item.children[0] if item.children else None
    return label(inline_tokens(first)) if first and first.type == "paragraph" else None


def _cut(blocks: Sequence[Block], any_label: bool) -> Iterator[Passage]:
    for block in blocks:
        if block.type == "paragraph":
            yield from _cut_paragraph(block, any_label)
        elif block.type in _LISTS:
            bullets = block.type == "bullet_list"
            yield from _cut_list(block, any_label and bullets)
        else:
            yield Passage("", tuple(block.tokens), line_of(block))


def _cut_paragraph(block: Block, any_label: bool) -> Iterator[Passage]:
    """A label may open a paragraph or any of its lines."""
    rows = lines(inline_tokens(block))
    labels = [_accepted(label(row), any_label) for row in rows]
    starts = [n for n, found in enumerate(labels) if found]
    if not starts:
        yield Passage("", tuple(_shown(block.tokens)), line_of(block))
        return
    for start, stop in zip([0, *starts], [*starts, len(rows)], strict=True):
        if start < stop:
            yield _labelled_rows(rows[start:stop], labels[start], line_of(block) + start)


def _labelled_rows(rows: list[list[Token]], found: Label | None, line: int) -> Passage:
    children = list(found.rest) if found else list(rows[0])
    for row in rows[1:]:
        children += [Token("softbreak", "br", 0), *row]
    children = trimmed(children)
    tokens = paragraph(children, line) if children else []
    return Passage(found.name if found else "", tuple(tokens), line)


def _cut_list(block: Block, any_label: bool) -> Iterator[Passage]:
    """A list with a labelled item is a list of parts; its bare items stay lists."""
    labels = [_item_label(item) for item in block.children]
    if not any(_accepted(found, any_label) for found in labels):
        yield Passage("", tuple(block.tokens), line_of(block))
        return
    for item, found in zip(block.children, labels, strict=True):
        if found is None:
            yield Passage("", tuple(listed(block, [item])), line_of(item))
            continue
        yield from _labelled_item(item, found)


def _labelled_item(item: Block, found: Label) -> Iterator[Passage]:
    line = line_of(item)
    first = list(_cut_paragraph(item.children[0], True))
    rest = list(_cut(item.children[1:], False))
    for n, passage in enumerate(first):
        yield replace(passage, label=passage.label or found.name if n == 0 else passage.label)
    if not first:
        yield Passage(found.name, (), line)
    yield from rest


def listed(block: Block, items: Sequence[Block]) -> list[Token]:
    """A list of the same kind as `block` holding only these items."""
    tokens = block.tokens
    inner = [token for item in items for token in item.tokens]
    opening = tokens[0]
    if block.type == "ordered_list" and items and items[0].opening.info.isdigit():
        opening = replace(opening, attrs={**opening.attrs, "start": int(items[0].opening.info)})
    return [opening, *inner, tokens[-1]]


def _shown(tokens: Iterable[Token]) -> list[Token]:
    """A tight list hides its items' paragraphs; outside of the list they are shown."""
    return [replace(token, hidden=False) if token.hidden else token for token in tokens]


def _joined(found: Iterable[Passage]) -> Iterator[Passage]:
    """Give every bare passage to the labelled one before it."""
    current: Passage | None = None
    tokens: list[Token] = []
    for passage in found:
        if current is not None and passage.label:
            yield Passage(current.label, tuple(tokens), current.line)
        if current is None or passage.label:
            current, tokens = passage, []
        tokens += passage.tokens
    if current is not None:
        yield Passage(current.label, tuple(tokens), current.line)
