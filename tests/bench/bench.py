"""Measures builds of generated notes against other generators, and writes BENCHMARKS.md.

`python3 dev.py bench`. Everything is measured in turn, several times; the medians are compared.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import corpus
import generators
import reloading
from generators import Generator
from measured import Measured, middle, run, size
from table import Row, markdown

REPORT = generators.ROOT / "BENCHMARKS.md"
LOCK = Path(__file__).with_name("requirements.txt")
FEW = 65
MATHS = "mathjax.sqlite3"
PAGE = "math/topic-0000/"


@dataclass(frozen=True)
class Workshop:
    """The generators, and the notes in numbers large and small."""

    ours: Generator
    few: Generator
    material: Generator
    zensical: Generator
    hugo: Generator


def main(arguments: list[str]) -> int:
    """Measure and write. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        workshop = opened(Path(folder), args.notes)
        found = measured(workshop, args.runs)
        reloads = reloaded(workshop, args.runs)
        sizes = (size(workshop.ours.site), size(workshop.material.site))
    report = written(rows(found, reloads, sizes, args.notes), args.notes, args.runs)
    REPORT.write_text(report, encoding="utf-8")
    print(report)
    return 0


def opened(folder: Path, notes: int) -> Workshop:
    """Write the notes and set up the generators."""
    corpus.write(folder / "notes", notes)
    corpus.write(folder / "few", FEW)
    docs, tools = folder / "notes", installed()
    return Workshop(
        generators.ours(docs, folder / "ours"),
        generators.ours(folder / "few", folder / "ours-few"),
        generators.material(docs, folder / "material"),
        generators.zensical(docs, folder / "zensical", tools),
        generators.hugo(docs, folder / "hugo", tools),
    )


def installed() -> Path:
    """The environment of the generators to compare with, made from its lock file."""
    tools = generators.CACHE / "bench"
    wanted = hashlib.sha256(f"{sys.version}\n{LOCK.read_text()}".encode()).hexdigest()
    stamp = tools / ".stamp"
    if not stamp.is_file() or stamp.read_text() != wanted:
        print("Installing the generators to compare with ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(tools)], check=True)
        python = tools / ("Scripts" if os.name == "nt" else "bin") / "python3"
        options = ["--require-hashes", "--no-deps", "-q", "--disable-pip-version-check"]
        pip = [str(python), "-I", "-m", "pip", "install", *options, "-r", str(LOCK)]
        subprocess.run(pip, check=True)
        stamp.write_text(wanted)
    return tools


def measured(workshop: Workshop, runs: int) -> dict[str, Measured]:
    """Every build, in turn, so that what slows the machine slows them all."""
    steps: dict[str, tuple[Generator, Callable[[Generator], None]]] = {
        "maths cold": (workshop.ours, lambda each: each.forget()),
        "cold": (workshop.ours, lambda each: each.forget(MATHS)),
        "unchanged": (workshop.ours, lambda _: None),
        "material": (workshop.material, lambda each: each.forget()),
        "few": (workshop.few, lambda each: each.forget(MATHS)),
        "zensical": (workshop.zensical, lambda each: each.forget()),
        "zensical unchanged": (workshop.zensical, lambda _: None),
        "hugo": (workshop.hugo, lambda each: each.forget()),
    }
    run(workshop.few.build, workshop.few.environment, workshop.few.folder)
    found: dict[str, list[Measured]] = defaultdict(list)
    for number in range(runs):
        for name, (made_by, before) in steps.items():
            before(made_by)
            found[name].append(run(made_by.build, made_by.environment, made_by.folder))
            last = found[name][-1]
            print(
                f"{number + 1}/{runs} {name}: {last.wall:.1f} s ({last.cpu:.1f} s of CPU)",
                flush=True,
            )
    return {name: middle(each) for name, each in found.items()}


def reloaded(workshop: Workshop, edits: int) -> dict[str, float]:
    """Seconds from an edit to the reloaded page."""
    note, found = corpus.place(0), {}
    for made_by in (workshop.ours, workshop.material, workshop.zensical):
        found[made_by.name] = median(reloading.times(made_by, note, PAGE, edits))
        print(f"edit to reload, {made_by.name}: {found[made_by.name]:.2f} s", flush=True)
    if not reloading.is_right(workshop.ours, note, PAGE):
        raise SystemExit("an edited question is not new wherever it is shown")
    return found


def rows(
    found: dict[str, Measured], reloads: dict[str, float], sizes: tuple[int, int], notes: int
) -> list[Row]:
    """What was measured, beside what issue 5 wants."""
    stock, zensical = found["material"], found["zensical"]
    cold, maths_cold, same, few = (found[n] for n in ("cold", "maths cold", "unchanged", "few"))
    return [
        Row("Build, maths cached, all else cold", cold.wall, stock.wall, "s", "Material", 0.4),
        Row("… its processor time", cold.cpu, stock.cpu, "s", "Material"),
        Row("Build, maths cold too", maths_cold.wall, stock.wall, "s", "Material", 1),
        Row("Build, nothing changed", same.wall, stock.wall, "s", "Material", 0.08),
        Row("… its processor time", same.cpu, stock.cpu, "s", "Material"),
        Row("Edit to reload", reloads["Levelset"], reloads["Material"], "s", "Material", 0.05),
        Row(
            f"ms a note at {notes}",
            1000 * cold.wall / notes,
            1000 * few.wall / FEW,
            "ms",
            f"ours at {FEW}",
            1.15,
        ),
        Row("Peak memory, cold", cold.peak, stock.peak, "MB", "Material", 1.5),
        Row("Peak memory, nothing changed", same.peak, stock.peak, "MB", "Material", 3),
        Row("Bytes written", sizes[0] / 1e6, sizes[1] / 1e6, "MB", "Material", 0.15),
        Row("Build, maths cached, all else cold", cold.wall, zensical.wall, "s", "Zensical", 0.5),
        Row(
            "Build, nothing changed",
            same.wall,
            found["zensical unchanged"].wall,
            "s",
            "Zensical",
            0.5,
        ),
        Row("Edit to reload", reloads["Levelset"], reloads["Zensical"], "s", "Zensical"),
        Row("Build, maths cached, all else cold", cold.wall, found["hugo"].wall, "s", "Hugo, bare"),
    ]


def written(found: list[Row], notes: int, runs: int) -> str:
    """BENCHMARKS.md."""
    return (
        "# Benchmarks\n\n"
        "Written by `python3 dev.py bench`; read the ratios. "
        f"{notes:,} notes made by `tests/bench/corpus.py`, medians of {runs} runs, all measured in "
        "turn.\n\n"
        f"{markdown(found)}\n"
        f"{machine()}\n\n"
        "*Material* is Material for MkDocs with its defaults: no hook, maths left to the browser, "
        "the whole navigation on each page. *Zensical* has the same configuration, *Hugo* a layout "
        "of one line. They get the same notes, and make neither questions, levels and skills of "
        "them nor sheets, decks and a search of answers.\n"
    )


def machine() -> str:
    """What it was measured on and with."""
    processor = platform.processor() or platform.machine()
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        names = [line for line in listed.read_text().splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    tools = generators.CACHE / "bench"
    others = sorted(tools.rglob("*.dist-info"))
    wanted = {"zensical", "hugo"}
    names = [path.name.removesuffix(".dist-info") for path in others]
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material")]
    versions += [name.replace("-", " ") for name in names if name.split("-")[0] in wanted]
    return f"{processor}, {os.cpu_count()} processors, {platform.system()}. {', '.join(versions)}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
