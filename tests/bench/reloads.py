"""Reloads: from a note that is edited to a browser that shows it, while the site is served."""

from __future__ import annotations

from statistics import median

import reloading
from table import Row
from workshop import NOTE, PAGE, Workshop

TITLE = "Edit to reload"
ABOUT = """\
From writing the file to the first answer with the new words at the note's address, the server's
wait for further edits included. Each edit changes all answers of a note. Ours must have them then
on the level's page and in `questions.json` too, or nothing is written here.
"""


def rows(workshop: Workshop, runs: int) -> list[Row]:
    """Each corpus served by each generator. Raises SystemExit when an edit is not seen."""
    table = []
    for bench in workshop.benches:
        found = {}
        for made_by in (bench.ours, bench.material, bench.zensical):
            found[made_by.name] = median(reloading.times(made_by, NOTE, PAGE, runs))
            print(f"{bench.notes} notes, {made_by.name}: {found[made_by.name]:.2f} s", flush=True)
        if not reloading.is_right(bench.ours, NOTE, PAGE):
            raise SystemExit("an edited question is not new wherever it is shown")
        ours, what = found["Levelset"], f"{bench.notes:,}: edit to reload"
        reach = 0.05 if bench is workshop.largest else None
        table.append(Row(what, ours, found["Material"], "s", "Material", reach))
        table.append(Row(what, ours, found["Zensical"], "s", "Zensical"))
    return table
