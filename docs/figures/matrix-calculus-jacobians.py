"""The two Jacobians of Y = XW, entry by entry, for X of 4 by 3 and W of 3 by 2."""

from __future__ import annotations

from _paper import BLUE, GREEN, INK, PURPLE, QUIET, RULE, VERMILION, Sheet

ROWS, INNER, COLUMNS = 4, 3, 2
CELL = 19
Grid = list[list[int]]


def by_input() -> Grid:
    """Row index of W^T plus one where d y / d x is an entry of W, else 0: I (x) W^T."""
    return [
        [c + 1 if r == s else 0 for s in range(ROWS) for _ in range(INNER)]
        for r in range(ROWS)
        for c in range(COLUMNS)
    ]


def by_weight() -> Grid:
    """Row index of X plus one where d y / d w is an entry of X, else 0: X (x) I."""
    return [
        [r + 1 if c == k else 0 for _ in range(INNER) for k in range(COLUMNS)]
        for r in range(ROWS)
        for c in range(COLUMNS)
    ]


def draw(sheet: Sheet, left: float, top: float, grid: Grid, colours: list[str]) -> None:
    """A grid of cells; a zero stays paper, and other entries are filled by their number."""
    for i, row in enumerate(grid):
        for j, value in enumerate(row):
            x, y = left + j * CELL, top + i * CELL
            corners = [(x, y), (x + CELL, y), (x + CELL, y + CELL), (x, y + CELL), (x, y)]
            fill = colours[value - 1] if value else "none"
            sheet.line(corners, RULE, 1, fill=fill)


def count(grid: Grid) -> str:
    """How many entries are filled, of how many."""
    cells = [value for row in grid for value in row]
    return f"{sum(1 for value in cells if value)} of {len(cells)} entries"


sheet = Sheet(
    560,
    330,
    "The Jacobians of a matrix product are mostly zeros and copies",
    "Two grids for Y = XW with X of 4 by 3 and W of 3 by 2, all matrices read row by row. Left, "
    "the 8 by 12 Jacobian in X: four copies of W transposed on the diagonal, zeros elsewhere. "
    "Right, the 8 by 6 Jacobian in W: every row of X appears twice, interleaved with zeros.",
)
top = 92
first, second = by_input(), by_weight()
left, right = 44, 380
sheet.words((left, 28), "∂Y/∂X = I ⊗ Wᵀ", bold=True)
sheet.words((left, 48), "four copies of Wᵀ", QUIET)
sheet.words((right, 28), "∂Y/∂W = X ⊗ I", bold=True)
sheet.words((right, 48), "two copies of X", QUIET)
for r in range(ROWS):
    sheet.words((left + CELL * INNER * (r + 0.5), top - 8), f"x row {r + 1}", QUIET, "middle", 13)
for k in range(INNER):
    sheet.words((right + CELL * COLUMNS * (k + 0.5), top - 8), f"w {k + 1}", QUIET, "middle", 13)
draw(sheet, left, top, first, [BLUE, GREEN])
draw(sheet, right, top, second, [VERMILION, PURPLE, BLUE, GREEN])
for r in range(ROWS):
    y = top + CELL * COLUMNS * (r + 0.5) + 5
    sheet.words((left - 8, y), f"y{'₁₂₃₄'[r]}", QUIET, "end", 13)
    sheet.words((right - 8, y), f"y{'₁₂₃₄'[r]}", QUIET, "end", 13)
bottom = top + CELL * ROWS * COLUMNS
sheet.words((left, bottom + 26), count(first), INK)
sheet.words((left, bottom + 46), "are not 0; 6 numbers in all", INK)
sheet.words((right, bottom + 26), count(second), INK)
sheet.words((right, bottom + 46), "12 numbers in all", INK)
sheet.save(__file__)
