"""Once a week and channel, one message with a picture: themes by week, what was new and where."""

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from alerts import quiet, review, routing, subscriptions_load
from alerts.subscriptions import Subscriptions
from records import Alert
from settings import Settings
from themes.initiatives import places
from warehouse import outbox, publish, reviewed, runs, store, week
from warehouse.turn import turn

LONDON = ZoneInfo("Europe/London")
HOUR = time(9)  # of a Monday in London, after the digest; prefect.yaml says the same
KIND = "review"


def review_once(settings: Settings, now: datetime, *, if_due: bool = False) -> int:
    """Queue the reviews of the last week that is over; return how many, 0 if there is nothing.

        reviewed.stories, reviewed.fresh | routing | review | picture.draw | public/review-….png
        | outbox.enqueue

    Args:
        settings: Of the installation.
        now: The time.
        if_due: Only from Monday at nine on, and only if nobody has looked since then.
    """
    with turn(settings.home, "review", settings.warehouse):
        if if_due and not _is_due(settings, now):
            return 0
        subscriptions = subscriptions_load.load(
            settings.seeds / "subscriptions.yaml",
            settings.own_subscriptions,
            settings.slack_channel,
        )
        atlas = places.load(settings.seeds / "areas.yaml")
        with store.open_warehouse(settings.warehouse) as con:
            run_id = runs.start(con, "review", now)
            _, began_at, ended_at = week.last_week(now)
            since = began_at - timedelta(weeks=review.WEEKS)  # a clock change more than enough
            stories = reviewed.stories(con, since, ended_at)
            fresh = reviewed.fresh(con, began_at, ended_at)
        made = []
        for channel in subscriptions.taking("weekly"):
            told = _of_channel(subscriptions, channel, stories, fresh, atlas, now)
            alert = _alert(settings.public, told, channel, subscriptions, now)
            made += [alert] if alert else []
        with store.open_warehouse(settings.warehouse) as con:
            about = {alert.key: outbox.About(kind=KIND) for alert in made}
            queued = len(outbox.enqueue(con, made, now, about=about))
            runs.finish(con, run_id, {"reviews": queued}, now)
            publish.publish(con, settings.snapshot)
    return queued


def _is_due(settings: Settings, now: datetime) -> bool:
    """Return whether it is past Monday at nine in London and nobody has made the reviews."""
    local = now.astimezone(LONDON)
    monday = local.date() - timedelta(days=local.weekday())
    due_at = datetime.combine(monday, HOUR, LONDON)
    with store.open_warehouse(settings.warehouse) as con:
        return runs.is_due(con, "review", due_at, now)


def _of_channel(
    subscriptions: Subscriptions,
    channel: str,
    stories: tuple[reviewed.Story, ...],
    fresh: tuple[reviewed.Fresh, ...],
    atlas: places.Gazetteer,
    now: datetime,
) -> review.Review:
    """Return the week as one channel sees it."""
    is_taken = routing.takes(subscriptions.rows, channel)
    number, began_at, _ = week.last_week(now)
    told = [
        (story.theme, story.seen_at.astimezone(LONDON).date())
        for story in stories
        if is_taken(
            routing.facts(
                tier="weekly",
                themes=[story.theme_id],
                areas=story.areas,
                nation=story.nation,
                kinds=story.kinds,
                atlas=atlas,
            )
        )
    ]
    new = [
        review.New(
            name=one.name,
            stage=one.stage,
            areas=one.areas,
            groups=review.groups(one.areas, atlas),
            url=one.url,
            source=one.source,
        )
        for one in fresh
        if is_taken(
            routing.facts(
                tier="weekly",
                themes=one.themes,
                areas=one.areas,
                nation=one.nation,
                kinds=[one.kind],
                atlas=atlas,
            )
        )
    ]
    return review.review(number, began_at.astimezone(LONDON).date(), told, new)


def _alert(
    public: Path, told: review.Review, channel: str, subscriptions: Subscriptions, now: datetime
) -> Alert | None:
    """Return the message of a week, its picture drawn; None: the week brought nothing."""
    until = quiet.not_before(subscriptions.of(channel).quiet, KIND, "weekly", now)
    file = f"review-{told.number}" + (f"-{channel}" if channel else "") + ".png"
    alert = review.compose_review(told, now, channel, file, until)
    if alert is not None:
        from alerts import picture  # a second's work to load, once a week

        public.mkdir(parents=True, exist_ok=True)
        part = public / f".{file}.part"
        part.write_bytes(picture.draw(told))
        part.replace(public / file)
    return alert
