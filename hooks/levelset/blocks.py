"""A note's blocks, read line by line as GitHub's own parser reads them.

The method is the one that the CommonMark specification describes in its appendix: each line is
matched against the blocks that are open, may open new ones, and leaves its text in the last.
markdown-it decides otherwise in corners that GitHub's cmark-gfm settles by this method (lines that
continue a paragraph from outside its list, tables, footnotes), so its inline parser is used, its
block parser is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from markdown_it.common.utils import unescapeAll

from levelset.dollars import block_formula
from levelset.lines import Line
from levelset.model import Formula
from levelset.references import Definition, split_definitions
from levelset.tables import alignments, cells

DEEPEST = 100
"""How many blocks may stand inside each other; deeper markers are text."""

MOST_MISSING_CELLS = 1 << 16
"""How many cells a table's source may leave out. GitHub's limit is 8 times that."""


class Block:
    """A piece of the page. It spans the lines from `start` up to `end`, counted from 0."""

    takes_text: ClassVar[bool] = False
    """True when its lines are text in which no other block can start."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start + 1
        self.children: list[Block] = []
        self.ends_blank = False
        """True when the last line that reached it was blank."""

    def continues(self, line: Line) -> bool:
        """Whether the line belongs to this block. Reads the block's own marker off the line."""
        del line
        return True

    def holds(self, child: Block) -> bool:
        """Whether the child may stand directly in this block."""
        del child
        return False


class Container(Block):
    """A block made of blocks: the page itself, or one of those below."""

    def holds(self, child: Block) -> bool:
        return not isinstance(child, Item)


class Quote(Container):
    """A block quote."""

    def continues(self, line: Line) -> bool:
        return take_quote_mark(line)


class List(Block):
    """A list. `mark` is the bullet, or the character behind the numbers."""

    def __init__(self, start: int, mark: str, number: int | None) -> None:
        super().__init__(start)
        self.mark = mark
        self.number = number

    def holds(self, child: Block) -> bool:
        return isinstance(child, Item)

    @property
    def tight(self) -> bool:
        """True when no blank line separates its items or what stands directly in them."""
        for item in self.children:
            last = item is self.children[-1]
            if item.ends_blank and not last:
                return False
            for child in item.children:
                if not (last and child is item.children[-1]) and _trails_off(child):
                    return False
        return True


def _trails_off(block: Block) -> bool:
    while not block.ends_blank and isinstance(block, List | Item) and block.children:
        block = block.children[-1]
    return block.ends_blank


class Item(Container):
    """A list item whose content stands `width` columns in; `number` is its digits, if any."""

    def __init__(self, start: int, width: int, number: str) -> None:
        super().__init__(start)
        self.width = width
        self.number = number
        self.checked: bool | None = None
        """Whether the task is done; None for an item that is no task."""

    def continues(self, line: Line) -> bool:
        if line.indent >= self.width:
            line.skip_columns(self.width)
            return True
        return line.blank and bool(self.children)


class Footnote(Container):
    """The text of a footnote, where it is defined."""

    def __init__(self, start: int, label: str) -> None:
        super().__init__(start)
        self.label = label

    def continues(self, line: Line) -> bool:
        if line.indent >= 4:
            line.skip_columns(4)
            return True
        return not line.text


class Leaf(Block):
    """A block made of lines."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.lines: list[str] = []


class Paragraph(Leaf):
    """Text."""

    takes_text = True

    def continues(self, line: Line) -> bool:
        return not line.blank


class Heading(Leaf):
    """A heading; `mark` is `#` as often as its level, or the character that underlines it."""

    takes_text = True

    def __init__(self, start: int, level: int, mark: str) -> None:
        super().__init__(start)
        self.level = level
        self.mark = mark

    def continues(self, line: Line) -> bool:
        del line
        return False


class Rule(Block):
    """A thematic break. The next line meets it still open, so no blank line ends it."""

    def __init__(self, start: int, mark: str) -> None:
        super().__init__(start)
        self.mark = mark


class Code(Leaf):
    """Code marked by its indentation."""

    takes_text = True

    def continues(self, line: Line) -> bool:
        if line.indent >= 4 or line.blank:
            line.skip_columns(4)
            return True
        return False


class Fence(Leaf):
    """Code between fences. `info` is what stands behind the opening one.

    As many columns of white space as there are characters of it before the fence are no code.
    """

    takes_text = True

    def __init__(self, start: int, fence: str, indent: int, info: str) -> None:
        super().__init__(start)
        self.fence = fence
        self.indent = indent
        self.info = info

    def is_closed_by(self, line: Line) -> bool:
        """True for a fence at least as long as the opening one, with nothing behind it."""
        words = line.words.rstrip(" \t")
        return line.indent < 4 and words.startswith(self.fence) and not words.strip(self.fence[0])

    def continues(self, line: Line) -> bool:
        line.skip_columns(min(self.indent, line.indent))
        return True


class RawHtml(Leaf):
    """HTML. It ends on the line that `closing` is found in, or before a blank line without it."""

    takes_text = True

    def __init__(self, start: int, closing: re.Pattern[str] | None) -> None:
        super().__init__(start)
        self.closing = closing

    def continues(self, line: Line) -> bool:
        return self.closing is not None or not line.blank


class Table(Block):
    """A table: the header's cells, the columns' alignments and the rows as written."""

    def __init__(self, start: int, header: str, aligns: tuple[str, ...]) -> None:
        super().__init__(start)
        self.header = cells(header)
        self.aligns = aligns
        self.rows: list[str] = []
        self.missing = 0
        """How many cells the rows lack in all; GitHub fills them up, to a limit."""

    def continues(self, line: Line) -> bool:
        return bool(cells(line.words))

    def takes(self, row: str) -> bool:
        """Add a row, unless the table would grow out of all proportion to its source."""
        if self.missing > MOST_MISSING_CELLS:
            return False
        self.rows.append(row)
        self.missing += max(0, len(self.aligns) - len(cells(row)))
        self.ends_blank = False
        return True


class FormulaBlock(Block):
    """A formula on lines of its own."""

    def __init__(self, start: int, formula: Formula) -> None:
        super().__init__(start)
        self.formula = formula

    def continues(self, line: Line) -> bool:
        del line
        return False


def read_blocks(text: str) -> tuple[Container, list[Definition]]:
    """The page's blocks, and the link definitions in it; where two share a label the first counts.

    Lines end in LF.
    """
    reader = _Reader(text.removesuffix("\n").split("\n"))
    while reader.at < len(reader.source):
        reader.read_line()
    reader.close_to(reader.page)
    return reader.page, reader.definitions


_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_FOOTNOTE = re.compile(r"\[\^([^\] \t]+)\]:[ \t]*")
_MARKER = re.compile(r"(?:([-+*])|([0-9]{1,9})([.)]))(?=[ \t]|$)")

_BOX = re.compile(r"\[([ xX])\]\s")

_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details"
    " dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6"
    " head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option"
    " p param section source title summary table tbody td tfoot th thead title tr track ul"
)
_ATTRIBUTE = r"""\s+[a-z_:][a-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_HTML: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = tuple(
    (re.compile(opening, re.A), re.compile(closing, re.I) if closing else None)
    for opening, closing in (
        (r"(?i)<(?:script|pre|textarea|style)(?:\s|>|$)", r"</(?:script|pre|textarea|style)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![A-Z]", r">"),
        (rf"(?i)</?(?:{'|'.join(_TAGS.split())})(?:\s|/?>|$)", None),
    )
)
_ANY_TAG = re.compile(
    rf"(?:<[a-z][a-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[a-z][a-z0-9-]*\s*>)\s*$", re.I | re.A
)


def take_quote_mark(line: Line) -> bool:
    """Read a quote's `>` and the space behind it, if the line starts with one."""
    if line.indent >= 4 or not line.words.startswith(">"):
        return False
    line.skip(1)
    line.skip_columns(1)
    return True


def _take_box(item: Item, text: Paragraph) -> None:
    """Make the item a task if its text starts with a box, and take the box out of the text."""
    if box := _BOX.match("\n".join(text.lines)):
        item.checked = box[1] != " "
        text.start += not text.lines[0][3:].strip()
        text.lines[0] = text.lines[0][3:].lstrip(" \t")
        text.lines = text.lines if text.lines[0] else text.lines[1:]


class _Reader:
    """The page as far as it has been read."""

    def __init__(self, source: Sequence[str]) -> None:
        self.source = source
        self.at = 0
        self.page = Container(0)
        self.open: list[Block] = [self.page]
        """The blocks that the next line may continue, from the page inwards."""
        self.definitions: list[Definition] = []

    def read_line(self) -> None:
        line = Line(self.source[self.at], self.at)
        self.at += 1
        depth = self._continued(line)
        if depth:
            matched = self.open[depth - 1]
            container = self._start_blocks(matched, line)
            self._take_text(container, line, lazy=container is matched)
        for block in self.open if not line.blank or isinstance(self.open[-1], Fence) else ():
            block.end = self.at

    def _continued(self, line: Line) -> int:
        """How many of the open blocks the line continues; 0 when it only closes a fence."""
        for depth, block in enumerate(self.open):
            if isinstance(block, Fence) and block.is_closed_by(line):
                line.skip_all()
                block.end = self.at
                self.close_to(self.open[depth - 1])
                return 0
            if not block.continues(line):
                return depth
        return len(self.open)

    def _start_blocks(self, container: Block, line: Line) -> Block:
        """Open the blocks that start on the line; the innermost that its text belongs to."""
        in_text = isinstance(self.open[-1], Paragraph)
        while not isinstance(container, Code | Fence | RawHtml):
            started = self._start_block(container, line, in_text)
            if started is None:
                break
            container, in_text = started, False
            if started.takes_text or line.blank:
                break
        return container

    def _start_block(self, container: Block, line: Line, in_text: bool) -> Block | None:
        if line.indent < 4:
            for start in (
                self._quote,
                self._heading,
                self._fence,
                self._html,
                self._underline,
                self._rule,
                self._footnote,
                self._item,
            ):
                if (block := start(container, line)) is not None:
                    return block
        elif not in_text and not line.blank:
            line.skip_columns(4)
            return self._add(Code(line.number), container)
        if isinstance(container, Paragraph | Table):
            return self._table(container, line)
        return None if in_text or line.indent >= 4 else self._formula(container, line)

    def _add(self, block: Block, container: Block) -> Block:
        """Put the block into the container, or the closest one around it that can hold it."""
        self.close_to(container)
        while not self.open[-1].holds(block):
            self._close()
        self.open[-1].children.append(block)
        self.open.append(block)
        return block

    def close_to(self, block: Block) -> None:
        """Close everything inside the block."""
        while self.open[-1] is not block:
            self._close()

    def _close(self) -> None:
        block, around = self.open.pop(), self.open[-1]
        if isinstance(block, Paragraph):
            if not self._without_definitions(block):
                around.children.remove(block)
            elif isinstance(around, Item) and around.children[0] is block:
                _take_box(around, block)

    def _without_definitions(self, paragraph: Paragraph) -> bool:
        """Take the link definitions out of a paragraph; false when nothing is left."""
        text = "\n".join(paragraph.lines)
        found, text_left = split_definitions(text)
        if found:
            self.definitions.extend(found)
            paragraph.start += text.count("\n", 0, len(text) - len(text_left))
            paragraph.lines = text_left.split("\n") if text_left.strip() else []
        return bool(paragraph.lines)

    def _may_nest(self) -> bool:
        return len(self.open) < DEEPEST

    def _quote(self, container: Block, line: Line) -> Block | None:
        if self._may_nest() and take_quote_mark(line):
            return self._add(Quote(line.number), container)
        return None

    def _heading(self, container: Block, line: Line) -> Block | None:
        if not (mark := _HEADING.match(line.words)):
            return None
        line.skip(len(mark[1]))
        return self._add(Heading(line.number, len(mark[1]), mark[1]), container)

    def _fence(self, container: Block, line: Line) -> Block | None:
        if not (mark := _FENCE.match(line.words)):
            return None
        info = unescapeAll((mark[2] or mark[4] or "").strip(" \t"))
        fence = Fence(line.number, mark[1] or mark[3], line.gap, info)
        line.skip_all()
        return self._add(fence, container)

    def _html(self, container: Block, line: Line) -> Block | None:
        if not line.words.startswith("<"):
            return None
        for opening, closing in _HTML:
            if opening.match(line.words):
                return self._add(RawHtml(line.number, closing), container)
        if not isinstance(container, Paragraph) and _ANY_TAG.match(line.words):
            return self._add(RawHtml(line.number, None), container)
        return None

    def _underline(self, container: Block, line: Line) -> Block | None:
        if not isinstance(container, Paragraph) or not _UNDERLINE.match(line.words):
            return None
        if not self._without_definitions(container):
            return None
        heading = Heading(container.start, 1 if line.words[0] == "=" else 2, line.words[0])
        heading.lines = container.lines
        self.open.pop()
        self.open[-1].children.pop()
        line.skip_all()
        return self._add(heading, self.open[-1])

    def _rule(self, container: Block, line: Line) -> Block | None:
        if not _RULE.match(line.words):
            return None
        rule = Rule(line.number, line.words[0])
        line.skip_all()
        return self._add(rule, container)

    def _footnote(self, container: Block, line: Line) -> Block | None:
        mark = _FOOTNOTE.match(line.words) if self._may_nest() else None
        if mark is None:
            return None
        line.skip(mark.end(1) + 2)
        line.skip_columns(line.indent)
        return self._add(Footnote(line.number, mark[1]), container)

    def _item(self, container: Block, line: Line) -> Block | None:
        mark = _MARKER.match(line.words) if self._may_nest() else None
        if mark is None:
            return None
        bare = not line.words[mark.end() :].strip(" \t")
        if isinstance(container, Paragraph) and (bare or (mark[2] and int(mark[2]) != 1)):
            return None
        around = line.indent
        line.skip(mark.end())
        gap = 1 if bare or line.indent > 4 else line.indent
        line.skip_columns(gap)
        item = Item(line.number, around + mark.end() + gap, mark[2] or "")
        kind, number = mark[1] or mark[3], int(mark[2]) if mark[2] else None
        same = isinstance(container, List) and (
            (container.mark, container.number is None) == (kind, number is None)
        )
        if not same:
            container = self._add(List(line.number, kind, number), container)
        self._add(item, container)
        return item

    def _table(self, container: Paragraph | Table, line: Line) -> Block | None:
        if isinstance(container, Table):
            if not container.takes(line.words):
                return None
            line.skip_all()
            return container
        header = cells(container.lines[-1]) if container.lines else ()
        aligns = alignments(line.words) if line.indent < 4 else None
        if aligns is None or len(header) != len(aligns):
            return None
        table = Table(line.number - 1, container.lines.pop(), aligns)
        self.open.pop()
        if not container.lines:
            self.open[-1].children.pop()
        line.skip_all()
        self._add(table, self.open[-1])
        table.ends_blank = True
        return table

    def _formula(self, container: Block, line: Line) -> Block | None:
        found = block_formula(self._lines_inside(container, line))
        if found is None:
            return None
        formula, count = found
        self.at += count - 1
        line.skip_all()
        return self._add(FormulaBlock(line.number, formula), container)

    def _lines_inside(self, container: Block, line: Line) -> Iterator[str]:
        """This line and those below it in the container, up to a blank one."""
        yield line.words
        around = self.open[: self.open.index(container) + 1]
        for number in range(line.number + 1, len(self.source)):
            below = Line(self.source[number], number)
            if not all(block.continues(below) for block in around) or below.blank:
                break
            below.skip_columns(min(line.indent, below.indent))
            yield below.rest

    def _take_text(self, container: Block, line: Line, *, lazy: bool) -> None:
        """Leave the line's text in the container, or in the paragraph that it continues."""
        self._note_blank(container, line)
        last = self.open[-1]
        if lazy and last is not container and not line.blank and isinstance(last, Paragraph):
            last.lines.append(line.rest)
            return
        self.close_to(container)
        if isinstance(container, Code | Fence | RawHtml):
            if not (isinstance(container, Fence) and container.start == line.number):
                container.lines.append(line.rest)
            if isinstance(container, RawHtml) and container.closing:
                ended = container.closing.search(line.words)
                self.close_to(self.open[-2] if ended else container)
        elif isinstance(container, Heading) and not container.lines:
            container.lines.append(_CLOSING_HASHES.sub("", line.words.rstrip(" \t")).rstrip(" \t"))
        elif not line.blank:
            paragraph = container
            if not isinstance(paragraph, Paragraph):
                paragraph = self._add(Paragraph(line.number), container)
            assert isinstance(paragraph, Paragraph)
            paragraph.lines.append(line.words)

    def _note_blank(self, container: Block, line: Line) -> None:
        if isinstance(container, Table):
            return
        if line.blank and container.children:
            container.children[-1].ends_blank = True
        fresh = isinstance(container, Item) and container.start == line.number
        never = isinstance(container, Quote | Heading | Rule | Fence | FormulaBlock)
        for block in self.open[: self.open.index(container)]:
            block.ends_blank = False
        container.ends_blank = line.blank and not never and not (fresh and not container.children)
