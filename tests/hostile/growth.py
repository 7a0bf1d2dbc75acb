"""Notes that grow in one direction, and what reading them costs."""

from __future__ import annotations

import resource
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

from accounts import exported, read

HEAD = "---\ntitle: T\ncategory: c\nlevels: [mid]\nskills: [s]\n{}---\n# T\n\n"
BODY = HEAD.format("")
ASKED = f"{BODY}## Interview Questions\n\n### Mid Level\n\n"
MEMORY = 2 << 30
"""How many bytes a process may have that reads one of them: a bomb needs more."""


def _front(lines: str, body: str = "") -> str:
    return HEAD.format(lines) + body


def _prompts(n: int, words: str) -> str:
    return "questions:\n  mid:\n" + "".join(f"    - What is {words} {i}?\n" for i in range(n))


GROWING: dict[str, Callable[[int], str]] = {
    "YAML lists in lists": lambda n: _front("x: " + "[" * n + "\n"),
    "YAML maps in maps": lambda n: _front("x: " + "{a: " * n + "\n"),
    "blanks behind a YAML word": lambda n: _front("a" + " " * 9 * n + "b\n"),
    "aliases of a long text": lambda n: _front(f"x: &a {'x' * n}\nsources: [{'*a, ' * n}]\n"),
    "unknown keys": lambda n: _front("".join(f"k{i}: x\n" for i in range(n))),
    "broken keys": lambda n: _front("".join(f"k{i}: [\n" for i in range(n // 4))),
    "keys twice": lambda n: _front("sources: [a]\n" * n),
    "prompts and their answers": lambda n: _front(
        _prompts(n // 2, "the"),
        "## Questions\n\n" + "".join(f"1. What is the {i}?\n   - x\n" for i in range(n // 2)),
    ),
    "open prompts": lambda n: _front(_prompts(n // 2, "a thing"), "1. What is this?\n"),
    "questions and other prompts": lambda n: _front(
        _prompts(n // 2, "a thing"), ASKED[len(BODY) :] + "1. What is this?\n" * (n // 2)
    ),
    "a rule of dashes": lambda n: f"---\n{'-' * 9 * n}x\n---\n",
    "dollars behind words": lambda n: BODY + "a$ " * n,
    "dollars before words": lambda n: BODY + "$a " * n,
    "formulas": lambda n: BODY + "$a$ " * n,
    "two dollars and three": lambda n: BODY + "$$a $$$ " * n,
    "dollars and ticks": lambda n: BODY + "$`a ``b " * n,
    "escaped dollars": lambda n: BODY + "\\$" * n,
    "backslashes": lambda n: BODY + "\\" * 9 * n + "$",
    "dollars on lines": lambda n: BODY + "$$\nx\n" * n,
    "dollars between tags": lambda n: BODY + "a <b> $ " * n,
    "dollars in pictures": lambda n: BODY + "![a$](b:c) $ " * n,
    "paragraphs": lambda n: BODY + "para\n\n" * n,
    "paragraphs that are no questions": lambda n: ASKED + "para\n\n" * n,
    "items that are no questions": lambda n: ASKED + "- item\n" * n,
    "the same question": lambda n: ASKED + "#### What is x?\n\n" * n,
    "groups of questions": lambda n: (
        ASKED + "".join(f"#### Part {i}\n\n##### Why {i}?\n\ntext\n\n" for i in range(n // 4))
    ),
    "answers to one question": lambda n: ASKED + "- **Q**: Why?\n" + "- **A**: because\n" * n,
    "parts of one answer": lambda n: ASKED + "1. Why?\n" + "   - *Answer*: x\n" * n,
    "paragraphs of one answer": lambda n: ASKED + "#### Why?\n\n" + "*Answer*: x\n\nmore\n\n" * n,
    "an id's blanks": lambda n: ASKED + "1. Why?\n\n   <!-- id:" + " " * n + "x\n",
    "a label of dots": lambda n: ASKED + "1. Why?\n   - *a" + "." * 9 * n + "*: x\n",
    "quotes": lambda n: BODY + ">" * n + " x\n",
    "lists on one line": lambda n: BODY + "- " * n + "x\n",
    "brackets": lambda n: BODY + "[" * n + "\n",
    "links in links": lambda n: BODY + "[" * n + "x" + "](y:z)" * n + "\n",
    "emphasis": lambda n: BODY + "*a **a " * n + "\n",
    "code": lambda n: BODY + "```python\nx=1\n```\n\n" * (n // 4),
    "entities": lambda n: BODY + "&amp;&#0;&#x1f;" * n,
    "footnotes": lambda n: (
        BODY + "".join(f"[^{i}] " for i in range(n // 4)) + "\n\n"
        "" + "".join(f"[^{i}]: x\n\n" for i in range(n // 4))
    ),
    "rows that are too wide": lambda n: BODY + "|a|b|\n|-|-|\n" + "|a|b|c|\n" * (n // 2),
    "links to no file": lambda n: BODY + "".join(f"[x](nope{i}.md) " for i in range(n // 2)),
    "links to no heading": lambda n: (
        BODY + "".join(f"## Head {i}\n\n[x](#hed-{i}x)\n\n" for i in range(n // 4))
    ),
    "a way up": lambda n: BODY + "[x](" + "../" * 9 * n + "x)\n",
    "the same heading": lambda n: BODY + "## Same\n\n" * n,
    "marks on a letter": lambda n: BODY + "a" + "\u0301\u0316" * 9 * n,
    "a level's long name": lambda n: ASKED + "### " + "x" * 9 * n + " level\n\n1. Why?\n",
    "tags that never end": lambda n: ASKED + "<div>" + "<a " * 3 * n + "\n",
    "comments that never end": lambda n: ASKED + "#### Why?\n\nx\n\n<div>" + "<!--" * 3 * n + "\n",
    "a comment's openings": lambda n: ASKED + "#### Why?\n\nx\n\n<!--" + "<!--" * 3 * n + "\n",
    "numbers before a question": lambda n: ASKED + "#### " + "1. " * 3 * n + "Why?\n",
    "words beside a level": lambda n: ASKED + "### " + "x / " * 3 * n + "mid\n\n1. Why?\n",
    "questions outside of a section": lambda n: BODY + "1. Why?\n   - *Answer*: x\n" * n,
    "shortcodes": lambda n: BODY + ":tada" * n + ":",
    "lazy lines": lambda n: BODY + "> " * 20 + "a\n" + "b\n" * n,
}


@dataclass(frozen=True)
class Cost:
    """What it takes to read and export a note: calls of functions, and bytes at the peak."""

    calls: int
    peak: int


def cost(name: str, size: int) -> Cost:
    """The cost of the note at that size."""
    files = {"a.md": GROWING[name](size).encode()}
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    tracemalloc.start()
    sys.setprofile(count)
    try:
        exported(read(files))
    finally:
        sys.setprofile(None)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return Cost(calls, peak)


def costs(name: str, sizes: tuple[int, ...]) -> list[Cost]:
    """The cost at each size, once everything is loaded that is loaded once."""
    cost(name, 10)
    return [cost(name, size) for size in sizes]


def ends(name: str, size: int, seconds: int) -> bool:
    """True when the note of that size is read in so many of the processor's seconds.

    Otherwise the system ends this process, which may be in the middle of one long call.
    """
    if sys.platform != "win32":
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, hard))
    exported(read({"a.md": GROWING[name](size).encode()}))
    return True


def limited() -> None:
    """Let this process have no more memory than any note is worth."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
