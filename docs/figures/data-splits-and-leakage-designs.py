"""Four ways to hold out a part of the rows of five users observed over time."""

from __future__ import annotations

import random

from _paper import BLUE, INK, PAPER, QUIET, VERMILION, Sheet

USERS, DAYS = 5, 20
TEST_FROM, GAP = 16, 4
source = random.Random(5)
held_out = set(source.sample([(u, d) for u in range(USERS) for d in range(DAYS)], 20))


def at_random(row: tuple[int, int]) -> str:
    return "test" if row in held_out else "train"


def by_user(row: tuple[int, int]) -> str:
    return "test" if row[0] == 3 else "train"


def by_time(row: tuple[int, int]) -> str:
    return "test" if row[1] >= TEST_FROM else "train"


def with_gap(row: tuple[int, int]) -> str:
    return "unused" if TEST_FROM - GAP <= row[1] < TEST_FROM else by_time(row)


sheet = Sheet(
    560,
    370,
    "Four ways to split",
    "Rows of five users over twenty days in four panels. Held out at random: test rows are "
    "scattered among training rows. By user: one user is test. By time: the last four days are "
    "test. By time with a gap: four unused days separate training from test.",
)
PANELS = (
    (at_random, "At random: interpolation", 26, 62),
    (by_user, "By user: new users", 300, 62),
    (by_time, "By time: the next days", 26, 216),
    (with_gap, "By time with a gap", 300, 216),
)
for design, title, left, top in PANELS:
    sheet.words((left, top - 22), title, bold=True)
    for user in range(USERS):
        for day in range(DAYS):
            at = (left + 6 + 11.8 * day, top + 18 * user)
            use = design((user, day))
            sheet.dot(at, {"train": BLUE, "test": VERMILION, "unused": QUIET}[use], 4.6)
            if use == "unused":
                sheet.dot(at, PAPER, 3.4)
    sheet.arrow((left, top + 88), (left + 236, top + 88), QUIET, 1)
    sheet.words((left, top + 106), "time", QUIET, size=13)
sheet.dot((110, 350), BLUE, 4.6)
sheet.words((120, 355), "training row", INK)
sheet.dot((246, 350), VERMILION, 4.6)
sheet.words((256, 355), "test row", INK)
sheet.dot((352, 350), QUIET, 4.6)
sheet.dot((352, 350), PAPER, 3.4)
sheet.words((362, 355), "unused row", INK)
sheet.save(__file__)
