"""The long ones first: whole files go to one core each, and the last to start ends the run."""

import gc

import hypothesis
import pytest

LONG = (
    "politeness/",
    "test_end_to_end",
    "test_register_life",
    "test_up_end_to_end",
    "test_up.py",
    "hostile/",
    "test_demo",
    "cli/test_backfill",
    "flows/",
    "extractors/test_bounds",
    "warehouse/test_lake",
    "warehouse/test_survival",
    "warehouse/test_migrate",
    "cli/",
    "extractors/test_workers",
    "themes/",
    "extractors/",
    "warehouse/",
)

# A machine may be busy: how long an example took says nothing of us.
hypothesis.settings.register_profile(
    "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if name in item.nodeid), 99))


def pytest_collection_finish() -> None:
    """Let no sweep for garbage look again at thousands of tests and all that they import."""
    gc.freeze()
