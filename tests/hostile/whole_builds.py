"""Whole builds in this process: MkDocs as it is, but for templates that are compiled only once."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import jinja2

ROOT = Path(__file__).parents[2]
_SETTINGS = {"LEVELSET_FAIL_ON": "null", "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Built:
    """What a build came to, and a digest of each file of its site."""

    error: str
    questions: str
    problems: tuple[str, ...]
    digests: dict[str, str]

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return sum(path.endswith("index.html") for path in self.digests)


class _Compiled(jinja2.BytecodeCache):
    """Templates that an earlier build of this process has compiled."""

    kept: dict[str, bytes] = {}  # noqa: RUF012

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def built(job: tuple[dict[str, bytes], str]) -> Built:
    """Build these files as a folder of notes below a place of its own, in a fresh order."""
    files, place = job
    docs, site = Path(place, "docs"), Path(place, "site")
    for path, raw in files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(raw)
    try:
        return built_folder(docs, site)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def built_folder(docs: Path, site: Path) -> Built:
    """Build a folder."""
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        with patch.dict(os.environ, _SETTINGS, LEVELSET_DOCS=str(docs)):
            build(site)
        questions = (site / "questions.json").read_text(encoding="utf-8")
        return Built("", questions, tuple(warnings.lines), digests(site))
    except (Exception, SystemExit) as error:
        said = "\n".join((f"{type(error).__name__}: {error}", *warnings.lines))
        return Built(said, "", (), {})
    finally:
        gc.unfreeze()  # Builds freeze what they made, and this process makes many.
        logging.getLogger("mkdocs").removeHandler(warnings)


def build(site: Path) -> None:
    """Build the folder that the environment names as `mkdocs build` does, but from no cache."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site))
    plain = config.theme.get_env

    def get_env() -> jinja2.Environment:
        environment = plain()
        environment.bytecode_cache = _Compiled()
        return environment

    config.theme.get_env = get_env  # type: ignore[method-assign]
    config.plugins.on_startup(command="build", dirty=True)
    build(config)


def digests(site: Path) -> dict[str, str]:
    """Each file of a site with a digest of its bytes."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name != "sitemap.xml.gz"  # MkDocs dates it.
    }
