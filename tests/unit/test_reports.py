"""The address of the form for mistakes has what the form asks for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from reading import texts

from levelset.model import Question
from levelset.reports import report_form

FORM = Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE" / "wrong-answer.yml"
NOTE = (
    "---\ntitle: T\ncategory: c\nlevels: [mid]\nskills: [s]\n---\n# T\n\n## Questions\n\n"
    "### Mid\n\n#### Why & how?\n\n*Answer*: So.\n"
)


def question(name: str = "a b&c") -> Question:
    (found,) = texts(**{name: NOTE}).catalog.questions
    return found


def test_the_form_is_filled_in_with_the_question_and_its_note() -> None:
    address = urlsplit(report_form("https://github.com/me/notes/").filled(question()))
    assert (address.netloc, address.path) == ("github.com", "/me/notes/issues/new")
    assert parse_qs(address.query) == {
        "template": ["wrong-answer.yml"],
        "title": ["Wrong: a-b-c--why-how"],
        "question": ["a-b-c--why-how"],
        "note": ["a b&c"],
    }


def test_every_parameter_is_a_field_of_the_form() -> None:
    form = yaml.safe_load(FORM.read_text(encoding="utf-8"))
    fields = {part["id"] for part in form["body"] if "id" in part}
    given = parse_qs(urlsplit(report_form("https://github.com/a/b").filled(question())).query)
    assert given.pop("template") == [FORM.name]
    assert given.pop("title")[0].startswith(form["title"].strip())
    assert set(given) <= fields


def test_gitlab_has_no_forms_but_takes_a_text() -> None:
    address = report_form("https://gitlab.example/me/notes").filled(question())
    assert address.startswith("https://gitlab.example/me/notes/-/issues/new?")
    given = parse_qs(urlsplit(address).query)
    assert given["issue[title]"] == ["Wrong: a-b-c--why-how"]
    assert given["issue[description]"] == ["Question: a-b-c--why-how\nNote: a b&c"]


@pytest.mark.parametrize("repository", ["", None, "https://bitbucket.org/me/notes"])
def test_without_a_tracker_there_is_no_form(repository: str | None) -> None:
    assert report_form(repository).filled(question()) == ""
