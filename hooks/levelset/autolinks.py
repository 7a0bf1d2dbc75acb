"""Addresses that GitHub links without any markup: `https://…`, `www.…` and e-mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEME = re.compile(r"(?:https?|ftp)$", re.IGNORECASE)
_LETTERS_BEFORE = re.compile(r"[a-zA-Z]*$")
_UP_TO_SPACE = re.compile(r"[^\s<]*", re.ASCII)
_MAIL = re.compile(
    r"(?:mailto:[\w.+-]+@(?:[\w-]|\.(?=[^\W_]))*"
    r"|xmpp:[\w.+-]*@(?:[\w/-]|\.(?=[^\W_]))*"
    r"|[\w.+-]+@(?:[\w-]|\.(?=[^\W_]))*)",
    re.ASCII,
)
_ENTITY_END = re.compile(r"&[a-zA-Z]+;$")


def autolinks(md: MarkdownIt) -> None:
    """Teach a parser to link web addresses; `link_mail` links the others afterwards."""
    md.inline.ruler.push("address", _web_address)
    stops = md.inline.terminator_re.pattern
    md.inline.terminator_re = re.compile(rf"{stops}|w(?=ww\.)")


def _web_address(state: StateInline, silent: bool) -> bool:
    """Link the address that the `:` or `w` at this position belongs to."""
    src, pos = state.src, state.pos
    if silent or state.linkLevel or src[pos] not in ":w":
        return False
    start = _web_start(state) if src[pos] == ":" else _www_start(state)
    if start < 0 or _in_bracket(state):
        return False
    end = pos + _trimmed_length(_UP_TO_SPACE.match(src, pos, state.posMax)[0])  # type: ignore[index]
    address = src[start:end]
    state.pending = state.pending[: len(state.pending) - (pos - start)]
    _push_link(state, address if src[pos] == ":" else f"http://{address}", address)
    state.pos = end
    return True


def _web_start(state: StateInline) -> int:
    """Where the address around the `:` at this position starts, or -1."""
    src, pos = state.src, state.pos
    if not src.startswith("://", pos) or pos + 3 >= state.posMax:
        return -1
    letters = _LETTERS_BEFORE.search(state.pending)
    assert letters is not None
    if not _SCHEME.match(letters[0]) or not _in_host(src[pos + 3]):
        return -1
    return pos - len(letters[0]) if _dots(src, pos + 3, state.posMax) >= 0 else -1


def _www_start(state: StateInline) -> int:
    src, pos = state.src, state.pos
    before = src[pos - 1] if pos else " "
    if not src.startswith("www.", pos) or before not in " \t\n\v\f\r*_~([":
        return -1
    return pos if _dots(src, pos, state.posMax) > 0 else -1


def _dots(src: str, start: int, end: int) -> int:
    """How many dots the host has; -1 where an underscore forbids it to be one."""
    earlier = last = dots = 0
    pos = start + 1
    while pos < end - 1:
        pos += src[pos] == "\\" and pos < end - 2
        if src[pos] == "_":
            last += 1
        elif src[pos] == ".":
            earlier, last, dots = last, 0, dots + 1
        elif not _in_host(src[pos]) and src[pos] != "-":
            break
        pos += 1
    return -1 if (earlier or last) and dots <= 10 else dots


def _in_host(char: str) -> bool:
    return not char.isspace() and (
        char.isalnum() if char.isascii() else not unicodedata.category(char).startswith("P")
    )


def _trimmed_length(text: str) -> int:
    """The length of an address without the punctuation that ends the sentence around it."""
    closing, opening = text.count(")"), text.count("(")
    end = len(text)
    while end:
        if text[end - 1] == ")" and closing > opening:
            closing -= 1
        elif text[end - 1] == ";" and (entity := _ENTITY_END.search(text, 0, end)):
            end = entity.start() + 1
        elif text[end - 1] not in "?!.,:*_~'\";":
            break
        end -= 1
    return end


def _in_bracket(state: StateInline) -> bool:
    """True behind a `[` that is still open: GitHub links no address there."""
    depth = 0
    texts = [token.content for token in state.tokens if token.type == "text"]
    for char in "".join(texts) + state.pending:
        depth = max(0, depth + (char == "[") - (char == "]"))
    return depth > 0


def _push_link(state: StateInline, address: str, text: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
    state.tokens[-1].markup = "autolink"
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1).markup = "autolink"


def link_mail(children: list[Token]) -> list[Token]:
    """A text's tokens with the e-mail addresses outside links made links."""
    if not any(token.type == "text" and "@" in token.content for token in children):
        return children
    linked: list[Token] = []
    depth = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        linked.extend(_split_mail(token) if token.type == "text" and not depth else [token])
    return linked


def _split_mail(text: Token) -> Iterator[Token]:
    done = pos = 0
    while found := _MAIL.search(text.content, pos):
        pos = found.end()
        if text.content.startswith("@", pos):
            pos = found.start() + found[0].index("@") + 1
            continue
        address = found[0][: _trimmed_length(found[0])]
        if "." not in found[0].partition("@")[2] or not found[0][-1].isalpha():
            continue
        if done < found.start():
            yield _text(text.content[done : found.start()], text.level)
        done = pos = found.start() + len(address)
        href = address if ":" in address else f"mailto:{address}"
        yield Token("link_open", "a", 1, {"href": href}, level=text.level, markup="autolink")
        yield _text(address, text.level + 1)
        yield Token("link_close", "a", -1, level=text.level, markup="autolink")
    if done < len(text.content):
        yield _text(text.content[done:], text.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
