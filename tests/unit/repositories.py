"""Makes git repositories with commits at given times."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *command: str, at: int = 0) -> None:
    """Run git as somebody, at a second since 1970."""
    date = f"@{at} +0000"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "a", f"GIT_{role}_EMAIL": "a@b.example"}
    options = ("-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *options, *command], cwd=folder, env=environment, check=True)


def commit(folder: Path, path: str, text: str, at: int) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", at=at)
