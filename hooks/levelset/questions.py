"""Questions: found in a note's blocks in the three shapes that authors write them in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from levelset.answers import (
    inline_tokens,
    line_of,
    listed,
    paragraph,
    passages,
    unpinned,
)
from levelset.blocks import Block, in_blocks
from levelset.characters import visible
from levelset.drafts import Draft, Fault, More, Prose, Reading, Slot, joined
from levelset.labels import ANSWER, QUESTION, Label, label
from levelset.model import ANSWER_LABELS, Level
from levelset.prompts import bare, prompt_rows, source_text, unnumbered
from levelset.sections import LevelHeading, level_heading, opens_questions

DEEPEST = 6
_LISTS = ("bullet_list", "ordered_list")
_SILENT = ("hr", "html_block")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def find(
    tokens: Sequence[Token],
    levels: Iterable[Level],
    is_prompt: Callable[[str], bool],
) -> Reading:
    """Find the questions among a body's block tokens.

    `is_prompt` tells whether the front matter lists a text: such a heading is a question
    whatever stands below it.
    """
    finder = _Finder(tuple(levels), is_prompt)
    finder.read(in_blocks(tokens))
    return Reading(tuple(joined(finder.pieces)), tuple(finder.faults))


class _Finder:
    """Walks a body's blocks once, front to back."""

    def __init__(self, levels: tuple[Level, ...], is_prompt: Callable[[str], bool]) -> None:
        self.levels = levels
        self.is_prompt = is_prompt
        self.pieces: list[Prose | Draft | Slot | More] = []
        self.faults: list[Fault] = []
        self.section = 0
        self.depth = 0
        self.level: Level | None = None
        self.lost_level = False
        self.outside: list[Block] = []

    def read(self, blocks: Sequence[Block]) -> None:
        at = 0
        while at < len(blocks):
            at = self.take(blocks, at)
        self.close()
        self.tell_outside()

    def take(self, blocks: Sequence[Block], at: int) -> int:
        """Read the block at that place; the place of the next one to read."""
        block = blocks[at]
        if block.type == "heading":
            return self.take_heading(blocks, at)
        if self.section and block.type in _LISTS and not self.lost_level:
            self.take_list(block)
        else:
            if self.section and (block.type not in _SILENT or "?" in _in_tags(block)):
                self.unread(block)
            elif not self.section:
                self.outside += _asked_in(block)
            self.keep(block)
        return at + 1

    def take_heading(self, blocks: Sequence[Block], at: int) -> int:
        self.tell_outside()
        block = blocks[at]
        text, depth = source_text(inline_tokens(block)), _depth(block)
        opens = opens_questions(text)
        if (self.section or opens) and not self.is_prompt(text):
            named = level_heading(text, self.levels)
            if named:
                self.enter_level(block, text, named, opens)
                return at + 1
        if self.section and depth <= self.section:
            self.close()
        if opens and not self.section:
            self.section = self.depth = depth
            self.lost_level = False
        elif self.section:
            region = _region(blocks, at, depth)
            if not self.is_group(text, region):
                self.take_heading_question(block, region)
                return at + 1 + len(region)
        self.keep(block)
        return at + 1

    def enter_level(self, block: Block, text: str, named: LevelHeading, opens: bool) -> None:
        level = named.level
        if named.fault:
            what = f"the heading “{text}” {named.fault}"
            self.faults.append(Fault(line_of(block), what, named.remedy))
        if self.section:
            self.pieces.append(Slot(self.level, self.depth))
        else:
            self.section = _depth(block)
        if opens:
            self.section = min(self.section, _depth(block))
        self.level, self.lost_level, self.depth = level, level is None, _depth(block)
        self.keep(block)

    def close(self) -> None:
        """End the section: the rest of its open prompts belong here."""
        if self.section:
            self.pieces.append(Slot(self.level, self.depth))
            if self.level is not None:
                self.pieces.append(Slot(None, self.section))
        self.section, self.level, self.lost_level = 0, None, False

    def keep(self, block: Block) -> None:
        self.keep_tokens(block.tokens)

    def keep_tokens(self, tokens: Sequence[Token]) -> None:
        self.pieces.append(Prose(tuple(tokens)))

    def unread(self, block: Block) -> None:
        start = _start(_all_inline(block)) or " ".join(_in_tags(block).split()[:8])
        self.faults.append(
            Fault(
                line_of(block),
                f"not read as a question or an answer: “{start} …”",
                "make it a numbered prompt, `**Q**:` and `**A**:`, or a heading; "
                "indent an answer below its prompt",
            )
        )

    def tell_outside(self) -> None:
        """Report what asks below a heading that opens no section, so that nobody misses it."""
        if self.outside:
            first, more = self.outside[0], len(self.outside) - 1
            start = _start(_all_inline(first.children[0] if first.children else first))
            what = f" and {more} more look like questions" if more else " looks like a question"
            self.faults.append(
                Fault(
                    line_of(first),
                    f"“{start}”{what}, but no heading above opens the questions",
                    "write a heading such as `## Interview Questions`",
                )
            )
        self.outside = []

    def is_group(self, text: str, region: Sequence[Block]) -> bool:
        """True for a heading that gathers questions instead of asking one."""
        if self.is_prompt(text) or text.rstrip().endswith("?") or not region:
            return False
        first = region[0]
        if first.type == "heading":
            return True
        return first.type in _LISTS and any(_asks(item) for item in first.children)

    def take_heading_question(self, block: Block, region: Sequence[Block]) -> None:
        inline, pins = unpinned(inline_tokens(block))
        found = label(inline)
        if found and found.name == QUESTION:
            inline = list(found.rest)
        inline = unnumbered(bare(inline))
        if not visible(source_text(inline)):
            self.unread(block)
            self.keep_tokens([token for node in (block, *region) for token in node.tokens])
            return
        blocks = _answering(_without_pins(child, pins) for child in region)
        self.pieces.append(
            Draft(
                source_text(inline),
                tuple(inline),
                self.level,
                line_of(block),
                _depth(block),
                tuple(token for node in (block, *region) for token in node.tokens),
                passages(blocks, any_label=False),
                tuple(pins),
                str(block.opening.attrs.get("id", "")),
            )
        )

    def take_list(self, block: Block) -> None:
        """Questions from a list's items; what is none of the shapes stays a list."""
        numbered = block.type == "ordered_list"
        open_question = False
        for item in block.children:
            found = _first_label(item)
            if found and found.name == QUESTION:
                self.take_item_question(block, item, found.rest)
                open_question = True
            elif found and self.follows(open_question, found):
                self.add_passages(block, item)
            elif _first_paragraph(item) and (numbered or _has_labelled_answer(item)):
                self.take_item_question(block, item, inline_tokens(item.children[0]))
                open_question = False
            else:
                self.unread(item)
                self.keep_tokens(listed(block, [item]))

    def follows(self, open_question: bool, found: Label) -> bool:
        """An answer's bullet continues the question above it, across a blank line too."""
        last = self.pieces[-1] if self.pieces else None
        item = isinstance(last, More) or (isinstance(last, Draft) and not last.heading)
        return item and (open_question or found.known)

    def take_item_question(self, block: Block, item: Block, first: Sequence[Token]) -> None:
        inline, pins = unpinned(first)
        prompt, rest = prompt_rows(inline)
        if not visible(source_text(prompt)):
            self.unread(item)
            self.keep_tokens(listed(block, [item]))
            return
        blocks = _answering(_without_pins(child, pins) for child in item.children[1:])
        if rest:
            blocks = [*in_blocks(paragraph(rest, line_of(item) + 1)), *blocks]
        self.pieces.append(
            Draft(
                source_text(prompt),
                tuple(bare(prompt)),
                self.level,
                line_of(item),
                min(self.depth + 1, DEEPEST),
                tuple(listed(block, [item])),
                passages(blocks, any_label=True),
                tuple(pins),
            )
        )

    def add_passages(self, block: Block, item: Block) -> None:
        pins: list[str] = []
        blocks = [_without_pins(child, pins) for child in item.children]
        head = passages(blocks[:1], any_label=True)
        tail = passages(blocks[1:], any_label=False) if blocks[1:] else ()
        if tail and tail[0].label == ANSWER and _opens_bare(blocks[1:]):
            whole = (*head[-1].tokens, *tail[0].tokens)
            head, tail = (*head[:-1], replace(head[-1], tokens=whole)), tail[1:]
        tokens = tuple(listed(block, [item]))
        self.pieces.append(More(tokens, (*head, *tail), tuple(pins)))


def _depth(heading: Block) -> int:
    return int(heading.opening.tag[1:])


def _region(blocks: Sequence[Block], at: int, depth: int) -> list[Block]:
    """The blocks below a heading, up to the next of its depth or higher."""
    region: list[Block] = []
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        if block.type == "heading" and _depth(block) <= depth:
            break
        region.append(block)
    return region


def _start(inline: Iterable[Token]) -> str:
    return " ".join(source_text(inline).split()[:8])


def _asked_in(block: Block) -> list[Block]:
    """What plainly asks in text: items with a labelled answer, and whatever is labelled Q."""
    if block.type in _LISTS:
        return [item for item in block.children if _asks(item)]
    first = inline_tokens(block)[:1] if block.type == "paragraph" else []
    found = label(inline_tokens(block)) if first and first[0].type != "text" else None
    return [block] if found and found.name == QUESTION else []


def _all_inline(block: Block) -> Iterator[Token]:
    for token in block.tokens:
        if token.type == "inline":
            yield from token.children or ()
            yield Token("softbreak", "br", 0)
        elif token.type in ("fence", "code_block"):
            yield token


def _first_paragraph(item: Block) -> bool:
    return bool(item.children) and item.children[0].type == "paragraph"


def _first_label(item: Block) -> Label | None:
    return label(inline_tokens(item.children[0])) if _first_paragraph(item) else None


def _has_labelled_answer(item: Block) -> bool:
    """True when a list below the item's first paragraph holds a labelled answer."""
    inner = (child for child in item.children[1:] if child.type in _LISTS)
    found = (_first_label(nested) for child in inner for nested in child.children)
    return any(f is not None and f.name.casefold() in ANSWER_LABELS for f in found)


def _asks(item: Block) -> bool:
    found = _first_label(item)
    return bool(found and found.name == QUESTION) or _has_labelled_answer(item)


def _opens_bare(blocks: Sequence[Block]) -> bool:
    first = blocks[0]
    if first.type == "paragraph":
        found = label(inline_tokens(first))
        return not (found and found.known)
    if first.type in _LISTS:
        found = _first_label(first.children[0])
        return not (found and found.known)
    return True


def _in_tags(block: Block) -> str:
    """What a block of HTML says: a question in a `<summary>`, perhaps."""
    if block.type != "html_block":
        return ""
    return _TAG.sub(" ", _COMMENT.sub("", block.opening.content))


def _answering(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without the rules and comments at their end: these part or plan questions."""
    kept = list(blocks)
    while kept and _says_nothing(kept[-1]):
        kept.pop()
    return kept


def _says_nothing(block: Block) -> bool:
    if block.type == "html_block":
        return not _COMMENT.sub("", block.opening.content).strip()
    if block.type == "paragraph":
        return not inline_tokens(block)
    return block.type == "hr"


def _without_pins(block: Block, pins: list[str]) -> Block:
    tokens, found = unpinned(block.tokens)
    pins += found
    return in_blocks(tokens or paragraph([], 0))[0] if found else block
