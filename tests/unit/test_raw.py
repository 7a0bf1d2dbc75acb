"""HTML in notes: what passes, what is left out and said, and that nothing gets out of its place."""

from __future__ import annotations

import time

import pytest
from reading import texts
from test_markdown_pages import Recorder, html

from levelset.allowed import bad_scheme
from levelset.library import Library
from levelset.markdown import parse, render
from levelset.settings import Settings, SettingsError, settings

MATTER = "---\ntitle: T\ncategory: c\nlevels: [mid]\nskills: [s]\n---\n"


def read(body: str, **more: bool) -> Library:
    return texts(Settings(**more), a=f"{MATTER}\n# T\n\n{body}")


def page(body: str, **more: bool) -> str:
    (note,) = read(body, **more).catalog.notes
    return "".join(part if isinstance(part, str) else "[CARD]" for part in note.page.body)


def said(body: str) -> list[str]:
    return [f"{p.line}: {p.message}" for p in read(body).problems]


@pytest.mark.parametrize(
    "written",
    [
        '<p align="center"><img src="a.svg" alt="A" width="200" height="9"></p>',
        "<details><summary>s</summary>\n\ntext\n\n</details>",
        "H<sub>2</sub>O <sup>3</sup> <kbd>K</kbd> <ins>i</ins> <mark>m</mark> <br> <q>q</q>",
        '<table><tr><td colspan="2" align="right" valign="top">x</td></tr></table>',
        '<picture><source media="(prefers-color-scheme: dark)" srcset="a.svg"><img src="a.svg">'
        "</picture>",
        '<a href="https://example.org" title="t">x</a> <a name="here"></a> <a id="there"></a>',
        '<ol start="3" type="a"><li value="4">x</li></ol>',
        '<div dir="rtl" lang="he" role="note" aria-label="x">y</div>',
        "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby> <samp>s</samp><var>v</var><wbr>",
    ],
)
def test_what_github_keeps_passes_unsaid(written: str) -> None:
    stored, site = html(f"{written}\n")
    assert site.reported == []
    for name in ("align", "colspan", "media", "title", "name", "value", "lang", "width", "start"):
        assert stored.count(f" {name}=") == written.count(f" {name}=")


@pytest.mark.parametrize(
    ("written", "shown", "message"),
    [
        ("<p onclick='f()'>x</p>", "<p>x</p>", "the site shows `<p>` without `onclick`"),
        ("<IMG SRC=a.png oNeRRoR=f()>", '<img src="site:a.png">', "`<img>` without `onerror`"),
        ("<p style='position:fixed'>x</p>", "<p>x</p>", "`<p>` without `style`"),
        ("<p class='md-header'>x</p>", "<p>x</p>", "`<p>` without `class`"),
        ("<form action='/x'>y</form>", "y", "the site shows this without `<form>`"),
        ("a <input autofocus> <button>b</button>", "<p>a  b</p>", "without `<input>`"),
        ("<object data='x.swf'></object>", "", "without `<object>`"),
        ("<svg onload=f()><a>t</a></svg>", "<a>t</a>", "without `<svg>`"),
        ("a <math><mtext>t</mtext></math>", "<p>a t</p>", "without `<math>`"),
        ("<meta http-equiv=refresh content='0;url=x'>", "", "without `<meta>`"),
        ("<base href='//x'>", "", "without `<base>`"),
        ("<link rel=stylesheet href=//x>", "", "without `<link>`"),
        ("<div data-md-component=x>y</div>", "<div>y</div>", "without `data-md-component`"),
        ("<ls-search>x</ls-search>", "x", "without `<ls-search>`"),
        ("<!DOCTYPE html>", "", "without `<!DOCTYPE html>`"),
        ("<?php f() ?>", "", "without `<?php f() ?>`"),
        ("<div title='x", "&lt;div title='x", "has no `>`; the site shows it as text"),
    ],
)
def test_what_github_drops_is_dropped_and_said(written: str, shown: str, message: str) -> None:
    stored, site = html(f"\n{written}\n")
    assert shown in stored
    assert [line for line, what in site.reported if message in what] == [2]


SCHEMES = [
    *("javascript:f()", "JaVaScRiPt:f()", "vbscript:f()", "data:text/html,x", "file:///etc"),
    *("&#106;avascript:f()", "&#x6A;avascript&colon;f()", "java&Tab;script:f()", "blob:x"),
    *("java&NewLine;script:f()", "&nbsp;javascript:f()", "site:x"),
]


@pytest.mark.parametrize("address", SCHEMES)
@pytest.mark.parametrize(
    "form",
    [
        "[w]({})",
        "[w][r]\n\n[r]: {}",
        "![w]({})",
        '<a href="{}">w</a>',
        '<img src="{}" alt="w">',
        '<blockquote cite="{}">w</blockquote>',
        "w[^1]\n\n[^1]: [x]({})",
    ],
    ids=["link", "reference", "image", "anchor", "img", "cite", "footnote"],
)
def test_an_address_that_could_run_code_goes_and_its_words_stay(form: str, address: str) -> None:
    stored, site = html(form.format(address) + "\n")
    assert "w" in stored
    assert "href=" not in stored.replace('href="#fnref-1"', "").replace('href="site:#fn-1"', "")
    assert "src=" not in stored
    assert "cite=" not in stored
    assert any("without the address" in what for _, what in site.reported)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://a.b", ""),
        ("HTTPS://a.b", ""),
        ("mailto:a@b.c", ""),
        ("a/b.md#c:d", ""),
        ("?q=a:b", ""),
        ("#a:b", ""),
        ("//host/x", ""),
        ("java\tscript:x", "javascript"),
        ("\x01javascript:x", "javascript"),
        ("java%09script:x", "java%09script"),
        (":x", ":"),
    ],
)
def test_the_scheme_of_an_address(address: str, scheme: str) -> None:
    assert bad_scheme(address) == scheme


def test_only_pictures_of_the_site_are_candidates() -> None:
    written = "a.png, b,c.png 2x, data:image/png;base64,AAAA 3x, https://x.org/d.png 4x, e.png 3z"
    stored, site = html(f'<picture><source srcset="{written}"></picture>\n')
    assert '<source srcset="site:a.png, site:b,c.png 2x, site:e.png">' in stored
    assert [what.partition("`")[2][:5] for _, what in site.reported] == ["data:", "https"]


def test_a_picture_of_another_host_becomes_a_link_to_it() -> None:
    stored, site = html("![words](https://x.org/a.png) [![in](//x.org/b.png)](c.md)\n")
    assert '<a href="site:https://x.org/a.png">words</a>' in stored
    assert '<a href="site:c.md">in</a>' in stored
    assert len(site.reported) == 2
    assert site.asked == [("link", "https://x.org/a.png", 1), ("link", "c.md", 1)]


def test_what_is_left_out_is_a_problem_with_its_own_line() -> None:
    body = 'a\n\n<div>\n<p onclick="f()"\nonload=x>b</p>\n<iframe src=x></iframe>\n</div>\n'
    assert said(body) == [
        "13: the site shows `<p>` without `onclick`",
        "13: the site shows `<p>` without `onload`",
        "15: the site shows `<iframe>` as text, as GitHub does",
    ]


def test_words_lost_behind_a_comment_that_is_open_within_an_element_are_said() -> None:
    written = "<div>\nfirst\n<!-- second\nthird\n</div>\n\nfourth\n"
    assert "fourth" in page(written)
    assert said(written) == [
        "12: `<!-- second third </div>` is not closed; the site leaves it out",
    ]
    assert said("<div>\n<!-- second -->\nthird\n</div>\n") == []


def test_a_script_is_text_with_its_brackets_whole() -> None:
    stored = html("<script>\nif (a<b) f('</p>');\n\n</script>\n")[0]
    assert stored.strip() == "&lt;script&gt;\nif (a&lt;b) f('&lt;/p&gt;');\n\n&lt;/script&gt;"


def test_an_element_goes_around_the_markdown_within_it() -> None:
    stored = page(
        "<details>\n<summary>s</summary>\n\n- *a*\n\n```python\nx\n```\n\n</details>\n\nend\n"
    )
    inside, _, after = stored.partition("</details>")
    assert "<li><em>a</em></li>" in inside
    assert "<code>" in inside
    assert after.strip() == "<p>end</p>"


def test_an_element_goes_around_questions() -> None:
    body = (
        "## Interview Questions\n\n<details><summary>s</summary>\n\n"
        "1. **Q?**\n   - *Answer*: A.\n\n</details>\n\n2. **R?**\n   - *Answer*: B.\n"
    )
    stored = page(body)
    assert stored.index("<details>") < stored.index("[CARD]") < stored.index("</details>")
    assert stored.count("[CARD]") == 2


@pytest.mark.parametrize(
    "loose",
    [
        *("<div>", "</div>", "</article>", "</section></main></body></html>", "<table><tr><td>"),
        *("</p></details>", "<dl><dt>", "<details><summary>", "<ul><li>", "<a href=b.md>"),
        *("<picture>", "</template>", "<p><b><i>", "</li></ol>", "<blockquote>"),
    ],
)
@pytest.mark.parametrize("where", ["prose", "answer", "prompt", "cell"])
def test_what_is_left_open_ends_with_its_place(where: str, loose: str) -> None:
    prose, answer, prompt, cell = (
        loose if where == w else "" for w in ("prose", "answer", "prompt", "cell")
    )
    body = (
        f"before\n\n{prose}\n\n| a |\n|---|\n| {cell} |\n\n## Interview Questions\n\n"
        f"1. **Q {prompt}?**\n   - *Answer*: A.\n\n     {answer}\n\n     more\n\n2. **R?**\n"
        "   - *Answer*: B.\n"
    )
    (note,) = read(body).catalog.notes
    assert [q.answered for q in note.questions] == [True, True]
    for piece in (
        *(p.html for q in note.questions for p in q.parts),
        *(q.prompt_html for q in note.questions),
        page(body),
    ):
        assert balanced(piece), piece
    assert page(body).count("[CARD]") == 2


def balanced(stored: str) -> bool:
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.right = True

        def handle_starttag(self, tag: str, _: object) -> None:
            if tag not in ("br", "hr", "img", "input", "wbr", "col", "source"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            self.right = self.right and bool(self.open) and self.open.pop() == tag

    tags = Tags()
    tags.feed(stored)
    return tags.right and not tags.open


@pytest.mark.parametrize("identity", ["__config", "__search", "ls-search-hits", "levelsetWent"])
def test_no_note_has_the_id_of_a_part_of_the_page(identity: str) -> None:
    stored, _ = html(f"# {identity}\n\n<b id={identity}>x</b> <a name={identity}>y</a>\n")
    assert f'="{identity}' not in stored.lower().replace("#", "")
    library = read("# __config\n\n[here](#__config) <b id=ls-x></b> [there](#ls-x)\n")
    assert library.problems == ()


def test_trusted_notes_keep_their_html_but_run_nothing() -> None:
    written = (
        '<section class="x" style="color: red" onclick="f()">a</section>\n\n<script>f()</script>\n'
    )
    stored = page(written, trusted=True)
    assert '<section class="x" style="color: red">a</section>' in stored
    assert "<script" not in stored
    assert 'src="https://x.org/a.png"' in page("![a](https://x.org/a.png)\n", trusted=True)
    assert (
        "href" not in page("<a href='javascript:f()'>x</a>\n", trusted=True).partition("</h1>")[2]
    )


def test_trust_is_a_setting_and_off() -> None:
    assert settings({"trust_notes": True}).trusted is True
    assert settings({}).trusted is False
    with pytest.raises(SettingsError, match="trust_notes must be `true` or `false`"):
        settings({"trust_notes": "yes"})


def test_what_is_too_deep_is_left_out_and_said() -> None:
    body = "<div>\n\n" * 300 + "x\n\n" + "</div>\n\n" * 300 + "y\n"
    assert page(body).count("<div>") == page(body).count("</div>") == 200
    assert page(body).strip().endswith("<p>y</p>")
    assert said(body) == ["410: elements are more than 200 deep in each other; deeper are left out"]
    assert said("<p>a\n" * 300 + "\n" + "<b>b</b>\n" * 300) == []


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n" * 50_000,
        "<div>\n\n" * 5_000,
        "<div></b>" * 20_000,
        "<b>" * 20_000,
        "<div a" + "=" * 50_000,
        "<div " + "a " * 30_000,
        "<div " + "a='" * 20_000,
        "</div>\n" * 20_000,
        "<script>" * 5_000,
        "<p " + "/" * 50_000,
        "<div " * 20_000,
        "<!" * 40_000,
        "<div a='" * 20_000,
        "<table><tr><td>" * 5_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_html_is_cleaned_in_reasonable_time(text: str) -> None:
    start = time.process_time()
    document = parse(f"<div>\n{text}\n")
    render(document.tokens, document, Recorder())
    document = parse(f"x {text}\n")
    render(document.tokens, document, Recorder())
    assert time.process_time() - start < 10
