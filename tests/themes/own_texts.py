"""Texts in our own words, as somebody might collect them, and small seeds; all is invented."""

from pathlib import Path

PURSE = """One purse for the valley

The county board wants a valley purse: one sum for clinics, schools and the police in each valley.
Under a valley purse no service keeps its own pot. Officers of the board say that a valley purse
would let a nurse and a teacher plan together, and that purse holders could move money in a week.

Unions were not asked. Branch officers learnt of the purse holders from a newspaper. They fear that
posts will go wherever two purse holders do the same work, and that nobody will bargain with them.
"""

LADDER = """The skills ladder, a year on

Four councils built a skills ladder for home helps. A helper who climbs the skills ladder becomes a
care lead and earns more. Mill Lane hub trained the first care leads in spring. The board praised
the skills ladder, though the valley purse that pays for it ends next year.

What members say: the ladder is welcome, the promised time for study is not there. A care lead does
two jobs. The union asks for a staffing promise before the next rung is built.
"""

PROMISE = """A staffing promise

When the depot closed, the joint depot committee wrote a staffing promise: no forced moves, pay kept
for three years, training for all. The staffing promise was short, and it was kept. It is cited by
every branch that meets a merger, and by the joint depot committee itself.

The race to the cheapest bid had ended in tears. In-house repairs came back, and the depot crews
with them. Purse holders who buy repairs must now ask the crews first.
"""

ALL = {"purse.txt": PURSE, "ladder.txt": LADDER, "promise.txt": PROMISE}
WELSH = """Mae'r cyngor yn cynllunio gwasanaethau gyda'r bobl sydd yn eu defnyddio. Bydd y gweithwyr
yn cael hyfforddiant newydd, a bydd y bwrdd yn rhoi arian i'r cymoedd. Nid yw'r undebau yn hapus.
"""

THEME = """theme: {theme}
title: {title}
why: For the tests.
threshold: 1
leans: [{leans}]
rules:
  # A comment of a person.
  - rule: {rule}
    any: [{phrase}]
    weight: 2
    extension: for the tests
    hits: ["They spoke of {phrase} there."]
    misses: ["They spoke of the weather."]
"""
SCOPE = """least_service: 0
least_nation: 0
conditions:
  - {condition: council, says: council, about: service, weight: 1, at_most: 2, any: [council*]}
"""


def write_seeds(folder: Path) -> Path:
    """Return a folder of seeds with two themes, which ``load.ruleset`` reads in a moment."""
    (folder / "themes").mkdir(parents=True)
    (folder / "corpus").mkdir()
    (folder / "lists.yaml").write_text("tools: [spade, rake]\n", encoding="utf-8")
    (folder / "scope.yaml").write_text(SCOPE, encoding="utf-8")
    for theme, title, leans, rule, phrase in (
        ("skills", "Skills", "skill*, train*, study", "care-leads", "care leads"),
        ("money", "Money in common", "purse*, pot, sum", "one-purse", "one purse"),
    ):
        text = THEME.format(theme=theme, title=title, leans=leans, rule=rule, phrase=phrase)
        (folder / "themes" / f"{theme}.yaml").write_text(text, encoding="utf-8")
    return folder
