"""Pages put together at random from tricky pieces, nested in lists, quotes and details.

Every page exists twice: as an author writes it, and as a shadow in which each formula is a plain
word. Whoever reads the shadow needs no idea of maths to say where the formulas stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from tests.markdown.blocks import Block

INLINE_TEX = (
    "x",
    "a_1 * b_1 * c",
    r"\{a\} \\ b",
    r"\lambda ||w||^2",
    "f'(x) < 0 > y",
    r"\text{cost: \$5}",
    "[a](b)",
    "x_{new} = x_{old} - H^{-1}",
    "**a** ~~b~~ &amp;",
    "p(y | x), !",
)
BLOCK_TEX = (
    ("x = y",),
    (r"\begin{aligned}", r"a &= b \\", "- c", "# d", r"\end{aligned}"),
    ("a", "=", "b"),
    ("+ a", "* b", "1. c"),
    ("> a", "| b | c |", "```"),
)
PHRASES = (
    "plain words",
    "a {} b",
    "**{}** and _{}_, ({}).",
    "[{}](u), [a {} b](v)",
    "text: {{}} and more",
    "*{}*—{}; “{}”",
    "`$x$` and ``$$y$$``",
    r"\$x\$ and \\",
    "$5 to $10",
    "$5-$10, US$3",
    "a$b$c and 3$ 4$",
    "$ x $ y$",
    "*em* **strong** ***both*** ~~gone~~ ~one~",
    "a_b_c __d__ 2*3*4",
    '[link](http://a.b/c "t") and [ref][r] and [r]',
    "![alt *em*](x.png 't')",
    "<https://x.y> https://example.com/a_(b), www.example.com.",
    "me@example.com node.js foo.py a@b",
    "text[^1] and [^none]",
    "two  \nlines\\\nthree",
    "&amp; &copy; &#35; < > \\*",
    "<kbd>K</kbd> <b>raw</b>",
    "🎉 party **🎉 b** 🗣️",
    "1986. A year, and 2) more",
    "[unclosed `tick *star",
    "- looks like an item",
    "1. so does this",
    "3. and this",
    "+",
    "# Heading {}",
    "###### Six ##",
    "Setext {}\n===",
    "Two\nlines\n---",
    "***",
    "> quote {}\nlazy",
    "> - item in quote\n> - next\n>\n>   par {}",
    "* tight {}\n* list",
    "*   wide\n\n    par {}",
    "1. one\n   - three in {}\n2. two",
    "- un\n1. ordered directly after",
    "- [ ] todo {}\n- [x] done",
    "*   ```\n    - no item\n    ```",
    "```python\nx = '$a$'\n# no head\n\n- no list\n```",
    "~~~\n```\n~~~",
    "````\n```\ncode $x$\n```\n````",
    "    indented $x$\n\n    - code",
    "| a {} | b |\n|---|:-:|\n| 1 | {} |\n| 2 |\n| 3 | 4 | 5 |",
    "a | b\n-|-\n`x\\|y` | z",
    "[^1]: a note {}\n\n    second",
    "[r]: /url 'title'",
    "<details>\n<summary>S</summary>\n\ninner {}\n\n</details>",
    "<!-- id: x -->",
    "<div>\n*raw*\n</div>",
)
WIDTHS = ("- ", "* ", "*   ", "1. ", "1.  ", "10) ", "+  ")


@dataclass
class Page:
    """A page being written; `formulas` tells what each word of the shadow stands for."""

    random: Random
    formulas: dict[str, str] = field(default_factory=dict)

    def word_for(self, formula: str) -> str:
        word = f"FORMULA{len(self.formulas)}E"
        self.formulas[word] = formula
        return word

    def phrase(self) -> tuple[str, str]:
        """A phrase and its shadow."""
        source = shadow = self.random.choice(PHRASES)
        while hole := re.search(r"\{\{\}\}|\{\}", shadow):
            dollars = "$$" if hole[0] == "{{}}" else "$"
            formula = dollars + self.random.choice(INLINE_TEX[:-1]) + dollars
            if "|" in shadow:
                formula = r"$\lVert w \rVert$"
            source = source.replace(hole[0], formula, 1)
            shadow = shadow.replace(hole[0], self.word_for(formula), 1)
        return source, shadow

    def formula(self) -> tuple[str, str]:
        """A formula on lines of its own and its shadow."""
        lines = self.random.choice(BLOCK_TEX)
        tex = "\n".join(lines)
        if self.random.random() < 0.3 and "```" not in tex:
            return f"```math\n{tex}\n```", f"```math\n{self.word_for(tex)}\n```"
        word = self.word_for(f"$${tex}$$")
        return self.random.choice((f"$$\n{tex}\n$$", f"$${tex}$$")), word

    def part(self, depth: int) -> tuple[str, str]:
        """A phrase, a formula or something that holds other parts."""
        chance = self.random.random()
        if chance < 0.1:
            return self.formula()
        if chance < 0.65 or depth > 2:
            return self.phrase()
        return self.nested(depth)

    def nested(self, depth: int) -> tuple[str, str]:
        source, shadow = self.parts(depth + 1, self.random.randint(1, 3))
        match self.random.randrange(4):
            case 0:
                return _indent(source, "> ", "> "), _indent(shadow, "> ", "> ")
            case 1:
                wrapped = "<details>\n\n{}\n\n</details>"
                return wrapped.replace("{}", source), wrapped.replace("{}", shadow)
            case _:
                mark = self.random.choice(WIDTHS)
                tabs = depth == 0 and len(mark) == 4 and self.random.random() < 0.3
                rest = "\t" if tabs else " " * len(mark)
                return _indent(source, mark, rest), _indent(shadow, mark, rest)

    def parts(self, depth: int, number: int) -> tuple[str, str]:
        source, shadow = self.part(depth)
        for _ in range(number - 1):
            more_source, more_shadow = self.part(depth)
            alone = any(mark in source + more_source for mark in ("$$", "<d"))
            apart = "\n\n" if alone or self.random.random() < 0.6 else "\n"
            apart += " \n" * (self.random.random() < 0.1)
            source, shadow = source + apart + more_source, shadow + apart + more_shadow
        return source, shadow


@dataclass(frozen=True)
class Composition:
    """A page, its shadow, and the formula behind each of the shadow's words."""

    text: str
    shadow: str
    formulas: dict[str, str]

    def restored(self, found: list[Block]) -> list[Block]:
        """The shadow's blocks with the formulas back in their places."""
        return [Block(block.path, self._restored(block)) for block in found]

    def _restored(self, block: Block) -> str:
        text = block.text
        for word, formula in self.formulas.items():
            folded = formula if block.path.endswith("pre") else " ".join(formula.split())
            text = text.replace(word, folded)
        return text


def compose(seed: int) -> Composition:
    """The page of that number; always the same."""
    page = Page(Random(seed))
    source, shadow = page.parts(0, page.random.randint(1, 5))
    return Composition(f"{source}\n", f"{shadow}\n", page.formulas)


def _indent(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    below = [(rest + line if line else rest.rstrip()) for line in lines[1:]]
    return "\n".join([first + lines[0], *below])
