"""Footnotes: their definitions are taken out of the text and shown once, behind it."""

from __future__ import annotations

from markdown_it.token import Token
from markdown_it.utils import EnvType


def without_footnotes(tokens: list[Token], env: EnvType) -> tuple[list[Token], list[Token]]:
    """The tokens without the footnotes' definitions, and the block of those referred to."""
    body: list[Token] = []
    definitions: dict[str, list[Token]] = {}
    current = body
    for token in tokens:
        if token.type == "footnote_reference_open":
            current = definitions.setdefault(token.meta["label"], [])
        elif token.type == "footnote_reference_close":
            current = body
        else:
            current.append(token)
    notes = env.get("footnotes", {}).get("list", {})
    used = {note["label"] for note in notes.values()}
    for label, inner in definitions.items():
        if label not in used:
            line = next((token.map[0] for token in inner if token.map), 0)
            what = f"the footnote `[^{label}]` is not referred to, and so not shown"
            env["faults"].append((line, what, f"refer to it by `[^{label}]`"))
    block: list[Token] = []
    for note in notes.values():
        meta = {"label": note["label"], "count": note["count"]}
        block.append(Token("footnote_open", "li", 1, meta=meta, block=True))
        block.extend(definitions.get(note["label"], []))
        block.append(Token("footnote_close", "li", -1, meta=meta, block=True))
    if block:
        block.insert(0, Token("footnote_block_open", "section", 1, block=True))
        block.append(Token("footnote_block_close", "section", -1, block=True))
    return body, block
