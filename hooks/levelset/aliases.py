"""Aliases: where a note and its questions were before they were renamed.

A note's `aliases` hold its old paths (`math/old.md`) and old names of its questions: an old id
with the id that it has now (`old-id: new-id`), or the old id alone where only one question of the
note can be meant. An old path also stands for the ids that the note's questions had there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from rapidfuzz.fuzz import ratio

from levelset.addresses import page_url
from levelset.model import Entry, Note, Problem, Question
from levelset.slugs import digest, slug

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ALIKE = 60.0
_APART = 10.0
"""How alike two ids must be, of 100, and how much more so than the next best."""


@dataclass(frozen=True)
class Redirect:
    """An old address of a note; `url` has no leading slash, as the note's own."""

    url: str
    note: Note


def with_aliases(
    notes: Sequence[Note], pages: Mapping[str, str], taken: Collection[str]
) -> tuple[tuple[Note, ...], tuple[Redirect, ...], tuple[Problem, ...]]:
    """The notes with what their questions were called before, and the old addresses.

    `pages` holds the address of each Markdown file by path, `taken` are all other addresses that
    the site uses itself. An alias that another page or question has is a problem and left out.
    """
    reader = _Aliases(notes, pages, taken)
    renamed = tuple(reader.note(note) for note in notes)
    by_path = {note.path: note for note in renamed}
    redirects = (Redirect(url, by_path[path]) for url, path in sorted(reader.moved.items()))
    return renamed, tuple(redirects), tuple(reader.problems)


def old_paths(notes: Iterable[Note]) -> dict[str, str]:
    """The path that a note has now by each path that it had."""
    found = ((_old_path(entry.text), note.path) for note in notes for entry in note.matter.aliases)
    return {old: path for old, path in found if old}


class _Aliases:
    """Reads one note's aliases after another; collects what is wrong with them."""

    def __init__(
        self, notes: Sequence[Note], pages: Mapping[str, str], taken: Collection[str]
    ) -> None:
        self.pages, self.taken = pages, taken
        self.at = {url: path for path, url in pages.items()}
        self.asked = {question.id: note.path for note in notes for question in note.questions}
        self.claimed: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.problems: list[Problem] = []

    def note(self, note: Note) -> Note:
        former: dict[str, list[str]] = {}
        for entry in note.matter.aliases:
            for identity, old in self.read(note, entry):
                former.setdefault(identity, []).append(old)
        return _renamed(note, former) if former else note

    def read(self, note: Note, entry: Entry) -> Iterator[tuple[str, str]]:
        """Ids of the note's questions, each with one that it had before."""
        path = _old_path(entry.text)
        if path is None:
            yield from self.read_id(note, entry)
        elif self.claims_path(note, entry, path):
            stem, old_stem = f"{_stem(note.path)}--", f"{_stem(path)}--"
            for question in note.questions:
                old = old_stem + question.id.removeprefix(stem)
                moves = question.id.startswith(stem) and old != question.id
                if moves and self.claims_id(note, entry, old):
                    yield question.id, old

    def claims_path(self, note: Note, entry: Entry, path: str) -> bool:
        url = page_url(path)
        there = path if path in self.pages else self.at.get(url)
        if path.startswith("../"):
            self.report(note, entry, "leads out of the docs folder", "write a path below it")
        elif there == note.path:
            self.report(note, entry, "is the note's own path", "remove it")
        elif there or url in self.taken:
            what = f"is the page of {there}" if there else "is a page that the site makes itself"
            self.report(note, entry, what, "remove it, or rename that page")
        elif url in self.moved and self.moved[url] == note.path:
            self.report(note, entry, "is listed twice", "remove one of them")
        elif url in self.moved:
            self.report(note, entry, f"is an alias of {self.moved[url]} too", "keep one of them")
        else:
            self.moved[url] = note.path
            return True
        return False

    def read_id(self, note: Note, entry: Entry) -> Iterator[tuple[str, str]]:
        old, colon, new = (part.strip() for part in entry.text.partition(":"))
        ids = [question.id for question in note.questions]
        if not _ID.fullmatch(old):
            self.report(
                note, entry, "is neither a path nor an id", "write `folder/old.md` or `old-id`"
            )
        elif colon and new not in ids:
            near = get_close_matches(new, ids, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else "write the id that the question has"
            self.report(note, entry, f"names `{new}`, which no question here has", remedy)
        elif not colon and not (new := _likeliest(old, ids)):
            remedy = f"say which: `{old}: {ids[0]}`" if ids else "remove it"
            self.report(note, entry, "may be any question of the note or none", remedy)
        elif self.claims_id(note, entry, old):
            yield new, old

    def claims_id(self, note: Note, entry: Entry, old: str) -> bool:
        owner = self.claimed.get(old)
        if old in self.asked:
            what = f"would take the id `{old}` of a question in {self.asked[old]}"
            self.report(note, entry, what, "remove it, or give that question another id")
        elif old in note.page.anchors:
            self.report(note, entry, f"is `#{old}`, a heading of the note", "remove it")
        elif owner == note.path:
            self.report(note, entry, f"stands for `{old}` a second time", "remove one of them")
        elif owner:
            self.report(note, entry, f"is an alias of {owner} too, `{old}`", "keep one of them")
        else:
            self.claimed[old] = note.path
            return True
        return False

    def report(self, note: Note, entry: Entry, what: str, remedy: str) -> None:
        message = f"the alias `{entry.text}` {what}"
        self.problems.append(Problem(note.path, entry.line, message, remedy))


def _old_path(text: str) -> str | None:
    """The old path that an alias is; None for an id."""
    if not text.endswith(".md") or ": " in text:
        return None
    return posixpath.normpath(text.lstrip("/"))


def _stem(path: str) -> str:
    return slug(path.removesuffix(".md")) or digest(path, 8)


def _likeliest(old: str, ids: Sequence[str]) -> str:
    """The id of the question that was asked under the old one; empty where it may be another."""
    scores = sorted(((ratio(_prompt(old), _prompt(i)), i) for i in ids), reverse=True)
    if not scores or scores[0][0] < _ALIKE:
        return ""
    clear = len(scores) == 1 or scores[0][0] - scores[1][0] >= _APART
    return scores[0][1] if clear else ""


def _prompt(identity: str) -> str:
    return identity.partition("--")[2] or identity


def _renamed(note: Note, former: Mapping[str, Iterable[str]]) -> Note:
    made = {
        question.id: replace(question, former=tuple(former[question.id]))
        for question in note.questions
        if question.id in former
    }
    anchors = note.page.anchors | {old for each in made.values() for old in each.former}
    body = tuple(
        made.get(part.id, part) if isinstance(part, Question) else part for part in note.page.body
    )
    return replace(
        note,
        page=replace(note.page, body=body, anchors=anchors),
        questions=tuple(made.get(question.id, question) for question in note.questions),
    )
