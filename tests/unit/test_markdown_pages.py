"""What the rest of the site takes from a note that has been read."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest

from levelset.markdown import github_slug, parse, parse_line, plain, render
from levelset.model import Formula


@dataclass
class Recorder:
    """A site that moves every address and notes what it was asked."""

    asked: list[tuple[str, str, int]] = field(default_factory=list)
    reported: list[tuple[int, str]] = field(default_factory=list)
    trusted: bool = False

    def report(self, line: int, message: str, remedy: str) -> None:
        assert remedy
        self.reported.append((line, message))

    def reading(self, formula: Formula) -> str:
        return f"reading of {formula.tex}"

    def link(self, href: str, line: int) -> str:
        self.asked.append(("link", href, line))
        return f"site:{href}"

    def image(self, src: str, line: int) -> str:
        self.asked.append(("image", src, line))
        return f"site:{src}"


def html(text: str, first_line: int = 1) -> tuple[str, Recorder]:
    document, site = parse(text, first_line), Recorder()
    return render((*document.tokens, *document.footnotes), document, site), site


def test_a_formula_is_stored_by_its_key_with_its_reading() -> None:
    formula = Formula("a < b", False)
    expected = f'<span class="ls-tex" data-tex="{formula.key}">reading of a &lt; b</span>'
    assert html("$a < b$")[0] == f"<p>{expected}</p>\n"


def test_lines_count_from_the_first_line_of_the_text_in_its_file() -> None:
    text = "# One\n\ntext\n[a](b) $x$\n\n- $y$\n\n| h |\n|---|\n| $z$ [c](d) |\n\n$$\nw\n$$\n"
    document = parse(text, first_line=11)
    assert [(h.text, h.line) for h in document.headings] == [("One", 11)]
    assert [(f.tex, line) for f, line in document.formulas] == [
        ("x", 14),
        ("y", 16),
        ("z", 20),
        ("w", 22),
    ]
    site = Recorder()
    render(document.tokens, document, site)
    assert site.asked == [("link", "b", 14), ("link", "d", 20)]


def test_a_link_behind_a_formula_or_tag_of_two_lines_stands_on_its_own_line() -> None:
    _, site = html("$a\nb$ [c](d)\n<i\nid=e> [f](g)\n")
    assert [line for _, _, line in site.asked] == [2, 4]


def test_block_tokens_say_which_lines_they_span() -> None:
    document = parse("# One\n\n1. a\n   - b\n\n2. c\n\n```\nx\n```\nend\n")
    spans = {(token.type, *token.map) for token in document.tokens if token.map}
    assert {
        ("heading_open", 0, 1),
        ("ordered_list_open", 2, 7),
        ("list_item_open", 2, 5),
        ("bullet_list_open", 3, 5),
        ("list_item_open", 5, 7),
        ("fence", 7, 10),
        ("paragraph_open", 10, 11),
    } <= spans


def test_a_slice_of_the_tokens_is_rendered_alone() -> None:
    document = parse("# Title\n\n1. one [r]\n2. two\n\n[r]: target.md\n")
    items = [n for n, token in enumerate(document.tokens) if token.type == "list_item_open"]
    ends = [n for n, token in enumerate(document.tokens) if token.type == "list_item_close"]
    first = document.tokens[items[0] : ends[0] + 1]
    assert render(first, document, Recorder()) == '<li>one <a href="site:target.md">r</a></li>\n'


def test_headings_carry_their_id_and_a_permalink() -> None:
    document = parse("## Two words\n")
    assert document.tokens[0].attrGet("id") == "two-words"
    assert html("## Two words\n")[0] == (
        '<h2 id="two-words">Two words'
        '<a class="headerlink" href="#two-words" title="Permanent link"'
        ' aria-hidden="true" tabindex="-1">¶</a></h2>\n'
    )


def test_a_heading_without_letters_has_no_id() -> None:
    assert html("# !\n")[0] == "<h1>!</h1>\n"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hello World", "hello-world"),
        ("C++ / C#", "c--c"),
        ("snake_case - kebab", "snake_case---kebab"),
        ("I ♥ unicode", "i--unicode"),
        ("Привет", "привет"),
        ("हिन्दी", "हिन्दी"),
        ("🗣️ Questions", "\ufe0f-questions"),
        ("👨‍👩‍👧 family", "-family"),
        ("½ of x²", "-of-x"),
        ("a\nb", "ab"),
        ("trailing ", "trailing-"),
    ],
)
def test_slugs_are_githubs(text: str, slug: str) -> None:
    assert github_slug(text) == slug


def test_a_shortcode_gives_its_name_to_the_id_and_its_emoji_to_the_page() -> None:
    assert html("# :rocket: Go\n")[0].startswith('<h1 id="rocket-go">🚀 Go')


def test_code_is_highlighted_by_class_without_ids() -> None:
    stored = html("```python\nx = 1\n```\n")[0]
    assert stored.startswith('<div class="highlight"><pre><span></span><code>')
    assert '<span class="n">x</span>' in stored
    assert " id=" not in stored


def test_code_in_an_unknown_language_is_plain_and_whole() -> None:
    assert "\n\n&lt;a&gt;\n\n</code>" in html("```nonsense\n\n\n<a>\n\n```\n")[0]


def test_mermaid_stays_a_code_block() -> None:
    assert 'class="mermaid"' not in html("```mermaid\ngraph TD\n```\n")[0]


def test_a_table_has_a_scroll_wrapper_and_a_class_of_its_own() -> None:
    stored = html("| a |\n|:-:|\n| b |\n")[0]
    assert stored.startswith(
        '<div class="ls-scroll" role="group" aria-label="Table" tabindex="0">'
        '<table class="ls-table">'
    )
    assert '<th style="text-align:center">a</th>' in stored


def test_a_task_has_the_markup_that_material_styles_and_a_name() -> None:
    stored = html("- [x] done\n- [ ] open\n")[0]
    assert stored.startswith('<ul class="task-list">\n<li class="task-list-item"><label')
    assert 'class="task-list-control"><input type="checkbox" aria-label="Done" disabled' in stored
    assert stored.count("checked") == 1


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_an_alert_is_an_admonition_with_a_title(kind: str) -> None:
    stored = html(f"> [!{kind.upper()}]\n> text\n")[0]
    assert stored == (
        f'<div class="admonition {kind}">\n<p class="admonition-title">{kind.capitalize()}</p>\n'
        "<p>text</p>\n</div>\n"
    )


def test_footnotes_come_last_with_links_both_ways() -> None:
    stored, site = html("a[^n] b[^n]\n\n[^n]: text\n\nend\n")
    assert 'href="site:#fn-n" id="fnref-n"' in stored
    assert 'href="site:#fn-n" id="fnref-n-2"' in stored
    assert stored.index('<li id="fn-n">') > stored.index("end")
    assert 'href="#fnref-n"' in stored
    assert 'href="#fnref-n-2"' in stored
    assert ("link", "#fn-n", 1) in site.asked


def test_footnotes_are_apart_from_the_tokens_so_that_they_are_rendered_once() -> None:
    document = parse("- a[^1]\n\n  [^1]: inside\n")
    assert "inside" not in render(document.tokens, document, Recorder())
    assert "inside" in render(document.footnotes, document, Recorder())
    assert parse("no note\n\n[^1]: unused\n").footnotes == ()


def test_addresses_in_markdown_and_html_go_through_the_site() -> None:
    text = '[a](b%20c.md "t") ![i](p.png)\n\n<img src="q.png"> <a href=\'r.md\'>r</a>\n'
    stored, site = html(text)
    assert '<a href="site:b%20c.md" title="t">' in stored
    assert '<img src="site:p.png" alt="i">' in stored
    assert '<img src="site:q.png"> <a href="site:r.md">' in stored
    assert site.asked == [
        ("link", "b%20c.md", 1),
        ("image", "p.png", 1),
        ("image", "q.png", 3),
        ("link", "r.md", 3),
    ]


@pytest.mark.parametrize("scheme", ["javascript:", "JavaScript:", "vbscript:", "data:text/html,"])
def test_a_link_that_could_run_code_keeps_its_words_only(scheme: str) -> None:
    stored, site = html(f"[go]({scheme}alert)\n")
    assert stored == "<p><a>go</a></p>\n"
    assert site.asked == []


@pytest.mark.parametrize(
    "tag",
    ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"],
)
def test_disallowed_tags_become_text(tag: str) -> None:
    for text in (f"<{tag}>x</{tag}>\n", f"a <{tag.upper()} a='b'>x</{tag}>\n"):
        stored = html(text)[0]
        assert f"<{tag}" not in stored.lower()
        assert f"&lt;{tag}" in stored.lower()


def test_tags_that_github_keeps_pass() -> None:
    text = "<details open>\n<summary>s</summary>\n\n<kbd>K</kbd>\n\n</details>\n"
    assert html(text)[0] == (
        '<details open="">\n<summary>s</summary>\n<p><kbd>K</kbd></p>\n</details>\n'
    )


def test_maths_and_emoji_between_tags_are_read_but_not_in_code() -> None:
    stored = html("<details><summary>:tada: $x$, <code>$y$ :tada:</code></summary>\n\n</details>\n")
    assert "🎉 <span" in stored[0]
    assert "<code>$y$ :tada:</code>" in stored[0]


def test_plain_words_have_no_markup_and_fold_white_space() -> None:
    text = (
        "# **A**  `b`\n\n- x $y$  \n  z\n- <b>t</b>&amp;u :tada:\n\n"
        "| p | q |\n|---|---|\n| ![r](s) | [v](w) |\n\n<p>m</p><p>n &lt;</p>\n"
    )
    document = parse(text)
    assert plain(document.tokens, document, Recorder()) == (
        "A b x reading of y z t&u 🎉 p q r v m n <"
    )
    assert plain(document.tokens[1], document, Recorder()) == "A b"


def test_a_line_of_front_matter_has_inline_markup_and_no_blocks() -> None:
    document = parse_line("1. What is `x` \\*and\\* $y$ me@a.b?", 7)
    assert [formula for formula, _ in document.formulas] == [Formula("y", False)]
    assert document.formulas[0][1] == 7
    assert render(document.tokens, document, Recorder()).startswith(
        "1. What is <code>x</code> *and*"
    )


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("| a |\n|---|\n| $|w|$ |\n", 3, "this row has 3 cells and the table 1", "\\vert"),
        ("| a | b |\n|---|---|\n| $w$ | `$a | b` |\n", 3, "this row has 3 cells", "`\\|`"),
        ("> | a |\n> |---|\n> | b | c |\n", 3, "this row has 2 cells and the table 1", "`\\|`"),
        ("text\n$$x\n", 2, "`$$` is opened here and not closed", "close it with `$$`"),
    ],
)
def test_a_fault_names_the_line_and_a_remedy(
    text: str, line: int, message: str, remedy: str
) -> None:
    ((found_line, what, advice),) = parse(text).faults
    assert found_line == line
    assert what.startswith(message)
    assert remedy in advice


def test_the_same_text_gives_the_same_html() -> None:
    text = "# a\n\n```python\nx\n```\n\n- [x] $y$[^1]\n\n[^1]: z\n"
    assert html(text)[0] == html(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\x00\ufeff\u2028",
        "$",
        "$$",
        "$$$$",
        "[^]: x",
        "`" * 5000,
        "$`" * 3000,
        "> " * 3000 + "x",
        "- " * 3000 + "x",
        "[" * 5000,
        "*a " * 5000,
        "$a " * 5000,
        "$$ a " * 3000,
        "<" * 5000,
        "<!-- " * 2000,
        "|a" * 3000 + "\n" + "|-" * 3000 + "\n|x\n|y\n",
        "|a" * 3000 + "\n" + "|-" * 3000 + "\n" + "|x\n" * 3000,
        "- a\n" * 3000,
        "[a]: /u\n" * 2000,
        "a@b." * 3000,
        "http://" * 2000,
        "\t" * 3000,
        "[^1]" * 2000 + "\n\n[^1]: x\n",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_is_read_in_reasonable_time(text: str) -> None:
    start = time.process_time()
    document = parse(text)
    render((*document.tokens, *document.footnotes), document, Recorder())
    plain(document.tokens, document, Recorder())
    assert time.process_time() - start < 5


def test_a_formula_keeps_the_indentation_that_its_fence_does_not_have() -> None:
    document = parse("-   $$\n    a\n      b\n    $$\n\n  ```math\n  c\n    d\n  ```\n")
    assert [formula.tex for formula, _ in document.formulas] == ["a\n  b", "c\n  d"]
