"""Pieces hold the text that they are made of, and end where nothing is cut in two."""

from __future__ import annotations

import pytest

from levelset.pieces import pieces

ITEM = (
    '\n<li><a href="site:a/">a</a> <span class="ls-tex" data-tex="0123456789abcdef">x</span></li>'
)


@pytest.mark.parametrize("length", [1, 7, 40, 1000])
def test_pieces_are_the_same_text_and_end_before_a_line_s_tag(length: int) -> None:
    whole = "<ul>" + 300 * ITEM + "\n</ul>\n"
    texts = [whole[at : at + length] for at in range(0, len(whole), length)]
    made = list(pieces(texts, 200))
    assert "".join(made) == whole
    assert len(made) > 10
    assert all(piece.startswith("\n<") for piece in made[1:])
    assert max(map(len, made)) < 200 + length + 2 * len(ITEM)


def test_a_text_without_a_line_s_tag_is_one_piece() -> None:
    assert list(pieces(["a < b ", "<i>c</i>" * 50, "\n"], 10)) == [
        "a < b " + "<i>c</i>" * 50 + "\n"
    ]
    assert list(pieces([])) == []


def test_a_piece_does_not_begin_with_nothing() -> None:
    assert list(pieces(["\n<p>", "\n<p>"], 1)) == ["\n<p>", "\n<p>"]
