"""When a prompt of the front matter and a question of the body are one and the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = frozenset(("a", "an", "the"))
_TEX_SPACE = re.compile(r"\\[,;:! ]|\\q?quad\b|[{}]")
_DROPPED = re.compile(r"[^\w\s+#<>=^\\]|_")
NUMBER = re.compile(r"\A(?:Q(?:uestion)?\s*)?\d{1,3}[.):]\s+", re.IGNORECASE)
"""What numbers a question, where its text begins with it: `1. `, `2) `, `Q3. `."""
_BRITISH = ((re.compile(r"is(?=(?:e|ed|es|er|ing|ation)$)"), "iz"), (re.compile(r"our$"), "or"))


@lru_cache(maxsize=1 << 12)
def same_words(text: str) -> str:
    """What two wordings share when they differ in nothing that could change the question.

    Case, punctuation, emphasis, articles, hyphens, British endings, a plural `s` and a number
    before the question do not count. Every other word does: near misses such as supervised and
    unsupervised, encoder and decoder, L1 and L2 are a letter or two apart, so no distance
    between spellings is safe.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    folded = (NUMBER.sub("", plain) or plain).casefold().replace("'s ", " ").replace("’s ", " ")
    joined = re.sub(r"(?<=\w)[-‐‑/](?=\w)", "", _TEX_SPACE.sub("", folded))
    words = _DROPPED.sub(" ", joined).split()
    return "".join(_stem(word) for word in words if word not in _ARTICLES) or folded.strip()


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    for ending, american in _BRITISH:
        word = ending.sub(american, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
