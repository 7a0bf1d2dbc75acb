"""What the property tests and the search for them have found, each by its smallest example."""

from __future__ import annotations

import pytest
from accounts import read

HEAD = "---\ntitle: T\ncategory: c\nlevels: [mid]\nskills: [s]\n"
ASKED = "---\n# T\n\n## Interview Questions\n\n### Mid Level\n\n"


def lines(text: str) -> list[str]:
    """The problems of a note."""
    return [str(problem) for problem in read({"a.md": text.encode()}).problems]


def asked(text: str) -> list[str]:
    """The questions of a note."""
    return [question.raw for question in read({"a.md": text.encode()}).catalog.questions]


@pytest.mark.parametrize(
    ("matter", "problem"),
    [
        ("x: " + "[" * 5000, "nested more than 100 deep"),
        ("description: " + "{a: " * 5000, "nested more than 100 deep"),
        ("sources:\n  " + "- " * 5000 + "x", "nested more than 100 deep"),
        ('description: "\\ud800"', "an escape stands for no character"),
        ('description: "\\U00110000"', "an escape stands for no character"),
        ('description: "\\0"', "an escape stands for no character"),
        ("sources: &s [*s]", "`*s` stands inside of what it names"),
        ("sources: [*s]", "`*s` names nothing above it"),
        ("? [a]\n: b", "a key is a list"),
        ("sources: [a, '']", "an entry of `sources` is empty"),
    ],
)
def test_yaml_that_breaks_readers_is_a_problem_of_its_line(matter: str, problem: str) -> None:
    line = 7 if matter.startswith("sources:\n") else 6
    found = lines(f"{HEAD}{matter}\n---\n# T\n")
    assert [each for each in found if each.startswith(f"a.md:{line}: ") and problem in each], found


def test_a_long_text_is_not_multiplied_by_aliases() -> None:
    matter = f"description: &d {'x' * 1000}\nsources: [{', '.join(['*d'] * 1000)}]\n"
    (note,) = read({"a.md": f"{HEAD}{matter}---\n".encode()}).catalog.notes
    assert sum(len(entry.text) for entry in note.matter.sources) < 3 * len(matter)


def test_prompts_beside_a_broken_one_are_kept_and_that_is_named_in_full() -> None:
    broken = '"What is ' + "very " * 30 + "long?"
    text = f"{HEAD}questions:\n  mid:\n    - One?\n    - {broken}\n    - Two?\n---\n# T\n"
    assert asked(text) == ["One?", "Two?"]
    (problem,) = lines(text)
    assert problem.startswith(f"a.md:9: `- {broken}` is not YAML")


def test_questions_given_twice_both_count() -> None:
    text = f"{HEAD}questions: {{mid: [One?]}}\nquestions: {{mid: [Two?]}}\n---\n# T\n"
    assert asked(text) == ["One?", "Two?"]
    assert lines(text) == ["a.md:7: `questions` is given twice; both count; remove one of them"]


def test_a_second_front_matter_does_not_leak_into_the_page() -> None:
    library = read({"a.md": f"{HEAD}---\n{HEAD}---\n# T\n".encode()})
    assert "category" not in str(library.catalog.notes[0].page.body)
    assert "a.md:7: the front matter is there twice; join the two blocks" in map(
        str, library.problems
    )


def test_a_file_whose_front_matter_cannot_be_read_says_what_that_costs() -> None:
    assert lines("---\n# T\n\n## Interview Questions\n\n1. Why?\n") == [
        "a.md:1: the front matter cannot be read; that costs 1 question, the first of them “Why?” "
        "on line 6; begin it with `title: …` and end it with a line of `---`"
    ]


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (
            "```\ncode",
            "the block opened here by ````` is not closed, so that it swallows what follows; "
            "end it with a line of `````",
        ),
        (
            "<!-- a\n\nb",
            "`<!--` is opened here and not closed, so that it swallows what follows; "
            "close it, or write `&lt;` for `<`",
        ),
        (
            "<!-- a\n\n1. Lost?\n\n<!-- id: x -->",
            "`<!--` is opened here and not closed, so that it swallows what follows; "
            "close it, or write `&lt;` for `<`",
        ),
        (">" * 91 + " deep", "blocks are nested too deep here; unnest them"),
        (
            "[^x]: said",
            "the footnote `[^x]` is not referred to, and so not shown; refer to it by `[^x]`",
        ),
        ("a \x1b[31m b", "this line holds control characters; remove them"),
        ("a" + "\u0301" * 31, "this line holds more than 30 marks on one letter; remove them"),
    ],
)
def test_what_a_page_would_lose_silently_is_a_problem(block: str, problem: str) -> None:
    found = lines(f"{HEAD}---\n# T\n\n{block}\n")
    assert f"a.md:9: {problem}" in found


@pytest.mark.parametrize("opening", ["```", "<!-- a", "<script>", "<!-- a\n\n<pre>", "~~~ x"])
def test_a_block_that_nothing_closes_says_which_questions_it_swallows(opening: str) -> None:
    more = "1. Second?\n   - *Answer*: x\n\n1. Third?\n   - *Answer*: x\n"
    text = f"{HEAD}{ASKED}1. First?\n   - *Answer*: x\n\n{opening}\n\n{more}"
    assert asked(text) == ["First?"]
    line = 17 + opening.count("\n") + 1
    said = f", so that it swallows 2 questions, the first of them “Second?” on line {line}; "
    assert [each for each in lines(text) if each.startswith("a.md:16: ") and said in each]


def test_a_comment_that_ends_in_a_later_one_swallows_what_is_between() -> None:
    text = f"{HEAD}{ASKED}<!-- a\n\n1. Lost?\n\n<!-- id: x -->\n\n1. Kept?\n   - *Answer*: x\n"
    assert asked(text) == ["Kept?"]
    assert any(
        "swallows 1 question, the first of them “Lost?” on line 15" in p for p in lines(text)
    )


@pytest.mark.parametrize(
    ("before", "problem"),
    [
        ("\n\n---\n", "a.md:1: the front matter begins on line 3; begin the file with it"),
        ("", "a.md:1: the front matter has no line of `---` before it; begin it with one"),
    ],
)
def test_front_matter_that_does_not_begin_as_it_should_is_read(before: str, problem: str) -> None:
    text = f"{before}{HEAD[4:]}{ASKED}1. Why?\n   - *Answer*: x\n"
    assert asked(text) == ["Why?"]
    assert lines(text) == [problem]


def test_a_source_that_is_the_path_of_a_file_leads_to_one() -> None:
    matter = "sources: [a.md, ../../etc/passwd, 'Knuth, TAOCP, 1968', nope.pdf]"
    assert [line.split(";")[0] for line in lines(f"{HEAD}{matter}\n---\n# T\n")] == [
        "a.md:6: the link `../../etc/passwd` leads to no file",
        "a.md:6: the link `nope.pdf` leads to no file",
    ]


def test_blocks_that_are_nested_too_deep_keep_their_words() -> None:
    library = read({"a.md": f"{HEAD}---\n# T\n\n{'> ' * 300}deep\n\nlast\n".encode()})
    body = str(library.catalog.notes[0].page.body)
    assert "deep" in body
    assert "last" in body


@pytest.mark.parametrize("prompt", ["#### \u200b\n\nan answer", "1. \u2060\n   - *Answer*: x"])
def test_a_question_that_nobody_can_see_is_none(prompt: str) -> None:
    text = f"{HEAD}{ASKED}{prompt}\n"
    assert asked(text) == []
    assert any("not read as a question" in line for line in lines(text))


def test_a_question_behind_too_many_open_elements_stays_on_its_page() -> None:
    library = read({"a.md": f"{HEAD}---\n# T\n\n{'<div>' * 300}\n\n{ASKED[9:]}1. Why?\n".encode()})
    (note,) = library.catalog.notes
    assert [part for part in note.page.body if not isinstance(part, str)] == list(note.questions)
    assert len(note.questions) == 1


def test_a_title_that_nobody_can_see_is_empty() -> None:
    library = read({"a.md": b'---\ntitle: "\xe2\x80\x8b"\n---\n# \xe2\x80\x8b\n\n## Seen\n'})
    assert library.catalog.notes[0].title == "Seen"


def test_open_prompts_below_the_deepest_heading_get_no_heading_that_is_not_html() -> None:
    text = f"{HEAD.replace('[mid]', '[mid, senior]')}questions: {{mid: [One?]}}\n---\n"
    library = read({"a.md": f"{text}# T\n\n###### Interview Questions\n".encode()})
    assert "<h7" not in str(library.catalog.notes[0].page.body)


def test_a_problem_stands_on_one_line_and_moves_no_cursor() -> None:
    (line,) = lines("# T\n\n[x](b/a%0Ab.md%1b[2J)\n")
    assert line == ("a.md:3: the link `b/a b.md\\u{1b}[2J` leads to no file; correct its path")


@pytest.mark.parametrize("name", ["index", "CON", "x" * 300])
def test_no_skill_has_an_address_that_means_something_else_or_is_too_long(name: str) -> None:
    text = HEAD.replace("[s]", f"[{name}]")
    (skill,) = read({"a.md": f"{text}---\n".encode()}).catalog.skills
    assert skill.slug not in ("index", "con")
    assert len(skill.slug) < 100


def test_utf_16_is_read_and_reported() -> None:
    text = f"{HEAD}{ASKED}1. Why?\n"
    library = read({"a.md": text.encode("utf-16")})
    assert [q.raw for q in library.catalog.questions] == ["Why?"]
    assert [str(p) for p in library.problems] == ["a.md:1: the file is UTF-16; save it as UTF-8"]


def test_the_same_question_many_times_has_as_many_ids() -> None:
    library = read({"a.md": f"{HEAD}{ASKED}".encode() + b"#### Why?\n\nx\n\n" * 50})
    assert len({question.id for question in library.catalog.questions}) == 50
