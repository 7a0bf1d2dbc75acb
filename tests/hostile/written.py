"""Notes as authors write them, in every dialect, with what is in them counted as they are written.

Each question has a word of its own, its mark, in its prompt, and another one in its answer. So a
test can follow both through the whole site, and never has to ask the code under test what there is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

LEVELS = ("mid", "senior", "principal")
LABELS = {"mid": "Mid", "senior": "Senior", "principal": "Principal"}


@dataclass(frozen=True)
class Asked:
    """A question that an author has put into a note.

    `line` is where it stands in the file at `path`: in the body, or in the front matter for one
    that is open. `times` is how often its author wrote it.
    """

    mark: str
    level: str
    answered: bool
    line: int = 0
    path: str = ""
    times: int = 1

    @property
    def open(self) -> bool:
        """True for a prompt that only the front matter has."""
        return "o" in self.mark

    @property
    def answer(self) -> str:
        """The word that stands in its answer and nowhere else; empty for an open prompt."""
        return "" if self.open else self.mark.replace("qm", "am")


@dataclass(frozen=True)
class Written:
    """A note's front matter and body, and the questions and faults that its author put in."""

    path: str
    matter: str
    body: str
    asked: tuple[Asked, ...]
    faults: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """The whole file."""
        return f"---\n{self.matter}---\n{self.body}"

    @property
    def body_line(self) -> int:
        """The line of the file that the body starts on."""
        return self.matter.count("\n") + 3

    def moved(self, path: str) -> Written:
        """The note at another path."""
        return replace(self, path=path, asked=tuple(replace(a, path=path) for a in self.asked))


FORMULAS = ("$x_1$", "$$y^2$$", "$`a \\vert b`$", "$\\frac{1}{2}$")
BLOCKS = (
    "More text on it, at {5} dollars.",
    "```python\nx = 1  # $not maths$\n```",
    "| a | b |\n|---|---|\n| 1 | $z$ |",
    "- [ ] to do\n- [x] done",
    "> A quote of *somebody*.",
    "> [!NOTE]\n> Mind this.",
    "```math\n\\sum_i x_i\n```",
    "$$\n\\int f\n$$",
    "1. first\n2. second",
    "<details><summary>More</summary>\n\nHidden text.\n\n</details>",
    "It is said[^n].",
    "A [link](#top) and ~~not this~~.",
)
ANSWER_LABELS = (
    "*Answer*:",
    "**Answer**:",
    "*Answer:*",
    "**A**:",
    "**Discussion**:",
    "*Discussion*:",
)
OTHERS = ("*Rubric*:", "*Follow-up*:", "*Common mistake*:", "*Fix*:", "**Source**:")
WORDS = ("gradient", "kernel", "drift", "margin", "cache", "shard", "prior", "token")
SHAPES = ("numbered", "siblings", "nested", "headings")


@dataclass
class Desk:
    """Where a note is being written, line by line."""

    lines: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def write(self, text: str, indent: str = "") -> None:
        self.lines += [f"{indent}{line}".rstrip() for line in text.split("\n")]


@dataclass(frozen=True)
class Plan:
    """What a question is to be like, before it is written."""

    words: tuple[str, str]
    formula: str
    label: str
    blocks: tuple[str, ...]
    other: str
    listed: str
    bold: bool
    pinned: bool


plans = st.builds(
    Plan,
    words=st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)),
    formula=st.sampled_from(("", *FORMULAS)),
    label=st.sampled_from(("", *ANSWER_LABELS)),
    blocks=st.lists(st.sampled_from(BLOCKS), max_size=2, unique=True).map(tuple),
    other=st.sampled_from(("", *OTHERS)),
    listed=st.sampled_from(("", "", "same", "near", "elsewhere")),
    bold=st.booleans(),
    pinned=st.booleans(),
)


@st.composite
def notes(draw: st.DrawFn, number: int = 0, topic: str = "topic") -> Written:
    """A whole note without a fault other than those that it names."""
    by = draw(st.sampled_from(("heading", "sole", "prompt")))
    levels = LEVELS[:1] if by == "sole" else draw(st.sampled_from((LEVELS, LEVELS[:2])))
    chosen = draw(
        st.lists(
            st.tuples(
                st.sampled_from(levels),
                st.sampled_from(SHAPES),
                st.lists(plans, min_size=1, max_size=2),
            ),
            min_size=1,
            max_size=3,
        )
    )
    words = st.sampled_from(WORDS)
    wanted = draw(st.lists(st.tuples(st.sampled_from(levels), words), max_size=3))
    return compose(number, topic, by, levels, chosen, wanted)


def compose(
    number: int,
    topic: str,
    by: str,
    levels: tuple[str, ...],
    chosen: list[tuple[str, str, list[Plan]]],
    wanted: list[tuple[str, str]],
) -> Written:
    """Write the note: sections with their level, shape and questions, then the open prompts."""
    desk = Desk()
    prompts: dict[str, list[str]] = {level: [] for level in levels}
    elsewhere: list[str] = []
    desk.write(f"# Note {number}\n\nWords before, with $x$ and a table.\n\n| a |\n|---|\n| b |\n")
    desk.write("## Interview Questions\n")
    if by != "heading":  # Headings would take what stands below them for their answer.
        chosen = sorted(chosen, key=lambda section: section[1] == "headings")
    for level, shape, questions in chosen:
        if by == "heading":
            desk.write(f"### {LABELS[level]} Level\n")
        else:
            desk.write("<!-- another list -->\n" if shape != "headings" else "")
        for plan in questions:
            mark = f"qm{number}x{len(desk.asked)}"
            prompt = f"Why does {mark} hold for the {plan.words[0]} {plan.words[1]}?"
            raw = f"{prompt[:-1]} {plan.formula}?" if plan.formula else prompt
            asked = Asked(mark, level, bool(plan.label) or shape != "numbered", len(desk.lines))
            listed = "same" if by == "prompt" else plan.listed
            if listed == "elsewhere" and len(levels) > 1 and by == "heading":
                other = next(each for each in levels if each != level)
                prompts[other].append(raw)
                elsewhere.append(mark)
            elif listed == "near":
                prompts[level].append(raw if plan.formula else near(raw))
            elif listed:
                prompts[level].append(raw)
            write_question(desk, shape, raw, asked, plan)
            desk.asked.append(asked)
    desk.write("## Afterword\n\nThe end[^n].\n\n[^n]: A note at the foot.\n")
    return bound(number, topic, levels, desk, prompts, wanted, elsewhere)


def near(raw: str) -> str:
    """The same question in other words that mean the same."""
    return raw.replace("?", " ...").replace("the ", "").replace("Why does", "**WHY** does")


def bound(
    number: int,
    topic: str,
    levels: tuple[str, ...],
    desk: Desk,
    prompts: dict[str, list[str]],
    wanted: list[tuple[str, str]],
    elsewhere: list[str],
) -> Written:
    """The note with its front matter, whose lines are then known."""
    matter = [f'title: "Note {number}"', f"category: {topic}", f"levels: [{', '.join(levels)}]"]
    word = wanted[0][1] if wanted else "skill"  # Sets are to have another order in each note.
    matter += [f"skills: [{word} {number}, shared]", "questions:"]
    faults: list[tuple[int, str]] = []
    opened: list[Asked] = []
    for level in levels:
        matter.append(f"  {level}:")
        for raw in prompts[level]:
            line = len(matter) + 2
            matter.append("    - '" + raw.replace("'", "''") + "'")
            faults += [(line, mark) for mark in elsewhere if mark in raw.split()]
        for word in (word for wanted_at, word in wanted if wanted_at == level):
            mark = f"qm{number}o{len(opened)}"
            opened.append(Asked(mark, level, False, len(matter) + 2))
            matter.append(f'    - "What is {mark} of a {word} for?"')
    first = len(matter) + 3
    path = f"{topic}/n{number}.md"
    asked = [replace(each, line=each.line + first, path=path) for each in desk.asked]
    opened = [replace(each, path=path) for each in opened]
    return Written(
        path,
        "\n".join(matter) + "\n",
        "\n".join(desk.lines) + "\n",
        (*asked, *opened),
        tuple((line, f"{mark} .* is listed for") for line, mark in faults),
    )


def write_question(desk: Desk, shape: str, raw: str, asked: Asked, plan: Plan) -> None:
    """Write a question in one of the shapes, with its answer's parts."""
    said = f"It is {asked.answer} {plan.formula}".rstrip()
    pin = f"<!-- id: pin-{asked.mark} -->" if plan.pinned else ""
    prompt = f"**{raw}**" if plan.bold else raw
    if shape == "numbered":
        desk.write(f"1. {prompt} {pin}".rstrip())
        desk.write(f"   - {plan.label} {said}" if plan.label else f"   - {said}")
        rest(desk, plan, "     ")
        if plan.other:
            desk.write(f"   - {plan.other} and more")
    elif shape == "siblings":
        desk.write(f"- **Q**: {raw} {pin}".rstrip())
        desk.write(f"- **A**: {said}")
        rest(desk, plan, "  ")
    elif shape == "nested":
        desk.write(f"- **Q**: {raw} {pin}".rstrip())
        desk.write(f"  - **A**: {said}")
        rest(desk, plan, "    ")
    else:
        desk.write(f"#### {raw} {pin}".rstrip() + "\n")
        desk.write(f"{plan.label} {said}".strip() + "\n")
        rest(desk, plan, "")
        if plan.other:
            desk.write(f"{plan.other} and more\n")
    desk.write("")


def rest(desk: Desk, plan: Plan, indent: str) -> None:
    """The answer's other blocks, each between blank lines."""
    for block in plan.blocks:
        desk.write("")
        desk.write(block, indent)
    if plan.blocks:
        desk.write("")
