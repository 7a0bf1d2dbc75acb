"""Terms: a text's words as the search compares them, here and in `search-terms.mjs` alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain

_STOP_WORDS = """
    a about after again all also am an and any are as at be because been before being both but by
    can could did do does doing down during each few for from further had has have having he her
    here hers him his how i if in into is it its just let may me might more most must my no nor not
    of off on once only or other our out over own same she should so some such than that the their
    them then there these they this those through to too under until up very was we were what when
    where which while who whom why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing of what a text is about. A reader gets them with the index."""

LONGEST = 40
"""Characters of a term; what is longer is no word that somebody types."""

_THOUSANDS = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
_SHARP = re.compile(r"#(?<=[A-Za-z]#)")
_RAW = re.compile(r"[\w'’\u0300-\u036f-]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_APOSTROPHE = re.compile(r"['’](?:s(?![^\W_]))?")
_PART = re.compile(r"[^\W_]+")


def terms(text: str) -> Counter[str]:
    """How often each term stands in the text, stop words left out.

    A term is in lower case without accents. `Newton's` is `newton`, `C++` `cplusplus`, `C#`
    `csharp`, `5,000` `5000`; `non-convex` is `non`, `convex` and `nonconvex`.
    """
    text = text.replace("++", "plusplus")
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if "#" in text:
        text = _SHARP.sub("sharp", text)
    return Counter(chain.from_iterable(map(_terms, _RAW.findall(text))))


@lru_cache(maxsize=1 << 14)
def _terms(raw: str) -> tuple[str, ...]:
    """The terms of a run of letters, digits, hyphens and apostrophes."""
    word = raw if raw.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", raw))
    word = _APOSTROPHE.sub("", word.lower())
    parts = _PART.findall(word)
    if len(parts) > 1 and "-" in word:
        parts.append("".join(parts))
    return tuple(part for part in parts if len(part) <= LONGEST and part not in STOP_WORDS)
