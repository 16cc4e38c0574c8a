"""What a person asks of the initiatives: filters, and what helps where nothing meets them."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from alerts import escape
from cli import named
from records import STAGES, STEPS, PlacewatchError
from settings import Settings
from warehouse import initiatives, queries

NEW_DAYS = 7  # what is new without --since: a week
MOST_NAMED = 5  # of names that are like the one asked for
WIDTH = 60  # of a foreign name in a message
# What each filter is held against, where nothing was found.
KNOWN = {
    "kind": "SELECT DISTINCT kind FROM initiatives ORDER BY kind",
    "area": "SELECT area FROM initiative_areas GROUP BY area ORDER BY max(documents) DESC, area",
    "sponsor": "SELECT name FROM organisations WHERE len(which) > 0 ORDER BY initiatives DESC, 1",
    "theme": "SELECT DISTINCT theme_id FROM themes_by_article ORDER BY theme_id",
    "search": "SELECT DISTINCT unnest(names) AS name FROM initiatives ORDER BY name",
}
WORDS = {
    "kind": "no initiative is a",
    "area": "no initiative is said to be in",
    "sponsor": "nobody is said to be behind an initiative by the name of",
    "theme": "no document has the theme",
    "search": "no initiative has in a name",
}


class BadFilter(PlacewatchError):
    """A filter that nothing can meet."""


def parameters(asked: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """Return what the query ``register`` is asked, from the options of the command.

    Args:
        asked: stage, kind, area, sponsor, theme, since, search (words or None) and is_new,
            unsure, everything (yes or no).
        now: The time of asking.

    Raises:
        BadFilter: if there is no such stage.
        BadDay: if --since cannot be read, or is still to come.
    """
    stage = (asked["stage"] or "").strip().lower()
    if stage and stage not in {*STAGES, *STEPS}:
        steps = ", ".join(step for step in STEPS if step not in STAGES)
        raise BadFilter(
            f"there is no stage {asked['stage']!r}: choose one of {', '.join(STAGES)}; "
            f"or a step: {steps}"
        )
    since = named.day(asked["since"], now) if asked["since"] else None
    if since is None and asked["is_new"]:
        since = now - timedelta(days=NEW_DAYS)
    wanted = {name: (asked[name] or "").strip() for name in KNOWN}
    return wanted | {
        "stage": stage,
        "since": since.isoformat() if since else "",
        "new": str(asked["is_new"]).lower(),
        "below": str(initiatives.SURE if asked["unsure"] else 2),
        "seeded": str(asked["everything"]).lower(),
    }


def why_nothing(settings: Settings, params: Mapping[str, str]) -> str:
    """Return why a filtered list is empty, and what helps.

    Args:
        settings: Of the installation.
        params: As ``parameters`` returns them.
    """
    for name, sql in KNOWN.items():
        if params[name]:
            known = [str(row[0]) for row in queries.sql(settings.snapshot, sql).rows]
            if not any(params[name].lower() in one.lower() for one in known):
                return _unmet(name, params[name], known)
    given = [f"--{name}" for name in ("stage", *KNOWN) if params[name]]
    given += [f"--{name}" for name in ("since", "new") if params[name] not in ("", "false")]
    given += ["--unsure"] if float(params["below"]) <= 1 else []
    if "--new" in given and "--since" in given:
        given.remove("--since")
    if len(given) > 1:
        return f"no initiative meets {', '.join(given)} together: leave one out"
    if given == ["--new"]:
        return "nothing new: --since DATE looks further back"
    if given:
        return f"no initiative meets {given[0]}: 'placewatch initiatives' lists what there is"
    if params["seeded"] == "true":
        return "the register is empty: 'placewatch run' reads what is new"
    return (
        "no document names an initiative yet: 'placewatch run' reads what is new; "
        "--all lists those known before we looked"
    )


def _unmet(name: str, value: str, known: Sequence[str]) -> str:
    says = f"{WORDS[name]} {value!r}"
    if not known:
        return f"{says}: no document says anything of that yet"
    near = like(value, known)
    if near:
        return f"{says}: did you mean {', '.join(map(_short, near))}?"
    if name in {"kind", "theme"}:
        return f"{says}: there are {', '.join(known)}"
    return f"{says}: 'placewatch initiatives --all' lists what there is"


def like(wanted: str, known: Iterable[str]) -> list[str]:
    """Return the names that are most like the one asked for, the nearest first."""
    by_spoken = {_spoken(name): name for name in reversed(list(known))}
    asked = _spoken(wanted)
    near = difflib.get_close_matches(asked, by_spoken, MOST_NAMED, 0.6)
    words = set(asked.split())
    near += [name for name in by_spoken if name not in near and words & set(name.split())]
    return [by_spoken[name] for name in near[:MOST_NAMED]]


def _spoken(name: str) -> str:
    """Return a name as it is compared: lower case, words alone, no article before it."""
    words = re.findall(r"\w+", name.replace("’", "").replace("'", "").lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _short(name: object) -> str:
    return escape.cut(escape.fold(str(name)), WIDTH)
