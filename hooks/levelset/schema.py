"""Front matter: from the text of a file to a `FrontMatter`, or to problems with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from levelset.front_block import front_block
from levelset.matter_keys import REQUIRED, Field, fields
from levelset.model import Entry, FrontMatter, Level, Problem, Prompt
from levelset.suggestion import suggestion
from levelset.yaml_nodes import kind, text_of


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
    block = front_block(text, reader.report)
    matter = None if block.text is None else reader.front_matter(block.text, block.line)
    problems = tuple(reader.problems)
    return Source(path, matter, block.body, block.body_line, problems, block.headless)


class _Reader:
    """Reads one file's front matter and collects what is wrong with it."""

    def __init__(self, path: str, levels: dict[str, Level]) -> None:
        self.path = path
        self.levels = levels
        self.problems: list[Problem] = []
        self.room = 0

    def report(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, remedy))

    def front_matter(self, block: str, line: int) -> FrontMatter:
        """Read every field that can be read; report the others.

        Aliases may repeat what the block says, but not make more than twice the text of it.
        """
        self.room = 2 * len(block) + 1000
        found = fields(block, line, self.report)
        title, category = self._scalar(found, "title"), self._scalar(found, "category")
        levels = tuple(self._levels(self._list(found, "levels")))
        return FrontMatter(
            title=title.text,
            category=category.text,
            category_line=category.line,
            levels=levels,
            skills=self._list(found, "skills"),
            prompts=tuple(
                prompt
                for key in found
                if key.startswith("questions")
                for prompt in self._prompts(found[key], levels, "levels" in found)
            ),
            description=self._scalar(found, "description").text,
            prerequisites=self._list(found, "prerequisites"),
            sources=self._list(found, "sources"),
            reviewed=self._date(self._scalar(found, "reviewed")),
            aliases=self._list(found, "aliases"),
        )

    def _scalar(self, found: Mapping[str, Field], key: str) -> Entry:
        if key not in found:
            return Entry("", 1)
        node, line = found[key].node, found[key].line
        if not isinstance(node, yaml.ScalarNode):
            self.report(line, f"`{key}` must be text, not {kind(node)}", f"write `{key}: …`")
            return Entry("", line)
        text = text_of(node)
        if not text and key in REQUIRED[:2]:
            self.report(line, f"`{key}` is empty", f"write `{key}: …`")
        return Entry(text, line)

    def _list(self, found: Mapping[str, Field], key: str) -> tuple[Entry, ...]:
        if key not in found:
            return ()
        return tuple(self._entries(key, found[key]))

    def _entries(self, key: str, field: Field) -> Iterator[Entry]:
        node, line = field.node, field.line
        if isinstance(node, yaml.MappingNode):
            self.report(line, f"`{key}` must be a list, not a map", f"write `{key}: [a, b]`")
            return
        if isinstance(node, yaml.ScalarNode):
            if text_of(node):
                self.report(line, f"`{key}` must be a list", f"write `{key}: [{text_of(node)}]`")
                yield Entry(text_of(node), line)
            return
        for item in node.value:
            where = item.start_mark.line + field.offset
            if not isinstance(item, yaml.ScalarNode):
                yield from self._nested_entry(key, item, where)
                continue
            text = text_of(item)
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
            self.report(line, f"an entry of `{key}` is {kind(item)}", "write one text an entry")
            return
        words = f"{text_of(pairs[0][0])}: {text_of(pairs[0][1])}"
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

    def _prompts(self, field: Field, levels: tuple[str, ...], listed: bool) -> Iterator[Prompt]:
        node = field.node
        if isinstance(node, yaml.ScalarNode) and not text_of(node):
            return
        if not isinstance(node, yaml.MappingNode):
            lost = _quoted(entry.text for entry in self._entries("questions", field))
            self.report(
                field.line,
                f"`questions` must be a map from level to prompts, not {kind(node)}{lost}",
                'write `mid: ["…"]` below it',
            )
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + field.offset
            word = str(key.value) if isinstance(key, yaml.ScalarNode) else kind(key)
            prompts = tuple(self._entries(f"questions.{word}", Field(field.offset, value)))
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


def _quoted(texts: Iterable[str]) -> str:
    words = ", ".join(f"“{text}”" for text in texts)
    return f" ({words})" if words else ""
