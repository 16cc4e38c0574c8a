"""The smallest true seeds, to be changed in one place."""

from pathlib import Path

LISTS = """
money: [budget*, fund, funds]
body: ["@money", council*]
"""
SCOPE = """
least_service: 1
least_nation: -1
conditions:
  - {condition: services, says: services, about: service, weight: 1, at_most: 3, any: [council*]}
"""
CARD = "# A card\n\n- c1: money is pooled\n- c2: and counted\n"
THEME = """
theme: pots
title: Pots
why: money moves
threshold: 2
leans: [pool*, pot*]
rules:
  - rule: pooled
    any: [pool* … @money]
    near: {sentence: true, any: [council*]}
    weight: 2
    from: corpus/card.md#c1
    hits: [The council pools its budgets.]
    misses: [The club pools its budgets.]
"""


def seeds(folder: Path, **files: str) -> Path:
    """Write the smallest true seeds, with some of the files changed."""
    (folder / "themes").mkdir()
    (folder / "corpus").mkdir()
    texts = {"lists": LISTS, "scope": SCOPE, "pots": THEME, "card": CARD, **files}
    (folder / "lists.yaml").write_text(texts["lists"], encoding="utf-8")
    (folder / "scope.yaml").write_text(texts["scope"], encoding="utf-8")
    (folder / "themes" / "pots.yaml").write_text(texts["pots"], encoding="utf-8")
    (folder / "corpus" / "card.md").write_text(texts["card"], encoding="utf-8")
    return folder
