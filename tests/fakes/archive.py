"""An archive that one ruleset judged, and the seeds of another: what reclassify is for."""

import functools
import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.classify import Classified, classify_once
from records import Article
from settings import Settings
from tests.fakes import ready
from tests.fakes.press import ORDINARY
from tests.warehouse import make
from themes import reading
from warehouse import articles, entries, feeds, polls, reports, store

SHIPPED = Path(__file__).resolve().parents[2] / "seeds"
NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
know = functools.cache(reading.know)

RULES = {
    "pooled": {
        "any": ["pool* … budget*", "pool* … money"],
        "weight": 3,
        "extension": "for tests",
        "hits": ["Councils pool the budgets of a place."],
        "misses": ["The pool is open."],
    },
    "harbour": {
        "any": ["harbour watch"],
        "weight": 3,
        "extension": "for tests",
        "hits": ["Councils pay for the Harbour Watch."],
        "misses": ["The harbour is deep."],
    },
}
LISTS = {
    "areas": [
        {"name": name, "kind": "county", "nation": "england"}
        for name in ("Kent", "Durham", "Devon", "Dorset", "Cornwall")
    ],
    "initiatives": [
        {
            "name": "Total Place", "aliases": ["Total Place pilots"], "first_year": 2009,
            "kind": "pilot", "sponsors": ["HM Treasury"], "areas": ["Kent"], "stage": "closed",
            "evidence": "https://www.gov.uk/", "themes": ["purse"],
        }
    ],
}  # fmt: skip
# Each names a scheme so weakly that it is found only where a theme is given.
FIRST = (
    "Six areas to share one pot of public money",
    "Ministers announced that Kent and Durham will pool the budgets of councils, hospitals and "
    "police forces. Others wait for Shire Purse.",
    "Local public services are to be planned as one.",
)
SECOND = (
    "Kent to try one pot of public money",
    "Councils in Kent begin a pilot in April. It will pool their budgets with those of the "
    "police. Others wait for Shire Purse.",
    "Local services are to be planned as one.",
)
HARBOUR = (
    "Kent to look after its coast",
    "Councils in Kent will begin the Harbour Watch partnership in April. The county will fund "
    "the Harbour Watch partnership.",
    "Local services are to be planned as one.",
)
HARBOUR_AGAIN = (
    "Two more counties join the Harbour Watch partnership",
    "The council in Dorset will join the Harbour Watch partnership in May. The county will fund "
    "the Harbour Watch partnership.",
    "Councils pool the budgets of all who take part.",
)


def write_seeds(folder: Path, *names: str, **changed: dict[str, object]) -> Path:
    """Write seeds with one theme, which has the rules of these names.

    The rest is shipped, but for the long lists of places and schemes: few are read faster.
    """
    (folder / "themes").mkdir(parents=True)
    for name in ("lists", "scope", "organisations", "unions"):
        shutil.copy(SHIPPED / f"{name}.yaml", folder)
    shutil.copy(SHIPPED / "news.tsv", folder)
    signs = (SHIPPED / "namings.tsv").read_text(encoding="utf-8")
    # Where the rules find no theme, no new name is told, however sure.
    rarely = re.sub(r"(?m)^(\(enough elsewhere\)\t).*$", r"\g<1>1.00", signs)
    (folder / "namings.tsv").write_text(rarely, encoding="utf-8")
    for name, rows in LISTS.items():
        (folder / f"{name}.yaml").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    rules = [{"rule": name, **RULES[name], **changed.get(name, {})} for name in names]
    theme = {
        "theme": "purse", "title": "One purse", "why": "Money is counted as one.",
        "threshold": 1.8, "leans": ["pool*"], "rules": rules,
    }  # fmt: skip
    (folder / "themes" / "purse.yaml").write_text(json.dumps(theme, indent=1), encoding="utf-8")
    return folder


def settings_of(home: Path, seeds: Path, **more: str) -> Settings:
    return Settings.from_env({"PLACEWATCH_HOME": str(home), "PLACEWATCH_SEEDS": str(seeds), **more})


def article(number: int, told: tuple[str, ...], days: float, **changes: Any) -> Article:
    """Return an article that appeared so many days ago."""
    title, *paragraphs = told
    text = "\n".join(paragraphs) + f"\nIt is number {number}."
    at = NOW - days * DAY
    return make.article(number, title=title, text=text, published_at=at, **changes)


def store_articles(settings: Settings, *given: Article) -> None:
    """Store articles as polling does, each at the time at which it appeared."""
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        for one in given:
            at = one.published_at or NOW
            number = int(one.article_id.rpartition("-a")[2])
            announced = make.entry(number, published_at=at, is_baseline=one.is_baseline)
            entries.add_entries(con, [announced], at)
            articles.add_articles(con, [one], at)


def fill(settings: Settings) -> Classified:
    """Store and judge a little of everything, under the seeds of the settings.

    1, 40 days old, and 2, two days old, tell of the Shire Purse, and 4 of nothing; 3, which
    was there before we looked, tells of the Harbour Watch. Report 1 belongs to 1, and 4 links
    to it too.
    """
    with store.open_warehouse(ready.warehouse(settings.warehouse)) as con:
        feeds.sync(con, [make.source("lga")], NOW - 100 * DAY)
        polls.polled(con, [make.poll("lga")], NOW - 100 * DAY)
    store_articles(
        settings,
        article(3, HARBOUR, 60, is_baseline=True),
        article(1, FIRST, 40),
        article(4, ORDINARY, 30),
        article(2, SECOND, 2),
    )
    with store.open_warehouse(settings.warehouse) as con:
        paper = make.report(1, pages=(" ".join(FIRST[1:]), FIRST[2]))
        again = make.report(1, "lga-a4", pages=paper.pages)
        reports.add_reports(con, [paper, again], NOW - 30 * DAY)
    return classify_once(settings, NOW - DAY, know=know)
