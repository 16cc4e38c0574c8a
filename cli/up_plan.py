"""What prefect.yaml says shall run, checked before anything is started."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import seedfiles

REQUIRED = ("name", "entrypoint")
OPTIONAL = ("description", "tags", "schedules", "triggers", "work_pool", "parameters")
WHEN = ("interval", "cron", "rrule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A flow that runs in the background, as prefect.yaml describes it."""

    name: str  # also the flow's name
    entrypoint: str  # flows/poll.py:poll
    description: str
    tags: tuple[str, ...]
    schedules: tuple[dict[str, Any], ...]  # as Prefect takes them
    triggers: tuple[dict[str, Any], ...]  # as Prefect takes them

    @property
    def module(self) -> str:
        """The entrypoint as an import, flows.poll.poll: it needs no copy of the code."""
        path, _, function = self.entrypoint.partition(":")
        return ".".join((*Path(path).with_suffix("").parts, function))

    @property
    def is_sweep(self) -> bool:
        """Whether it runs round the clock, so that one run more does no harm."""
        return any("interval" in schedule for schedule in self.schedules)


def load(path: Path) -> tuple[Deployment, ...]:
    """Return the deployments of a prefect.yaml in its order.

    Raises:
        SeedError: with every fault at once. What only Prefect can judge, as the words of a
            cron line, is not looked at here.
    """
    whole, faults = seedfiles.read(path, shown_as=path.name)
    rows = whole.get("deployments") if isinstance(whole, seedfiles.Row) else None
    if not isinstance(rows, list) or not rows:
        faults.add(1, "there are no deployments", "write 'deployments:' and a list of them")
        faults.stop()
    found = [_deployment(row, faults) for row in rows or ()]
    names = [deployment.name for deployment in found if deployment]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add(1, f"the deployment {name!r} stands twice", "keep one")
    faults.stop()
    return tuple(deployment for deployment in found if deployment)


def _deployment(row: Any, faults: seedfiles.Faults) -> Deployment | None:
    """Return the deployment of one row; note its faults."""
    if not isinstance(row, seedfiles.Row):
        faults.add(1, f"{row!r} is no deployment", "write '- name: …' and 'entrypoint: …'")
        return None
    if not faults.keys(row, REQUIRED, OPTIONAL):
        return None
    before = len(faults.lines)
    path, _, function = str(row["entrypoint"]).partition(":")
    if not path.endswith(".py") or not function.isidentifier():
        remedy = "write 'flows/poll.py:poll', the file and its flow"
        faults.add(row.lines["entrypoint"], f"{row['entrypoint']!r} is no entrypoint", remedy)
    for key in ("schedules", "triggers"):
        if not _are_rows(row.get(key)):
            faults.add(row.lines[key], f"{key!r} is no list of rows", "begin each with '- '")
    for schedule in row.get("schedules") or ():
        if isinstance(schedule, dict) and sum(key in schedule for key in WHEN) != 1:
            remedy = f"write one of {', '.join(WHEN)} in each"
            faults.add(row.lines["schedules"], "a schedule does not say when", remedy)
    if len(faults.lines) > before:
        return None
    return Deployment(
        name=str(row["name"]),
        entrypoint=row["entrypoint"],
        description=str(row.get("description") or ""),
        tags=tuple(row.get("tags") or ()),
        schedules=tuple(dict(schedule) for schedule in row.get("schedules") or ()),
        triggers=tuple(dict(trigger) for trigger in row.get("triggers") or ()),
    )


def _are_rows(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, list) and all(isinstance(row, seedfiles.Row) for row in value)
