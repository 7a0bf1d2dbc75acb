"""GitHub's footnotes: `[^name]` in the text, `[^name]: …` anywhere, shown at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_REFERENCE = re.compile(r"\[\^([^\[\]\s]+)\]")


def footnote_references(md: MarkdownIt) -> None:
    """Teach a parser the references. It expects `env["footnotes"]` from `expect_footnotes`."""
    md.inline.ruler.after("link", "footnote", _reference)


def expect_footnotes(tokens: Iterable[Token], env: EnvType) -> None:
    """Note which footnotes the text defines; where two share a name the first counts."""
    names: dict[str, str] = {}
    for token in tokens:
        if token.type == "footnote_open":
            names.setdefault(token.meta["label"].casefold(), token.meta["label"])
    env["footnotes"] = {"names": names, "counts": {}}


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    footnotes = state.env["footnotes"]
    name = footnotes["names"].get(found[1].casefold()) if found else None
    if found is None or name is None:
        return False
    state.pos = found.end()
    if not silent:
        counts: dict[str, int] = footnotes["counts"]
        counts[name] = counts.get(name, 0) + 1
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": name, "number": list(counts).index(name) + 1, "use": counts[name]}
    return True


def part_footnotes(tokens: list[Token], env: EnvType) -> tuple[list[Token], list[Token]]:
    """The page without its footnotes' texts, and the block of those that it refers to.

    They are numbered in the order of their first reference.
    """
    body: list[Token] = []
    texts: dict[str, list[Token]] = {}
    around = [body]
    for token in tokens:
        if token.type == "footnote_open":
            around.append([token])
            texts.setdefault(token.meta["label"].casefold(), around[-1])
        elif token.type == "footnote_close":
            around.pop().append(token)
        else:
            around[-1].append(token)
    block = [Token("footnotes_open", "section", 1, block=True)]
    for label, count in env["footnotes"]["counts"].items():
        text = texts[label.casefold()]
        text[0].meta["count"] = text[-1].meta["count"] = count
        block.extend(text)
    block.append(Token("footnotes_close", "section", -1, block=True))
    return body, block if len(block) > 2 else []
