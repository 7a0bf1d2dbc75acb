"""Other readings of Markdown, to hold ours against. Neither shares code with it.

`markdown_it` is markdown-it-py with the plugins for GitHub's features, blocks and all, drawn by its
own renderer. `cmark` is the C library that GitHub itself publishes; it knows no maths.
"""

from __future__ import annotations

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.gfm import gfm_plugin
from tests.markdown.blocks import Block, blocks


def _markdown_it() -> MarkdownIt:
    md = MarkdownIt("gfm-like2", {"maxNesting": 100}).disable("linkify").use(gfm_plugin)
    md.use(_dollars)
    return md


def _dollars(md: MarkdownIt) -> None:
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    marks = {"math_inline": ("$", ""), "math_inline_double": ("$$", ""), "math_block": ("$$", "p")}
    for kind, (dollars, tag) in marks.items():

        def draw(_self, tokens, at, _options, _env, dollars=dollars, tag=tag):  # type: ignore[no-untyped-def]
            tex = escapeHtml(tokens[at].content.strip())
            text = f'<span class="math">{dollars}{tex}{dollars}</span>'
            return f"<{tag}>{text}</{tag}>\n" if tag else text

        md.add_render_rule(kind, draw)


_MARKDOWN_IT = _markdown_it()


def markdown_it_blocks(text: str) -> list[Block]:
    """markdown-it's reading, formulas between their dollars."""
    return blocks(_MARKDOWN_IT.render(text))


def cmark_blocks(text: str) -> list[Block]:
    """The reading of GitHub's C library."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return blocks(cmarkgfm.github_flavored_markdown_to_html(text, options=options))
