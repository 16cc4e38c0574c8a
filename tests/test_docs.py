"""What the docs promise, held against the code."""

import re
from pathlib import Path

import pytest

from cli.main import main
from settings import PREFIX
from tests.hostile import listed, run

HERE = Path(__file__).resolve().parents[1]
README = (HERE / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*HERE.glob("*.md"), *(HERE / "docs").rglob("*.md")])
COMMANDS = sorted(main.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name):
    assert f"| `placewatch {name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    text = main.commands[name].help

    assert "Example" in text
    assert f"placewatch {name}" in text


def test_every_setting_stands_in_the_docs():
    code = (HERE / "settings.py").read_text(encoding="utf-8")
    names = {PREFIX + name for name in re.findall(r'reader\.read\(\s*"([A-Z_]+)"', code)}
    table = (HERE / "docs" / "settings.md").read_text(encoding="utf-8")

    assert len(names) > 10
    assert {name for name in names if f"| `{name}` |" not in table} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_leads_to_pages_that_exist(page):
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`(docs/[\w/.-]+\.md)`", text))
    linked = set(re.findall(r"\]\((?!http)([^)#]+)\)", text))

    assert {name for name in named if not (HERE / name).exists()} == set()
    assert {name for name in linked if not (page.parent / name).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_fits_in_one_sitting(page):
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 200


def test_the_page_of_hostile_cases_lists_them_all():
    """Written by: python -m tests.hostile.listed > docs/hostile-cases.md."""
    page = (HERE / "docs" / "hostile-cases.md").read_text(encoding="utf-8")

    assert page == listed.page()
    assert sum(len(cases) for cases in listed.GROUPS.values()) == len(run.CASES)
