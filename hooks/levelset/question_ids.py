"""Ids of questions: stable, since links, progress and Anki cards hang on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from levelset.drafts import Draft
from levelset.slugs import digest, question_id

_PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class QuestionIds:
    """The ids of the questions of one note, each there once.

    `report` takes a fault's line, what is wrong, and the remedy.
    """

    def __init__(self, path: str, first_line: int, report: Callable[[int, str, str], None]) -> None:
        self._path, self._first_line, self._report = path, first_line, report
        self._repeats: Counter[str] = Counter()

    def of(self, drafts: list[Draft]) -> list[str]:
        """An id for each question, stable under reordering; clashes are problems."""
        plain_ids = [self._pinned(draft) or question_id(self._path, draft.raw) for draft in drafts]
        counts = Counter(plain_ids)
        levels: dict[str, set[str]] = {}
        for draft, identity in zip(drafts, plain_ids, strict=True):
            levels.setdefault(identity, set()).add(draft.level.id if draft.level else "")
        taken: dict[str, int] = {}
        return [
            self._unique(draft, identity, counts, levels, taken)
            for draft, identity in zip(drafts, plain_ids, strict=True)
        ]

    def _unique(
        self,
        draft: Draft,
        identity: str,
        counts: Counter[str],
        levels: dict[str, set[str]],
        taken: dict[str, int],
    ) -> str:
        line = self._first_line + draft.line
        if counts[identity] > 1 and len(levels[identity]) > 1 and draft.level:
            identity = f"{identity}--{draft.level.id}"
        if identity not in taken:
            taken[identity] = line
            return identity
        self._report(
            line,
            f"the question “{draft.raw}” has the same id as the one on line {taken[identity]}, "
            f"`{identity}`",
            "reword one of them, or give it `<!-- id: … -->`",
        )
        other = f"{identity}-{digest(draft.raw, 8)}"
        while other in taken:
            self._repeats[draft.raw] += 1
            other = f"{identity}-{digest(f'{draft.raw} {self._repeats[draft.raw]}', 8)}"
        taken[other] = line
        return other

    def _pinned(self, draft: Draft) -> str:
        if not draft.pins:
            return ""
        line = self._first_line + draft.line
        if len(draft.pins) > 1:
            self._report(line, f"“{draft.raw}” has {len(draft.pins)} ids", "keep one of them")
        if _PIN.fullmatch(draft.pins[0]):
            return draft.pins[0]
        self._report(
            line, f"`{draft.pins[0]}` cannot be an id", "use letters, digits, `-`, `_` and `.`"
        )
        return ""
