"""An invented alert, for those who want to see one before there is news."""

from datetime import datetime, timedelta

from alerts.compose import compose
from records import Alert, Happening


def example(now: datetime) -> Alert:
    """Return the alert of an initiative that there is not, with everything one can tell.

    Args:
        now: The time; the text is of three hours ago.
    """
    happening = Happening(
        key="place-budget-pilots:new",
        kind="new",
        initiative_id="place-budget-pilots",
        name="Place Budget Pilots",
        step="announced",
        was_step=None,
        steps=(),
        areas=("Leicestershire", "Kent", "Gwynedd"),
        new_areas=(),
        sponsors=("HM Treasury",),
        new_sponsors=(),
        themes=("Place-based and pooled budgets",),
        rule="total-place-pilot",
        quote="The first five place budget pilots will start in April and pool what councils, "
        "the NHS and Jobcentre Plus spend in each area.",
        matched=("place budget pilots", "will start"),
        title="Five areas to pool their budgets (an invented example)",
        url="https://news.example.org/five-areas",
        source="HM Treasury",
        source_kind="government",
        published_at=now - timedelta(hours=3),
        also=("Local Government Association", "Institute for Government"),
        voice="no union is named in 1,240 words; staff appear 3 times, none of them asked",
        deadline="expressions of interest in 21 days",
        report="Place budgets: the first year",
        report_url="https://assets.example.org/place-budgets.pdf",
        why="fairly sure (82%) that this is the name of a scheme: followed by pilots",
    )
    return compose(happening, now)
