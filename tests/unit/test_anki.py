"""Anki packages: which there are, and that the same cards give the same bytes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path

import genanki
import pytest
from decks import DOT, NOTES, SERVING, box, media, packed, rows

from levelset import anki

LAYOUT = "1795392000 3518e56198b8"


def test_a_package_for_each_level_and_category_with_cards_and_one_for_all(tmp_path: Path) -> None:
    made = packed(tmp_path)
    counts = {name: rows(made[name], "SELECT count(*) FROM cards", tmp_path)[0][0] for name in made}
    assert counts == {
        "anki/all.apkg": 3,
        "anki/category-math.apkg": 2,
        "anki/category-systems.apkg": 1,
        "anki/level-mid.apkg": 2,
        "anki/level-senior.apkg": 1,
    }


def test_without_answers_there_is_no_package(tmp_path: Path) -> None:
    assert packed(tmp_path, {"serving": SERVING.replace(" Fast.", "")}) == {}


def test_pictures_are_where_their_cards_are(tmp_path: Path) -> None:
    made = packed(tmp_path)
    with_dot = {name for name in made if media(made[name])}
    assert with_dot == {"anki/all.apkg", "anki/category-math.apkg", "anki/level-mid.apkg"}
    assert list(media(made["anki/all.apkg"]).values()) == [DOT]


def test_a_card_is_the_same_in_every_package(tmp_path: Path) -> None:
    made = packed(tmp_path, commits={"serving.md": anki.LAYOUT_CHANGED + 7})
    query = "SELECT n.*, c.* FROM notes n JOIN cards c ON c.nid = n.id WHERE n.guid = '{}'"
    guid = genanki.guid_for("serving--how-fast")
    found = [
        rows(made[n], query.format(guid), tmp_path)
        for n in made
        if "math" not in n and "senior" not in n
    ]
    assert len(found) == 3
    assert found[0] == found[1] == found[2]
    assert found[0][0][3] == anki.LAYOUT_CHANGED + 7
    types = [rows(made[name], "SELECT models FROM col", tmp_path) for name in made]
    for (models,), *_ in types:
        (model,) = json.loads(models).values()
        assert (model["id"], model["mod"]) == ("1795392000001", anki.LAYOUT_CHANGED)


def test_the_same_cards_give_the_same_bytes_whenever_and_wherever(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib, pathlib, decks\n"
        "for name, package in decks.packed(pathlib.Path(sys.argv[1])).items():\n"
        "    print(name, hashlib.sha256(package).hexdigest())\n"
    )
    paths = [path for path in sys.path if path.endswith(("hooks", "tests/unit"))]
    environment = {"PYTHONPATH": ":".join(paths), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    other = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    mine = packed(tmp_path)
    assert other.splitlines() == [f"{n} {sha256(mine[n]).hexdigest()}" for n in sorted(mine)]
    with zipfile.ZipFile(BytesIO(mine["anki/all.apkg"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_cache_gives_the_bytes_that_it_spares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = dict(anki.packages(box(), tmp_path))
    assert fresh == packed(tmp_path / "other")
    with monkeypatch.context() as patched:
        patched.setattr(genanki, "Package", None)
        assert dict(anki.packages(box(), tmp_path)) == fresh
    changed = dict(
        anki.packages(box({**NOTES, "serving": SERVING.replace("Fast.", "Slow.")}), tmp_path)
    )
    same = {name for name in fresh if changed[name] == fresh[name]}
    assert same == {"anki/category-math.apkg", "anki/level-senior.apkg"}


def test_the_cache_forgets_what_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki, "CACHE_BYTES", 0)
    made = dict(anki.packages(box(), tmp_path))
    assert len(made) == 5
    assert list(tmp_path.rglob("*.apkg")) == []


def test_a_new_layout_has_a_new_date() -> None:
    """Readers get a new layout only with a later LAYOUT_CHANGED."""
    whole = repr((anki.note_type(), [(card.fields, card.tags, card.deck) for card in box().cards]))
    digest = sha256(whole.encode()).hexdigest()[:12]
    assert f"{anki.LAYOUT_CHANGED} {digest}" == LAYOUT, (
        "the cards' layout has changed: set LAYOUT_CHANGED in hooks/levelset/anki.py to now, and "
        "LAYOUT in this test to what stands here"
    )


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_cards_can_be_read_by_day_and_in_night_mode() -> None:
    day, night = map(colours, (anki.LAYOUT / "card.css").read_text().split("}")[:2])
    assert day.keys() == night.keys()
    assert luminance(day["paper"]) > 0.9
    assert luminance(night["paper"]) < 0.02
    inks = [name for name in day if name not in ("paper", "panel", "line")]
    assert len(inks) == 7
    for palette, ink, ground in product((day, night), inks, ("paper", "panel")):
        pair = sorted((luminance(palette[ink]), luminance(palette[ground])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (ink, ground)


def test_a_card_asks_no_host_for_anything(tmp_path: Path) -> None:
    sides = anki.note_type()
    layout = sides["css"] + sides["templates"][0]["qfmt"] + sides["templates"][0]["afmt"]
    assert not re.search(r"url\(|@import|src=|<link|<script|//", layout.replace("*/", ""))
    texts = rows(packed(tmp_path)["anki/all.apkg"], "SELECT flds FROM notes", tmp_path)
    sources = [source for (text,) in texts for source in re.findall(r'src="([^"]*)"', text)]
    assert sources == [f"dot-{sha256(DOT).hexdigest()[:12]}.svg"]
