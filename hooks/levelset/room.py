"""Room: how much a page may hold before each topic on it gets a page of its own.

Measured in Chromium on level pages of up to 2 MB: opening one takes about 0.25 s of a desktop's
processor for each MB, and four times that on a slow phone's. What lies beyond 2 MB is reckoned.
"""

from __future__ import annotations

from levelset.model import Question

ROOM = 2_500_000
"""Bytes of a page that opens in 2.5 s on a slow phone."""

_CARD = 900
_FORMULA = 470
_PROMPT = 160
"""Bytes of a card and of a prompt without their texts, and of a formula on average."""


def card_bytes(question: Question) -> int:
    """About how many bytes a question's card takes, with its answer."""
    written = [question.prompt_html, *(part.html for part in question.parts)]
    formulas = sum(html.count('class="ls-tex"') for html in written)
    return _CARD + 3 * len(question.id) + sum(map(len, written)) + _FORMULA * formulas


def prompt_bytes(question: Question) -> int:
    """About how many bytes a link to a question takes."""
    formulas = question.prompt_html.count('class="ls-tex"')
    return _PROMPT + len(question.id) + len(question.prompt_html) + _FORMULA * formulas
