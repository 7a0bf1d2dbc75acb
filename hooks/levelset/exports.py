"""Exports: the catalog as JSON, for practice and for the explorer."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from levelset.catalog import Catalog
from levelset.model import Note, Question
from levelset.placing import mathml, rooted, typeset, without_ids, without_links
from levelset.slugs import slug
from levelset.typesets import Typeset

VERSION = 1
INDEX_VERSION = 3


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
    """The light index that the explorer draws from: no answers, names said once, in columns.

    Levels are `[id, label, rings, large]`; those in `large` have their answers on a page for each
    category. Categories are `[id, label]`. `skills` are labels, a line each; `notes` has their
    titles and addresses, a line each, and the places of their categories and skills.

    Of the questions, `prompts` has a line each; `notes` how far each one's note is behind that of
    the question before; `levels` their levels' places; `states` 1 for answered and 2 for checked,
    added. `html` has the prompts' HTML by their place, where that is not the prompt itself. Ids of
    skills and questions are there, by their place, only where they are not what
    `explorer-index.mjs` makes of the label, or of the note's address and the prompt. `former`
    leads from ids that questions had to those that they have, `moved` from notes' old addresses;
    either may be missing.
    """
    notes = {note.path: place for place, note in enumerate(catalog.notes)}
    levels = {level.id: place for place, level in enumerate(catalog.levels)}
    categories = {category.slug: place for place, category in enumerate(catalog.categories)}
    skills = {skill.slug: place for place, skill in enumerate(catalog.skills)}
    asked = catalog.questions
    behind = [notes[question.note] for question in asked]
    html = [
        typeset(without_links(without_ids(question.prompt_html)), typesets) for question in asked
    ]
    whole: dict[str, Any] = {
        "version": INDEX_VERSION,
        "levels": [
            [level.id, level.label, level.rings, int(level.id in large)] for level in catalog.levels
        ],
        "categories": [[c.slug, c.label] for c in catalog.categories],
        "questions": {
            "prompts": _lines(question.prompt for question in asked),
            "notes": [here - last for last, here in pairwise([0, *behind])],
            "levels": [levels[question.level.id] for question in asked],
            "states": [question.answered + 2 * question.checked for question in asked],
            "ids": {
                place: question.id
                for place, question in enumerate(asked)
                if not _usual(question, catalog.note_at[question.note])
            },
            "html": {place: text for place, text in enumerate(html) if "<" in text},
        },
        "skills": _lines(skill.name for skill in catalog.skills),
        "skill_ids": {
            place: skill.slug
            for place, skill in enumerate(catalog.skills)
            if not (skill.name.isascii() and slug(skill.name) == skill.slug)
        },
        "notes": {
            "titles": _lines(note.title for note in catalog.notes),
            "addresses": _lines(note.url for note in catalog.notes),
            "categories": [categories[note.category.slug] for note in catalog.notes],
            "skills": [[skills[skill.slug] for skill in note.skills] for note in catalog.notes],
        },
    }
    former = {old: question.id for question in catalog.questions for old in question.former}
    if former:
        whole["former"] = former
    if catalog.redirects:
        whole["moved"] = {each.url: each.note.url for each in catalog.redirects}
    return f"{_json(whole)}\n"


def _usual(question: Question, note: Note) -> bool:
    """True where the id is what a browser makes of the note's address and the prompt."""
    made = note.url + question.prompt
    return made.isascii() and question.id == f"{slug(note.url)}--{slug(question.prompt)}"


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
