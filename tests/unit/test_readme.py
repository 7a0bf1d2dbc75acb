"""What the README tells people to write and to run is true."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
import yaml
from reading import texts

from levelset.library import Library
from levelset.matter_keys import KEYS
from levelset.settings import FAIL_ON, settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
PAGES = {name: (ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md")}


def example(language: str, start: str) -> str:
    """The README's code block of that language that starts with these words."""
    blocks = re.findall(rf"^( *)```{language}\n(.*?)^\1```$", README, re.MULTILINE | re.DOTALL)
    (found,) = [block for _, block in blocks if block.strip().startswith(start)]
    return found


def shape(block: str) -> Library:
    """A note with that question, as the README indents it below its list item."""
    lines = "\n".join(line.removeprefix("   ") for line in block.splitlines())
    matter = "title: T\ncategory: c\nlevels: [mid]\nskills: [s]\n"
    return texts(n=f"---\n{matter}---\n\n# T\n\n## Questions\n\n### Mid\n\n{lines}\n")


def test_the_example_note_has_one_answered_and_one_open_question() -> None:
    library = texts(calculus=example("markdown", "---"))
    assert library.problems == ()
    assert {q.prompt: q.answered for q in library.catalog.questions} == {
        "What is a derivative?": True,
        "Explain the Jacobian and Hessian matrices.": False,
    }


@pytest.mark.parametrize(
    ("start", "prompt"),
    [
        ("1. **Why", "Why do we need activation functions?"),
        ("- **Q**", "How do you notice drift without labels?"),
        ("####", "What is Gradient Descent?"),
    ],
)
def test_each_shape_of_a_question_is_read(start: str, prompt: str) -> None:
    library = shape(example("markdown", start))
    assert library.problems == ()
    assert [(q.prompt, q.answered) for q in library.catalog.questions] == [(prompt, True)]


def test_the_example_configuration_is_accepted_and_adds_a_level() -> None:
    config = yaml.safe_load(example("yaml", "INHERIT"))
    wanted = settings(config["extra"]["levelset"])
    assert [level.id for level in wanted.levels] == ["mid", "senior", "staff", "principal"]
    assert wanted.fail_on == {"open-prompts"}


def test_the_tables_name_every_key_and_setting() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    assert set(KEYS) <= rows
    assert {"levels", "categories", "fail_on", "offline"} <= rows
    assert all(f"`{word}`" in README for word in FAIL_ON)


def test_the_commands_are_those_of_dev_py() -> None:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    (commands,) = (a for a in dev.command_line()._actions if a.dest == "command")
    table = README[README.index("| Command |") : README.index("The exit code")]
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\|(.*)\|$", table, re.MULTILINE))
    assert set(rows) == set(commands.choices)
    for name, parser in commands.choices.items():
        options = {a.option_strings[-1] for a in parser._actions if a.option_strings}
        assert set(re.findall(r"`(--[\w-]+)`", rows[name])) == options - {"--help"}


@pytest.mark.parametrize("name", PAGES)
def test_files_that_are_named_exist(name: str) -> None:
    text = PAGES[name]
    named = re.findall(r"`((?:hooks|docs|overrides|tests|\.github|\.ci)/[\w./-]*)`", text)
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert named or linked
    assert {path for path in {*named, *linked} if not (ROOT / path).exists()} == set()
