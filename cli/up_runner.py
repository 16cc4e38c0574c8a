"""The runner below `placewatch up`: it tells Prefect what runs when, and starts what is due."""

import asyncio
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterNextScheduledStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentTriggerTypes
from prefect.runner import Runner
from prefect.states import Crashed, Scheduled
from pydantic import TypeAdapter, ValidationError

from cli import up_plan
from records import PlacewatchError

TAG = "placewatch"
LIMIT = 4  # runs at a time: one for each flow
LOOK_FOR_RUNS_S = 2.0  # Prefect's default is 10 s; a run should follow its event quickly
TIDY_S = 30.0  # guess
LATE = timedelta(seconds=90)  # later than any run that merely waits for a busy machine: guess
STUCK = timedelta(minutes=10)  # a process starts in 4 to 10 s (measured)
PAGE = 200  # the most that Prefect's API returns at once
BARE = 6  # looks, three minutes, before a flow without a planned run is worth a word: guess
SCHEDULED = StateType.SCHEDULED
UNFINISHED = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
REFUSED = 3  # our exit code when prefect.yaml cannot be used: trying again is no help


def run(root: Path, beat: Path) -> None:
    """Deploy what prefect.yaml says and start runs until SIGTERM.

    Args:
        root: The folder with prefect.yaml and flows/.
        beat: A file touched once the deployments stand, and while the loop is alive.
    """
    try:
        planned = up_plan.load(root / "prefect.yaml")
        built = [build(deployment) for deployment in planned]
    except PlacewatchError as exc:
        sys.stderr.write(f"{exc}\n")
        sys.exit(REFUSED)
    asyncio.run(_run(planned, built, beat))


def build(deployment: up_plan.Deployment) -> RunnerDeployment:
    """Return a deployment in Prefect's words, without importing its flow.

    Raises:
        PlacewatchError: if Prefect refuses a schedule or a trigger.
    """
    try:
        return RunnerDeployment(
            name=deployment.name,
            flow_name=deployment.name,
            entrypoint=deployment.module,
            description=deployment.description,
            tags=sorted({TAG, *deployment.tags}),
            schedules=[
                DeploymentScheduleCreate.model_validate({"schedule": _prefect_schedule(schedule)})
                for schedule in deployment.schedules
            ],
            triggers=[
                TypeAdapter(DeploymentTriggerTypes).validate_python(trigger)
                for trigger in deployment.triggers
            ],
        )
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PlacewatchError(
            f"prefect.yaml: Prefect refuses the deployment {deployment.name!r}: "
            f"{where}: {first['msg']}"
        ) from exc


def _prefect_schedule(schedule: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in schedule.items() if key not in {"active", "slug"}}


class _Stoppable(Runner):
    """A runner that ends its runs before it goes.

    Prefect 3.8.8 forgets to await its own stop in the handler of SIGTERM: the process
    exits at once, and its runs stay Running for ever.
    """

    def handle_sigterm(self, *_args: object, **_kwargs: object) -> None:
        """Stop from within the loop; called by the signal that ``start`` listens to."""
        if self.started and self._loop:
            asyncio.run_coroutine_threadsafe(self.astop(), self._loop)
        else:
            sys.exit(0)


async def _run(
    planned: tuple[up_plan.Deployment, ...], built: list[RunnerDeployment], beat: Path
) -> None:
    runner = _Stoppable(
        name=TAG, limit=LIMIT, query_seconds=LOOK_FOR_RUNS_S, pause_on_shutdown=False
    )
    async with get_client() as client:
        missed = await bury_the_dead(client, {deployment.name for deployment in planned})
        ids = {each.name: await runner.aadd_deployment(each) for each in built}
        await drop_strangers(client, ids)
        for deployment in planned:
            wakes_others = deployment.is_sweep and not deployment.triggers
            if wakes_others or deployment.name in missed:
                await client.create_flow_run_from_deployment(
                    ids[deployment.name], state=Scheduled(message="placewatch up has started")
                )
        clocked = {ids[each.name]: each.name for each in planned if each.schedules}
        tidying = asyncio.create_task(_keep_tidy(client, tuple(ids.values()), clocked, beat))
        try:
            await runner.start()
        finally:
            tidying.cancel()


async def bury_the_dead(client: PrefectClient, planned: set[str]) -> set[str]:
    """Close what an earlier runner left; return the names of deployments with a missed run.

    No other runner lives (it would hold our lock), so whatever is said to run does not.
    All that is late goes: after a night off there may be a hundred missed runs, and one
    is enough.
    """
    ours = {each.id: each.name for each in await _ours(client, planned)}
    if not ours:
        return set()
    for run in await _runs(client, ours, UNFINISHED):
        gone: State[None] = Crashed(message="the runner was gone when placewatch up started")
        await client.set_flow_run_state(run.id, gone, force=True)
    late = await _runs(client, ours, (SCHEDULED,), before=datetime.now(UTC))
    for run in late:
        await client.delete_flow_run(run.id)
    return {ours[run.deployment_id] for run in late if run.deployment_id}


async def drop_strangers(client: PrefectClient, ids: dict[str, UUID]) -> None:
    """Delete our deployments that prefect.yaml no longer has, and triggers without one.

    Prefect keeps the trigger of a deleted deployment; each event then logs a 404.
    """
    for each in await _ours(client, set(ids)):
        if each.id not in ids.values():
            await client.delete_deployment(each.id)
    known = {each.id for each in await _deployments(client)}
    offset = 0
    while page := await client.read_automations(limit=PAGE, offset=offset):
        offset += len(page)
        for automation in page:
            wanted = {getattr(action, "deployment_id", None) for action in automation.actions}
            if automation.id and (wanted - {None}) and not (wanted & known):
                await client.delete_automation(automation.id)
                offset -= 1


async def tidy(client: PrefectClient, ids: Iterable[UUID], now: datetime) -> int:
    """Delete late runs but the newest of each deployment; return how many.

    A machine that slept, or a server that was away, leaves a queue of them; each would
    find nothing to do and cost some seconds. Runs that never got off the ground are closed.
    """
    ours = tuple(ids)
    late = await _runs(client, ours, (SCHEDULED,), before=now - LATE)
    newest: dict[UUID | None, FlowRun] = {}
    for run in late:  # the oldest first
        newest[run.deployment_id] = run
    old = [run for run in late if run is not newest[run.deployment_id]]
    for run in old:
        await client.delete_flow_run(run.id)
    for run in await _runs(client, ours, (StateType.PENDING,)):
        if run.state and now - run.state.timestamp > STUCK:
            stuck: State[None] = Crashed(message="the run was never started")
            await client.set_flow_run_state(run.id, stuck, force=True)
    return len(old)


async def _keep_tidy(
    client: PrefectClient, ids: tuple[UUID, ...], clocked: dict[UUID, str], beat: Path
) -> None:
    """Tidy for ever, and say so once if Prefect plans nothing, which it does not tell."""
    bare = 0
    while True:
        beat.touch()
        await asyncio.sleep(TIDY_S)
        try:
            await tidy(client, ids, datetime.now(UTC))
            found = {run.deployment_id for run in await _runs(client, clocked, (SCHEDULED,))}
        except httpx.HTTPError:  # the server is away; `up` is bringing it back
            continue
        bare = bare + 1 if clocked.keys() - found else 0
        if bare == BARE:
            names = ", ".join(sorted(clocked[each] for each in clocked.keys() - found))
            sys.stderr.write(
                f"Prefect plans no runs of {names}; {beat.parent}/server.log says why\n"
            )


async def _ours(client: PrefectClient, planned: set[str]) -> list[DeploymentResponse]:
    return [each for each in await _deployments(client) if TAG in each.tags or each.name in planned]


async def _deployments(client: PrefectClient) -> list[DeploymentResponse]:
    found: list[DeploymentResponse] = []
    while page := await client.read_deployments(limit=PAGE, offset=len(found)):
        found += page
    return found


async def _runs(
    client: PrefectClient,
    deployments: Iterable[UUID],
    states: Iterable[StateType],
    before: datetime | None = None,
) -> list[FlowRun]:
    """Return runs of these deployments in these states, the first due first."""
    found: list[FlowRun] = []
    due = (
        FlowRunFilterNextScheduledStartTime.model_validate({"before_": before}) if before else None
    )
    while page := await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=list(deployments))),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
            next_scheduled_start_time=due,
        ),
        sort=FlowRunSort.NEXT_SCHEDULED_START_TIME_ASC,
        limit=PAGE,
        offset=len(found),
    ):
        found += page
    return found
