"""Stored HTML on other pages: attributes are told from what only looks like one."""

from __future__ import annotations

import pytest

from levelset.placing import href, last_link, placed, without_ids


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ('<h2 id="a">x</h2>', "<h2>x</h2>"),
        ('<a id="a" href="#b" name="c">x</a>', '<a href="#b">x</a>'),
        ('<code>&lt;p id="a"&gt;</code> id="b"', '<code>&lt;p id="a"&gt;</code> id="b"'),
        (
            '<a href="b" title=" id=">x" " onclick=f() y="</a>',
            '<a href="b" title=" id=">x" " onclick=f() y="</a>',
        ),
        ('<a title=" id=" href="b" id="c">x</a>', '<a title=" id=" href="b">x</a>'),
        ('<details open="" id="a"><input checked id="b">', '<details open=""><input checked>'),
    ],
)
def test_names_go_and_nothing_else(stored: str, shown: str) -> None:
    assert without_ids(stored) == shown


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        (' href="a.md"', "a.md"),
        (' title="t" href="a.md"', "a.md"),
        (' title=" href=\'javascript:f()\'" href="a.md"', "a.md"),
        (" title=\" href='javascript:f()'\"", ""),
        (' class="headerlink"', ""),
    ],
)
def test_an_address_is_the_value_of_its_attribute(tag: str, address: str) -> None:
    assert href(tag) == address


def test_the_last_link_is_found_among_words_like_it() -> None:
    assert last_link('<a href="a">x <abbr title="t">') == ' href="a"'
    assert last_link('x href="javascript:f()" <a>') == ""


def test_each_picture_of_a_set_is_found_from_its_page() -> None:
    stored = '<source srcset="site:m/a.svg 1x, site:m/b.svg 2x"><source srcset="site:c.svg">'
    assert placed(stored, "m/n/") == (
        '<source srcset="../a.svg 1x, ../b.svg 2x"><source srcset="../../c.svg">'
    )
