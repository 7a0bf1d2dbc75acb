"""The keys of a note's front matter: each with its value, also where the block is not YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import yaml

from levelset import yaml_nodes
from levelset.suggestion import suggestion
from levelset.yaml_nodes import kind

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
REQUIRED = KEYS[:4]

KEY_LINE = re.compile(r"""^["']?[A-Za-z_][\w -]*+["']?+[ \t]*+:(?:[ \t]|$)""", re.MULTILINE)
_INDENTED_KEY = re.compile(r"""[ \t]+["']?[A-Za-z_][\w -]*+["']?+:(?:[ \t]|$)""")
_ITEM = re.compile(r"[ \t]*- ")
_MOST_LINES = 2000
"""How many lines of prompts are read one by one where they are not YAML together."""

Report = Callable[[int, str, str], None]
"""Takes a file's line, what is wrong there, and the remedy."""


@dataclass(frozen=True)
class Field:
    """The value of a key. Its lines are those of its marks and `offset` of the file together."""

    offset: int
    node: yaml.Node

    @property
    def line(self) -> int:
        """The file's line that the value begins on."""
        return int(self.node.start_mark.line) + self.offset


def fields(block: str, line: int, report: Report) -> dict[str, Field]:
    """The fields of a block that begins on that line of its file.

    Where `questions` is given again, the second time's are under a name that begins with it.
    """
    return dict(_Keys(line, report).fields(block))


class _Keys:
    """Reads one block's keys."""

    def __init__(self, first: int, report: Report) -> None:
        self.first = first
        self.report = report
        self.unreadable: set[str] = set()

    def fields(self, block: str) -> Iterator[tuple[str, Field]]:
        """Each known key with its line and value, the first time it occurs."""
        seen: dict[str, int] = {}
        for key, line, offset, value in self._pairs(block):
            if key in seen:
                counts = "both count" if key == "questions" else f"line {seen[key]} counts"
                self.report(line, f"`{key}` is given twice", f"{counts}; remove one of them")
                if key == "questions":
                    yield f"{key} {line}", Field(offset, value)
                continue
            seen[key] = line
            if key not in KEYS:
                self.report(line, f"unknown key `{key}`", suggestion(key, KEYS))
                continue
            yield key, Field(offset, value)
        for key in REQUIRED:
            if key not in seen and key not in self.unreadable:
                self.report(1, f"`{key}` is missing", f"add `{key}:` to the front matter")

    def _pairs(self, block: str) -> Iterator[tuple[str, int, int, yaml.Node]]:
        """Key, file line, line offset and value of each entry.

        A block that is not YAML is read an entry at a time, so that one bad line costs one field.
        """
        try:
            node = yaml_nodes.node(block)
        except yaml.YAMLError:
            yield from self._salvaged(block, self.first)
            return
        if not isinstance(node, yaml.MappingNode):
            return
        yield from self._keyed(node, self.first)

    def _keyed(
        self, node: yaml.MappingNode, offset: int
    ) -> Iterator[tuple[str, int, int, yaml.Node]]:
        for key, value in node.value:
            line = key.start_mark.line + offset
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), line, offset, value
            else:
                self.report(line, f"a key is {kind(key)}", f"known here: {', '.join(KEYS)}")

    def _salvaged(self, block: str, first: int) -> Iterator[tuple[str, int, int, yaml.Node]]:
        lines = block.split("\n")
        starts = [n for n, line in enumerate(lines) if KEY_LINE.match(line)]
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


def _cure(what: str) -> str:
    if "\\t" in what or "tab" in what:
        return "indent with spaces, not tabs"
    if "mapping values" in what:
        return "put quotes around text that holds `: `"
    return "put quotes around the text, or close the bracket or quote"
