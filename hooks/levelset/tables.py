"""GitHub's tables: which lines make one, and where a row's cells end."""

from __future__ import annotations

import re

_DELIMITERS = re.compile(r"\|?[ \t\v\f]*:?-+:?[ \t\v\f]*(?:\|[ \t\v\f]*:?-+:?[ \t\v\f]*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")


def cells(row: str) -> tuple[str, ...]:
    """The texts between a row's pipes. A `|` splits wherever it stands, unless `\\|` is written."""
    pieces = _CELL_END.split(row.strip(" \t\v\f"))
    if len(pieces) > 1 and not pieces[0]:
        del pieces[0]
    if pieces and not pieces[-1]:
        del pieces[-1]
    return tuple(piece.replace("\\|", "|").strip(" \t\v\f") for piece in pieces)


def alignments(line: str) -> tuple[str, ...] | None:
    """The columns' alignments, `""` for none, if the line can stand below a table's header."""
    if not _DELIMITERS.fullmatch(line):
        return None
    return tuple(_alignment(cell) for cell in cells(line))


def _alignment(cell: str) -> str:
    sides = (cell.startswith(":"), cell.endswith(":"))
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(sides, "")


def wide_row(row: str, columns: int) -> tuple[str, str] | None:
    """What is wrong with a row that has more cells than its table, and the remedy."""
    count = len(cells(row))
    if count <= columns:
        return None
    message = f"this row has {count} cells and the table {columns}; GitHub drops the rest"
    if "$" in row:
        return message, "a `|` inside `$…$` splits a cell: write `\\vert`, `\\Vert` or `\\mid`"
    return message, "write `\\|` for a `|` that does not split a cell"
