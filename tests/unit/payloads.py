"""Texts that would run a script on a careless site: the known patterns, each calling `ran()`.

Kinds of patterns after the public lists (OWASP's filter evasion sheet, PortSwigger's, the HTML5
security cheat sheet); the texts are our own.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

ADDRESSES = (
    *("javascript:ran()", "JaVaScRiPt:ran()", "javascript://%0aran()", "javascript:/*-->*/ran()"),
    *("java\tscript:ran()", "\x01javascript:ran()", " javascript:ran()", "javascript&colon;ran()"),
    *("&#106;avascript:ran()", "&#x6a;avascript:ran()", "&#0000106avascript:ran()"),
    *("java&Tab;script:ran()", "java&NewLine;script:ran()", "javascript&#58;ran()"),
    *("vbscript:ran()", "view-source:javascript:ran()", "feed:javascript:ran()", "jar:x!/ran()"),
    "data:text/html,<script>ran()</script>",
    "data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='ran()'/>",
    "data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>ran()</script>",
    *("//hostile.example/x", "https:hostile.example", "\\\\hostile.example\\x", "site:x"),
)
_HANDLERS = (
    *("onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onanimationstart"),
    *("ontransitionend", "onpointerenter", "onbeforetoggle", "oncopy", "onwheel", "onscroll"),
)
HANDLED = (
    *(f"<img src=x {name}=ran()>" for name in _HANDLERS),
    *(f"<details open {name}='ran()'>x</details>" for name in _HANDLERS),
    *("<img src=x OnErRoR=ran()>", "<img/src=x/onerror=ran()>", "<img src=x\nonerror=ran()>"),
    *(
        '<img src="x"onerror="ran()">',
        "<img src=x onerror\t=\tran()>",
        "<img src=x ononerrorerror=ran()>",
    ),
    *(
        "<img src=x onerror=&#114;an()>",
        "<img src=`x`onerror=ran()>",
        "<img alt='>' onerror=ran() src=x>",
    ),
    *("<p tabindex=1 autofocus onfocus=ran()>x</p>", "<b onclick=ran() style=font-size:99px>x</b>"),
    *("<a href=x onclick=ran()>x</a>", "<br onload=ran()>", "<hr onresize=ran()>"),
    *("<table background=javascript:ran()><tr><td onclick=ran()>x</td></tr></table>",),
)
ELEMENTS = (
    *("<script>ran()</script>", "<SCRIPT>ran()</SCRIPT>", "<script\n>ran()</script\n>"),
    *(
        "<script/x>ran()</script>",
        "<script src=data:,ran()></script>",
        "<scr<script>ipt>ran()</script>",
    ),
    *("<script type=module>ran()</script>", "<<script>ran()//<</script>", "<script>ran()"),
    *("<iframe src=javascript:ran()></iframe>", "<iframe srcdoc='<script>parent.ran()</script>'>"),
    *(
        "<object data=javascript:ran()></object>",
        "<embed src=javascript:ran()>",
        "<frameset onload=ran()>",
    ),
    *("<svg onload=ran()>", "<svg><script>ran()</script></svg>", "<svg/onload=ran()>"),
    *("<svg><a xlink:href=javascript:ran()><text y=20>x</text></a></svg>",),
    *("<svg><animate onbegin=ran() attributeName=x dur=1s>", "<svg><set onend=ran() dur=1s>"),
    *("<svg><use href=\"data:image/svg+xml,<svg id='x' onload='ran()'/>#x\"/></svg>",),
    *("<svg><foreignObject><img src=x onerror=ran()></foreignObject></svg>",),
    *(
        "<math href=javascript:ran()>x</math>",
        "<math><maction actiontype=statusline#x xlink:href=javascript:ran()>x",
    ),
    *(
        "<form action=javascript:ran()><button>x</button></form>",
        "<button formaction=javascript:ran()>x</button>",
    ),
    *(
        "<input autofocus onfocus=ran()>",
        "<select autofocus onfocus=ran()>",
        "<textarea autofocus onfocus=ran()>",
    ),
    *("<isindex action=javascript:ran() type=image>", "<keygen autofocus onfocus=ran()>"),
    *(
        "<video><source onerror=ran()></video>",
        "<audio src onerror=ran()></audio>",
        "<video poster=javascript:ran()>",
    ),
    *("<body onload=ran()>", "<html onclick=ran()>", "<head><base href=javascript:ran()//></head>"),
    *(
        "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
        "<base href='//hostile.example/'>",
    ),
    *(
        "<link rel=stylesheet href=//hostile.example/x.css>",
        "<link rel=import href=data:text/html,x>",
    ),
    *(
        "<style>@import '//hostile.example/x.css';</style>",
        "<style>*{background:url(javascript:ran())}</style>",
    ),
    *(
        "<marquee onstart=ran()>x</marquee>",
        "<bgsound src=javascript:ran()>",
        "<layer src=x onload=ran()>",
    ),
    *(
        "<portal src=javascript:ran()>",
        "<dialog open onclose=ran()><form method=dialog>",
        "<x onclick=ran()>x",
    ),
    *(
        "<template><img src=x onerror=ran()></template>",
        "<slot onslotchange=ran()>",
        "<applet code=ran>",
    ),
    *(
        "<noembed><img src=x onerror=ran()></noembed>",
        "<xmp><img src=x onerror=ran()></xmp>",
        "<plaintext>",
    ),
)
STYLES = (
    *(
        "<p style='background:url(javascript:ran())'>x</p>",
        "<p style=width:expression(ran())>x</p>",
    ),
    *(
        "<p style='-moz-binding:url(//hostile.example/x)'>x</p>",
        "<p style='behavior:url(x.htc)'>x</p>",
    ),
    *("<p style='position:fixed;inset:0;background:url(//hostile.example/x)'>x</p>",),
    *(
        "<p class='md-overlay' data-md-component=search>x</p>",
        "<p id=__config>{}</p>",
        "<a id=__search>x</a>",
    ),
    *(
        "<a id=levelsetWent href=x>x</a>",
        "<img name=currentScript src=x>",
        "<p id=ls-search-hits>x</p>",
    ),
)
CONFUSED = (
    *('"><img src=x onerror=ran()>', "'><img src=x onerror=ran()>", "--><img src=x onerror=ran()>"),
    *(
        "</title><img src=x onerror=ran()>",
        "</script><script>ran()</script>",
        "</textarea><svg onload=ran()>",
    ),
    *(
        "</template></noscript><img src=x onerror=ran()>",
        "]]><img src=x onerror=ran()>",
        "</style><svg onload=ran()>",
    ),
    *(
        '" onmouseover="ran()" x="',
        "' onfocus='ran()' autofocus '",
        "` onerror=ran() `",
        '" autofocus onfocus=ran() "',
    ),
    *(
        "<!--><img src=x onerror=ran()>-->",
        "<!-- --!><img src=x onerror=ran()> -->",
        "<!--<img src=--><img src=x onerror=ran()//>",
    ),
    *(
        "<![CDATA[<img src=x onerror=ran()>]]>",
        "<?x ><img src=x onerror=ran()>?>",
        "<!x '><img src=x onerror=ran()>'>",
    ),
    *(
        '<a title=" id=">x" " onclick=ran() y="</a>',
        "<img alt='<a ' title='> onerror=ran() x='src=x>",
    ),
    *(
        "<a title=\" href='javascript:ran()'\" href=x.md>x</a>",
        'x href="javascript:ran()" <javascript:ran()>',
    ),
    *(
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=x onerror=ran()&gt;'>",
    ),
    *(
        "<svg></p><style><a id='</style><img src=x onerror=ran()>'>",
        "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    ),
    *("<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=ran()>",),
    *(
        "<span class=ls-tex data-tex=0123456789abcdef>x</span>",
        "<select><iframe><script>ran()</script>",
    ),
    *(
        "{{ ran() }}",
        "${ran()}",
        "{% raw %}<script>ran()</script>{% endraw %}",
        "\u2028ran()\u2029",
    ),
    *(
        "&lt;img src=x onerror=ran()&gt;",
        "&amp;lt;script&amp;gt;ran()",
        "%3Cscript%3Eran()%3C/script%3E",
    ),
    *(
        "\\x3cscript\\x3eran()\\x3c/script\\x3e",
        "\\u003cimg src=x onerror=ran()\\u003e",
        "＜script＞ran()＜/script＞",
    ),
)
TEX = (
    *(
        r"\href{javascript:ran()}{x}",
        r"\url{javascript:ran()}",
        r"\style{background:url(javascript:ran())}{x}",
    ),
    *(
        r"\class{md-overlay}{x}",
        r"\cssId{__config}{x}",
        r"\require{html}\href{javascript:ran()}{x}",
    ),
    *(
        r"\text{<img src=x onerror=ran()>}",
        r"\mathrm{</span><script>ran()</script>}",
        r"\unicode{x3c}script\unicode{x3e}",
    ),
    *(
        r"\color{red;background:url(//hostile.example/x)}x",
        r'\color{"onclick=ran() x="}x',
        r"\bbox[border:1px url(x)]{x}",
    ),
    *(
        r"\data{x=<script>}{y}",
        r"\toggle{x}{y}\endtoggle",
        r"\texttip{x}{<img src=x onerror=ran()>}",
    ),
    *(
        r"\def\a{\a}\a",
        r"\def\a{\a\a}\a",
        r"\newcommand{\a}{<svg onload=ran()>}\text{\a}",
        r"\tag{<svg onload=ran()>}x",
    ),
    *(
        r"\verb|<img src=x onerror=ran()>|",
        r"\rule{1em;x:expression(ran())}{1em}",
        r"\begin{<script>}x\end{<script>}",
    ),
)

MARKUP = (*HANDLED, *ELEMENTS, *STYLES, *CONFUSED)
EVERY = (*ADDRESSES, *MARKUP, *TEX)

_BATCH = 45
_FILE = "x' onerror=ran() y='<img src=x onerror=ran()>"


def write_notes(docs: Path) -> None:
    """Notes that have each text in every place where an author can write."""
    docs.mkdir(parents=True, exist_ok=True)
    for number, at in enumerate(range(0, len(EVERY), _BATCH)):
        (docs / f"note-{number}.md").write_text(_note(EVERY[at : at + _BATCH]), encoding="utf-8")
    if os.name != "nt":
        (docs / f"{_FILE.replace('/', '')}.md").write_text(_note(CONFUSED[:3]), encoding="utf-8")
        (docs / f"{_FILE}.png").write_bytes(b"")
    (docs / "page.md").write_text("\n\n".join(_body(EVERY[::5])), encoding="utf-8")


def _note(texts: tuple[str, ...]) -> str:
    matter = {
        "title": " ".join(texts[:4]),
        "category": " ".join(texts[4:6]) or "c",
        "levels": ["mid", "senior"],
        "skills": [text for text in texts if text.strip()],
        "description": " ".join(texts),
        "sources": list(texts),
        "aliases": list(texts),
        "prerequisites": list(texts[:3]),
        "questions": {"mid": [f"{text}?" for text in texts]},
    }
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in matter.items())
    return f"---\n{head}---\n\n# {_line(texts[0])}\n\n" + "\n\n".join(
        [*_body(texts), *_asked(texts)]
    )


def _body(texts: tuple[str, ...]) -> list[str]:
    return [piece for text in texts for piece in _pieces(text, _line(text))]


def _pieces(text: str, line: str) -> list[str]:
    name = "".join(char for char in line if char not in "[]\\^")
    pieces = [
        f"{text}\n</script>",  # Ends what else would go on to the end of the note.
        f"In a line: {line}, `{line}` and **{line}**",
        f'[a]({line}) [b](<{line}>) [c](x "{line}") ![{line}](x.png) ![d]({line}) <{line}>',
        f"[{line}][r]\n\n[{name[:40]}]: {line}\n\n[{name[:40]}]",
        f"## {line}",
        f"```{line}\n{text}\n```",
        f"| {line} |\n|---|\n| {line} |",
        f"- [ ] {line}\n\n> [!NOTE]\n> {line}",
        f"a[^{name.replace(' ', '_')}]\n\n[^{name.replace(' ', '_')}]: {line}",
        f"$\\text{{{line}}}$ and $${line}$$",
        f"<a href='{line}'>e</a> <img src=\"{line}\"> <details><summary>{line}</summary>",
    ]
    return pieces if text != "<plaintext>" else pieces[1:]


def _asked(texts: tuple[str, ...]) -> list[str]:
    asked = [
        f"1. **{_line(text)}** why?\n\n   - *Answer*: {_line(text)}\n\n     {_line(text)}\n"
        f"   - *{_line(text)[:20]}*: x\n   - *Rubric*:\n     - {_line(text)}\n"
        for text in texts
    ]
    return ["## Interview Questions", "### Mid Level", *asked]


def _line(text: str) -> str:
    return " ".join(text.split())
