"""What a note and its questions were called before."""

from __future__ import annotations

from reading import texts

from levelset.flashcards import NoteFiles, flashcards
from levelset.moved import moved_page

QUESTIONS = "\n## Questions\n\n### Mid\n\n#### What is it?\n\n*Answer*: This.\n"


def note(aliases: str, body: str = QUESTIONS, title: str = "T") -> str:
    matter = f"title: '{title}'\ncategory: c\nlevels: [mid]\nskills: [s]\naliases: {aliases}\n"
    return f"---\n{matter}---\n# T\n{body}"


def test_a_moved_note_brings_its_questions_ids_along_but_pinned_ones() -> None:
    pinned = "\n#### Why?\n\n<!-- id: why -->\n\n*Answer*: So.\n"
    library = texts(b=note("[a.md, old/c.md]", QUESTIONS + pinned))
    assert library.problems == ()
    assert {q.id: q.former for q in library.catalog.questions} == {
        "b--what-is-it": ("a--what-is-it", "old-c--what-is-it"),
        "why": (),
    }
    assert [(r.url, r.note.url) for r in library.catalog.redirects] == [
        ("a/", "b/"),
        ("old/c/", "b/"),
    ]


def test_a_link_to_an_old_id_is_a_good_link() -> None:
    library = texts(b=note("[old: b--what-is-it]"), c="[it](b.md#old), [not](b.md#older)\n")
    assert [str(problem) for problem in library.problems] == [
        "c.md:1: `b.md` has no heading `#older`; did you mean `#old`?"
    ]


def test_an_old_id_that_fits_two_questions_alike_is_not_guessed() -> None:
    two = f"{QUESTIONS}\n#### What is it now?\n\n*Answer*: That.\n"
    library = texts(b=note("[b--what-is-it-n]", two))
    (problem,) = library.problems
    assert "may be any question of the note or none" in problem.message
    assert all(question.former == () for question in library.catalog.questions)


def test_a_card_for_anki_keeps_the_first_id_that_its_question_had() -> None:
    library = texts(b=note("[a.md, {x: b--what-is-it}]"))
    box = flashcards(library, NoteFiles(lambda _: b"", {}), "S", "", 0)
    assert [card.id for card in box.cards] == ["a--what-is-it"]


def test_a_moved_page_says_the_title_as_text() -> None:
    library = texts(b=note("['x y/a.md']", title='<b> & "c"'))
    (redirect,) = library.catalog.redirects
    page = moved_page(redirect, "https://notes.example/study")
    assert '<a href="../../b/">&lt;b&gt; &amp; &quot;c&quot;</a>' in page
    assert 'content="0; url=../../b/"' in page
    assert '<link rel="canonical" href="https://notes.example/study/b/">' in page
    assert '<link rel="canonical" href="../../b/">' in moved_page(redirect, "")
