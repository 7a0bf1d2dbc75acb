"""Front matter: from the text of a file to a `FrontMatter`, or to problems with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import yaml
from frontmatter.default_handlers import YAMLHandler

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
_KEY_LINE = re.compile(r"""^["']?[A-Za-z_][\w -]*["']?[ \t]*:(?:[ \t]|$)""", re.MULTILINE)
_MARKDOWN_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Source:
    """A Markdown file cut in two: its front matter, if any, and its body.

    `body_line` is the number of the file's line that the body starts on.
    """

    path: str
    matter: FrontMatter | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def read(path: str, text: str, levels: Iterable[Level]) -> Source:
    """Cut a file's text into front matter and body.

    Never raises on content. Fields that cannot be read are left empty, for the caller to
    fill from the body, and named by a problem.
    """
    reader = _Reader(path, {level.id: level for level in levels})
    text = reader.plain_text(text)
    block, body, body_line = reader.split(text)
    if block is None:
        return Source(path, None, body, body_line, tuple(reader.problems))
    matter = reader.front_matter(block)
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

    def report(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, remedy))

    def plain_text(self, text: str) -> str:
        """The text without byte order mark or carriage returns, each reported once."""
        if text.startswith("\ufeff"):
            self.report(1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
            text = text.lstrip("\ufeff")
        if "\r" in text:
            line = text[: text.index("\r")].count("\n") + 1
            self.report(line, "lines end with a carriage return (CRLF)", "save it with LF endings")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
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
        return block, body, text[: end + 1].count("\n") + 1

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
        self.report(1, "the front matter is not closed", "end it with a line of `---`")
        return "\n".join(lines[1:stop]), "\n".join(lines[stop:]), stop + 1

    def front_matter(self, block: str) -> FrontMatter:
        """Read every field that can be read; report the others."""
        fields = dict(self._fields(block))
        title, category = self._scalar(fields, "title"), self._scalar(fields, "category")
        levels = tuple(self._levels(self._list(fields, "levels")))
        return FrontMatter(
            title=title.text,
            category=category.text,
            levels=levels,
            skills=self._list(fields, "skills"),
            prompts=tuple(self._prompts(fields.get("questions"), levels, "levels" in fields)),
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
                self.report(
                    line, f"`{key}` is given twice", f"line {seen[key]} counts; remove one of them"
                )
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
        first = 2
        try:
            node = _node(block)
        except yaml.YAMLError:
            yield from self._salvaged(block, first)
            return
        if not isinstance(node, yaml.MappingNode):
            return
        for key, value in node.value:
            yield str(key.value), key.start_mark.line + first, first, value

    def _salvaged(self, block: str, first: int) -> Iterator[tuple[str, int, int, yaml.Node]]:
        lines = block.split("\n")
        starts = [n for n, line in enumerate(lines) if _KEY_LINE.match(line)]
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            line = start + first
            try:
                node = _node("\n".join(lines[start:stop]))
            except yaml.YAMLError as error:
                mark = getattr(error, "problem_mark", None)
                at = line + min(mark.line, stop - start - 1) if mark else line
                what = " ".join(str(getattr(error, "problem", None) or error).split())
                excerpt = lines[at - first].strip()[:60]
                self.report(at, f"`{excerpt}` is not YAML: {what}", _cure(what))
                self.unreadable.add(lines[start].split(":")[0].strip("\"' "))
                continue
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    yield str(key.value), key.start_mark.line + line, line, value

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
            elif _text(item):
                yield Entry(_text(item), where)

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
        self, field: tuple[int, yaml.Node] | None, levels: tuple[str, ...], listed: bool
    ) -> Iterator[Prompt]:
        if field is None or (isinstance(field[1], yaml.ScalarNode) and not _text(field[1])):
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
            prompts = tuple(self._entries(f"questions.{key.value}", value, offset))
            word = str(key.value)
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


@lru_cache(maxsize=1)
def _node(block: str) -> yaml.Node | None:
    """The YAML, read as GitHub does, with libyaml; what that cannot read, or says so, in Python.

    The Python one is twenty times slower and says better what is wrong.
    """
    if yaml.__with_libyaml__:
        try:
            return _composed(block, yaml.CSafeLoader)
        except yaml.YAMLError:
            pass
    return _composed(block, yaml.SafeLoader)


def _composed(block: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> yaml.Node | None:
    node: yaml.Node | None = yaml.compose(block, Loader=loader)
    return node


def _readable(block: str) -> yaml.Node | None:
    try:
        return _node(block)
    except yaml.YAMLError:
        return None


def _text(node: yaml.ScalarNode) -> str:
    """The scalar as the author typed it, so that `1.10` and `no` stay what they are."""
    if not node.style and node.value in _NULLS:
        return ""
    return " ".join(str(node.value).split())


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
