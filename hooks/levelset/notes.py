"""Notes: a file's front matter and body become a page with questions."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import quote

from markdown_it.token import Token

from levelset.addresses import SITE, NoteSite
from levelset.characters import visible
from levelset.contained import contained_around
from levelset.drafts import Draft, Prose, Reading, Slot
from levelset.markdown import Document, parse_line, plain, render
from levelset.model import (
    Category,
    Formula,
    FrontMatter,
    Heading,
    Note,
    Page,
    Part,
    Problem,
    Prompt,
    Question,
    Skill,
)
from levelset.open_prompts import ListedPrompts, OpenPrompts
from levelset.question_ids import QuestionIds
from levelset.questions import find
from levelset.schema import Source
from levelset.settings import Settings
from levelset.slugs import slug
from levelset.stored import has_raw_blocks

_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
_FORMULA = re.compile(r'<span class="ls-tex".*?</span>', re.DOTALL)
_CODE = re.compile(r"<pre.*?</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LOCAL = re.compile(
    r"(?:\.{1,2}|\.{0,2}/\S*|[^\s:]+\.(?:md|pdf|html?|txt|ipynb|py|csv|png|svg|jpe?g|epub|bib))(?:#\S*)?"
)
"""A source that is nothing but the path of a file."""
_OWN_FRAGMENT = re.compile(r'(?<=\s)href="#')


@dataclass(frozen=True)
class Manuscript:
    """A file that has been read but not yet made into HTML."""

    source: Source
    document: Document
    prompts: tuple[tuple[Prompt, Document], ...]

    @property
    def formulas(self) -> Iterator[tuple[Formula, int]]:
        """Each formula with the line of the file it stands on."""
        yield from self.document.formulas
        for _, document in self.prompts:
            yield from document.formulas


def manuscript(source: Source, document: Document) -> Manuscript:
    """Read the prompts of the front matter as the Markdown that they are."""
    prompts = source.matter.prompts if source.matter else ()
    return Manuscript(source, document, tuple((p, parse_line(p.text, p.line)) for p in prompts))


def page(script: Manuscript, site: NoteSite) -> Page:
    """An ordinary page: a file without front matter."""
    document = script.document
    tokens = (*document.tokens, *document.footnotes)
    body = render(tokens, document, site)
    headings = tuple(_headings(tokens, document, site))
    title = next((h.text for h in headings if h.depth == 1 and visible(h.text)), "") or _name(
        script.source.path
    )
    return Page(
        script.source.path,
        site.url,
        title,
        (body,),
        headings,
        frozenset(_anchors(body)),
        _words(body),
    )


def note(script: Manuscript, site: NoteSite, settings: Settings) -> tuple[Note, list[Problem]]:
    """A note with its questions, and the problems of its body."""
    composer = _Composer(script, site, settings)
    return composer.note(), composer.problems


class _Composer:
    """Makes one note. What it finds wrong gathers in `problems`."""

    def __init__(self, script: Manuscript, site: NoteSite, settings: Settings) -> None:
        assert script.source.matter is not None
        self.script, self.site, self.settings = script, site, settings
        self.path, self.document = script.source.path, script.document
        self.problems: list[Problem] = []
        self.listed = ListedPrompts(script.prompts)
        self.reading = find(
            self.document.tokens, settings.levels, lambda text: bool(self.listed.levels(text))
        )
        self.matter = self.completed(script.source.matter, self.reading)

    def report(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, remedy))

    def completed(self, matter: FrontMatter, reading: Reading) -> FrontMatter:
        """The front matter with its gaps filled from the body and the path."""
        headings = _headings(self.document.tokens, self.document, self.site)
        h1 = next((h.text for h in headings if visible(h.text)), "")
        found = {p.level.id for p in reading.pieces if isinstance(p, Draft | Slot) and p.level}
        found |= {prompt.level for prompt in matter.prompts}
        levels = tuple(level.id for level in self.settings.levels if level.id in found)
        return replace(
            matter,
            title=matter.title or h1 or _name(self.path),
            category=matter.category or (self.path.split("/")[-2:-1] or ["notes"])[0],
            levels=matter.levels or levels,
        )

    def note(self) -> Note:
        for fault in self.reading.faults:
            self.report(self.document.first_line + fault.line, fault.message, fault.remedy)
        for source in self.matter.sources:
            if _LOCAL.fullmatch(source.text):
                self.site.link(quote(source.text, safe="/#%"), source.line)
        pieces = [self.settled(piece) for piece in self.reading.pieces]
        places = OpenPrompts(
            self.listed, self.document, self.matter.levels, self.settings, self.report
        )
        pieces = places.placed(pieces)
        questions = self.questions([piece for piece in pieces if isinstance(piece, Draft)])
        by_draft = iter(questions)
        body: list[str | Question] = []
        headings: list[Heading] = []
        for piece in pieces:
            if isinstance(piece, Draft):
                body.append(next(by_draft))
            elif isinstance(piece, Prose):
                body.append(render(piece.tokens, self.document, self.site, whole=False))
                headings += self.headings(piece.tokens)
        body.append(render(self.document.footnotes, self.document, self.site))
        if has_raw_blocks(self.document.tokens) and not self.site.trusted:
            body = contained_around(body)
        return self.composed(tuple(part for part in body if part), tuple(headings), questions)

    def composed(
        self,
        body: tuple[str | Question, ...],
        headings: tuple[Heading, ...],
        questions: tuple[Question, ...],
    ) -> Note:
        every = "".join(part if isinstance(part, str) else _whole(part) for part in body)
        anchors = {*_anchors(every), *(question.id for question in questions)}
        page = Page(
            self.path,
            self.site.url,
            self.matter.title,
            body,
            headings,
            frozenset(anchors),
            _words("".join(part for part in body if isinstance(part, str))),
        )
        category = Category(self.matter.category, self.matter.category, slug(self.matter.category))
        skills = tuple(Skill(entry.text, slug(entry.text)) for entry in self.matter.skills)
        return Note(page, self.matter, category, skills, questions)

    def headings(self, tokens: Iterable[Token]) -> list[Heading]:
        return list(_headings(tokens, self.document, self.site))

    def settled(self, piece: Prose | Draft | Slot) -> Prose | Draft | Slot:
        """A question without a level's heading gets its level, or goes back to being text."""
        if not isinstance(piece, Draft) or piece.level is not None:
            return piece
        levels = self.listed.levels(piece.raw)
        if len(self.matter.levels) == 1:
            levels = set(self.matter.levels)
        if len(levels) == 1:
            return replace(piece, level=self.settings.level(next(iter(levels))))
        self.report(
            self.document.first_line + piece.line,
            f"the question “{piece.raw}” has no level",
            f"put it below a heading such as `### {self.settings.levels[0].label} Level`",
        )
        return Prose(piece.tokens)

    def questions(self, drafts: list[Draft]) -> tuple[Question, ...]:
        ids = QuestionIds(self.path, self.document.first_line, self.report).of(drafts)
        return tuple(self.question(d, i) for d, i in zip(drafts, ids, strict=True))

    def question(self, draft: Draft, identity: str) -> Question:
        assert draft.level is not None
        inline = Token("inline", "", 0, children=list(draft.prompt), content="")
        parts = tuple(self.parts(draft))
        return Question(
            id=identity,
            raw=draft.raw,
            prompt=plain([inline], self.document, self.site) or draft.raw,
            prompt_html=self.anywhere(render([inline], self.document, self.site)),
            level=draft.level,
            note=self.path,
            line=self.document.first_line + draft.line,
            parts=parts,
            checked=self.settings.checks_run and any(p.kind == "check" and p.code for p in parts),
            depth=draft.depth,
            heading=draft.heading,
            answered=any(part.answers for part in parts),
            sourced=any(part.kind == "source" for part in parts),
        )

    def parts(self, draft: Draft) -> Iterator[Part]:
        for passage in draft.passages:
            yield Part(
                passage.label,
                self.anywhere(render(passage.tokens, self.document, self.site)),
                plain(passage.tokens, self.document, self.site),
                passage.code,
                self.document.first_line + passage.line,
            )

    def anywhere(self, stored: str) -> str:
        """Links to anchors of this page, so that they lead here from other pages too."""
        return _OWN_FRAGMENT.sub(f'href="{SITE}{self.site.url}#', stored)


def _headings(tokens: Iterable[Token], document: Document, site: NoteSite) -> Iterator[Heading]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.attrs.get("id"):
            text = plain([inline], document, site)
            yield Heading(int(token.tag[1]), str(token.attrs["id"]), text)


def _anchors(stored: str) -> list[str]:
    return [html.unescape(found) for found in _ANCHOR.findall(stored)]


def _words(stored: str) -> int:
    """The number of words a reader reads: a formula counts as one, code as none."""
    return len(_TAG.sub(" ", _FORMULA.sub(" x ", _CODE.sub(" ", stored))).split())


def _whole(question: Question) -> str:
    anchor = f' id="{question.heading}"' if question.heading else ""
    return f"<a{anchor}>{question.prompt_html}</a>" + "".join(p.html for p in question.parts)


def _name(path: str) -> str:
    """A title for a file that has none, from its name."""
    stem = path.removesuffix(".md").split("/")[-1]
    return stem.replace("-", " ").replace("_", " ").strip().capitalize() or path
