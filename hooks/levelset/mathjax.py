"""TeX becomes HTML here, with MathJax in one Node process and a cache on disk."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from levelset.mathjax_node import Run
from levelset.model import Formula
from levelset.typeset_cache import TypesetCache
from levelset.typesets import PASSING, Typeset


def typeset(
    formulas: Iterable[Formula],
    node_modules: Path,
    cache: Path,
    node: Path | str,
    limit: float = 20.0,
) -> dict[str, Typeset]:
    """Typeset each formula, by its key, as a Typesetter does that is asked once."""
    with closing(Typesetter(node_modules, cache, node, limit)) as typesetter:
        return typesetter(formulas)


class Typesetter:
    """Typesets formulas; Node runs only for those not in the cache, once for all calls.

    A formula that takes longer than `limit` seconds gets an error and the rest goes on. A call
    raises MathJaxUnavailable when Node or MathJax is missing or breaks.
    """

    def __init__(
        self, node_modules: Path, cache: Path, node: Path | str, limit: float = 20.0
    ) -> None:
        self._folder = cache
        self._opened: TypesetCache | None = None
        self._run = Run(node_modules, node, limit)

    def __call__(self, formulas: Iterable[Formula]) -> dict[str, Typeset]:
        """Typeset each formula, by its key."""
        wanted = {formula.key: formula for formula in formulas}
        if not wanted:
            return {}
        stored = self._opened = self._opened or TypesetCache(self._folder)
        found = stored.find(wanted)
        missing = [formula for key, formula in sorted(wanted.items()) if key not in found]
        if missing:
            fresh: dict[str, Typeset] = {}
            try:
                for formula, result in self._run.results(missing):
                    found[formula.key] = result
                    if not result.error.startswith(PASSING):
                        fresh[formula.key] = result
            finally:
                stored.keep(fresh)
        return {key: found[key] for key in wanted}

    def close(self) -> None:
        """Let go of the cache and of Node."""
        self._run.close()
        if self._opened:
            self._opened.close()
