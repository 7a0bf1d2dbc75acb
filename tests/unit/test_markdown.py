"""Our reading of a note against hand-written counts, markdown-it and GitHub's C library."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.markdown.blocks import Block, blocks, count
from tests.markdown.compositions import compose
from tests.markdown.references import cmark_blocks, markdown_it_blocks

from levelset.markdown import Document, parse, plain, render
from levelset.model import Formula

NOTES = Path(__file__).parents[1] / "markdown" / "notes"
NAMES = sorted(path.stem for path in NOTES.glob("*.md"))


class AsWritten:
    """A site whose formulas read as their source and whose addresses stay as they are."""

    trusted = False

    def report(self, line: int, message: str, remedy: str) -> None:
        pass

    def reading(self, formula: Formula) -> str:
        dollars = "$$" if formula.display else "$"
        return f"{dollars}{formula.tex}{dollars}"

    def link(self, href: str, line: int) -> str:
        del line
        return href

    def image(self, src: str, line: int) -> str:
        del line
        return src


SITE = AsWritten()


def page(document: Document) -> str:
    return render(document.tokens, document, SITE) + render(document.footnotes, document, SITE)


def our_blocks(text: str) -> list[Block]:
    document = parse(text)
    tex = {found.key: " ".join(SITE.reading(found).split()) for found, _ in document.formulas}
    return blocks(page(document), tex)


def source(name: str) -> str:
    return (NOTES / f"{name}.md").read_bytes().decode()


def expected(name: str) -> dict[str, object]:
    return yaml.safe_load((NOTES / f"{name}.yml").read_text())


@pytest.mark.parametrize("name", NAMES)
def test_a_note_has_the_blocks_counted_by_hand(name: str) -> None:
    assert count(our_blocks(source(name))) == expected(name)["blocks"]


@pytest.mark.parametrize("name", [name for name in NAMES if "formulas" in expected(name)])
def test_a_note_has_the_formulas_listed_by_hand(name: str) -> None:
    found = [" ".join(formula.tex.split()) for formula, _ in parse(source(name)).formulas]
    assert found == expected(name)["formulas"]


@pytest.mark.parametrize("name", [name for name in NAMES if "ids" in expected(name)])
def test_headings_have_the_ids_listed_by_hand(name: str) -> None:
    assert [heading.id for heading in parse(source(name)).headings] == expected(name)["ids"]


@pytest.mark.parametrize("name", NAMES)
def test_faults_stand_on_the_lines_listed_by_hand(name: str) -> None:
    document = parse(source(name))
    lines = [line for line, _, _ in document.faults]
    lines += [document.first_line + block.start for block in document.endless]
    assert sorted(lines) == expected(name).get("faults", [])


@pytest.mark.parametrize("name", [name for name in NAMES if "says" in expected(name)])
def test_a_page_says_what_is_listed_by_hand(name: str) -> None:
    document = parse(source(name))
    words = plain((*document.tokens, *document.footnotes), document, SITE)
    shown = " ".join(block.text for block in our_blocks(source(name)))
    for said in expected(name)["says"]:  # type: ignore[attr-defined]
        assert said in words or said in shown


@pytest.mark.parametrize("name", NAMES)
def test_a_note_is_read_as_markdown_it_reads_it_unless_a_reason_is_given(name: str) -> None:
    ours, theirs = our_blocks(source(name)), markdown_it_blocks(source(name))
    if "differs" in expected(name):
        assert ours != theirs, "the reason given no longer holds"
    else:
        assert ours == theirs


@pytest.mark.parametrize(
    "name",
    [name for name in NAMES if "$" not in source(name) and "beyond_cmark" not in expected(name)],
)
def test_a_note_without_maths_is_read_as_githubs_library_reads_it(name: str) -> None:
    assert our_blocks(source(name)) == cmark_blocks(source(name))


def test_comments_stay_in_the_tokens_and_off_the_page() -> None:
    document = parse(source("comments"))
    raw = [
        token.content
        for block in document.tokens
        for token in (block, *(block.children or ()))
        if token.type in ("html_block", "html_inline")
    ]
    for comment in expected("comments")["comments"]:  # type: ignore[attr-defined]
        assert any(comment in html for html in raw)
        assert comment not in page(document)


WHERE_MARKDOWN_IT_IS_NOT_GITHUB = [
    ("symbols are punctuation beside emphasis only since CommonMark 0.31", "a**🎉**b\n"),
    ("a list's mark is not part of a table's header", "- a | b\n  -|-\n  1 | 2\n"),
    ("a table's header needs no pipe if the line below has one", "a\n-|\n"),
    ("a definition is part of a paragraph, so no list can follow it", "[r]: /u\n3. x\n"),
    ("a definition is part of a paragraph, so no code can follow it", "[r]: /u\n    x\n"),
    ("what cannot interrupt the outer paragraph continues it", "  1. e\n    ```\n"),
    ("a quote's mark is indented by three columns at most", "> a\n    > b\n"),
    ("a blank line in a quote ends a footnote", "> [^a]: x\n>\n>     y\n\n[^a]\n"),
    ("a footnote's text ends a quote's lazy paragraph", "> q\n[^a]: x\n\n[^a]\n"),
    ("a blank line behind a rule does not loosen its list", "1. ***\n\n   x\n"),
    ("any tag on a line of its own ends a lazy paragraph", "- a\n<br>\n"),
    ("an address is linked behind any sign that is no letter", '"https://a.b"\n'),
    ("no address is linked behind an open bracket", "[ https://a.b\n"),
    ("tildes beside emphasis are looked through", "_a_~x\n"),
]


@pytest.mark.parametrize(("what", "text"), WHERE_MARKDOWN_IT_IS_NOT_GITHUB)
def test_corners_where_the_library_differs_from_github_are_known(what: str, text: str) -> None:
    assert our_blocks(text) == markdown_it_blocks(text), what
    assert our_blocks(text) != cmark_blocks(text), f"now right, take it off the list: {what}"


APART = {
    517: "dollarmath loses a link's text when emphasis marks stand in its formula",
    1013: "a footnote defined twice, once inside of a quote",
}
"""Compositions that we read otherwise than markdown-it and its plugins do."""


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_two_thousand_random_pages_are_read_as_markdown_it_reads_them(first: int) -> None:
    apart = []
    for seed in range(first, first + 500):
        text = compose(seed).text
        if _as_one(our_blocks(text)) != _as_one(markdown_it_blocks(text)):
            apart.append(seed)
    assert apart == [seed for seed in sorted(APART) if first <= seed < first + 500]


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_random_pages_differ_from_githubs_library_only_where_markdown_it_does(first: int) -> None:
    """GitHub's library knows no maths: it reads each page with a word for every formula."""
    corners = 0
    for seed in range(first, first + 500):
        composition = compose(seed)
        ours = our_blocks(composition.text)
        if seed in APART or ours == composition.restored(cmark_blocks(composition.shadow)):
            continue
        corners += 1
        theirs = composition.restored(markdown_it_blocks(composition.shadow))
        assert _as_one(ours) == _as_one(theirs), composition.text
    assert corners < 50


def _as_one(found: list[Block]) -> list[Block]:
    """Without the difference between a formula in a tight item and one in a paragraph there.

    dollarmath draws a block for every formula on its own lines, so its renderer cannot tell.
    """
    joined: list[Block] = []
    for block in found:
        if block.path.endswith("li p") and block.text.startswith("$$"):
            if joined and joined[-1] == Block(block.path, ""):
                joined.pop()
            block = Block(block.path.removesuffix(" p"), block.text)
        joined.append(block)
    return joined
