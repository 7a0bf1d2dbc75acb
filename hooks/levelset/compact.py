"""Templates without the white space that is there for those who read the templates."""

from __future__ import annotations

import re

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_ALONE = re.compile(
    r"^(?:\{%(?P<tag>(?:(?!%\}).)*?)(?P<dash>[-+]?)%\}"
    r"|\{\#(?P<said>(?:(?!\#\}).)*?)-?\#\})[ \t]*\n",
    re.MULTILINE | re.DOTALL,
)


def compact(template: str) -> str:
    """A Jinja template that writes no indentation, and no line where one holds only a tag.

    Each line stays where it is, so that Jinja's messages name the right one: a line break that
    is not to be written goes into the tag before it. Nothing that is shown as it is written, such
    as a `pre`, may stand in a template itself.
    """
    return _ALONE.sub(_inward, _INDENT.sub("", template))


def _inward(found: re.Match[str]) -> str:
    if found["said"] is not None:
        return f"{{#{found['said']}\n#}}"
    return f"{{%{found['tag']}\n{found['dash']}%}}"
