"""One message where a run brought more than a channel takes at once."""

from collections.abc import Sequence
from datetime import datetime

from alerts import blocks, escape
from records import Alert, identify

SHOWN = 5  # headlines; the rest is a number
HEADLINE_LIMIT = 150
SEE_REST = "placewatch query alerts-held"


def compose_more(key: str, headlines: Sequence[str], now: datetime, channel: str) -> Alert:
    """Return the message "and N more", of which there is one a run and channel.

    Args:
        key: Of the message.
        headlines: Of all that was held back; at least one.
        now: When it was made.
        channel: Where it goes; empty: the installation's default channel.
    """
    many = len(headlines)
    title = f"And {many} more: as many as this channel takes at once were sent"
    rest = f"and {many - SHOWN} more" if many > SHOWN else ""
    after = "All of them stand in the next digest."
    lines = [escape.shown(one, HEADLINE_LIMIT) or "no headline" for one in headlines[:SHOWN]]
    items = [blocks.section([blocks.words(line)]) for line in [*lines, *filter(None, [rest])]]
    made = [
        blocks.header(title),
        blocks.rich([blocks.bullets(items), blocks.section([blocks.words(after)])]),
        blocks.command(SEE_REST, "See them now"),
    ]
    text = [
        title,
        *(f"- {escape.inert(one, HEADLINE_LIMIT)}" for one in headlines[:SHOWN]),
        *([rest] if rest else []),
        after,
        f"See them now: {SEE_REST}",
    ]
    return Alert(
        alert_id=identify(key),
        key=key,
        channel=channel,
        text="\n".join(text),
        blocks=blocks.dump(made),
        created_at=now,
        tier="daily",
    )
