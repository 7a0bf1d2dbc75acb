"""Suggestions: what an author may have meant by a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(word: str, known: Iterable[str]) -> str:
    """``did you mean `x`?`` for the nearest known word, else the list of what is known."""
    choices = list(known)
    by_folded = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{by_folded[near[0]]}`?"
    return f"known here: {', '.join(f'`{choice}`' for choice in choices)}"
