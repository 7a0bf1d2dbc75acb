"""Flashcards: what stands on a card, where it goes, and how old it is."""

from __future__ import annotations

from decks import DOT, GRADIENTS, NOTES, SERVING, box, fields

from levelset.anki import LAYOUT_CHANGED
from levelset.flashcards import FIELDS
from levelset.model import Level
from levelset.settings import DEFAULT_LEVELS, Settings

LATER = LAYOUT_CHANGED + 1000


def test_each_answered_question_is_a_card_and_no_open_one() -> None:
    assert [(card.id, card.place) for card in box().cards] == [
        ("math-gradients--what-is-a-b", 1),
        ("serving--how-fast", 2),
        ("math-gradients--why", 3),
    ]


def test_the_fields_hold_the_parts() -> None:
    card = fields(box().cards[0])
    assert tuple(card) == FIELDS
    assert card["Prompt"] == r"<div>What is \(a &lt; b\)?</div><p>Some context.</p>"
    assert card["Answer"].startswith(r"<p>It is \(\frac{1}{2}\) in <code>a[0] &lt; 1</code>, see ")
    assert r"\[x^2\]" in card["Answer"]
    assert '<td style="text-align:right">2</td>' in card["Answer"]
    assert "<code>if a &lt; b:\n    pass\n</code>" in card["Answer"]
    assert card["Rubric"] == "<ul>\n<li>says so</li>\n</ul>"
    assert card["Follow-ups"] == "<p><strong>And then?</strong> This.</p>"
    assert card["More"].startswith("<h3>Common mistake</h3><p>That.</p><h3>")
    assert "Senior adds</span></h3><p>Depth.</p>" in card["More"]
    assert card["Source"] == "<p>Cauchy, 1847.</p>"
    assert card["Note"] == "Gradients &amp; more"
    assert card["Topic"] == "Math"
    assert "claim" not in "".join(card.values())


def test_a_level_is_its_rings_and_its_word() -> None:
    mid, _, senior = (fields(card)["Level"] for card in box().cards)
    assert (mid.count("<circle"), senior.count("<circle")) == (1, 2)
    assert mid.endswith(" Mid</span>")
    assert "ls-level-2" in senior


def test_links_are_whole_addresses_or_none() -> None:
    there = '<a href="https://notes.example/study/math/gradients/#there">below</a>'
    with_site, without = (
        fields(box(site_url=url).cards[0]) for url in ("https://notes.example/study/", "")
    )
    assert with_site["Link"] == (
        "https://notes.example/study/math/gradients/#math-gradients--what-is-a-b"
    )
    assert there in with_site["Answer"]
    assert without["Link"] == ""
    assert "<a>below</a>" in without["Answer"]
    assert "href" not in "".join(without.values())


def test_pictures_travel_under_a_name_of_their_content() -> None:
    made = box()
    (name,) = made.cards[0].pictures
    assert made.pictures == {name: DOT}
    assert f'<img src="{name}" alt="A dot">' in fields(made.cards[0])["Answer"]
    assert made.cards[1].pictures == ()
    (other,) = box(dot=b"<svg/>").cards[0].pictures
    assert other != name


def test_tags_name_level_category_and_skills_without_spaces() -> None:
    tags = box().cards[0].tags
    assert tags == ("level::mid", "category::math", "skill::cplusplus", "skill::feature-stores")


def test_a_deck_has_names_that_its_name_can_hold() -> None:
    assert [card.deck for card in box().cards] == [
        ("Levelset", "Mid", "Math"),
        ("Levelset", "Mid", "Systems"),
        ("Levelset", "Senior", "Math"),
    ]
    odd = Settings(levels=(Level("mid", " a::b:\n c: "), DEFAULT_LEVELS[1]))
    assert box(site_name="::", settings=odd).cards[0].deck == ("Cards", "a:b: c", "Math")


def test_a_card_is_as_old_as_the_last_commit_of_what_is_on_it() -> None:
    commits = {"math/gradients.md": LATER, "serving.md": LAYOUT_CHANGED - 1}
    assert [card.changed for card in box(commits=commits).cards] == [LATER, LAYOUT_CHANGED, LATER]
    commits |= {"math/pictures/dot.svg": LATER + 5}
    assert [card.changed for card in box(commits=commits).cards][::2] == [LATER + 5, LATER]
    assert {card.changed for card in box().cards} == {LAYOUT_CHANGED}


def test_every_label_has_a_place_and_repeats_are_told_apart() -> None:
    text = SERVING + "   - *Gotcha & more*: Cold.\n   - *Follow-up*: One.\n   - *Follow-up*: Two.\n"
    card = fields(box({"serving": text}).cards[0])
    assert card["More"] == "<h3>Gotcha &amp; more</h3><p>Cold.</p>"
    assert card["Follow-ups"] == "<p>One.</p><h3>Follow-up</h3><p>Two.</p>"


def test_a_card_stays_itself_when_others_come() -> None:
    grown = GRADIENTS.replace("#### Why?", "#### When?\n\n*Answer*: Now.\n\n#### Why?")
    before = {card.id: (card.fields, card.deck) for card in box().cards}
    after = {
        card.id: (card.fields, card.deck) for card in box({**NOTES, "math/gradients": grown}).cards
    }
    assert after.keys() - before.keys() == {"math-gradients--when"}
    assert {key: after[key] for key in before} == before
