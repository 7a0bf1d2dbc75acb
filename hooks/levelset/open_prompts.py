"""Open prompts: listed in a note's front matter, not asked in its body, and put in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace

from markdown_it.token import Token

from levelset.drafts import Draft, Prose, Slot
from levelset.markdown import Document
from levelset.matching import same_words
from levelset.model import Level, Prompt
from levelset.prompts import source_text
from levelset.settings import Settings
from levelset.slugs import slug

Piece = Prose | Draft | Slot


class ListedPrompts:
    """The prompts of a note's front matter, each with its text as the Markdown that it is."""

    def __init__(self, prompts: Iterable[tuple[Prompt, Document]]) -> None:
        self.texts = [(prompt, source_text(_inline(text)), text) for prompt, text in prompts]
        self._levels: dict[str, set[str]] = {}
        for prompt, text, _ in self.texts:
            self._levels.setdefault(same_words(text), set()).add(prompt.level)

    def levels(self, text: str) -> Set[str]:
        """The ids of the levels that a question with these words is listed for."""
        return self._levels.get(same_words(text), set())


class OpenPrompts:
    """Puts the open prompts of one note among the pieces of its body."""

    def __init__(
        self,
        listed: ListedPrompts,
        document: Document,
        levels: tuple[str, ...],
        settings: Settings,
        report: Callable[[int, str, str], None],
    ) -> None:
        self._listed, self._document, self._levels = listed, document, levels
        self._settings, self._report = settings, report

    def placed(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces with each open prompt where its level's questions end."""
        drafts = [piece for piece in pieces if isinstance(piece, Draft)]
        waiting = self._unanswered(drafts)
        if not waiting:
            return pieces
        if not any(isinstance(piece, Slot) for piece in pieces):
            pieces = [*pieces, Prose(self._heading(2, "Interview Questions")), Slot(None, 2)]
        last = {piece.level: n for n, piece in enumerate(pieces) if isinstance(piece, Slot)}
        placed: list[Piece] = []
        for n, piece in enumerate(pieces):
            placed.append(piece)
            if not isinstance(piece, Slot) or last[piece.level] != n:
                continue
            for level in self._settings.levels:
                here = [draft for draft in waiting if draft.level == level]
                if here and (piece.level == level or (piece.level is None and level not in last)):
                    placed += self._opened(piece, level, here)
        return placed

    def _opened(self, slot: Slot, level: Level, drafts: list[Draft]) -> Iterator[Prose | Draft]:
        depth = slot.depth + 1
        if slot.level is None and len(self._levels) != 1:
            yield Prose(self._heading(depth, f"{level.label} Level"))
            depth += 1
        yield from (replace(draft, depth=min(depth, 6)) for draft in drafts)

    def _heading(self, depth: int, text: str) -> tuple[Token, ...]:
        depth = min(depth, 6)
        taken = {heading.id for heading in self._document.headings}
        stem = identity = slug(text)
        number = 0
        while identity in taken:
            number += 1
            identity = f"{stem}-{number}"
        opening = Token(
            "heading_open", f"h{depth}", 1, attrs={"id": identity}, block=True, map=[0, 1]
        )
        words = Token("text", "", 0, content=text)
        inline = Token("inline", "", 0, content=text, children=[words], block=True, map=[0, 1])
        return (opening, inline, Token("heading_close", f"h{depth}", -1, block=True))

    def _unanswered(self, drafts: list[Draft]) -> list[Draft]:
        """The prompts that no question of the body asks."""
        at_level: set[tuple[str, str]] = set()
        unlisted: dict[str, Level] = {}
        for draft in drafts:
            words = same_words(draft.raw)
            if draft.level:
                at_level.add((draft.level.id, words))
                if draft.level.id not in self._listed.levels(draft.raw):
                    unlisted.setdefault(words, draft.level)
        waiting: list[Draft] = []
        for prompt, text, document in self._listed.texts:
            words = same_words(text)
            if (prompt.level, words) in at_level:
                continue
            elsewhere = unlisted.get(words)
            if elsewhere:
                self._report(
                    prompt.line,
                    f"“{text}” is listed for `{prompt.level}` and asked in the body at "
                    f"`{elsewhere.id}`",
                    f"move it to `{elsewhere.id}`, whose level counts",
                )
                continue
            waiting.append(self._draft(prompt, text, document))
        return waiting

    def _draft(self, prompt: Prompt, text: str, document: Document) -> Draft:
        level = self._settings.level(prompt.level)
        line = prompt.line - self._document.first_line
        return Draft(text, tuple(_inline(document)), level, line, 3)


def _inline(document: Document) -> list[Token]:
    return [child for token in document.tokens for child in token.children or ()]
