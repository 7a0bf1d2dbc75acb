"""Card HTML: what Anki gets of what an author wrote."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import EVERY
from test_markdown_pages import Recorder

from levelset.allowed import bad_scheme
from levelset.card_html import CardHtml
from levelset.markdown import parse, render
from levelset.model import Formula

INLINE = Formula(r"a < b \text{ & } f'(x)", False)
DISPLAY = Formula("\\begin{aligned} x % why\n&= [sound:y.mp3]\\end{aligned}", True)
HTML = CardHtml(
    {formula.key: formula for formula in (INLINE, DISPLAY)},
    "https://notes.example/study/",
    {"pictures/a dot.svg": "a-dot-123.svg"}.get,
)


def test_no_known_pattern_runs_in_anki() -> None:
    assert {text: live for text in EVERY if (live := live_parts(text))} == {}


def live_parts(text: str) -> list[str]:
    """What could run of a text that an author wrote in several places."""
    live = Live()
    places = f"{text}\n\nx {text}\n\n[a]({text}) ![b]({text})\n\n| {text} |\n|---|\n"
    for written in (places, f"$\\text{{{text}}}$ `{text}`\n"):
        document = parse(written)
        tokens = (*document.tokens, *document.footnotes)
        formulas = {formula.key: formula for formula, _ in document.formulas}
        card = CardHtml(formulas, "", lambda _: None)
        live.feed(card(render(tokens, document, Recorder())))
    return live.found


class Live(HTMLParser):
    """Collects what a card must not have."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "svg", "form", "object", "input", "img", "meta"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and bad_scheme(value or "")):
                self.found.append(f"{tag} {name}={value}")


def placeholder(formula: Formula) -> str:
    return f'<span class="ls-tex" data-tex="{formula.key}">a &lt; b</span>'


def test_formulas_are_tex_again() -> None:
    assert HTML(f"<p>If {placeholder(INLINE)}.</p>") == (
        r"<p>If \(a &lt; b \text{ &amp; } f'(x)\).</p>"
    )
    assert HTML(placeholder(DISPLAY)) == (
        "\\[\\begin{aligned} x % why\n&amp;= &#91;sound:y.mp3]\\end{aligned}\\]"
    )


def test_a_formula_that_is_none_is_shown_as_code() -> None:
    assert HTML(placeholder(Formula("bad", False))) == "<code>a &lt; b</code>"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (r"\(x\) and \[y\]", r"<span>\</span>(x\) and <span>\</span>[y\]"),
        ("[sound:a.mp3] [ANKI:tts] [latex]x[/latex] [$]y[/$] [$$]z[/$$] [1] [sound]", None),
        ('<abbr title="[sound:a.mp3]">x</abbr>', '<abbr title="&#91;sound:a.mp3]">x</abbr>'),
        ("a\x1fb\x00c", "abc"),
    ],
)
def test_nothing_an_author_writes_is_a_command_to_anki(stored: str, shown: str | None) -> None:
    made = HTML(stored)
    if shown is None:
        assert made.count("&#91;") == 8
        assert made.replace("&#91;", "[") == stored
    else:
        assert made == shown


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ('<p onclick="alert(1)" id="x" class="note evil">a</p>', '<p class="note">a</p>'),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href=" java\nscript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="&#106;avascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="https://a.example/?b=1&amp;c=%22">a</a>', None),
        ('<a href="mailto:a@b.example">a</a>', None),
        ("<object data=x>a</object><form action=//evil><button>b</button></form>", "ab"),
        ("<svg onload=alert(1)><path/></svg>", ""),
        ('<link rel=stylesheet href="https://evil.example/a.css">', ""),
        ("<IMG SRC=x onerror=alert(1)>", ""),
        ('<td style="text-align:right">1</td>', None),
        ('<td style="background:url(https://evil.example)">1</td>', "<td>1</td>"),
        ('<th colspan="2" rowspan="x">1</th>', '<th colspan="2">1</th>'),
        ("<b title='a\"b'>c</b>", '<b title="a&quot;b">c</b>'),
        ("a < b <3 <!-- c --> <b", "a &lt; b &lt;3 &lt;!-- c --&gt; &lt;b"),
        ('<ol start="3"><li>a</li></ol>', None),
    ],
)
def test_only_harmless_tags_and_attributes_stay(stored: str, shown: str | None) -> None:
    assert HTML(stored) == (stored if shown is None else shown)


def test_pictures_travel_with_the_cards_or_are_their_words() -> None:
    assert HTML('<img src="site:pictures/a%20dot.svg" alt="A &quot;dot&quot;" width="9">') == (
        '<img src="a-dot-123.svg" alt="A &quot;dot&quot;" width="9">'
    )
    for source in ("https://evil.example/a.png", "//evil.example/a.png", "data:x", "site:gone.svg"):
        assert HTML(f'<img src="{source}" srcset="a.png 2x" alt="a &lt;b>">') == "a &lt;b&gt;"


def test_links_into_the_site_are_whole_or_none() -> None:
    stored = '<a href="site:math/calculus/#a" class="x">a</a>'
    assert HTML(stored) == '<a href="https://notes.example/study/math/calculus/#a">a</a>'
    assert CardHtml({}, "", lambda _: None)(stored) == "<a>a</a>"


def test_code_stays_and_its_colours_go() -> None:
    stored = '<div class="highlight"><pre><span></span><code><span class="k">if</span> a &lt; b\n'
    assert HTML(stored + "</code></pre></div>") == (
        "<div><pre><code>if a &lt; b\n</code></pre></div>"
    )


def test_tasks_have_boxes_to_see_and_headings_no_links() -> None:
    assert HTML('<li><label class="x"><input type="checkbox" disabled checked></label> a</li>') == (
        "<li>☑  a</li>"
    )
    assert HTML('<li><input type="checkbox"> b</li>') == "<li>☐  b</li>"
    heading = '<h4 id="a">A<a class="headerlink" href="#a" title="Permanent link">¶</a></h4>'
    assert HTML(heading) == "<h4>A</h4>"


class Tags(HTMLParser):
    """Collects what a browser would take for tags."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.seen.append((data, {}))

    handle_decl = unknown_decl = handle_pi = handle_comment


PIECES = ["<", ">", "/", " ", "\n", '"', "'", "=", "a", "b", "img", "script", "on", "src", "href"]
PIECES += ["`", "x", "!--", "-->", "style", "svg", "\x00", "\\", "(", "[", "javascript:", "?", "!"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_is_written_only_allowed_tags_come_out(stored: str) -> None:
    tags = Tags()
    tags.feed(HTML(stored))
    tags.close()
    for name, attributes in tags.seen:
        assert name in {"a", "b", "img", "span"}
        assert not attributes
