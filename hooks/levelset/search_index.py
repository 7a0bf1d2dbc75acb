"""The search index: records as small text files, of which a reader fetches what a query needs.

`search/index.json` says what there is; beside it, in a folder named after their content, are the
words (`w0.txt`, …: a range of the alphabet each), the records (`r0.json`, …), the words of all
titles (`titles.txt`) and which records have which skill (`skills.json`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import sub
from pathlib import Path

from levelset.catalog import Catalog
from levelset.kept import keep, kept
from levelset.search import Record, each_record
from levelset.search_terms import STOP_WORDS, terms
from levelset.shelf import Texts

_Postings = dict[str, "array[int]"]
"""For each term where it stands: the record's place times 128, and its weight there."""

VERSION = 1
FOLDER = "search"
WORDS_BYTES = 12_000
RECORDS_BYTES = 8_000
KEPT = 4
"""How many indexes the cache holds: of our own notes, of a test's, of somebody else's."""

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NUMBERING = re.compile(r"^[0-9]+(?:\.[0-9]+)*\.?\s+")
_USUAL_LENGTH = 150
_SATURATION = 1.2
_LENGTH_MATTERS = 0.5
_BODY_STEPS = 15
_TITLE_STEPS = 7
_KINDS = {
    **{"note": "n", "page": "p", "section": "s", "sources": "r"},
    **{"skill": "k", "topic": "t", "level": "l"},
}


def search_files(catalog: Catalog, cache: Path) -> Mapping[str, str]:
    """The index as texts by their paths below the site's root; the same for the same catalog.

    What was made of the same records by the same code is taken from the folder `cache`.
    """
    key = _key(each_record(catalog), catalog)
    path = cache / "search" / f"{key}.json"
    whole = kept(path)
    if whole is not None:
        made: dict[str, str] = json.loads(whole)
        return made
    files = index_files(each_record(catalog), catalog, cache)
    _keep(files, path)
    return files


def index_files(
    records: Iterable[Record], catalog: Catalog, folder: Path | None = None
) -> Mapping[str, str]:
    """The index of these records, made afresh. Its texts wait in a file of that folder, if any."""
    files = Texts(folder)
    seen: list[Record] = []
    postings: _Postings = defaultdict(partial(array, "I"))
    packs = _packed(map(partial(_taken_in, seen, postings), records), RECORDS_BYTES)
    starts = [0]
    for place, pack in enumerate(packs):
        files[f"r{place}.json"] = f"[{','.join(pack)}]\n"
        starts.append(starts[-1] + len(pack))
    words = []
    for place, shard in enumerate(_packed(_lines(postings), WORDS_BYTES)):
        files[f"w{place}.txt"] = "\n".join(shard) + "\n"
        words.append(shard[0].partition(" ")[0])
    files["titles.txt"] = "\n".join(_title_words(seen)) + "\n"
    files["skills.json"] = _json(_skills(seen, catalog))
    name = _digest(files)
    manifest = {
        "version": VERSION,
        "folder": name,
        "size": len(seen),
        "stop": sorted(STOP_WORDS),
        "words": words,
        "records": starts[:-1],
        "levels": [[level.id, level.label, level.rings] for level in catalog.levels],
        "categories": [[category.slug, category.label] for category in catalog.categories],
        "groups": _groups(seen, catalog),
    }
    files.move(f"{FOLDER}/{name}/")
    files[f"{FOLDER}/index.json"] = _json(manifest)
    return files


def _key(records: Iterable[Record], catalog: Catalog) -> str:
    """Digits that stand for all that the index depends on, this code included."""
    whole = hashlib.sha256(unicodedata.unidata_version.encode())
    for module in ("search_index.py", "search_terms.py"):
        whole.update(Path(__file__).with_name(module).read_bytes())
    for record in records:
        named = {**vars(record), "text": len(record.text)}
        whole.update(f"{named}{record.text}".encode())
    for value in (catalog.levels, catalog.categories, catalog.skills):
        whole.update(repr(value).encode())
    return whole.hexdigest()[:32]


def _keep(files: Mapping[str, str], path: Path) -> None:
    """Store the index and forget all but the newest few. A cache that cannot be used is none."""
    keep(path, _pieces(files))
    with contextlib.suppress(OSError):
        every = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
        for old in every[:-KEPT]:
            old.unlink()


def _pieces(files: Mapping[str, str]) -> Iterator[bytes]:
    """The files as one JSON object, a piece at a time."""
    start = "{"
    for path, text in files.items():
        yield f"{start}{json.dumps(path)}:{json.dumps(text, ensure_ascii=False)}".encode()
        start = ","
    yield b"}"


def _taken_in(seen: list[Record], postings: _Postings, record: Record) -> str:
    """The record's entry. It is seen now, its text left out, and its terms know its place."""
    for term, weight in _weights(record).items():
        postings[term].append(len(seen) << 7 | weight)
    seen.append(replace(record, text=""))
    return _entry(record)


def _lines(postings: _Postings) -> Iterator[str]:
    """A line for each term: the term and where it stands, in the order of UTF-16."""
    digits = _Digits()
    for term in sorted(postings, key=lambda term: term.encode("utf-16-be")):
        places = postings.pop(term)
        steps = map(sub, places, [0, *(place & ~127 for place in places)])
        yield f"{term} {''.join(map(digits.__getitem__, steps))}"


def _weights(record: Record) -> dict[str, int]:
    """For each term 16 times its share of the title, of 7, and its weight in the text, of 15."""
    words = terms(record.text)
    length = words.total()
    spread = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / _USUAL_LENGTH)
    steps = [
        -int(-_BODY_STEPS * n // (n + spread)) for n in range(max(words.values(), default=0) + 1)
    ]
    weights = {term: steps[n] for term, n in words.items()}
    title = terms(_NUMBERING.sub("", record.title))
    length = title.total()
    for term, n in title.items():
        share = max(1, round(_TITLE_STEPS * n / length))
        weights[term] = weights.get(term, 0) | share << 4
    return weights


class _Digits(dict[int, str]):
    """Numbers as base64 digits of five bits each, the lowest first; the sixth bit says "more"."""

    def __missing__(self, number: int) -> str:
        rest, text = number, ""
        while True:
            rest, digit = rest >> 5, rest & 31
            text += _ALPHABET[digit | (32 if rest else 0)]
            if not rest:
                break
        self[number] = text
        return text


def _entry(record: Record) -> str:
    return json.dumps(
        [record.url, record.title, record.within, record.text],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _packed(texts: Iterable[str], limit: int) -> Iterator[list[str]]:
    """The texts in order, in groups of at most so many characters, or of a single text."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and size + len(text) > limit:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


def _title_words(records: Iterable[Record]) -> list[str]:
    """The words that a misspelt one may be meant for."""
    words = {word for record in records for word in terms(record.title)}
    return sorted(word for word in words if len(word) > 3 and not word.isdigit())


def _runs(records: Iterable[Record]) -> Iterator[tuple[str, tuple[str, ...], list[Record]]]:
    """Neighbours of one category with the same skills; lists are in none."""

    def shared(record: Record) -> tuple[str, tuple[str, ...]]:
        if record.kind in ("skill", "topic", "level"):
            return "", ()
        return record.category, record.skills

    for (category, skills), run in groupby(records, shared):
        yield category, skills, list(run)


def _groups(records: Iterable[Record], catalog: Catalog) -> list[list[str | int]]:
    """Of each run the kinds, a letter each, and the category's place.

    A question has its level's place instead, as a character counted from `0`.
    """
    levels = {level.id: chr(ord("0") + place) for place, level in enumerate(catalog.levels)}
    categories = {category.slug: place for place, category in enumerate(catalog.categories)}
    return [
        [
            "".join(_KINDS.get(record.kind) or levels[record.level] for record in run),
            categories.get(category, -1),
        ]
        for category, _, run in _runs(records)
    ]


def _skills(records: Iterable[Record], catalog: Catalog) -> Mapping[str, object]:
    places = {skill.slug: place for place, skill in enumerate(catalog.skills)}
    return {
        "skills": [[skill.slug, skill.name] for skill in catalog.skills],
        "groups": [[places[slug] for slug in skills] for _, skills, _ in _runs(records)],
    }


def _digest(files: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\n{files[name]}".encode())
    return whole.hexdigest()[:12]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
