"""Every error put into a claim must fail the claim's check; a check that cannot fail is none."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import mutants
import pytest
import yaml
from mutants import survivors
from reading import checked_questions

from levelset.model import Question

EQUIVALENT: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("equivalent.yml").read_text(encoding="utf-8")
)


def changes(code: str) -> list[str]:
    return [mutant.change for mutant in mutants.mutants(dedent(code))]


def test_every_mutant_of_the_claim_fails_its_check(question: Question, code: str) -> None:
    unnoticed, excused = survivors(code), EQUIVALENT.get(question.id, {})
    assert [change for change in unnoticed if change not in excused] == [], (
        "the check passes with these errors in its claim: tighten it, "
        "or say in tests/claims/equivalent.yml why they change nothing"
    )
    assert [change for change in excused if change not in unnoticed] == [], (
        "the check notices these: take them out of tests/claims/equivalent.yml"
    )


def test_each_excuse_names_a_checked_question_and_gives_its_reason() -> None:
    assert set(EQUIVALENT) <= {question.id for question in checked_questions()}
    for reasons in EQUIVALENT.values():
        assert all(isinstance(reason, str) and len(reason) > 20 for reason in reasons.values())


@pytest.mark.parametrize(
    "check",
    [
        pytest.param("claim = 6 * 7\nassert claim == claim", id="asserts what it defined"),
        pytest.param("claim = 6 * 7\nassert 6 * 7 == 42", id="asserts of something else"),
        pytest.param("claim = 6 * 7\nassert abs(claim - 42) < 1000", id="tolerates everything"),
        pytest.param("claim = 6 * 7\nassert isinstance(claim, (int, float))", id="asks its type"),
        pytest.param("claim = 6 * 7\nfor n in []:\n    assert claim == n", id="compares nothing"),
        pytest.param("claim = 6 * 7\nassert (claim == 41, 'never')", id="asserts a tuple"),
        pytest.param(
            "claim = 6 * 7\ntry:\n    assert claim == 42\nexcept Exception:\n    pass",
            id="swallows its own failure",
        ),
        pytest.param(
            "def claim(n):\n    return 6 * n\n\n\nassert claim(7) == claim(7)",
            id="compares a function with itself",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_a_check_that_cannot_fail_is_caught(check: str) -> None:
    assert survivors(check) == changes(check) != []


def test_a_check_against_another_route_leaves_no_survivor() -> None:
    check = """
        import numpy as np

        A, b = np.arange(6.0).reshape(3, 2) ** 2, np.array([1.0, 5, 2])
        claim = np.linalg.solve(A.T @ A, A.T @ b)
        assert np.allclose(claim, np.linalg.lstsq(A, b, rcond=None)[0])
    """
    assert survivors(dedent(check)) == []


def test_a_check_that_sees_one_input_only_lets_its_blind_spots_through() -> None:
    blind = "claim = lambda n: n * n\nassert claim(2) == 4"
    assert survivors(blind) == ["`n * n` -> `n + n`"]


def test_a_check_that_fails_by_itself_proves_nothing_and_fails_here_too() -> None:
    with pytest.raises(AssertionError):
        survivors("claim = 6 * 7\nassert claim == 41")


@pytest.mark.parametrize(
    "check", ["x = 1\nassert x == 1", "claim = 1\nclaim = 2", "if 1: claim = 1"]
)
def test_a_claim_is_bound_once_and_at_top_level(check: str) -> None:
    with pytest.raises(ValueError, match="not once"):
        survivors(check)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("claim = a + b", ["`a + b` -> `a - b`", "the claim negated"]),
        ("claim = a * b", ["`a * b` -> `a / b`", "`a * b` -> `a + b`", "the claim negated"]),
        ("claim = a ** b", ["`a ** b` -> `a * b`", "the claim negated"]),
        ("claim = -a", ["`-a` -> `a`", "the claim negated"]),
        ("claim = f(a < b)", ["`a < b` -> `a >= b`", "the claim negated"]),
        ("claim = a < b", ["`a < b` -> `a >= b`", "the claim negated"]),
        ("claim = f(a and b)", ["`a and b` -> `a or b`", "the claim negated"]),
        ("claim = A.T", ["`A.T` -> `A`", "the claim negated"]),
        (
            "claim = A @ x",
            [
                "`A @ x` -> `A * x`",
                "`A @ x` -> `turned(A) @ x`",
                "`A @ x` -> `A @ turned(x)`",
                "the claim negated",
            ],
        ),
        ("claim = 3", ["`3` -> `4`", "`3` -> `2`", "`3` -> `6`", "the claim negated"]),
        ("claim = 0.5", ["`0.5` -> `1.5`", "`0.5` -> `-0.5`", "`0.5` -> `1.0`"]),
        ("claim = f(True)", ["`True` -> `False`", "the claim negated"]),
        ("claim = x[k:]", ["`k:` -> `k + 1:`", "the claim negated"]),
        ("claim = x[i]", ["`x[i]` -> `x[i + 1]`", "the claim negated"]),
        ("claim = 'text'", ["the claim negated"]),
    ],
)
def test_the_mutants_of_a_claim_in_the_order_of_the_claim(claim: str, expected: list[str]) -> None:
    assert changes(claim) == expected


def test_equal_errors_in_two_places_are_told_apart() -> None:
    repeated = changes("claim = 2 * x + 2 * y")
    assert [change for change in repeated if change.startswith("`2` -> `3`")] == [
        "`2` -> `3`",
        "`2` -> `3` (2)",
    ]
    assert len(set(repeated)) == len(repeated)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("claim = (a, [b, 3])", "(-1, [-2, -3])"),
        ("claim = {'a': a}", "{'a': -1}"),
        ("claim = a < b", "False"),
        ("claim = lambda: a", "-1"),
        ("def claim():\n    inner = lambda: b\n    return inner()", "-2"),
        ("def claim():\n    def inner():\n        return b\n    return inner()", "-2"),
        ("def claim():\n    if a > b:\n        return b\n    return a", "-1"),
    ],
)
def test_a_negated_claim_is_the_opposite_in_every_part(claim: str, value: str) -> None:
    (negated,) = (m for m in mutants.mutants(f"a, b = 1, 2\n{claim}") if "negated" in m.change)
    names: dict[str, object] = {}
    exec(negated.program, names)
    found = names["claim"]
    assert (found() if callable(found) else found) == eval(value)


def test_a_transpose_that_changes_nothing_is_no_mutant() -> None:
    check = """
        import numpy as np

        S, x = np.array([[2.0, 1], [1, 3]]), np.array([1.0, 2])
        claim = S @ x
        assert np.allclose(claim, [4, 7])
    """
    assert survivors(dedent(check)) == []


def test_a_mutant_that_never_ends_counts_as_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "PATIENCE", 0.05)
    check = """
        def claim(n):
            while n > 0:
                n = n - 2
            return n


        assert claim(3) == -1 and claim(6) == 0
    """
    assert survivors(dedent(check)) == []


def test_mutants_come_in_the_same_order_each_time() -> None:
    check = "claim = lambda x: (x @ x.T + 2) / 3 - x[0]"
    assert changes(check) == changes(check)
