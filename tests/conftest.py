"""The long ones first: whole files go to one core each, and the last to start ends the run."""

import pytest

LONG = (
    "hostile/",
    "politeness/",
    "test_register_life",
    "test_up_end_to_end",
    "test_end_to_end",
    "test_demo",
    "flows/",
    "cli/",
    "test_up",
    "extractors/test_workers",
    "themes/",
    "extractors/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if name in item.nodeid), 99))
