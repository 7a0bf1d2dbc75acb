"""Slugs: words as the last part of an address, and question ids made of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SPOKEN = (("+", "plus"), ("#", "sharp"))


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; empty where the text has none.

    `C++` is `cplusplus`, `C#` `csharp`, `ci/cd` `ci-cd`.
    """
    for sign, word in _SPOKEN:
        text = text.replace(sign, word)
    if not text.isascii():
        # One by one: the order of marks, which takes long to settle, is of no matter here.
        apart = "".join(unicodedata.normalize("NFKD", char) for char in text)
        text = apart.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def digest(text: str, digits: int) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def question_id(path: str, prompt: str) -> str:
    """The id of a prompt in the note at that path: both slugs, with `--` between them."""
    stem = slug(path.removesuffix(".md")) or digest(path, 8)
    return f"{stem}--{slug(prompt) or digest(prompt, 8)}"
