"""Text is read without asking every rule at every letter, and comes out as if all were asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levelset import markdown

PIECES = st.sampled_from(
    [*"abw \n\r\0\t-+=%{}#^>().:;@$\\`~*_[]!<&'\"|/", "www.", "http://", "x.org", "[^1]", ":smile:"]
)
EVERYWHERE = re.compile(r"[\s\S]")


def asked_everywhere(text: str) -> tuple[object, object]:
    """What is read when the rules are asked at every character."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_MARKUP", EVERYWHERE)
        patch.setattr(markdown._GITHUB.inline, "terminator_re", EVERYWHERE)
        return markdown.parse(text).tokens, markdown.parse_line(text, 3).tokens


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_markup_is_missed(text: str) -> None:
    read = markdown.parse(text).tokens, markdown.parse_line(text, 3).tokens
    assert read == asked_everywhere(text)
