"""Folders of notes whose questions, all at one level, are made to be hard to print.

Each note has 24 questions with answers and one without. An answer is prose of its own length and,
every second time, one of the things that do not fit a page by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEVEL = "mid"
IN_EACH_NOTE = 25

SHARED_LINK = "https://example.org/shared?a=1&b=2"

_NOUNS = (
    *("gradient", "tokenizer", "cache", "kernel", "embedding", "scheduler", "optimiser", "index"),
    *("queue", "prior", "sampler", "ranking", "feature", "label", "split", "metric"),
    *("replica", "router", "adapter", "prompt", "window", "budget", "trace", "guard"),
)
_PROSE = (
    "The first thing to settle is what is being measured and over which population.",
    "It holds while the sample is large, and it fails quietly when the sample is not.",
    "A worked number helps: at a rate of $0.01$ and $10^4$ trials we expect a hundred events.",
    "In practice the second-order effect matters only after the first has been removed.",
    "Measure before and after, on the same machine, with the same seed, and keep both.",
    "The bound is $\\lVert x - y \\rVert^2 \\le 2\\lVert x \\rVert^2 + 2\\lVert y \\rVert^2$.",
)


@dataclass(frozen=True)
class Asked:
    """A question of the folder. `words` occur in its answer and in no other."""

    prompt: str
    words: str
    category: str
    answered: bool

    @property
    def link(self) -> str:
        """An address that only this answer links to."""
        return f"https://example.org/{self.words.replace(' ', '/')}"


@dataclass(frozen=True)
class Folder:
    """So many notes in each category, the categories in the order that mkdocs.yml gives them."""

    categories: tuple[str, ...] = ("math", "llm", "systems", "craft")
    notes_in_each: int = 3

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.categories) * self.notes_in_each * IN_EACH_NOTE

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question, in the order in which a sheet has them."""
        return tuple(question for name in self._names() for question in _questions(*name))

    def write(self, folder: Path) -> None:
        """Write the notes, and a wide picture that they show."""
        for category, number in self._names():
            path = folder / category / f"topic-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_note(category, number), encoding="utf-8")
        (folder / "wide.svg").write_text(_PICTURE, encoding="utf-8")

    def _names(self) -> Iterator[tuple[str, int]]:
        for category in self.categories:
            for number in range(1, self.notes_in_each + 1):
                yield category, number


def _questions(category: str, number: int) -> Iterator[Asked]:
    for at, noun in enumerate(_NOUNS):
        prompt = f"In {category} case {number}.{at}, what can the {noun} not tell you?"
        yield Asked(prompt, f"{category} {number} {noun}", category, True)
    yield Asked(f"Left for the author: part {number} of {category}", "", category, False)


def _note(category: str, number: int) -> str:
    questions = list(_questions(category, number))
    title = f"{category.capitalize()} topic {number}"
    skills = f"[{category}-skill, shared skill, C++]" if number == 1 else "[shared skill]"
    listed = "".join(f'    - "{question.prompt}"\n' for question in questions)
    answers = "".join(
        f"### {question.prompt}\n\n{_answer(question, at)}\n"
        for at, question in enumerate(questions)
        if question.answered
    )
    return (
        f"---\ntitle: {title}\ncategory: {category}\nlevels: [{LEVEL}]\nskills: {skills}\n"
        f"questions:\n  {LEVEL}:\n{listed}---\n\n"
        f"# {title}\n\n## A section\n\nText.\n\n## Interview questions\n\n{answers}"
    )


def _answer(question: Asked, at: int) -> str:
    sentences = [_PROSE[(at + n) % len(_PROSE)] for n in range(2 + at % 5)]
    blocks = [
        f"About the {question.words}: {' '.join(sentences)}",
        _AWKWARD[at // 2] if at % 2 else "",
        f"See [the paper]({question.link}), [the survey]({SHARED_LINK}) and "
        "[another note](../math/topic-1.md#a-section).",
    ]
    if at % 4 == 1:
        blocks.insert(0, blocks.pop(1))  # The awkward thing comes first.
    rubric = "\n".join(f"- Point {n} is made, with its number" for n in range(1, 4 + at % 3))
    return "\n\n".join(["*Answer*:", *filter(None, blocks), "*Rubric*:", rubric]) + "\n"


def _table(columns: int, cell: str) -> str:
    head = "|" + "".join(f" column heading {n} |" for n in range(columns))
    rows = "\n".join("|" + f" {cell} |" * columns for _ in range(4))
    return f"{head}\n|{'---|' * columns}\n{rows}"


_WIDE = " + ".join(f"\\frac{{\\partial^2 L}}{{\\partial w_{{{n}}}^2}}" for n in range(1, 22))
_LONG = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(30))
_LISTING = "".join(f"value_{n} = compute(value_{n - 1}, step={n})\n" for n in range(1, 90))
_ARGUMENTS = ", ".join(f"'argument number {n}'" for n in range(20))
_AWKWARD = (
    f"```python\nprint({_ARGUMENTS})\n```",
    _table(9, "a value and its unit"),
    f"$$\nH = {_WIDE}\n$$",
    f"```python\n{_LISTING}# the last line of the listing\n```",
    "> A quotation.\n>\n> 1. A list in it\n> 2. with `code` and $x$",
    _table(12, "$x^2 + y^2$"),
    f"The sum $p(x) = {_LONG}$ stands in a line of text.",
    f"- one\n\n  - two\n\n    $$\\left( {_WIDE} \\right)^\\top$$\n\n    - three",
    "![A wide picture](../wide.svg)",
    f"> [!WARNING]\n> An alert with `a_name_that_is_very_long{'_and_longer' * 15}`.",
    f"#### A heading inside\n\n{'A long paragraph that may break over two pages. ' * 60}",
    f"https://example.org/{'an-address-without-any-space/' * 8}",
)
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="300">'
    '<rect width="2399" height="299" fill="none" stroke="black"/></svg>'
)
