"""Alerts: GitHub's quotes that begin with `[!NOTE]` or the like."""

from __future__ import annotations

import re

from markdown_it.token import Token

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\][ \t]*(?:\n|$)", re.IGNORECASE)


def mark_alerts(tokens: list[Token]) -> None:
    """Turn GitHub's alerts, quotes at the top that start with `[!NOTE]`, into alert tokens."""
    for at, token in enumerate(tokens):
        if token.type != "blockquote_open" or token.level or at + 3 >= len(tokens):
            continue
        opening, inline = tokens[at + 1], tokens[at + 2]
        mark = _ALERT.match(inline.content) if opening.type == "paragraph_open" else None
        close = next(
            i
            for i in range(at + 1, len(tokens))
            if tokens[i].type == "blockquote_close" and tokens[i].level == token.level
        )
        alone = mark is not None and mark.end() == len(inline.content)
        if mark is None or (alone and close == at + 4):
            continue
        for end in (token, tokens[close]):
            end.type = end.type.replace("blockquote", "alert")
            end.tag, end.meta = "div", {"kind": mark[1].lower()}
        if alone:
            for hidden in tokens[at + 1 : at + 4]:
                hidden.hidden, hidden.children, hidden.content = True, [], ""
        else:
            _drop_first_line(inline)


def _drop_first_line(inline: Token) -> None:
    children = inline.children or []
    cut = next(i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak"))
    inline.children = children[cut + 1 :]
    inline.content = inline.content.partition("\n")[2]
    if inline.map:
        inline.map = [inline.map[0] + 1, inline.map[1]]
