"""Front matter: from the text of a file to a `FrontMatter`, or to problems with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import yaml
from frontmatter.default_handlers import YAMLHandler

from levelset import yaml_nodes
from levelset.characters import clean, visible
from levelset.model import Entry, FrontMatter, Level, Problem, Prompt

KEYS = (
    "title",
    "category",
    "levels",
    "skills",
    "questions",
    "description",
    "prerequisites",
    "sources",
    "reviewed",
    "aliases",
)
_OPENING = re.compile(r"-{3,}[ \t]*\n")
_KEY_LINE = re.compile(r"""^["']?[A-Za-z_][\w -]*+["']?+[ \t]*+:(?:[ \t]|$)""", re.MULTILINE)
_BLANK = re.compile(r"(?:[ \t]*\n)+")
_KNOWN_LINE = rf"(?:{'|'.join(KEYS)})[ \t]*:(?:[ \t][^\n]*)?\n"
_UNOPENED = re.compile(rf"(?:{_KNOWN_LINE}){{2}}(?:[^\n#][^\n]*\n)*?-{{3,}}[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_SEPARATORS = str.maketrans("\u2028\u2029", "  ")
"""Line ends to YAML, and to nobody else."""
_INDENTED_KEY = re.compile(r"""[ \t]+["']?[A-Za-z_][\w -]*+["']?+:(?:[ \t]|$)""")
_ITEM = re.compile(r"[ \t]*- ")
_MOST_LINES = 2000
"""How many lines of prompts are read one by one where they are not YAML together."""
_MARKDOWN_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Source:
    """A Markdown file cut in two: its front matter, if any, and its body.

    `body_line` is the number of the file's line that the body starts on. `headless` is a file
    that seems to begin with front matter, of which nothing can be read.
    """

    path: str
    matter: FrontMatter | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    headless: bool = False


def read(path: str, text: str, levels: Iterable[Level]) -> Source:
    """Cut a file's text into front matter and body.

    Never raises on content. Fields that cannot be read are left empty, for the caller to
    fill from the body, and named by a problem.
    """
    reader = _Reader(path, {level.id: level for level in levels})
    text = reader.begun(reader.plain_text(text))
    block, body, body_line = reader.split(text)
    body_line += reader.shift
    if block is None:
        headless = _OPENING.match(text) is not None
        return Source(path, None, body, body_line, tuple(reader.problems), headless)
    matter = reader.front_matter(block.translate(_SEPARATORS))
    return Source(path, matter, body, body_line, tuple(reader.problems))


def suggestion(word: str, known: Iterable[str]) -> str:
    """``did you mean `x`?`` for the nearest known word, else the list of what is known."""
    choices = list(known)
    by_folded = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{by_folded[near[0]]}`?"
    return f"known here: {', '.join(f'`{choice}`' for choice in choices)}"


class _Reader:
    """Reads one file's front matter and collects what is wrong with it."""

    def __init__(self, path: str, levels: dict[str, Level]) -> None:
        self.path = path
        self.levels = levels
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()
        self.room = 0
        self.shift = 0

    def report(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, remedy))

    def plain_text(self, text: str) -> str:
        """The text without byte order mark, carriage returns and control characters."""
        if text.startswith("\ufeff"):
            self.report(1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
            text = text.lstrip("\ufeff")
        if "\r" in text:
            line = text[: text.index("\r")].count("\n") + 1
            self.report(line, "lines end with a carriage return (CRLF)", "save it with LF endings")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text, faults = clean(text)
        for line, what in faults:
            self.report(line, what, "remove them")
        return text

    def begun(self, text: str) -> str:
        """The text from its front matter on, with a line of `---` where its author has none."""
        blank = _BLANK.match(text)
        opening = _OPENING.match(text, blank.end()) if blank else None
        if blank and opening and _KEY_LINE.match(text, opening.end()):
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
        if not isinstance(node, yaml.MappingNode) and not _KEY_LINE.search(block):
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
        if not any(f"{key}:" in second for key in KEYS) or not _KEY_LINE.match(second):
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
        if len(lines) < 2 or not _KEY_LINE.match(lines[1]):
            return None, text, 1
        stop = next(
            (n for n, line in enumerate(lines[1:], 1) if not line.strip() or line.startswith("# ")),
            len(lines),
        )
        self.report(
            1 + max(0, self.shift), "the front matter is not closed", "end it with a line of `---`"
        )
        return "\n".join(lines[1:stop]), "\n".join(lines[stop:]), stop + 1

    def front_matter(self, block: str) -> FrontMatter:
        """Read every field that can be read; report the others.

        Aliases may repeat what the block says, but not make more than twice the text of it.
        """
        self.room = 2 * len(block) + 1000
        fields = dict(self._fields(block))
        title, category = self._scalar(fields, "title"), self._scalar(fields, "category")
        levels = tuple(self._levels(self._list(fields, "levels")))
        return FrontMatter(
            title=title.text,
            category=category.text,
            levels=levels,
            skills=self._list(fields, "skills"),
            prompts=tuple(
                prompt
                for key in fields
                if key.startswith("questions")
                for prompt in self._prompts(fields[key], levels, "levels" in fields)
            ),
            description=self._scalar(fields, "description").text,
            prerequisites=self._list(fields, "prerequisites"),
            sources=self._list(fields, "sources"),
            reviewed=self._date(self._scalar(fields, "reviewed")),
            aliases=self._list(fields, "aliases"),
        )

    def _fields(self, block: str) -> Iterator[tuple[str, tuple[int, yaml.Node]]]:
        """Each known key with its line and value, the first time it occurs."""
        seen: dict[str, int] = {}
        for key, line, offset, value in self._pairs(block):
            if key in seen:
                counts = "both count" if key == "questions" else f"line {seen[key]} counts"
                self.report(line, f"`{key}` is given twice", f"{counts}; remove one of them")
                if key == "questions":
                    yield f"{key} {line}", (offset, value)
                continue
            seen[key] = line
            if key not in KEYS:
                self.report(line, f"unknown key `{key}`", suggestion(key, KEYS))
                continue
            yield key, (offset, value)
        for key in KEYS[:4]:
            if key not in seen and key not in self.unreadable:
                self.report(1, f"`{key}` is missing", f"add `{key}:` to the front matter")

    def _pairs(self, block: str) -> Iterator[tuple[str, int, int, yaml.Node]]:
        """Key, file line, line offset and value of each entry.

        A block that is not YAML is read an entry at a time, so that one bad line costs one field.
        """
        first = 2 + self.shift
        try:
            node = yaml_nodes.node(block)
        except yaml.YAMLError:
            yield from self._salvaged(block, first)
            return
        if not isinstance(node, yaml.MappingNode):
            return
        yield from self._keyed(node, first)

    def _keyed(
        self, node: yaml.MappingNode, offset: int
    ) -> Iterator[tuple[str, int, int, yaml.Node]]:
        for key, value in node.value:
            line = key.start_mark.line + offset
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), line, offset, value
            else:
                self.report(line, f"a key is {_kind(key)}", f"known here: {', '.join(KEYS)}")

    def _salvaged(self, block: str, first: int) -> Iterator[tuple[str, int, int, yaml.Node]]:
        lines = block.split("\n")
        starts = [n for n, line in enumerate(lines) if _KEY_LINE.match(line)]
        before = [
            (n, line)
            for n, line in enumerate(lines[: starts[0] if starts else None])
            if line.strip()
        ]
        if before:
            words = " ".join(line.strip() for _, line in before)
            self.report(before[0][0] + first, f"`{words}` is no key", "write `key: value`")
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            line = start + first
            try:
                node = yaml_nodes.node("\n".join(lines[start:stop]))
            except yaml.YAMLError as error:
                key = lines[start].split(":")[0].strip("\"' ")
                if key == "questions" and stop - start > 1:
                    yield key, line, line, self._salvaged_prompts(lines[start:stop], line)
                    continue
                at = line + min(_line_of(error), stop - start - 1)
                words = _on_one_line(
                    lines[start:stop] if key == "questions" else [lines[at - first]]
                )
                self._unreadable(at, words if key == "questions" else words[:60], error)
                self.unreadable.add(key)
                continue
            if isinstance(node, yaml.MappingNode):
                yield from self._keyed(node, line)

    def _salvaged_prompts(self, lines: list[str], first: int) -> yaml.MappingNode:
        """What can be read of `questions`, a level at a time, or else a prompt at a time.

        What cannot is named as it is written, so that no question is lost.
        """
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        for start, stop in _pieces(lines, 1, len(lines), _INDENTED_KEY):
            whole = self._read_piece(lines, start, stop)
            if isinstance(whole, yaml.MappingNode):
                pairs += whole.value
                continue
            items = list(_pieces(lines, start + 1, stop, _ITEM))
            if not items or stop > _MOST_LINES:
                self._unreadable(first + start, _on_one_line(lines[start:stop]), whole)
            prompts: list[yaml.Node] = []
            for at, end in items if stop <= _MOST_LINES else ():
                item = self._read_piece(lines, at, end, start)
                if isinstance(item, yaml.MappingNode):
                    key, value = item.value[0]
                    prompts += value.value if isinstance(value, yaml.SequenceNode) else [value]
                else:
                    self._unreadable(first + at, _on_one_line(lines[at:end]), item)
            if prompts:
                pairs.append((key, yaml.SequenceNode(value.tag, prompts, *_nowhere())))
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, *_nowhere())

    def _read_piece(
        self, lines: list[str], start: int, stop: int, level: int | None = None
    ) -> yaml.Node | yaml.YAMLError | None:
        """Some lines read by themselves, below the line of their level if that is given."""
        blank = [""] * start
        if level is not None:
            blank[level] = lines[level].partition(":")[0] + ":"
        try:
            return yaml_nodes.node("\n".join([*blank, *lines[start:stop]]))
        except yaml.YAMLError as error:
            return error

    def _unreadable(self, line: int, words: str, error: object) -> None:
        what = " ".join(str(getattr(error, "problem", None) or error or "no map").split())
        self.report(line, f"`{words}` is not YAML: {what}", _cure(what))

    def _scalar(self, fields: dict[str, tuple[int, yaml.Node]], key: str) -> Entry:
        if key not in fields:
            return Entry("", 1)
        offset, node = fields[key]
        line = node.start_mark.line + offset
        if not isinstance(node, yaml.ScalarNode):
            self.report(line, f"`{key}` must be text, not {_kind(node)}", f"write `{key}: …`")
            return Entry("", line)
        text = _text(node)
        if not text and key in KEYS[:2]:
            self.report(line, f"`{key}` is empty", f"write `{key}: …`")
        return Entry(text, line)

    def _list(self, fields: dict[str, tuple[int, yaml.Node]], key: str) -> tuple[Entry, ...]:
        if key not in fields:
            return ()
        offset, node = fields[key]
        return tuple(self._entries(key, node, offset))

    def _entries(self, key: str, node: yaml.Node, offset: int) -> Iterator[Entry]:
        line = node.start_mark.line + offset
        if isinstance(node, yaml.MappingNode):
            self.report(line, f"`{key}` must be a list, not a map", f"write `{key}: [a, b]`")
            return
        if isinstance(node, yaml.ScalarNode):
            if _text(node):
                self.report(line, f"`{key}` must be a list", f"write `{key}: [{_text(node)}]`")
                yield Entry(_text(node), line)
            return
        for item in node.value:
            where = item.start_mark.line + offset
            if not isinstance(item, yaml.ScalarNode):
                yield from self._nested_entry(key, item, where)
                continue
            text = _text(item)
            self.room -= len(text) + 1
            if self.room < 0:
                self.report(line, f"`{key}` is longer than its file", "write it without `*aliases`")
                return
            if text:
                yield Entry(text, where)
            else:
                self.report(where, f"an entry of `{key}` is empty", "fill it or remove it")

    def _nested_entry(self, key: str, item: yaml.Node, line: int) -> Iterator[Entry]:
        """An entry that YAML read as a map is most often text with an unquoted colon."""
        pairs = item.value if isinstance(item, yaml.MappingNode) else []
        if len(pairs) != 1 or not all(isinstance(node, yaml.ScalarNode) for node in pairs[0]):
            self.report(line, f"an entry of `{key}` is {_kind(item)}", "write one text an entry")
            return
        words = f"{_text(pairs[0][0])}: {_text(pairs[0][1])}"
        if key == "aliases":
            yield Entry(words, line)
            return
        self.report(line, f"an entry of `{key}` is a map, `{words}`", f'quote it: `"{words}"`')
        yield Entry(words, line)

    def _levels(self, entries: Iterable[Entry]) -> Iterator[str]:
        seen: set[str] = set()
        for entry in entries:
            level = self._level(entry.text, entry.line)
            if level and level in seen:
                self.report(entry.line, f"level `{level}` is listed twice", "remove one of them")
            elif level:
                seen.add(level)
                yield level

    def _level(self, word: str, line: int, tail: str = "") -> str:
        """The id of the level meant; empty, with a problem, when it is not a configured one."""
        if word in self.levels:
            return word
        self.report(line, f"unknown level `{word}`{tail}", suggestion(word, self.levels))
        folded = re.sub(r"[\s_-]+level$", "", word.strip().casefold())
        return folded if folded in self.levels else ""

    def _prompts(
        self, field: tuple[int, yaml.Node], levels: tuple[str, ...], listed: bool
    ) -> Iterator[Prompt]:
        if isinstance(field[1], yaml.ScalarNode) and not _text(field[1]):
            return
        offset, node = field
        if not isinstance(node, yaml.MappingNode):
            line = node.start_mark.line + offset
            lost = _quoted(entry.text for entry in self._entries("questions", node, offset))
            self.report(
                line,
                f"`questions` must be a map from level to prompts, not {_kind(node)}{lost}",
                'write `mid: ["…"]` below it',
            )
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + offset
            word = str(key.value) if isinstance(key, yaml.ScalarNode) else _kind(key)
            prompts = tuple(self._entries(f"questions.{word}", value, offset))
            if word in seen:
                self.report(line, f"`questions` has `{word}` twice", "join the two lists")
            seen.setdefault(word, line)
            level = self._level(word, line, f" in `questions`{_quoted(p.text for p in prompts)}")
            if level and listed and level not in levels and prompts:
                self.report(
                    line,
                    f"`questions` has `{level}` prompts, and `levels` does not list `{level}`",
                    f"add `{level}` to `levels` or move the prompts",
                )
            if level:
                yield from (Prompt(entry.text, level, entry.line) for entry in prompts)

    def _date(self, entry: Entry) -> str:
        if entry.text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry.text):
            self.report(
                entry.line, f"`reviewed` is not a date: `{entry.text}`", "write it as 2026-01-31"
            )
            return ""
        return entry.text


def _pieces(
    lines: list[str], start: int, stop: int, opening: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """From where to where the lines go that each begin with an opening; blank ones before go."""
    starts = [n for n in range(start, stop) if opening.match(lines[n])]
    if starts and any(line.strip() for line in lines[start : starts[0]]):
        starts = [start, *starts]
    elif not starts and opening is _INDENTED_KEY:
        starts = [start]
    if not starts:
        return
    yield from zip(starts, [*starts[1:], stop], strict=True)


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line if mark else 0


def _on_one_line(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def _nowhere() -> tuple[yaml.Mark, yaml.Mark]:
    mark = yaml.Mark("questions", 0, 0, 0, None, 0)
    return mark, mark


def _readable(block: str) -> yaml.Node | None:
    try:
        return yaml_nodes.node(block)
    except yaml.YAMLError:
        return None


def _text(node: yaml.ScalarNode) -> str:
    """The scalar as the author typed it, so that `1.10` and `no` stay what they are."""
    if not node.style and node.value in _NULLS:
        return ""
    text = " ".join(str(node.value).split())
    return text if visible(text) else ""


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a map"
    return "a list" if isinstance(node, yaml.SequenceNode) else "text"


def _quoted(texts: Iterable[str]) -> str:
    words = ", ".join(f"“{text}”" for text in texts)
    return f" ({words})" if words else ""


def _cure(what: str) -> str:
    if "\\t" in what or "tab" in what:
        return "indent with spaces, not tabs"
    if "mapping values" in what:
        return "put quotes around text that holds `: `"
    return "put quotes around the text, or close the bracket or quote"
