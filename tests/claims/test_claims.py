"""Runs the *Check* of each question of ours: what the answer claims, computed another way."""

from __future__ import annotations

import ast

from reading import OWN_DOCS, checked_questions

from levelset.model import Question


def test_the_check_runs_and_binds_its_claim(question: Question, code: str) -> None:
    names: dict[str, object] = {"__name__": "check"}
    exec(compile(code, question.id, "exec"), names)
    assert "claim" in names, "the check binds no `claim`"


def test_the_check_asserts_something_about_its_claim(code: str) -> None:
    asserts = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Assert)]
    assert asserts, "the check asserts nothing"


def test_our_notes_have_checks() -> None:
    assert checked_questions(), f"no question below {OWN_DOCS} has a check"
