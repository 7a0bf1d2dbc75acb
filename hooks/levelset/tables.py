"""Tables: GitHub's, with a fault for what it drops of them."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table

_WHOLE_MATHS = re.compile(r"\$[^$|]+\$|`[^`]*`")
"""Maths without a `|`, and code, whose dollar signs are none of maths."""


def table_with_faults(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, with a fault for each row that has more cells than GitHub shows."""
    first = len(state.tokens)
    found = table(state, start, end, silent)
    if silent or not found:
        return found
    columns = sum(token.type == "th_open" for token in state.tokens[first:])
    for line in range(start + 2, state.line):
        row = getLine(state, line).strip()
        cells = len(escapedSplit(row)) - row.startswith("|")
        cells -= row.endswith("|") and not row.endswith("\\|")
        if cells > columns:
            state.env["faults"].append((line, *_wide_row(row, cells, columns)))
    return True


def _wide_row(row: str, cells: int, columns: int) -> tuple[str, str]:
    message = f"this row has {cells} cells and the table {columns}; GitHub drops the rest"
    if "$" in _WHOLE_MATHS.sub("", row):
        return message, "a `|` inside `$…$` splits a cell: write `\\vert`, `\\Vert` or `\\mid`"
    return message, "write `\\|` for a `|` that does not split a cell"
