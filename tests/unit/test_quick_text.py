"""Notes are read without asking every rule everywhere, and come out as if all were asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink

from levelset import addresses, markdown

PIECES = st.sampled_from(
    [
        *"abw \n\r\0\t-+=%{}#^>().:;@$\\`~*_[]!<&'\"|/",
        *("www.", "http://", "x.org", "[^1]", ":smile:"),
        *(
            "\n\n",
            "    ",
            "\n- a",
            "\n1. ",
            "\n12) b",
            "\n> ",
            "\n# ",
            "\n---\n",
            "\n```\n",
            "\n$$\n",
        ),
        *(
            "\n| a |\n|---|\n",
            "\n[^1]: ",
            "\n[a]: /b\n",
            "\n<div>\n",
            "<!--",
            "</b>",
            "\n  * * *\n",
        ),
    ]
)
EVERYWHERE = re.compile(r"[\s\S]")


def every_rule() -> MarkdownIt:
    """A parser that asks every rule everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_MARKUP", EVERYWHERE)
        patch.setattr(markdown, "by_openings", lambda _: None)
        patch.setattr(markdown, "encoded", normalizeLink)
        return markdown._github()


EVERY_RULE = every_rule()


def asked_everywhere(text: str) -> tuple[object, object]:
    """What is read when all rules are asked, at every line and every character."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_MARKUP", EVERYWHERE)
        patch.setattr(markdown, "_GITHUB", EVERY_RULE)
        return markdown.parse(text).tokens, markdown.parse_line(text, 3).tokens


@given(st.from_regex(addresses._ENCODED, fullmatch=True))
@settings(max_examples=200)
def test_an_address_that_is_not_taken_apart_would_come_out_as_it_is(address: str) -> None:
    read = markdown.parse(f"[a](<{address}>)")
    assert [t.attrs["href"] for t in read.tokens[1].children or [] if t.attrs] == [
        EVERY_RULE.normalizeLink(address)
    ]


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=500)
def test_no_markup_is_missed(text: str) -> None:
    read = markdown.parse(text).tokens, markdown.parse_line(text, 3).tokens
    assert read == asked_everywhere(text)
