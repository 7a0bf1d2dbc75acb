"""Folders of notes to measure on: any number of them, alike in kind, none the same.

A note has about 900 words, 14 questions at three levels with answers, rubrics and sources, and 14
formulas. Four formulas of five occur in no other note. The same number of notes is always the
same bytes; a smaller folder is the beginning of a larger one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

LEVELS = ("mid", "senior", "principal")
QUESTIONS = {"mid": 5, "senior": 5, "principal": 4}
TOPICS = ("math", "machine-learning", "evaluation", "deep-learning", "llm", "systems", "craft")
SHARED_SKILLS = 40

_THINGS = (
    *("gradient", "kernel", "posterior", "embedding", "tokenizer", "ranker", "classifier"),
    *("scheduler", "optimiser", "sampler", "calibrator", "index", "cache", "replica", "feature"),
    *("encoder", "decoder", "estimator", "regulariser", "partition", "shard", "pipeline", "drift"),
    *("baseline", "ablation", "threshold", "margin", "residual", "attention", "quantile"),
)
_ACTIONS = (
    *("bounds", "replaces", "estimates", "delays", "splits", "hides", "repairs", "doubles"),
    *("averages", "samples", "reorders", "compresses", "monitors", "rejects", "predicts"),
)
_MANNERS = (
    *("before training", "under drift", "on a small sample", "at twice the load", "per user"),
    *("in the second epoch", "without labels", "within the budget", "after a restart"),
    *("when classes are rare", "at serving time", "across regions", "during the ramp-up"),
)
_COMMON_FORMULAS = (
    r"\nabla_\theta L(\theta)",
    r"\mathbb{E}[X] = \sum_x x\,p(x)",
    r"O(n \log n)",
    r"\sigma(z) = \frac{1}{1 + e^{-z}}",
)


def write(folder: Path, notes: int) -> None:
    """Write that many notes into a folder, one folder in it for each topic."""
    for number in range(notes):
        path = folder / place(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(note(number), encoding="utf-8")


def place(number: int) -> str:
    """The path of a note below its folder."""
    return f"{TOPICS[number % len(TOPICS)]}/topic-{number:04}.md"


def title(number: int) -> str:
    """A title that no other note has."""
    chance = random.Random(f"title {number}")
    return f"{chance.choice(_THINGS).capitalize()} {chance.choice(_THINGS)} {number}"


def prompts(number: int) -> dict[str, list[str]]:
    """The questions of a note by level; none occurs twice in a folder."""
    chance = random.Random(f"prompts {number}")
    return {
        level: [
            f"Why is it that {_clause(chance)} in case {number}.{level[0]}{n}?"
            for n in range(count)
        ]
        for level, count in QUESTIONS.items()
    }


def note(number: int) -> str:
    """The text of a note."""
    chance = random.Random(f"note {number}")
    asked = prompts(number)
    skills = [f"skill {number}", *(f"shared {n}" for n in chance.sample(range(SHARED_SKILLS), 2))]
    listed = "".join(
        f"  {level}:\n" + "".join(f'    - "{prompt}"\n' for prompt in asked[level])
        for level in LEVELS
    )
    front = (
        f"---\ntitle: {title(number)}\ncategory: {TOPICS[number % len(TOPICS)]}\n"
        f"levels: [{', '.join(LEVELS)}]\nskills: [{', '.join(skills)}]\nquestions:\n{listed}---\n"
    )
    formulas = _formulas(chance, number)
    return "\n".join(
        [front, f"# {title(number)}\n", *_text(chance, formulas), *_asked(chance, asked, formulas)]
    )


def _text(chance: random.Random, formulas: Iterator[str]) -> Iterator[str]:
    for heading in ("Core concepts", "Advanced topics", "What it costs"):
        yield f"## {heading}\n"
        for _ in range(2):
            yield f"{_prose(chance, 4)} Here ${next(formulas)}$ holds. {_prose(chance, 1)}\n"
        yield f"$$\n{next(formulas)}\n$$\n"
        yield "".join(f"- {_prose(chance, 1)}\n" for _ in range(3))
    yield "```python\nfor step in range(100):\n    loss = model.step(batch)\n```\n"
    yield "| Method | Time |\n|---|---|\n| direct | cubic |\n| iterative | linear |\n"


def _asked(
    chance: random.Random, asked: dict[str, list[str]], formulas: Iterator[str]
) -> Iterator[str]:
    yield "## Interview Questions\n"
    for place_, level in enumerate(LEVELS):
        yield f"### {level.capitalize()} Level\n"
        for at, prompt in enumerate(asked[level]):
            formula = f" It is ${next(formulas)}$." if at == place_ else ""
            yield (
                f"#### {prompt}\n\n*Answer*: {_prose(chance, 3)}{formula}\n\n"
                f"{_prose(chance, 2)}\n\n"
                f"*Rubric*:\n- {_clause(chance)}\n- {_clause(chance)}\n- {_clause(chance)}\n\n"
                f"*Source*: An author, A paper, 2020, https://example.org/{level}\n"
            )


def _formulas(chance: random.Random, number: int) -> Iterator[str]:
    at = 0
    while True:
        at += 1
        a, b = chance.randint(2, 99), chance.randint(2, 99)
        fraction = rf"\frac{{{a} x^2}}{{\sqrt{{{b} + x}}}}"
        own = rf"f_{{{number},{at}}}(x) = {fraction} - \sum_{{i=1}}^{{{a}}} w_i x_i"
        yield _COMMON_FORMULAS[at % len(_COMMON_FORMULAS)] if at % 5 == 0 else own


def _clause(chance: random.Random) -> str:
    one, other = chance.sample(_THINGS, 2)
    return f"the {one} {chance.choice(_ACTIONS)} the {other} {chance.choice(_MANNERS)}"


def _prose(chance: random.Random, sentences: int) -> str:
    said = (f"{_clause(chance)}, and {_clause(chance)}." for _ in range(sentences))
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in said)
