import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli import up_plan
from records import PlacewatchError

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENTS = up_plan.load(ROOT / "prefect.yaml")
SCHEDULED = ROOT / "flows" / "scheduled.py"
# flows/poll_feeds.py is a part of poll: named after it, and no deployment.
FLOWS = sorted(
    path for path in (ROOT / "flows").glob("*.py") if "_" not in path.stem and path != SCHEDULED
)
SWEEP_S = 300  # the promise: a lost event costs no more than this

# As a worker does it (the file) and as `placewatch up` does it (the import).
OPEN = """
import inspect, json, sys
from prefect.flows import load_flow_from_entrypoint
opened = lambda entrypoint: load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
flows = [opened(entrypoint) for entrypoint in sys.argv[1:]]
print(json.dumps([[flow.name, len(inspect.signature(flow.fn).parameters)] for flow in flows]))
"""


def sent() -> set[str]:
    """Return the events that the flows emit, each by a constant of the file."""
    tree = ast.parse(SCHEDULED.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {
        constants[ast.unparse(node.args[0])]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_wake"
    }


def awaited() -> set[str]:
    return {
        event
        for deployment in DEPLOYMENTS
        for trigger in deployment.triggers
        for event in trigger["expect"]
    }


def test_file_flow_and_deployment_are_one():
    names = [deployment.name for deployment in DEPLOYMENTS]
    entrypoints = [deployment.entrypoint for deployment in DEPLOYMENTS]

    assert sorted(names) == [path.stem for path in FLOWS]
    assert entrypoints == [f"flows/scheduled.py:{name}" for name in names]


@pytest.mark.parametrize("how", ["entrypoint", "module"])
def test_every_entrypoint_opens_and_asks_for_nothing(how):
    asked = [getattr(deployment, how) for deployment in DEPLOYMENTS]

    done = subprocess.run(
        [sys.executable, "-c", OPEN, *asked], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    opened = json.loads(done.stdout.splitlines()[-1])
    assert opened == [[deployment.name, 0] for deployment in DEPLOYMENTS]


def test_every_event_that_is_awaited_is_sent_and_the_reverse():
    assert awaited() == sent()


def test_what_an_event_wakes_is_also_swept_within_minutes():
    intervals = {
        deployment.name: [schedule.get("interval") for schedule in deployment.schedules]
        for deployment in DEPLOYMENTS
        if deployment.triggers
    }

    assert intervals
    assert all(min(found, default=SWEEP_S + 1) <= SWEEP_S for found in intervals.values())


def test_prefect_accepts_every_schedule_and_trigger():
    from cli import up_runner

    built = [up_runner.build(deployment) for deployment in DEPLOYMENTS]

    assert [(each.flow_name, len(each.triggers)) for each in built] == [
        (deployment.name, len(deployment.triggers)) for deployment in DEPLOYMENTS
    ]
    assert all(len(each.schedules or ()) == 1 and "placewatch" in each.tags for each in built)


def test_a_cron_line_that_is_none_is_named():
    from cli import up_runner

    wrong = up_plan.Deployment(
        name="digest",
        entrypoint="flows/scheduled.py:digest",
        description="",
        tags=(),
        schedules=({"cron": "at eight"},),
        triggers=(),
    )

    with pytest.raises(PlacewatchError, match="Prefect refuses the deployment 'digest'"):
        up_runner.build(wrong)
