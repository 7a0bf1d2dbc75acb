"""The front block: where a file's front matter begins and ends, whatever its author forgot."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml
from frontmatter.default_handlers import YAMLHandler

from levelset import yaml_nodes
from levelset.characters import clean
from levelset.matter_keys import KEY_LINE, KEYS, Report

_OPENING = re.compile(r"-{3,}[ \t]*\n")
_BLANK = re.compile(r"(?:[ \t]*\n)+")
_KNOWN_LINE = rf"(?:{'|'.join(KEYS)})[ \t]*:(?:[ \t][^\n]*)?\n"
_UNOPENED = re.compile(rf"(?:{_KNOWN_LINE}){{2}}(?:[^\n#][^\n]*\n)*?-{{3,}}[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_SEPARATORS = str.maketrans("\u2028\u2029", "  ")
"""Line ends to YAML, and to nobody else."""
_MARKDOWN_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


@dataclass(frozen=True)
class FrontBlock:
    """A file's text cut in two.

    `text` is the front matter, None where there is none, and `line` the file's line that it begins
    on; `body_line` is that of `body`. `headless` is a file that seems to begin with front matter,
    of which nothing can be read.
    """

    text: str | None
    line: int
    body: str
    body_line: int
    headless: bool


def front_block(text: str, report: Report) -> FrontBlock:
    """Cut a file's text into front matter and body."""
    cutter = _Cutter(report)
    text = cutter.begun(_plain_text(text, report))
    block, body, body_line = cutter.split(text)
    headless = block is None and _OPENING.match(text) is not None
    block = block if block is None else block.translate(_SEPARATORS)
    return FrontBlock(block, 2 + cutter.shift, body, body_line + cutter.shift, headless)


def _plain_text(text: str, report: Report) -> str:
    """The text without byte order mark, carriage returns and control characters."""
    if text.startswith("\ufeff"):
        report(1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
        text = text.lstrip("\ufeff")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        report(line, "lines end with a carriage return (CRLF)", "save it with LF endings")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, faults = clean(text)
    for line, what in faults:
        report(line, what, "remove them")
    return text


class _Cutter:
    """Cuts one file; `shift` is how many lines its front matter begins later than it should."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.shift = 0

    def begun(self, text: str) -> str:
        """The text from its front matter on, with a line of `---` where its author has none."""
        blank = _BLANK.match(text)
        opening = _OPENING.match(text, blank.end()) if blank else None
        if blank and opening and KEY_LINE.match(text, opening.end()):
            lines = text.count("\n", 0, blank.end())
            self.report(1, f"the front matter begins on line {lines + 1}", "begin the file with it")
            self.shift = lines
            return text[blank.end() :]
        if _UNOPENED.match(text):
            self.report(1, "the front matter has no line of `---` before it", "begin it with one")
            self.shift = -1
            return f"---\n{text}"
        return text

    def split(self, text: str) -> tuple[str | None, str, int]:
        """Front matter (None if there is none), body, and the body's first line."""
        if not _OPENING.match(text):
            return None, text, 1
        try:
            YAMLHandler().split(text)
        except ValueError:
            return self._unterminated(text)
        boundaries = YAMLHandler.FM_BOUNDARY.finditer(text)
        start, closing = next(boundaries).start(), next(boundaries)
        start = text.index("\n", start) + 1
        block = text[start : closing.start()]
        node = _readable(block)
        if node is None and block.strip() and _MARKDOWN_HEADING.search(block):
            return self._unterminated(text)
        if not isinstance(node, yaml.MappingNode) and not KEY_LINE.search(block):
            return self._not_a_map(text, start, closing.start())
        end = text.find("\n", closing.start())
        body = text[end + 1 :] if end >= 0 else ""
        return self._with_second(block, body, text[: end + 1].count("\n") + 1)

    def _with_second(self, block: str, body: str, line: int) -> tuple[str, str, int]:
        """A block of keys that follows at once is front matter too; its keys are given twice."""
        blank = len(body) - len(body.lstrip("\n"))
        opening = _OPENING.match(body, blank)
        closing = _CLOSING.search(body, opening.end()) if opening else None
        if not opening or not closing:
            return block, body, line
        second = body[opening.end() : closing.start()]
        if not any(f"{key}:" in second for key in KEYS) or not KEY_LINE.match(second):
            return block, body, line
        where = line + blank + self.shift
        self.report(where, "the front matter is there twice", "join the two blocks")
        gap = "\n" * (body.count("\n", 0, opening.end()) + 1 - block.endswith("\n"))
        end = body.find("\n", closing.start()) + 1 or len(body)
        return f"{block}{gap}{second}", body[end:], line + body.count("\n", 0, end)

    def _not_a_map(self, text: str, start: int, end: int) -> tuple[str | None, str, int]:
        """Two thematic breaks around prose are Markdown; an empty block is front matter."""
        if text[start:end].strip():
            return None, text, 1
        body = text.find("\n", end) + 1 or len(text)
        return "", text[body:], text[:body].count("\n") + 1

    def _unterminated(self, text: str) -> tuple[str | None, str, int]:
        """A block that never closes ends before the first blank line or heading."""
        lines = text.split("\n")
        if len(lines) < 2 or not KEY_LINE.match(lines[1]):
            return None, text, 1
        stop = next(
            (n for n, line in enumerate(lines[1:], 1) if not line.strip() or line.startswith("# ")),
            len(lines),
        )
        self.report(
            1 + max(0, self.shift), "the front matter is not closed", "end it with a line of `---`"
        )
        return "\n".join(lines[1:stop]), "\n".join(lines[stop:]), stop + 1


def _readable(block: str) -> yaml.Node | None:
    try:
        return yaml_nodes.node(block)
    except yaml.YAMLError:
        return None
