"""The editors' schema of the front matter says what the site says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from levelset.matter_keys import KEYS
from levelset.schema import read
from levelset.settings import DEFAULT_LEVELS

SCHEMA_FILE = Path(__file__).parents[2] / "hooks" / "levelset" / "note.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text())
COMPLETE = """\
title: "Calculus"
category: math
levels: [mid, senior]
skills: [gradients, ci/cd, C++]
"""

GOOD = {
    "the required keys": COMPLETE,
    "every key": COMPLETE
    + """\
questions:
  mid: ["What is a derivative?"]
  senior:
    - "Explain the Hessian."
description: Rates of change.
prerequisites: [math/linear-algebra.md]
sources: ["Boyd, Vandenberghe, 2004"]
reviewed: 2026-01-31
aliases: [old/calculus.md]
""",
    "empty optional keys": COMPLETE
    + "questions:\ndescription:\nsources:\nreviewed:\naliases: []\n",
    "a level without prompts": COMPLETE + "questions:\n  mid: []\n  senior:\n",
    "numbers as text": COMPLETE.replace('"Calculus"', "1984").replace("gradients", "3.11"),
}
BAD = {
    "no title": COMPLETE.replace('title: "Calculus"\n', ""),
    "no category": COMPLETE.replace("category: math\n", ""),
    "no levels": COMPLETE.replace("levels: [mid, senior]\n", ""),
    "no skills": COMPLETE.replace("skills: [gradients, ci/cd, C++]\n", ""),
    "an empty title": COMPLETE.replace('"Calculus"', '""'),
    "a title that is a list": COMPLETE.replace('"Calculus"', "[Calculus]"),
    "an unknown key": COMPLETE + "tags: [a]\n",
    "a level twice": COMPLETE.replace("[mid, senior]", "[mid, mid]"),
    "levels as text": COMPLETE.replace("[mid, senior]", "mid"),
    "skills as a map": COMPLETE.replace("[gradients, ci/cd, C++]", "{a: b}"),
    "an unquoted colon in a list": COMPLETE + "sources: [Adam: a method]\n",
    "questions as a list": COMPLETE + 'questions: ["What is a derivative?"]\n',
    "prompts as text": COMPLETE + "questions:\n  mid: What is a derivative?\n",
    "a date in words": COMPLETE + "reviewed: January 2026\n",
}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by version 1.2's rules: a date is text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(front_matter: str) -> list[str]:
    values: Any = yaml.load(front_matter, EditorLoader)
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(values)]


def site_complaints(front_matter: str) -> list[str]:
    text = f"---\n{front_matter}---\n\n# Calculus\n"
    return [problem.message for problem in read("note.md", text, DEFAULT_LEVELS).problems]


@pytest.mark.parametrize("front_matter", GOOD.values(), ids=GOOD)
def test_editor_and_site_accept_good_front_matter(front_matter: str) -> None:
    assert complaints(front_matter) == []
    assert site_complaints(front_matter) == []


@pytest.mark.parametrize("front_matter", BAD.values(), ids=BAD)
def test_editor_and_site_refuse_bad_front_matter(front_matter: str) -> None:
    assert len(complaints(front_matter)) == 1
    assert site_complaints(front_matter)


def test_a_level_of_your_own_is_no_fault_in_the_editor() -> None:
    assert complaints(COMPLETE.replace("senior", "staff")) == []


def test_the_schema_is_valid_and_describes_exactly_the_keys_that_the_site_reads() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == set(KEYS)
    assert all(entry["description"] for entry in SCHEMA["properties"].values())


def test_yaml_is_read_as_github_reads_it() -> None:
    """PyYAML's own parser takes the question mark for the start of a key."""
    block = COMPLETE.replace("gradients", "what?")
    source = read("n.md", f"---\n{block}---\n", DEFAULT_LEVELS)
    assert source.problems == ()
    assert source.matter is not None
    assert source.matter.skills[0].text == "what?"
