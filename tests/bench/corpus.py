"""Folders of notes to measure on: any number of them, alike in kind, none the same.

A note has about 2,400 words, 14 questions at three levels with answers, rubrics and sources, and 15
formulas. Four formulas of five occur in no other note. The same number of notes is always the
same bytes; a smaller folder is the beginning of a larger one.

What the notes are fitted to, as counted in this site's own 18 notes in November 2026:

- Words: CONTRIBUTING.md's 1,200 to 2,500 a note and 40 to 120 an answer; 14 questions (13.7 there).
- Formulas that differ: in a line 17 characters of TeX and 1,010 bytes of HTML on average (15 and
  990 here), the shortest tenth below 5 characters; displayed 98 characters and 4,100 bytes (98 and
  4,400 here). One in 15 is displayed (1 in 55 there), and there are far fewer to a word than there.
- A vocabulary that grows as theirs does, by the root of the number of words: 23,000 in 1,000 notes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

LEVELS = ("mid", "senior", "principal")
QUESTIONS = {"mid": 5, "senior": 5, "principal": 4}
TOPICS = ("math", "machine-learning", "evaluation", "deep-learning", "llm", "systems", "craft")
SHARED_SKILLS = 40
FORMULAS = 15
COINED = 40_000

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
_SYLLABLES = (
    *("ba", "cor", "del", "fi", "gra", "hul", "jen", "kir", "lo", "mun", "nes", "pra", "quo", "ri"),
    *("sto", "tal", "ul", "ven", "wex", "yar", "zan", "eth", "ost", "im", "ark"),
)
_COMMON_FORMULAS = (
    *("x", r"\theta", "n", r"\nabla f", r"O(n \log n)", r"p(y \mid x)"),
    *(r"\mathbb{E}[X]", r"\sigma(z) = \frac{1}{1 + e^{-z}}"),
)
_SHORT = ("n={0}", "{0}x", "k>{0}", "{0}d", "{0}")
_MIDDLING = (
    *(r"p = 0.{0}", r"\theta_{{{0}}}", r"d = {0}", r"n \ge {0}", r"x_{{{0}}} y", r"{0}\,\sigma^2"),
    *(r"\lambda = 0.{0}", r"O(n^2 + {0}d)", r"{0}/n \le \alpha", r"\hat p \pm 0.{0}"),
    *(r"P(A \mid B) = 0.{0}", r"L(\theta) < {0}"),
)
_LONG = (
    *(r"w_{{t+1}} = w_t - 0.{0}\, g_t", r"\sqrt{{{0} / n}} \approx {1}", r"\|x - y\|_2 \le {0}"),
    *(r"\log \frac{{p}}{{1 - p}} = {1}.{0}", r"\nabla_\theta L = X^\top r / {0}"),
    r"\operatorname{{Var}}(\bar x) = \frac{{\sigma^2}}{{{0}}} + {1}\rho",
)
_DISPLAYED = (
    r"\hat\theta_{{{0}}} = \arg\min_\theta \sum_{{i=1}}^{{n}} \ell(y_i, f_\theta(x_i))"
    r" + {1} \|\theta\|_2^2",
    r"\operatorname{{Var}}(\bar x_{{{0}}}) = \frac{{1}}{{n^2}} \sum_{{i,j}}"
    r" \operatorname{{Cov}}(x_i, x_j) \le {1}",
    r"p(\theta \mid x) = \frac{{p(x \mid \theta)\, p(\theta)}}"
    r"{{\int p(x \mid t)\, p(t)\, dt}} \propto {1}^{{-{0}}}",
    r"\begin{{aligned}} m_t &= 0.{1}\, m_{{t-1}} + g_t \\"
    r" w_{{t+1}} &= w_t - {0}\, m_t / \sqrt{{v_t}} \end{{aligned}}",
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
    earlier = [chance.randrange(number) for _ in range(3)] if number else [0, 0, 0]
    return "\n".join(
        [
            front,
            f"# {title(number)}\n",
            *_text(chance, formulas, earlier),
            *_asked(chance, asked, formulas),
        ]
    )


def _text(chance: random.Random, formulas: Iterator[str], earlier: Iterable[int]) -> Iterator[str]:
    """Three sections, each with a link to an earlier note."""
    headings = ("Core concepts", "Advanced topics", "What it costs")
    for heading, other in zip(headings, earlier, strict=True):
        yield f"## {heading}\n"
        yield f"{_prose(chance, 3)} Here ${next(formulas)}$ holds. {_prose(chance, 1)}\n"
        yield f"See [{title(other)}](../{place(other)}) for **{_clause(chance)}**.\n"
        yield "".join(f"- {_prose(chance, 1)}\n" for _ in range(3))
    yield f"$$\n{_displayed(chance)}\n$$\n"
    yield "```python\nfor step in range(100):\n    loss = model.step(batch)\n```\n"
    yield "| Method | Time |\n|---|---|\n| direct | cubic |\n| iterative | linear |\n"


def _asked(
    chance: random.Random, asked: dict[str, list[str]], formulas: Iterator[str]
) -> Iterator[str]:
    """The questions by level; eleven of them have a formula."""
    yield "## Interview Questions\n"
    for level in LEVELS:
        yield f"### {level.capitalize()} Level\n"
        for at, prompt in enumerate(asked[level]):
            formula = f" It is ${next(formulas)}$." if at < 4 - (level == "principal") else ""
            yield (
                f"#### {prompt}\n\n*Answer*: {_prose(chance, 2)}{formula}\n\n"
                f"{_prose(chance, 2)}\n\n"
                f"*Rubric*:\n- {_clause(chance)}\n- {_clause(chance)}\n- {_clause(chance)}\n\n"
                f"*Source*: An author, A paper, 2020, https://example.org/{level}\n"
            )


def _formulas(chance: random.Random, number: int) -> Iterator[str]:
    """Formulas for a line of text: of every five a short one, two middling, a common, a long."""
    at = 0
    while True:
        kind = (_SHORT, _MIDDLING, _COMMON_FORMULAS, _MIDDLING, _LONG)[at % 5]
        at += 1
        if kind is _COMMON_FORMULAS:
            yield chance.choice(kind)
        else:  # No other formula has this number in this shape.
            yield chance.choice(kind).format(FORMULAS * number + at, chance.randint(2, 99))


def _displayed(chance: random.Random) -> str:
    return chance.choice(_DISPLAYED).format(chance.randint(100, 9999), chance.randint(2, 99))


def _clause(chance: random.Random) -> str:
    one, other = chance.choice(_THINGS), _thing(chance)
    return f"the {one} {chance.choice(_ACTIONS)} the {other} {chance.choice(_MANNERS)}"


def _thing(chance: random.Random) -> str:
    """A thing, or half of the time a word that is the rarer, the more there are of its kind."""
    if chance.random() < 0.5:
        return chance.choice(_THINGS)
    left = int(math.exp(chance.uniform(math.log(20), math.log(COINED))))
    word = ""
    while left:
        left, at = divmod(left, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return word


def _prose(chance: random.Random, sentences: int) -> str:
    said = (f"{_clause(chance)}, and {_clause(chance)}." for _ in range(sentences))
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in said)
