"""Builds a folder of notes with MkDocs, as `dev.py build --docs` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def build(
    docs: Path,
    site: Path,
    *options: str,
    config: Path | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """The finished `mkdocs build` of a folder, with what it printed in `stderr`."""
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "-d", str(site), *options]
    defaults = {
        "LEVELSET_DOCS": str(docs),
        "LEVELSET_FAIL_ON": "null",
        "LEVELSET_HOOK": str(ROOT / "hooks" / "mkdocs_events.py"),
        "LEVELSET_HOOKS": str(ROOT / "hooks"),
        "LEVELSET_THEME": str(ROOT / "overrides"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        [*command, "-f", str(config or ROOT / "mkdocs.yml")],
        env={**os.environ, **defaults, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
