"""How Hypothesis makes cases here: so many of them, and the same ones in every run."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings


def fixed(cases: int, **more: Any) -> settings:
    """Decorates a test that is to have that many cases."""
    return settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **more,
    )
