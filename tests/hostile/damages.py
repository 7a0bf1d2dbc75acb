"""Damages: what can be wrong with a note's file, and on which line that must be said.

A damage gets a note and gives the bytes of a folder, with what it knows to be in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from pygments.lexers import get_all_lexers
from written import Asked, Written, notes

Fault = tuple[int, str]
LANGUAGES = sorted({alias for _, aliases, _, _ in get_all_lexers() for alias in aliases})


@dataclass(frozen=True)
class Damaged:
    """A folder with a fault in it. `faults` are those of the note `path`.

    `whole` says that no question may be missing from the site. A folder of several notes has
    `parts`, each damaged in its own way. `real` asks for MathJax itself.
    """

    path: str
    files: dict[str, bytes]
    asked: tuple[Asked, ...]
    faults: tuple[Fault, ...] = ()
    whole: bool = False
    parts: tuple[Damaged, ...] = ()
    real: bool = False


def together(parts: Iterable[Damaged]) -> Damaged:
    """One folder of several."""
    every = tuple(parts)
    files = {path: raw for part in every for path, raw in part.files.items()}
    asked = tuple(each for part in every for each in part.asked)
    return Damaged("", files, asked, parts=every, real=any(part.real for part in every))


Damage = Callable[[st.DrawFn, Written], Damaged]
DAMAGES: dict[str, Damage] = {}


def damage(name: str) -> Callable[[Damage], Damage]:
    """Enter a damage under its name."""

    def enter(function: Damage) -> Damage:
        DAMAGES[name] = function
        return function

    return enter


@st.composite
def damaged(draw: st.DrawFn, name: str, number: int = 0) -> Damaged:
    """A note with this damage."""
    return DAMAGES[name](draw, draw(notes(number)))


def folder(note: Written, *faults: Fault, raw: bytes | None = None, **more: object) -> Damaged:
    """A folder of the note, with its own faults and these."""
    files = {note.path: note.text.encode() if raw is None else raw}
    made = Damaged(note.path, files, note.asked, (*note.faults, *faults))
    return replace(made, **more)  # type: ignore[arg-type]


def inserted(note: Written, text: str) -> tuple[Written, int]:
    """The note with blocks put before its questions, and the line that they start on."""
    before, heading, after = note.body.partition("## Interview Questions")
    line = note.body_line + before.count("\n")
    more = text.count("\n") + 2
    asked = tuple(
        replace(each, line=each.line + more) if each.line >= note.body_line else each
        for each in note.asked
    )
    body = f"{before}{text}\n\n{heading}{after}"
    return replace(note, body=body, asked=asked), line


def opened(draw: st.DrawFn, note: Written, text: str) -> tuple[Written, int]:
    """The note with a line put before a question or before all, and that line."""
    heading = note.body.partition("## Interview Questions")[0].count("\n")
    starts = [a.line - note.body_line for a in note.asked if not a.open]
    at = draw(st.sampled_from([heading, *starts]))
    lines = note.body.split("\n")
    line = note.body_line + at
    body = "\n".join([*lines[:at], text, "", *lines[at:]])
    more = text.count("\n") + 2
    asked = tuple(replace(a, line=a.line + more) if a.line >= line else a for a in note.asked)
    return replace(note, body=body, asked=asked), line


def shifted(note: Written, by: int) -> Written:
    """The note whose lines all stand further down."""
    asked = tuple(replace(each, line=each.line + by) for each in note.asked)
    return replace(note, asked=asked, faults=tuple((line + by, w) for line, w in note.faults))


def with_matter(note: Written, matter: str) -> Written:
    """The note with another front matter; lines of the body move along."""
    more = matter.count("\n") - note.matter.count("\n")
    first = note.body_line
    asked = (replace(a, line=a.line + more) if a.line >= first else a for a in note.asked)
    return replace(note, matter=matter, asked=tuple(asked))


@damage("truncated YAML")
def _truncated(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(("end", "end", "end", "beginning", "too late")))
    if kind == "beginning":
        raw = f"{note.matter}---\n{note.body}".encode()
        return folder(shifted(note, -1), (1, "no line of `---` before it"), raw=raw, whole=True)
    if kind == "too late":
        blank = draw(st.sampled_from(("\n", "\n\n\n", " \n\t\n")))
        made = shifted(note, blank.count("\n"))
        fault = (1, f"begins on line {blank.count(chr(10)) + 1}")
        return folder(made, fault, raw=(blank + note.text).encode(), whole=True)
    cut = draw(st.integers(0, len(note.matter) - 2))
    kept = note.matter[:cut]
    closed = draw(st.booleans())
    ending = "\n---\n" if closed else "\n\n"
    lines = kept.count("\n") + 2
    by = lines + ending.count("\n") - note.body_line
    body = tuple(a for a in shifted(note, by).asked if not a.open)
    asked = (*body, *(a for a in note.asked if a.open and a.line < lines))
    fault = () if closed or cut < len("title: ") else ((1, "is not closed"),)
    raw = f"---\n{kept}{ending}{note.body}".encode()
    return Damaged(note.path, {note.path: raw}, asked, fault)


@damage("duplicated YAML")
def _duplicated(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(("block", "title", "category", "levels", "skills", "questions")))
    end = note.body_line - 1
    if kind == "block":
        raw = f"---\n{note.matter}---\n{note.text}".encode()
        return folder(_twice(note), (end + 1, "there twice"), raw=raw, whole=True)
    start = note.matter.index(f"{kind}:")
    stop = len(note.matter) if kind == "questions" else note.matter.index("\n", start) + 1
    twice = with_matter(note, note.matter + note.matter[start:stop])
    made = _twice(twice) if kind == "questions" else twice
    return folder(made, (end, f"`{kind}` is given twice"), whole=True)


def _twice(note: Written) -> Written:
    """The note whose open prompts are listed twice; body questions are there once all the same."""
    asked = (replace(each, times=2) if each.open else each for each in note.asked)
    return replace(note, asked=tuple(asked))


WRONG = {
    "title": ("[a, b]", "{a: b}", "[]", "", "~"),
    "category": ("[a]", "{a: {b: c}}", "''"),
    "levels": ("mid", "{mid: x}", "[[mid]]", "[Mid Level]", "5", "[x, y]", "2024-01-01"),
    "skills": ("python", "{a: b}", "[[a], {b: c, d: e}]", "3.10", "[a, {b: c}]", "[~]"),
    "questions": ("[a, b]", "text", "3", "{mid: {a: b}}", "{mid: 3}", "{x: [y]}", "[[a]]"),
}


@damage("wrong types")
def _wrong_type(draw: st.DrawFn, note: Written) -> Damaged:
    key = draw(st.sampled_from(sorted(WRONG)))
    value = draw(st.sampled_from(WRONG[key]))
    start = note.matter.index(f"{key}:")
    stop = len(note.matter) if key == "questions" else note.matter.index("\n", start)
    line = note.matter.count("\n", 0, start) + 2
    changed = f"{note.matter[:start]}{key}: {value}\n{note.matter[stop:].lstrip(chr(10))}"
    made = with_matter(note, changed)
    asked = made.asked
    faults = tuple(fault for fault in note.faults if key not in ("questions", "levels"))
    if key == "questions":
        asked = tuple(each for each in asked if not each.open)
    wrong = (line, f"`{key}|unknown level|an entry of|must be") if value != "" else (line, key)
    raw = made.text.encode()
    return Damaged(note.path, {note.path: raw}, asked, (*faults, wrong))


def _laughs(depth: int) -> str:
    rows = ["l0: &l0 [ha, ha, ha]"]
    rows += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, depth)]
    return "\n".join(rows) + "\n"


@damage("aliases and billion laughs")
def _aliases(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(("laughs", "key", "self", "nothing", "long", "plain", "prompts")))
    end = note.body_line - 1
    depth = draw(st.integers(2, 30))
    if kind == "plain":
        matter = note.matter.replace("category: topic", "category: &c topic\ndescription: *c")
        faults = tuple((line + 1, words) for line, words in note.faults)
        asked = with_matter(note, matter).asked
        opened = tuple(replace(a, line=a.line + 1) if a.line < end else a for a in asked)
        raw = f"---\n{matter}---\n{note.body}".encode()
        return Damaged(note.path, {note.path: raw}, opened, faults, whole=True)
    added, words = {
        "laughs": (_laughs(depth), "unknown key `l0`"),
        "key": (_laughs(depth) + f"? *l{depth - 1}\n: x\n", "unknown key `l0`"),
        "self": ("sources: &s [*s]\n", "not YAML.* stands inside"),
        "nothing": ("sources: [*none]\n", "not YAML.* names nothing"),
        "long": (
            f"description: &d {'x' * 2000}\nsources: [{', '.join(['*d'] * 100 * depth)}]\n",
            "longer than its file|description",
        ),
        "prompts": ("sources: &p [a]\naliases: &q {x: *p}\n", "`aliases`|must be a list"),
    }[kind]
    line = end + (kind in ("long", "prompts"))
    if kind in ("self", "nothing"):  # The whole block is read key by key then.
        return folder(with_matter(note, note.matter + added), (line, words), whole=True)
    return folder(with_matter(note, note.matter + added), (line, words), whole=True)


HUGE = {
    "a word": lambda n: "x" * n,
    "a paragraph": lambda n: "word " * (n // 5),
    "code": lambda n: "```\n" + "a line of code\n" * (n // 15) + "```",
    "paragraphs": lambda n: "some words\n\n" * (n // 200) + "end",
    "a table": lambda n: "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * (n // 400),
    "headings": lambda n: "### Part\n\n" * (n // 400) + "end",
    "a line of dots": lambda n: "*" + "." * n + "*: x",
    "blank lines": lambda n: "a" + "\n" * n + "b",
    "spaces": lambda n: "a" + " " * n + "b",
}


@damage("huge files")
def _huge(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(sorted(HUGE)))
    size = draw(st.sampled_from((50_000, 100_000, 200_000)))
    made, _ = inserted(note, HUGE[kind](size))
    return folder(made, whole=True)


NESTED: dict[str, tuple[Callable[[int], str], str]] = {
    "quotes": (lambda n: ">" * n + " deep", "nested too deep"),
    "lists on a line": (lambda n: "- " * n + "deep", "nested too deep"),
    "lists": (
        lambda n: "\n".join("  " * i + "- x" for i in range(min(n, 300))),
        "nested too deep",
    ),
    "numbers": (
        lambda n: "\n".join("   " * i + "1. x" for i in range(min(n, 300))),
        "nested too deep",
    ),
    "brackets": (lambda n: "[" * n + "x" + "](y:z)" * n, ""),
    "open brackets": (lambda n: "[" * n, ""),
    "pictures": (lambda n: "![" * n + "x" + "](y:z)" * n, ""),
    "emphasis": (lambda n: "*a **b " * n, ""),
    "stars": (lambda n: "*" * n + "a" + "*" * n, ""),
    "braces": (lambda n: f"${'{' * n}x{'}' * n}$", ""),
    "open braces": (lambda n: f"${'{' * n}x$", ""),
    "tags": (lambda n: "<div>" * n + "\n\nx", ""),
    "spans": (lambda n: "a " + "<b>" * n + "x", ""),
    "ticks": (lambda n: " ".join("`" * (i % 60) for i in range(n)), ""),
}


@damage("deep nesting")
def _nested(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from((*sorted(NESTED), "YAML lists", "YAML maps", "YAML blocks")))
    depth = draw(st.integers(101, 900))
    if kind.startswith("YAML"):
        added = {
            "YAML lists": f"sources: {'[' * depth}{']' * depth}\n",
            "YAML maps": f"sources: {'{a: ' * depth}{'}' * depth}\n",
            "YAML blocks": "sources:\n  " + "- " * depth + "x\n",
        }[kind]
        made = with_matter(note, note.matter + added)
        where = note.body_line - 1 + (kind == "YAML blocks")
        return folder(made, (where, "nested more than"), whole=True)
    text, words = NESTED[kind]
    made, line = inserted(note, text(depth))
    if words:
        at = line + (44 if "\n" in text(depth) else 0)
        return folder(made, (at, words), whole=True)
    return folder(made, whole=True)


def _prose_lines(note: Written) -> list[int]:
    """Which of the body's lines are running text."""
    lines = note.body.split("\n")
    return [
        n for n, line in enumerate(lines) if line.startswith("Words before") or "It is am" in line
    ]


def _in_prose(draw: st.DrawFn, note: Written, text: str) -> tuple[Written, int]:
    """The note with a text put at the end of a line of prose, and that line."""
    lines = note.body.split("\n")
    at = draw(st.sampled_from(_prose_lines(note)))
    lines[at] += text
    return replace(note, body="\n".join(lines)), note.body_line + at


CONTROLS = [chr(n) for n in (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160)) if n != 0x85]


@damage("control characters")
def _controls(draw: st.DrawFn, note: Written) -> Damaged:
    text = draw(st.lists(st.sampled_from([*CONTROLS, "\ufffe", "\uffff"]), min_size=1, max_size=4))
    if draw(st.booleans()):
        matter = note.matter.replace('title: "', 'title: "' + "".join(text), 1)
        return folder(with_matter(note, matter), (2, "control characters"), whole=True)
    made, line = _in_prose(draw, note, "".join(text))
    return folder(made, (line, "control characters"), whole=True)


@damage("NUL")
def _nul(draw: st.DrawFn, note: Written) -> Damaged:
    if draw(st.booleans()):
        escaped = note.matter.replace('title: "', 'title: "\\0', 1)
        return folder(with_matter(note, escaped), (2, "no character"), whole=True)
    made, line = _in_prose(draw, note, draw(st.sampled_from(("\0", " \0 x", "\0" * 9))))
    return folder(made, (line, "control characters"), whole=True)


@damage("BOM")
def _bom(draw: st.DrawFn, note: Written) -> Damaged:
    marks = draw(st.sampled_from(("\ufeff", "\ufeff\ufeff")))
    return folder(note, (1, "byte order mark"), raw=(marks + note.text).encode(), whole=True)


@damage("CRLF")
def _crlf(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(("all", "old Mac", "from", "one")))
    lines = note.text.split("\n")
    at = draw(st.integers(1, len(lines) - 2)) if kind in ("from", "one") else 0
    if kind == "old Mac":
        raw = note.text.replace("\n", "\r")
    elif kind == "one":
        raw = "\n".join(lines[:at]) + "\r\n" + "\n".join(lines[at:])
    else:
        raw = "\n".join(lines[:at]) + "\n" * bool(at) + "\r\n".join(lines[at:])
    return folder(
        note, (max(1, at + (kind == "from")), "carriage return"), raw=raw.encode(), whole=True
    )


@damage("mixed encodings")
def _encodings(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(
        st.sampled_from(("utf-16", "utf-16-le", "latin-1", "shift-jis", "cut", "surrogate"))
    )
    if kind == "utf-16":
        raw = note.text.encode(kind)
        return folder(note, (1, "is UTF-16"), raw=raw, whole=True)
    text = {
        "utf-16-le": "é".encode("utf-16-le") + b"\xff",
        "latin-1": "naïve façade".encode("latin-1"),
        "shift-jis": "勾配".encode("shift-jis"),
        "cut": "é".encode()[:1],
        "surrogate": b"\xed\xa0\x80",
    }[kind]
    made, line = _in_prose(draw, note, " MARKED")
    return folder(
        made, (line, "not UTF-8"), raw=made.text.encode().replace(b"MARKED", text), whole=True
    )


UNSEEN = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2067", "\u200f", "\u3164")
RIGHT_TO_LEFT = ("شبكة عصبية", "רשת נוירונים", "\u202eabc\u202c", "\u2067abc\u2069", "ペルソナ")


@damage("right-to-left and zero-width text")
def _unseen(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(("title", "skill", "text", "prompt", "marks", "separator")))
    unseen = "".join(draw(st.lists(st.sampled_from(UNSEEN), min_size=1, max_size=3)))
    words = draw(st.sampled_from(RIGHT_TO_LEFT))
    if kind == "title":
        first = note.matter.index("\n")
        made = with_matter(note, f'title: "{unseen}"' + note.matter[first:])
        return folder(made, (2, "`title` is empty"), whole=True)
    if kind == "skill":
        made = with_matter(note, note.matter.replace(", shared]", f', "{unseen}"]'))
        return folder(made, (5, "an entry of `skills` is empty"), whole=True)
    if kind == "marks":
        made, line = _in_prose(draw, note, " e" + "\u0301\u0316" * draw(st.integers(16, 500)))
        return folder(made, (line, "marks on one letter"), whole=True)
    if kind == "separator":
        made, _ = _in_prose(draw, note, f" \u2028 {words} \u2029 \u0085")
        made = with_matter(made, made.matter.replace('title: "', 'title: "a\u2028b '))
        return folder(made, whole=True)
    if kind == "prompt":
        changed = {"matter": note.matter.replace("hold for", f"{words} for")}
        body = note.body.replace("hold for", f"{words} for")
        return folder(replace(note, body=body, **changed), whole=True)
    made, _ = _in_prose(draw, note, f" {words}{unseen}")
    return folder(made, whole=True)


EMOJI = ("🎤", "🟢", "👩‍💻", "🇩🇪", "❤️", "1️⃣", ":tada:", "✅", "🧠🧠", "👍🏽")


@damage("emoji headings")
def _emoji(draw: st.DrawFn, note: Written) -> Damaged:
    def decked(line: str) -> str:
        if not line.startswith("#") or line.startswith("####"):
            return line
        marks, _, words = line.partition(" ")
        before, after = draw(st.sampled_from(EMOJI)), draw(st.sampled_from(("", *EMOJI)))
        return f"{marks} {before} {words} {after}".rstrip()

    body = "\n".join(decked(line) for line in note.body.split("\n"))
    return folder(replace(note, body=body), whole=True)


ITEMS = 10_000
MANY = {
    "bullets": "- x\n" * ITEMS,
    "empty bullets": "* \n" * ITEMS,
    "numbers": "1. x\n" * ITEMS,
    "loose": "+ a\n\n" * ITEMS,
    "tasks": "- [ ] x\n- [x] y\n" * (ITEMS // 2),
    "nested": "- a\n  - b\n" * (ITEMS // 2),
    "nested numbers": "1. a\n   - b\n     1. c\n" * (ITEMS // 3),
    "rows": "| a | b |\n|---|---|\n" + "| 1 | $x$ |\n" * ITEMS,
    "quoted": "> - a\n" * ITEMS,
    "definitions": "".join(f"[r{n}]: x:y\n" for n in range(ITEMS)),
    "footnotes": "".join(f"[^f{n}]: x\n" for n in range(ITEMS // 10)),
    "formulas": "- $x$\n" * ITEMS,
    "alternating": "- a\n* b\n" * (ITEMS // 2),
}


@damage("10,000-item lists")
def _many_items(draw: st.DrawFn, note: Written) -> Damaged:
    where = draw(
        st.sampled_from(("before", "behind") * 6 + ("skills", "sources", "levels") * 2 + ASKING)
    )
    end = note.body_line - 1
    if where in ASKING:
        return _many_questions(note, where)
    text = MANY[draw(st.sampled_from(sorted(MANY)))]
    if where == "before":
        made, _ = inserted(note, text)
        return folder(made, whole=True)
    if where == "behind":
        return folder(replace(note, body=f"{note.body}\n{text}"), whole=True)
    if where == "sources":
        made = with_matter(note, note.matter + "sources:\n" + "- a source\n- ''\n" * (ITEMS // 2))
        return folder(made, (end + 2, "an entry of `sources` is empty"), whole=True)
    key = "shared]" if where == "skills" else "levels: ["
    word = draw(st.sampled_from(("s", "10", "mid")))
    more = (
        f"shared{f', {word}' * ITEMS}]" if where == "skills" else f"levels: [{f'{word}, ' * ITEMS}"
    )
    made = with_matter(note, note.matter.replace(key, more, 1))
    line, words = (5, f"`{word}` is listed twice") if where == "skills" else (4, f"level `{word}`")
    return folder(made, (line, words), whole=True)


ASKING = ("numbered", "siblings")
"""Ten thousand questions, each of which is looked for. They take seconds, and so are few."""


def _many_questions(note: Written, shape: str) -> Damaged:
    """The note with a second section of as many questions, behind the others."""
    lines = ["## More Interview Questions", "", "### Mid Level", ""]
    asked = list(note.asked)
    first = note.body_line + note.body.count("\n")
    number = note.path.rpartition("/n")[2].removesuffix(".md")
    for n in range(ITEMS):
        mark = f"qm{number}x{1000 + n}"
        asked.append(Asked(mark, "mid", True, first + len(lines), note.path))
        lines += {
            "numbered": [f"1. **Why {mark}?**", f"   - *Answer*: am{mark[2:]}"],
            "siblings": [f"- **Q**: Why {mark}?", f"- **A**: am{mark[2:]}"],
        }[shape]
    body = f"{note.body}{chr(10).join(lines)}\n"
    return folder(replace(note, body=body, asked=tuple(asked)), whole=True)


OPENED = ("$$", "$$ x", "text $$ and", "$$x$", "$$\nx")
LOOSE = (
    "$",
    "a $ b",
    "$x",
    "x$ y",
    "$5 and $10",
    "$`x",
    "$$$",
    "$$$$",
    "\\$$",
    "a$$b",
    "$ $",
    "$``$",
)


@damage("unbalanced $")
def _dollars(draw: st.DrawFn, note: Written) -> Damaged:
    unclosed = draw(st.booleans())
    made, line = inserted(note, draw(st.sampled_from(OPENED if unclosed else LOOSE)))
    faults = [(line, "opened here and not closed")] if unclosed else []
    return folder(made, *faults, whole=True, real=True)


SWALLOWING = ("<script>", "<!-- ", "<pre>", "<style>", "<textarea>", "<?x", "<![CDATA[", "<!X")
FRAGMENTS = (
    *("<div>", "</div>", "<b", "<", "<a href=", "<img src=x onerror=alert(1)>", "</details>"),
    *(
        "<table><tr><td>",
        "<p",
        "<details>",
        "<svg/onload=x>",
        "<a\nhref='x:y'>",
        "</",
        "<>",
        "<a b='",
    ),
    *("<!-->", "<!--->", "<!-- - -->", "&#0;", "&#xd800;", "&#x1f;", "&", "&notit;", "<h1 id=top>"),
)


@damage("HTML fragments")
def _html(draw: st.DrawFn, note: Written) -> Damaged:
    if draw(st.booleans()):
        made, line = opened(draw, note, draw(st.sampled_from(SWALLOWING)) + " x")
        return replace(folder(made), faults=((line, "opened here and not closed"),))
    if draw(st.booleans()):
        made, _ = _in_prose(draw, note, " " + draw(st.sampled_from(FRAGMENTS)).replace("\n", " "))
    else:
        made, _ = inserted(note, draw(st.sampled_from(FRAGMENTS)))
    return folder(made, whole=True)


FENCES = ("```", "~~~", "`````", "```python", "~~~~ {.x #y}", "```math", "  ```", "```\nx\n``")


@damage("unclosed fences")
def _fences(draw: st.DrawFn, note: Written) -> Damaged:
    made, line = opened(draw, note, draw(st.sampled_from(FENCES)))
    if draw(st.booleans()):  # A block that is whole, whose fences then mean the contrary.
        made = replace(made, body=f"{made.body}\n```\nwhole\n```\n")
    return replace(folder(made), faults=((line, "opened here by .* is not closed"),))


INFO = (
    *("{.python #x onclick=alert(1)}", "python {linenos=table hl_lines='1 2'}", "c++", "C#"),
    *('"><script>alert(1)</script>', "' onload='x", "{.}", "{", "}", "=html", "&quot;", "\\"),
    *("python\tx", "x" * 5000, "../../etc/passwd", "\u202epy", "\u200b", "💥", "math{", "Mermaid"),
    *("{python}", "{=html}", 'python title="<b>"', "!important", "#!/bin/sh", "text/html", "%s"),
)
HOSTILE_CODE = (
    *("</code></pre><script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}", "&amp;&#0;&lt;", "$x$ $$"),
    *("'" * 99, '"' * 99, "/*" * 99, "(" * 500, "{" * 500, "\\" * 99, "<!--", "#{" * 50, "\t \t"),
    *("`" * 2, "<?php ?><?", 'R"x(', "'" * 3, "=begin", "%{" * 50, "\u2028\u202e\u200b", "0x" * 99),
)


@damage("code of every language")
def _code(draw: st.DrawFn, note: Written) -> Damaged:
    info = st.one_of(
        st.sampled_from(INFO), st.sampled_from(LANGUAGES), st.text("{}.#= a'", max_size=9)
    )
    mark = draw(st.sampled_from(("```", "~~~", "~~~~~")))
    codes = draw(st.lists(st.sampled_from(HOSTILE_CODE), min_size=1, max_size=4))
    text = "\n\n".join(f"{mark}{draw(info)}\n{code}\n{mark}" for code in codes)
    made, _ = inserted(note, text)
    return folder(made, whole=True)


TEX = (
    *(
        "\\frac{1}{",
        "}",
        "{",
        "\\left(",
        "\\right]",
        "\\begin{matrix} a",
        "\\end{x}",
        "&",
        "#1",
        "^^",
        "__",
    ),
    *("\\def\\x{\\x}\\x", "\\def\\y{\\y\\y}\\y", "\\newcommand{\\z}{\\z a}\\z", "\\let\\a=\\a\\a"),
    *(
        "\\href{javascript:alert(1)}{x}",
        "\\style{color:red}{x}",
        "\\class{ls-card}{x}",
        "\\unknown",
    ),
    *(
        "\\require{html}",
        "\\text{a $b$ c}",
        "\\text{<b>}",
        "\\verb|x|",
        "\\\\",
        "%",
        "~",
        "x_1",
        "\\sum_i",
    ),
    *(
        "\\unicode{x202e}",
        "\\rule{99em}{99em}",
        "\\kern9999em",
        "\\hspace{-9em}",
        "\\color{url(x)}",
        "é",
        "勾配",
    ),
    *(
        "\\over\\over",
        "a''b",
        "\\substack{",
        "\\mathbb",
        "\\sqrt[",
        "\\limits",
        "\\tag{1}\\tag{2}",
        "\\label{a}",
    ),
    *("\\newenvironment{e}{\\begin{e}}{\\end{e}}\\begin{e}x\\end{e}", "{" * 200 + "x" + "}" * 200),
)


@damage("broken TeX")
def _tex(draw: st.DrawFn, note: Written) -> Damaged:
    tex = " ".join(draw(st.lists(st.sampled_from(TEX), min_size=1, max_size=5)))
    forms = ("${}$", "$${}$$", "$$\n{}\n$$", "```math\n{}\n```", "$`{}`$", "a ${}$ b $${}", "${}")
    form = draw(st.sampled_from(forms))
    made, _ = inserted(note, form.replace("{}", tex))
    return folder(made, whole=True, real=True)


@damage("names differing only in case")
def _case(draw: st.DrawFn, note: Written) -> Damaged:
    other = draw(notes(1))
    folder_, name = note.path.rsplit("/", 1)
    path, words = draw(
        st.sampled_from(
            (
                (f"{folder_}/{name.upper().replace('.MD', '.md')}", "only in its case"),
                (f"{folder_.capitalize()}/{name}", "only in its case"),
                (note.path.replace(".md", "/index.md"), "has the address of"),
                (note.path.replace(".md", "/README.md"), "has the address of"),
            )
        )
    )
    other = other.moved(path)
    files = {note.path: note.text.encode(), path: other.text.encode()}
    second = max(files)
    mine = note if second == note.path else other
    asked = (*note.asked, *other.asked)
    return Damaged(second, files, asked, (*mine.faults, (1, words)), whole=True)


CLIMBING = (
    *(
        "../../../etc/passwd",
        "../../..%2fetc/passwd",
        "%2e%2e/%2e%2e/x.md",
        "/../../x",
        "..",
        "../..",
    ),
    *("../../../../../../x.md#y", "..\\..\\x", "./../../../x.png", "..//..//..//x", "../%00/x.md"),
    "../" * 500 + "x",
)


@damage("../ in links")
def _climbing(draw: st.DrawFn, note: Written) -> Damaged:
    target = draw(st.sampled_from(CLIMBING))
    forms = ("[x]({})", "![x]({})", "[x][r]\n\n[r]: {}", '<a href="{}">x</a>')
    form = draw(st.sampled_from((*forms, "sources")))
    if form == "sources":
        if not target.startswith((".", "/")) or "\\" in target:
            target = f"./{target}x.pdf"
        made = with_matter(note, f"{note.matter}sources: [a, '{target}']\n")
        return folder(made, (note.body_line - 1, "leads to no"), whole=True)
    made, line = inserted(note, form.format(target))
    return folder(made, (line, "leads to no"), whole=True)


NAMES = (
    *(
        "..",
        ".",
        "con",
        "index",
        "index.html",
        "a/b",
        "C++",
        "x" * 5000,
        "levels",
        "💥",
        "'",
        '\\"',
    ),
    *("NUL", "questions", "skills", "../../x", "%2e%2e", "a\\tb", "<b>", "&amp;", "~", "null", "0"),
)


@damage("names that mean something to a host")
def _names(draw: st.DrawFn, note: Written) -> Damaged:
    matter = note.matter
    for key in ("category: topic", ", shared]", "title: "):
        name = draw(st.sampled_from(NAMES))
        changed = {
            "category: topic": f'category: "{name}"',
            ", shared]": f', "{name}"]',
            "title: ": f'title: "{name} " #',
        }[key]
        matter = matter.replace(key, changed, 1) if draw(st.booleans()) else matter
    return folder(with_matter(note, matter), whole=True)
