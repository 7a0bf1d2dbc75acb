"""Templates are compiled without the white space of their source."""

from __future__ import annotations

import jinja2
import pytest

from levelset.compact import compact


def rendered(template: str, **values: object) -> str:
    return jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(template).render(values)


def test_a_line_that_holds_only_a_tag_writes_nothing() -> None:
    template = "<ul>\n  {% for n in range(2) %}\n    <li>{{ n }}</li>\n  {% endfor %}\n</ul>"
    assert rendered(compact(template)) == "<ul>\n<li>0</li>\n<li>1</li>\n</ul>"


def test_a_comment_writes_nothing() -> None:
    assert rendered(compact("<p>\n  {# two\n  lines #}\n</p>")) == "<p>\n</p>"


def test_words_keep_their_distance() -> None:
    template = "<b>a</b>\n{% if true %}<b>b</b>{% endif %}\n{{ word }}\n<b>d</b>"
    assert rendered(compact(template), word="c") == "<b>a</b>\n<b>b</b>\nc\n<b>d</b>"


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("{%- set x = 1 -%}", "<p></p>"),
        ("{% set x = 1 -%}", "<p>\n</p>"),
        ("{% set x = '-%' %}", "<p>\n</p>"),
        ("{#- said -#}", "<p></p>"),
    ],
)
def test_tags_that_say_what_to_trim_go_on_to_do_so(tag: str, written: str) -> None:
    assert rendered(compact(f"<p>\n{tag}\n</p>")) == written


def test_messages_name_the_line_of_the_source() -> None:
    template = "<p>\n  {% if true %}\n  {# said\n  at length #}\n  {{ missing }}\n  {% endif %}"
    source = compact(template)
    assert source.count("\n") == template.count("\n")
    assert source[: source.index("{{")].count("\n") == 4
