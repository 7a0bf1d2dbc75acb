"""The decks in Anki: its own library imports them, with the options that it starts with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest, ImportLogWithChanges
from building import build
from decks import GRADIENTS, NOTES, SERVING, box, packed
from repositories import commit, git

from levelset import anki
from levelset.history import last_commits

EARLY = anki.LAYOUT_CHANGED + 1_000
LATE = anki.LAYOUT_CHANGED + 2_000


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(str(tmp_path / "reader.anki2"))
    yield collection
    collection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def imported(reader: Collection, package: bytes, folder: Path) -> ImportLogWithChanges.Log:
    path = folder / "deck.apkg"
    path.write_bytes(package)
    options = reader._backend.get_import_anki_package_presets()
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return reader.import_anki_package(request).log


def counts(log: ImportLogWithChanges.Log) -> tuple[int, int, int]:
    """How many notes were new, brought up to date, and left alone; there are no others."""
    others = (
        *(log.conflicting, log.first_field_match, log.missing_notetype),
        *(log.missing_deck, log.empty_first_field),
    )
    assert [len(other) for other in others] == [0, 0, 0, 0, 0]
    return len(log.new), len(log.updated), len(log.duplicate)


def cards(reader: Collection) -> dict[str, tuple[int, str, int]]:
    """Each card's number, deck and place in the queue, by its note's link."""
    found = {}
    for number in reader.find_cards(""):
        card = reader.get_card(number)
        question = card.note()["Link"].partition("#")[2]
        found[question] = (number, reader.decks.name(card.did), card.due)
    return found


def test_importing_gives_the_counts(reader: Collection, folder: Path) -> None:
    made = packed(folder)
    expected = {
        "anki/category-systems.apkg": (1, 0, 0),
        "anki/level-mid.apkg": (1, 0, 1),
        "anki/category-math.apkg": (1, 0, 1),
        "anki/level-senior.apkg": (0, 0, 1),
        "anki/all.apkg": (0, 0, 3),
    }
    found = {name: counts(imported(reader, made[name], folder)) for name in expected}
    assert found == expected
    assert reader.note_count() == reader.card_count() == 3


def test_the_whole_deck_stands_in_order_below_one_name(reader: Collection, folder: Path) -> None:
    assert counts(imported(reader, packed(folder)["anki/all.apkg"], folder)) == (3, 0, 0)
    assert {key: (deck, due) for key, (_, deck, due) in cards(reader).items()} == {
        "math-gradients--what-is-a-b": ("Levelset::Mid::Math", 1),
        "serving--how-fast": ("Levelset::Mid::Systems", 2),
        "math-gradients--why": ("Levelset::Senior::Math", 3),
    }
    assert sorted(deck.name for deck in reader.decks.all_names_and_ids()) == [
        *("Default", "Levelset", "Levelset::Mid", "Levelset::Mid::Math", "Levelset::Mid::Systems"),
        *("Levelset::Senior", "Levelset::Senior::Math"),
    ]
    assert sorted(reader.tags.all()) == [
        *("category::math", "category::systems", "level::mid", "level::senior"),
        *("skill::cplusplus", "skill::feature-stores", "skill::serving"),
    ]


def test_importing_again_adds_nothing(reader: Collection, folder: Path) -> None:
    made = packed(folder)["anki/all.apkg"]
    imported(reader, made, folder)
    before = cards(reader)
    types = [kind.name for kind in reader.models.all_names_and_ids()]
    assert counts(imported(reader, made, folder)) == (0, 0, 3)
    assert cards(reader) == before
    assert [kind.name for kind in reader.models.all_names_and_ids()] == types
    assert types.count("Levelset question") == 1


def test_all_after_a_level_adds_the_rest_and_moves_nothing(
    reader: Collection, folder: Path
) -> None:
    made = packed(folder)
    imported(reader, made["anki/level-senior.apkg"], folder)
    moved = reader.decks.id("My own")
    (number,) = reader.find_cards("")
    reader.set_deck([number], moved)
    before = cards(reader)
    assert counts(imported(reader, made["anki/all.apkg"], folder)) == (2, 0, 1)
    assert cards(reader).items() >= before.items()


def test_a_changed_answer_updates_its_card_and_keeps_its_history(
    reader: Collection, folder: Path
) -> None:
    docs = folder / "docs"
    docs.mkdir()
    git(docs, "init", "-q")
    commit(docs, "math/gradients.md", GRADIENTS, EARLY)
    commit(docs, "serving.md", SERVING, EARLY)
    imported(reader, packed(folder, commits=last_commits(docs))["anki/all.apkg"], folder)
    reader.decks.select(reader.decks.id("Levelset::Mid::Systems"))
    card = reader.sched.getCard()
    assert card is not None
    reader.sched.answerCard(card, 4)
    before = cards(reader)
    reviewed = reader.db.all("SELECT * FROM revlog")
    assert len(reviewed) == 1
    state = (card.id, card.reps, card.ivl, card.due, card.queue, card.did)

    commit(docs, "serving.md", SERVING.replace("Fast.", "In 50 ms."), LATE)
    notes = {**NOTES, "serving": SERVING.replace("Fast.", "In 50 ms.")}
    made = packed(folder, notes, commits=last_commits(docs))
    assert counts(imported(reader, made["anki/level-mid.apkg"], folder)) == (0, 1, 1)

    card = reader.get_card(card.id)
    assert card.note()["Answer"] == "<p>In 50 ms.</p>"
    assert (card.id, card.reps, card.ivl, card.due, card.queue, card.did) == state
    assert reader.db.all("SELECT * FROM revlog") == reviewed
    assert cards(reader) == before


def test_a_changed_answer_waits_for_its_commit(reader: Collection, folder: Path) -> None:
    imported(reader, packed(folder)["anki/all.apkg"], folder)
    changed = {**NOTES, "serving": SERVING.replace("Fast.", "Slow.")}
    assert counts(imported(reader, packed(folder, changed)["anki/all.apkg"], folder)) == (0, 0, 3)
    made = packed(folder, changed, commits={"serving.md": EARLY})
    assert counts(imported(reader, made["anki/all.apkg"], folder)) == (0, 1, 2)


def test_a_question_in_between_adds_one_card(reader: Collection, folder: Path) -> None:
    imported(reader, packed(folder)["anki/all.apkg"], folder)
    before = cards(reader)
    grown = GRADIENTS.replace("#### Why?", "#### When?\n\n*Answer*: Now.\n\n#### Why?")
    made = packed(folder, {**NOTES, "math/gradients": grown})
    assert counts(imported(reader, made["anki/all.apkg"], folder)) == (1, 0, 3)
    after = cards(reader)
    assert after.keys() - before.keys() == {"math-gradients--when"}
    assert after.items() >= before.items()


def test_a_new_layout_reaches_cards_that_are_there(
    reader: Collection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(reader, packed(folder)["anki/all.apkg"], folder)
    layout = anki.note_type()
    monkeypatch.setattr(anki, "LAYOUT_CHANGED", LATE)
    monkeypatch.setattr(anki, "note_type", lambda: {**layout, "css": ".card { color: #123456 }"})
    assert counts(imported(reader, packed(folder)["anki/all.apkg"], folder)) == (0, 3, 0)
    kinds = [k for k in reader.models.all() if k["name"].startswith("Levelset")]
    assert [kind["css"] for kind in kinds] == [".card { color: #123456 }"]


def test_a_card_shows_its_question_and_then_its_answer(reader: Collection, folder: Path) -> None:
    imported(reader, packed(folder)["anki/all.apkg"], folder)
    number, *_ = cards(reader)["math-gradients--what-is-a-b"]
    card = reader.get_card(number)
    front, back = card.question(), card.answer()
    assert r"What is \(a &lt; b\)?" in front
    assert "Mid" in front
    assert "Some context." in front
    assert "frac" not in front
    for shown in (r"\(\frac{1}{2}\)", r"\[x^2\]", "<h3>Rubric</h3>", "And then?", "Cauchy, 1847."):
        assert shown in back
    assert 'href="https://notes.example/study/math/gradients/#math-gradients--what-is-a-b"' in back
    assert "{{" not in front + back
    bare, *_ = cards(reader)["math-gradients--why"]
    assert "<h3>" not in reader.get_card(bare).answer()


def test_pictures_arrive_and_nothing_else_is_missing(reader: Collection, folder: Path) -> None:
    imported(reader, packed(folder)["anki/all.apkg"], folder)
    (name,) = box().pictures
    assert reader.media.have(name)
    found = reader.media.check()
    assert (list(found.missing), list(found.unused)) == ([], [])
    assert list(reader.get_empty_cards().notes) == []


def test_what_a_note_says_plays_no_sound_and_runs_no_latex(
    reader: Collection, folder: Path
) -> None:
    notes = {"serving": SERVING.replace("Fast.", "`[sound:a.mp3]` [sound:b.mp3] [latex]x[/latex]")}
    imported(reader, packed(folder, notes)["anki/all.apkg"], folder)
    (number,) = reader.find_cards("")
    card = reader.get_card(number)
    card.render_output()
    assert card.answer_av_tags() == []
    assert "latex" in card.answer()
    assert ".png" not in card.answer()


def test_a_build_writes_decks_that_anki_takes(reader: Collection, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    git(docs, "init", "-q")
    commit(docs, "math/gradients.md", GRADIENTS, EARLY)
    (docs / "math" / "pictures").mkdir()
    commit(docs, "math/pictures/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', EARLY)
    made = build(docs, tmp_path / "site", SITE_URL="https://notes.example/study/")
    assert made.returncode == 0, made.stderr
    decks = sorted(path.name for path in (tmp_path / "site" / "anki").iterdir())
    assert decks == ["all.apkg", "category-math.apkg", "level-mid.apkg", "level-senior.apkg"]
    package = (tmp_path / "site" / "anki" / "all.apkg").read_bytes()
    assert counts(imported(reader, package, tmp_path)) == (2, 0, 0)
    assert {reader.get_note(number).mod for number in reader.find_notes("")} == {EARLY}
    level = (tmp_path / "site" / "levels" / "mid" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../anki/level-mid.apkg" download' in level
    assert "1</span> card<" in level
    topic = (tmp_path / "site" / "categories" / "math" / "index.html").read_text(encoding="utf-8")
    assert "2</span> cards<" in topic
