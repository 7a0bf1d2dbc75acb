"""Exports: the catalog as JSON, for practice and for the explorer."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from levelset.catalog import Catalog
from levelset.mathjax import Typeset
from levelset.model import Note, Question
from levelset.placing import mathml, rooted, typeset, without_ids, without_links
from levelset.slugs import slug

VERSION = 1
INDEX_VERSION = 2


def questions_json(catalog: Catalog, typesets: Mapping[str, Typeset], base: str) -> Iterator[str]:
    """Every question with its answer; addresses start with `base`, the site's path on its host.

    The same catalog gives the same text, here in pieces. Prompts and parts come as HTML with their
    formulas as MathML, and as plain readings.
    """

    def html(stored: str) -> str:
        return mathml(rooted(without_ids(stored), base), typesets)

    def entry(question: Question) -> dict[str, Any]:
        note = catalog.note_at[question.note]
        return {
            "id": question.id,
            "prompt": question.prompt,
            "prompt_html": html(question.prompt_html),
            "level": question.level.id,
            "category": note.category.id,
            "skills": [skill.name for skill in note.skills],
            "note": question.note,
            "url": f"{base}{note.url}#{question.id}",
            "answered": question.answered,
            "checked": question.checked,
            **({"aliases": list(question.former)} if question.former else {}),
            "parts": [
                {"label": part.label, "html": html(part.html), "text": part.text}
                for part in question.parts
            ],
        }

    yield f'{{"version":{VERSION},"questions":['
    for place, question in enumerate(catalog.questions):
        yield ("," if place else "") + _json(entry(question))
    yield "]}\n"


def explorer_json(
    catalog: Catalog, typesets: Mapping[str, Typeset], large: Container[str] = ()
) -> str:
    """The light index that the explorer draws from: no answers, names said once.

    Levels are `[id, label, rings, large]`; those in `large` have their answers on a page for each
    category.

    Notes are `[title, address, category, skills]` and questions `[id, prompt, note, level,
    state, prompt HTML]`, with places in the lists for names; `state` adds 1 for answered and 2
    for checked; the HTML is left out where it is the prompt itself. An id is 0 where it is made
    of the note's address and the prompt as `explorer-index.mjs` makes it. `former` leads from
    ids that questions had to those that they have, `moved` from notes' old addresses; either may
    be missing.
    """
    notes = {note.path: place for place, note in enumerate(catalog.notes)}
    levels = {level.id: place for place, level in enumerate(catalog.levels)}
    categories = {category.slug: place for place, category in enumerate(catalog.categories)}
    skills = {skill.slug: place for place, skill in enumerate(catalog.skills)}

    def note_row(note: Note) -> list[Any]:
        mine = [skills[skill.slug] for skill in note.skills]
        return [note.title, note.url, categories[note.category.slug], mine]

    def question_row(question: Question) -> list[Any]:
        state = question.answered + 2 * question.checked
        note = notes[question.note]
        made = catalog.notes[note].url + question.prompt
        usual = made.isascii() and question.id == _usual_id(catalog.notes[note], question)
        identity = 0 if usual else question.id
        row = [identity, question.prompt, note, levels[question.level.id], state]
        html = typeset(without_links(without_ids(question.prompt_html)), typesets)
        return row if "<" not in html else [*row, html]

    whole = {
        "version": INDEX_VERSION,
        "levels": [
            [level.id, level.label, level.rings, int(level.id in large)] for level in catalog.levels
        ],
        "categories": [[c.slug, c.label] for c in catalog.categories],
        "skills": [[skill.slug, skill.name] for skill in catalog.skills],
        "notes": [note_row(note) for note in catalog.notes],
        "questions": [question_row(question) for question in catalog.questions],
    }
    former = {old: question.id for question in catalog.questions for old in question.former}
    if former:
        whole["former"] = former
    if catalog.redirects:
        whole["moved"] = {each.url: each.note.url for each in catalog.redirects}
    return f"{_json(whole)}\n"


def _usual_id(note: Note, question: Question) -> str:
    return f"{slug(note.url)}--{slug(question.prompt)}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
