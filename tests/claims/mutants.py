"""Mutants of a claim: small errors in what an answer says, which the answer's check must notice.

A check binds `claim` once and compares it with something found another way. Each mutant is the
same program with one error in that binding: a sign, an operator, a comparison, a transpose, a
constant, an index, or the whole claim negated. All of them are tried, in the claim's order.
"""

from __future__ import annotations

import ast
import signal
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType
from typing import Any, TypeVar, cast

import numpy as np

PATIENCE = 1.0
"""Seconds of processor time, on top of three times what the check takes, that a mutant may use."""

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}

Node = TypeVar("Node")


@dataclass(frozen=True)
class Mutant:
    """A check with one error in its claim; `change` names the error, once in each check."""

    change: str
    program: CodeType


class Unchanged(Exception):
    """The mutant computes what the claim computes: there is nothing to notice."""


class Stuck(BaseException):
    """The mutant has run out of time; not an `Exception`, so that no check can swallow it."""


def turned(matrix: Any) -> Any:
    """The transpose; raises `Unchanged` for a vector, a number and a symmetric matrix."""
    other = matrix.T
    if np.shape(other) == np.shape(matrix) and np.allclose(other, matrix, equal_nan=True):
        raise Unchanged
    return other


def claim_of(check: ast.Module) -> ast.Assign | ast.FunctionDef:
    """The statement that binds `claim`; raises `ValueError` unless there is one at top level."""
    found = [
        statement
        for statement in check.body
        if (isinstance(statement, ast.FunctionDef) and statement.name == "claim")
        or (isinstance(statement, ast.Assign) and "claim" in map(ast.unparse, statement.targets))
    ]
    if len(found) != 1:
        raise ValueError(f"the check binds `claim` {len(found)} times at top level, not once")
    return found[0]


def mutants(code: str) -> Iterator[Mutant]:
    """Every mutant of a check's claim, without repeats, always in the same order."""
    check = ast.parse(code)
    claim = claim_of(check)
    seen = {ast.unparse(claim)}
    for change, wrong in _wrong_claims(claim):
        text = ast.unparse(wrong)
        if text in seen:
            continue
        seen.add(text)
        body = [wrong if statement is claim else statement for statement in check.body]
        tree = ast.fix_missing_locations(ast.Module(body, type_ignores=[]))
        yield Mutant(change, compile(tree, f"<{change}>", "exec"))


def survivors(code: str) -> list[str]:
    """The changes to a check's claim that the check does not notice.

    The check itself runs first: its imports and its time are known then, and if it fails, so does
    this. A mutant that takes much longer counts as failed.
    """
    began = time.process_time()
    exec(compile(code, "<check>", "exec"), {"__name__": "check"})
    limit = PATIENCE + 3 * (time.process_time() - began)
    return [mutant.change for mutant in mutants(code) if _passes(mutant.program, limit)]


def _passes(program: CodeType, limit: float) -> bool:
    """Whether a program ends without an error, in time."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), _at_most(limit):
            warnings.simplefilter("ignore")
            exec(program, {"__name__": "check", "turned": turned})
    except (Exception, SystemExit, Stuck):
        return False
    return True


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise `Stuck` in a block that computes for longer; Windows has no such timer and waits."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise Stuck

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _wrong_claims(claim: ast.Assign | ast.FunctionDef) -> Iterator[tuple[str, ast.stmt]]:
    """Copies of the claim with one error each, with the words that name the error."""
    times: dict[str, int] = {}
    for old in ast.walk(claim):
        for new in _errors(old):
            change = f"`{ast.unparse(old)}` -> `{ast.unparse(new)}`"
            times[change] = times.get(change, 0) + 1
            which = f" ({times[change]})" if times[change] > 1 else ""
            yield change + which, _with(claim, old, new)
    yield "the claim negated", _negated_claim(claim)


def _errors(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of a node by mistake."""
    match node:
        case ast.BinOp(left, op, right):
            for other in OPERATORS.get(type(op), ()):
                yield ast.BinOp(left, other(), right)
            if isinstance(op, ast.MatMult):
                yield from (ast.BinOp(wrong, op, right) for wrong in _transposed(left))
                yield from (ast.BinOp(left, op, wrong) for wrong in _transposed(right))
        case ast.AugAssign(target, op, value):
            for other in OPERATORS.get(type(op), ()):
                yield ast.AugAssign(target, other(), value)
        case ast.UnaryOp(ast.USub() | ast.Not(), operand) | ast.Attribute(operand, "T"):
            yield operand
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.Compare(left, ops, others):
            for place, sign in enumerate(ops):
                if flipped := COMPARISONS.get(type(sign)):
                    yield ast.Compare(left, [*ops[:place], flipped(), *ops[place + 1 :]], others)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield from (ast.Constant(wrong) for wrong in (value + 1, value - 1, value * 2))
        case ast.Subscript(value, ast.Name() as index, context):
            yield ast.Subscript(value, _next(index), context)
        case ast.Slice(lower, upper, step):
            if isinstance(lower, ast.Name):
                yield ast.Slice(_next(lower), upper, step)
            if isinstance(upper, ast.Name):
                yield ast.Slice(lower, _next(upper), step)


def _transposed(operand: ast.expr) -> Iterator[ast.expr]:
    """A factor with a transpose too many; one that has a transpose loses it elsewhere."""
    if not (isinstance(operand, ast.Attribute) and operand.attr == "T"):
        yield ast.Call(ast.Name("turned", ast.Load()), [operand], [])


def _next(index: ast.Name) -> ast.expr:
    return ast.BinOp(index, ast.Add(), ast.Constant(1))


def _with(node: Node, old: ast.AST, new: ast.AST) -> Node:
    """A copy of a tree, or of a list of trees, that has `new` in the place of `old`."""
    if node is old:
        return cast(Node, new)
    if isinstance(node, list):
        return cast(Node, [_with(item, old, new) for item in node])
    if isinstance(node, ast.AST):
        fields = {name: _with(value, old, new) for name, value in ast.iter_fields(node)}
        return cast(Node, ast.copy_location(type(node)(**fields), node))
    return node


def _negated_claim(claim: ast.Assign | ast.FunctionDef) -> ast.stmt:
    if isinstance(claim, ast.Assign):
        return _with(claim, claim.value, _negated(claim.value))
    wrong: ast.stmt = claim
    for node in _own_returns(claim):
        if node.value is not None:
            wrong = _with(wrong, node.value, _negated(node.value))
    return wrong


def _own_returns(function: ast.FunctionDef) -> list[ast.Return]:
    """The returns of a function, without those of functions inside it."""
    inner = [node for node in ast.walk(function) if isinstance(node, ast.FunctionDef)][1:]
    theirs = {id(node) for other in inner for node in ast.walk(other)}
    every = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    return [node for node in every if id(node) not in theirs]


def _negated(value: ast.expr) -> ast.expr:
    """The opposite of a value: minus a number, not a truth, each part of a collection."""
    match value:
        case ast.Lambda(args, body):
            return ast.Lambda(args, _negated(body))
        case ast.Tuple(parts, context):
            return ast.Tuple([_negated(part) for part in parts], context)
        case ast.List(parts, context):
            return ast.List([_negated(part) for part in parts], context)
        case ast.Dict(keys, values):
            return ast.Dict(keys, [_negated(part) for part in values])
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(ast.Not()) | ast.Constant(bool()):
            return ast.UnaryOp(ast.Not(), value)
        case _:
            return ast.UnaryOp(ast.USub(), value)
