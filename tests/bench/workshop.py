"""The workshop: notes in three numbers, and the generators that make sites of them."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import corpus
import generators
from generators import Generator
from measured import run

SIZES = (65, 260)
LOCK = Path(__file__).with_name("requirements.txt")
MATHS = "mathjax.sqlite3"
NOTE, PAGE = corpus.place(0), "math/topic-0000/"
"""The note that is edited and looked at, and its page."""


@dataclass(frozen=True)
class Bench:
    """A corpus of that many notes and the generators for it."""

    notes: int
    ours: Generator
    material: Generator
    zensical: Generator
    hugo: Generator


@dataclass(frozen=True)
class Workshop:
    """Corpora of growing size; `largest` is the one that most is measured on."""

    benches: tuple[Bench, ...]

    @property
    def largest(self) -> Bench:
        """The bench with the most notes."""
        return self.benches[-1]


def opened(folder: Path, notes: int) -> Workshop:
    """Write the notes and set up the generators; nothing is built yet."""
    tools = installed()
    sizes = sorted({*(size for size in SIZES if size < notes), notes})
    return Workshop(tuple(_bench(folder / str(size), size, tools) for size in sizes))


def built(made_by: Generator) -> Path:
    """The generator's finished site, built unless it stands there already."""
    if not made_by.site.is_dir():
        run(made_by.build, made_by.environment, made_by.folder)
    return made_by.site


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


def packages() -> Path:
    """The folder of the npm packages to compare with, installed from their lock file."""
    folder = generators.CACHE / "bench-npm"
    files = [Path(__file__).with_name(name) for name in ("package.json", "package-lock.json")]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    stamp = folder / ".stamp"
    if not stamp.is_file() or stamp.read_text() != wanted:
        print("Installing the scripts to compare with ...", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in files:
            shutil.copy(path, folder)
        npm = Path(sys.executable).with_name("npm")
        options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([str(npm), *options], cwd=folder, check=True)
        stamp.write_text(wanted)
    return folder / "node_modules"


def machine() -> str:
    """What it was measured on and with."""
    processor = platform.processor() or platform.machine()
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        names = [line for line in listed.read_text().splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    others = sorted((generators.CACHE / "bench").rglob("*.dist-info"))
    names = [path.name.removesuffix(".dist-info") for path in others]
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material")]
    others = ("zensical-", "hugo-", "pagefind-")
    versions += [name.replace("-", " ") for name in names if name.startswith(others)]
    return f"{processor}, {os.cpu_count()} processors, {platform.system()}. {', '.join(versions)}."


def _bench(folder: Path, notes: int, tools: Path) -> Bench:
    docs = folder / "notes"
    corpus.write(docs, notes)
    return Bench(
        notes,
        generators.ours(docs, folder / "ours"),
        generators.material(docs, folder / "material"),
        generators.zensical(docs, folder / "zensical", tools),
        generators.hugo(docs, folder / "hugo", tools),
    )
