import re
from dataclasses import fields
from pathlib import Path

from extractors.web.policy import Policy

PAGE = Path(__file__).resolve().parents[2] / "docs" / "manners.md"


def test_the_page_for_publishers_tells_the_figures_that_hold():
    table = re.findall(r"\| `(\w+)` \| ([\d.]+)", PAGE.read_text(encoding="utf-8"))
    held = {field.name: field.default for field in fields(Policy)}

    assert len(table) == 11
    assert {name: float(value) for name, value in table} == {name: held[name] for name, _ in table}
