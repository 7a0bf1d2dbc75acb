"""What the search finds: records of the catalog, terms of a text, and the index of both."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from reading import texts

from levelset.catalog import Catalog
from levelset.kept import keep, kept
from levelset.model import Level
from levelset.search import Record, records
from levelset.search_index import RECORDS_BYTES, WORDS_BYTES, index_files, search_files
from levelset.search_terms import LONGEST, STOP_WORDS, terms
from levelset.settings import Settings

SPOKEN = json.loads((Path(__file__).parents[1] / "search" / "terms.json").read_text("utf-8"))
NOTE = """---
title: "Trees"
category: graphs
levels: [mid, senior]
skills: [graphs, C++]
description: "Graphs without cycles."
questions:
  mid: ["What is a tree?", "Who plants trees?"]
  senior: ["Why is $n - 1$ enough?"]
---

# Trees

The opening words.

## 1. Shapes & paths

A path has $v_1$ to $v_n$. ![An oak with two crowns](oak.svg)

### Empty

### Deep

`depth` is counted, **bold**ly.

## Interview questions

### Mid

#### What is a tree?

*Answer*: A connected graph without a cycle, by the matrixtree route.

*Check*:
```python
claim = secretword
```

*Source*: Cayley, *A theorem on trees*, 1889.

### Senior

#### Why is $n - 1$ enough?

*Answer*: Count the edges.

## Sources

- Cayley, 1889.
"""


@pytest.fixture
def catalog() -> Catalog:
    return texts(trees=NOTE, plain="# Plain\n\nOpening.\n\n## Part\n\nPart's text.\n").catalog


def by_url(catalog: Catalog) -> dict[str, Record]:
    found = records(catalog)
    assert len({record.url for record in found}) == len(found)
    return {record.url: record for record in found}


def test_every_place_worth_landing_on_is_a_record(catalog: Catalog) -> None:
    kinds = {url: record.kind for url, record in by_url(catalog).items()}
    assert kinds == {
        "trees/": "note",
        "trees/#1-shapes--paths": "section",
        "trees/#deep": "section",
        "trees/#sources": "sources",
        "trees/#trees--what-is-a-tree": "question",
        "trees/#trees--who-plants-trees": "question",
        "trees/#trees--why-is-n-1-enough": "question",
        "plain/": "page",
        "plain/#part": "section",
        "skills/cplusplus/": "skill",
        "skills/graphs/": "skill",
        "categories/graphs/": "topic",
        "levels/mid/": "level",
        "levels/senior/": "level",
        "levels/principal/": "level",
    }


def test_records_say_where_they_are_from(catalog: Catalog) -> None:
    found = by_url(catalog)
    question = found["trees/#trees--why-is-n-1-enough"]
    assert question.title == "Why is n - 1 enough?"
    assert (question.within, question.level, question.category) == ("Trees", "senior", "graphs")
    assert question.skills == ("graphs", "cplusplus")
    section = found["trees/#1-shapes--paths"]
    assert (section.title, section.within, section.level) == ("1. Shapes & paths", "Trees", "")
    assert found["plain/#part"].within == "Plain"
    assert found["plain/"].category == ""


def test_a_section_has_its_own_words_only_with_readings_of_formulas_and_pictures(
    catalog: Catalog,
) -> None:
    found = by_url(catalog)
    text = found["trees/#1-shapes--paths"].text
    assert text == "A path has v_1 to v_n. An oak with two crowns"
    assert found["trees/#deep"].text == "depth is counted, boldly."
    assert found["trees/"].text == "Graphs without cycles. graphs C++ The opening words."


def test_an_answer_is_found_once_and_its_check_never(catalog: Catalog) -> None:
    having = [record.url for record in records(catalog) if "matrixtree" in record.text]
    assert having == ["trees/#trees--what-is-a-tree"]
    assert "Cayley" in by_url(catalog)["trees/#trees--what-is-a-tree"].text
    assert not any("secretword" in record.text for record in records(catalog))


@pytest.mark.parametrize(("text", "expected"), SPOKEN, ids=[text for text, _ in SPOKEN])
def test_terms_are_those_of_the_shared_list(text: str, expected: list[str]) -> None:
    assert terms(text) == Counter(word for word in expected if word not in STOP_WORDS)


def test_stop_words_and_what_nobody_types_are_no_terms() -> None:
    assert terms(f"What is the tree of {'x' * (LONGEST + 1)} it's") == Counter(["tree"])


def note(name: str, count: int) -> str:
    head = f"title: Note {name}\ncategory: {name}\nlevels: [mid]\nskills: [shared, {name}]"
    parts = (
        f"## Part {n} of {name}\n\n{name} part word{n} common {'text ' * n}\n" for n in range(count)
    )
    return "\n".join([f"---\n{head}\n---", *parts])


@pytest.fixture
def many() -> Catalog:
    return texts(**{name: note(name, 40) for name in ("ash", "birch", "cedar")}).catalog


def postings(files: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """Each term with record, title share and weight, read as the reader's script reads them."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    shards = [path for path in files if path.rpartition("/")[2].startswith("w")]
    for path in sorted(shards, key=lambda path: int(path.rpartition("/")[2][1:-4])):
        for line in files[path].splitlines():
            term, written = line.split(" ")
            found, record, number, shift = [], 0, 0, 0
            for value in map(digits.index, written):
                number |= (value & 31) << shift
                shift += 5
                if not value & 32:
                    record += number >> 7
                    found.append((record, number >> 4 & 7, number & 15))
                    number = shift = 0
            yield term, found


def test_the_index_holds_every_word_of_every_record_and_no_other(many: Catalog) -> None:
    listed = records(many)
    expected: dict[str, set[int]] = {}
    for place, record in enumerate(listed):
        for term in terms(f"{record.text} {record.title.replace('. ', ' ')}"):
            expected.setdefault(term, set()).add(place)
    found = dict(postings(index_files(listed, many)))
    assert {term: {place for place, *_ in where} for term, where in found.items()} == expected
    assert list(found) == sorted(found)


def test_a_words_weights_are_its_share_of_the_title_and_of_the_text(many: Catalog) -> None:
    listed = records(many)
    found = dict(postings(index_files(listed, many)))
    by_place = {place: (title, body) for place, title, body in found["common"]}
    lengths = {place: len(listed[place].text.split()) for place in by_place}
    short, long = min(lengths, key=lengths.__getitem__), max(lengths, key=lengths.__getitem__)
    assert by_place[short][1] > by_place[long][1] > 0
    shared = next(place for place, record in enumerate(listed) if record.url == "skills/shared/")
    assert (shared, 7, 0) in found["shared"]
    assert all(title == 0 for title, _ in by_place.values())


def test_the_manifest_says_where_everything_is(many: Catalog) -> None:
    listed = records(many)
    files = index_files(listed, many)
    manifest = json.loads(files["search/index.json"])
    below = f"search/{manifest['folder']}"
    assert {path.rpartition("/")[0] for path in files} == {"search", below}
    assert manifest["size"] == len(listed) == sum(len(kinds) for kinds, _ in manifest["groups"])
    read: list[list[str]] = []
    for place, start in enumerate(manifest["records"]):
        assert len(read) == start
        read += json.loads(files[f"{below}/r{place}.json"])
    assert [entry[0] for entry in read] == [record.url for record in listed]
    for place, first in enumerate(manifest["words"]):
        assert files[f"{below}/w{place}.txt"].startswith(f"{first} ")
    assert "".join(kinds for kinds, _ in manifest["groups"]).count("s") == 3 * 40
    skills = json.loads(files[f"{below}/skills.json"])
    assert [name for _, name in skills["skills"]] == ["ash", "birch", "cedar", "shared"]
    assert skills["groups"][0] == [3, 0]
    assert "part" in files[f"{below}/titles.txt"].split()


def test_files_stay_small_however_many_notes_there_are(many: Catalog) -> None:
    files = index_files(records(many), many)
    sizes = {path.rpartition("/")[2]: len(text) for path, text in files.items()}
    assert len([name for name in sizes if name.startswith("r")]) > 2
    assert all(n < WORDS_BYTES + 200 for name, n in sizes.items() if name.startswith("w"))
    assert all(n < RECORDS_BYTES + 200 for name, n in sizes.items() if name.startswith("r"))


def test_a_fourth_level_is_told_apart() -> None:
    fellow = Level("fellow", "Fellow", rings=4)
    catalog = texts(
        Settings(levels=(*Settings().levels, fellow)),
        a="---\ntitle: A\ncategory: c\nlevels: [mid, fellow]\nskills: [s]\n"
        "questions:\n  fellow: ['Who decides?']\n  mid: ['Who asks?']\n---\n",
    ).catalog
    manifest = json.loads(index_files(records(catalog), catalog)["search/index.json"])
    assert manifest["levels"][3] == ["fellow", "Fellow", 4]
    assert sorted(manifest["groups"][0][0]) == ["0", "3", "n"]


def test_the_cache_gives_what_a_fresh_index_is(many: Catalog, tmp_path: Path) -> None:
    fresh = search_files(many, tmp_path)
    assert fresh == index_files(records(many), many)
    (path,) = (tmp_path / "search").glob("*.json")
    keep(path, json.dumps({"search/index.json": "from the cache"}).encode())
    assert search_files(many, tmp_path) == {"search/index.json": "from the cache"}
    path.write_text("no longer what was kept")
    assert search_files(many, tmp_path) == fresh
    assert json.loads(kept(path) or b"") == fresh


def test_another_text_makes_another_index_in_another_folder(tmp_path: Path) -> None:
    found = [
        search_files(texts(ash=note("ash", 3).replace("common", word)).catalog, tmp_path)
        for word in ("common", "rare")
    ]
    folders = [json.loads(files["search/index.json"])["folder"] for files in found]
    assert folders[0] != folders[1]
    assert len(list((tmp_path / "search").glob("*.json"))) == 2


def test_the_cache_forgets_old_indexes(tmp_path: Path) -> None:
    for count in range(1, 8):
        search_files(texts(ash=note("ash", count)).catalog, tmp_path)
    kept = list((tmp_path / "search").iterdir())
    assert len(kept) == 4
    assert all(path.suffix == ".json" for path in kept)


def test_a_cache_that_cannot_be_written_is_done_without(many: Catalog, tmp_path: Path) -> None:
    (tmp_path / "search").write_text("a file where the folder should be")
    assert search_files(many, tmp_path) == index_files(records(many), many)


def test_an_empty_folder_has_an_index_too(tmp_path: Path) -> None:
    files = search_files(texts().catalog, tmp_path)
    assert json.loads(files["search/index.json"])["size"] == 3
