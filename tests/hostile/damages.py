"""Damages: what can be wrong with a note's file, and on which line that must be said.

A damage gets a note and gives the bytes of a folder, with what it knows to be in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from written import Asked, Written, notes

Fault = tuple[int, str]


@dataclass(frozen=True)
class Damaged:
    """A folder with a fault in it. `faults` are those of the note `path`.

    `whole` says that no question may be missing from the site; `copies` how often its author wrote
    each; `swallowed` on which line something opens that ends with the file, if anything does.
    """

    path: str
    files: dict[str, bytes]
    asked: tuple[Asked, ...]
    faults: tuple[Fault, ...] = ()
    whole: bool = False
    copies: int = 1
    swallowed: int = 0


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


def with_matter(note: Written, matter: str) -> Written:
    """The note with another front matter; lines of the body move along."""
    more = matter.count("\n") - note.matter.count("\n")
    first = note.body_line
    asked = (replace(a, line=a.line + more) if a.line >= first else a for a in note.asked)
    return replace(note, matter=matter, asked=tuple(asked))


@damage("truncated YAML")
def _truncated(draw: st.DrawFn, note: Written) -> Damaged:
    cut = draw(st.integers(0, len(note.matter) - 2))
    kept = note.matter[:cut]
    closed = draw(st.booleans())
    ending = "\n---\n" if closed else "\n\n"
    lines = kept.count("\n") + 2
    asked = tuple(a for a in note.asked if a.line >= note.body_line or a.line < lines)
    fault = () if closed or cut < len("title: ") else ((1, "is not closed"),)
    raw = f"---\n{kept}{ending}{note.body}".encode()
    return Damaged(note.path, {note.path: raw}, asked, fault)


@damage("duplicated YAML")
def _duplicated(draw: st.DrawFn, note: Written) -> Damaged:
    kind = draw(st.sampled_from(("block", "title", "category", "levels", "skills", "questions")))
    end = note.body_line - 1
    if kind == "block":
        raw = f"---\n{note.matter}---\n{note.text}".encode()
        return folder(note, (end + 1, "there twice"), raw=raw, copies=2, whole=True)
    start = note.matter.index(f"{kind}:")
    stop = len(note.matter) if kind == "questions" else note.matter.index("\n", start) + 1
    twice = with_matter(note, note.matter + note.matter[start:stop])
    return folder(twice, (end, f"`{kind}` is given twice"), copies=2, whole=True)


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
        asked = tuple(a for a in asked if "x" in a.mark.removeprefix("qm"))
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


@damage("10,000-item lists")
def _many_items(draw: st.DrawFn, note: Written) -> Damaged:
    where = draw(st.sampled_from(("before", "behind", "skills", "skills", "sources", "levels")))
    mark = draw(st.sampled_from(("- x\n", "* \n", "1. x\n", "+ a\n", "- [ ] x\n")))
    end = note.body_line - 1
    if where == "before":
        made, _ = inserted(note, mark * ITEMS)
        return folder(made, whole=True)
    if where == "behind":
        return folder(replace(note, body=f"{note.body}\n{mark * ITEMS}"), whole=True)
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
    opened = draw(st.booleans())
    made, line = inserted(note, draw(st.sampled_from(OPENED if opened else LOOSE)))
    return folder(made, *([(line, "opened here and not closed")] if opened else []), whole=True)


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
        made, line = inserted(note, draw(st.sampled_from(SWALLOWING)) + " x")
        fault = (line, "opened here and not closed")
        return replace(folder(made), faults=(fault,), swallowed=line)
    if draw(st.booleans()):
        made, _ = _in_prose(draw, note, " " + draw(st.sampled_from(FRAGMENTS)).replace("\n", " "))
    else:
        made, _ = inserted(note, draw(st.sampled_from(FRAGMENTS)))
    return folder(made, whole=True)


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
    files = {note.path: note.text.encode(), path: other.text.encode()}
    second = max(files)
    mine = note if second == note.path else replace(other, path=path)
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
    link = draw(st.sampled_from(("[x]({})", "![x]({})", "[x][r]\n\n[r]: {}", '<a href="{}">x</a>')))
    made, line = inserted(note, link.format(target))
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
