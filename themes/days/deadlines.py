"""A consultation found after it closed is worth nothing: the dates by which to respond."""

from datetime import datetime

from records import Deadline, Document
from themes.days import clock, closing, dates, kinds
from themes.text.words import sentences

_WORDS_OF_LINE = {
    kinds.CONSULTATION: "responses",
    kinds.EVIDENCE: "evidence",
    kinds.INTEREST: "expressions of interest",
    kinds.APPLICATION: "applications",
}


def find(document: Document) -> tuple[Deadline, ...]:
    """Return the days by which somebody may respond, in the order of the text.

    Days that have no year are read from the day on which the document appeared. What is
    vague, over, or a day of somebody else's work is left out.
    """
    written_on = dates.day_in_london(document.published_at) if document.published_at else None
    spans = sentences(document.text)
    parts = [document.text[start:stop] for start, stop in spans]
    found: dict[tuple[str, datetime], Deadline] = {}
    for at, (sentence, (start, stop)) in enumerate(zip(parts, spans, strict=True)):
        days = dates.find(sentence, written_on)
        if not days:
            continue
        around = [*reversed(parts[max(at - 3, 0) : at]), *parts[at + 1 : at + 3], document.title]
        for when, last in zip(days, (None, *days), strict=False):
            kind = closing.kind_of(sentence, when, last.stop if last else 0, around, written_on)
            if kind is None:
                continue
            hour = when.hour or next(filter(None, map(clock.alone, around[:4])), None)
            closes_at = dates.to_utc(when.day, hour)
            known = found.get((kind, closes_at))
            # "runs for 12 weeks … until 23.59 on 29 May": the same end, said with its hour.
            if known and (known.has_hour or hour is None):
                continue
            found[kind, closes_at] = Deadline(
                document_id=document.document_id,
                kind=kind,
                closes_at=closes_at,
                has_hour=hour is not None,
                start=start,
                stop=stop,
                quote=sentence,
            )
    return tuple(found.values())


def line(deadline: Deadline, now: datetime) -> str:
    """Return a deadline in a few words: "responses by 12 December (21 days)".

    Args:
        deadline: What ``find`` returned.
        now: Timezone-aware; days are counted as people in London count them.
    """
    closes, today = deadline.closes_at.astimezone(dates.LONDON), dates.day_in_london(now)
    day = f"{closes.day} {closes:%B}" + (f" {closes.year}" if closes.year != today.year else "")
    if deadline.closes_at < now:
        return f"{_WORDS_OF_LINE[deadline.kind]} closed on {day}"
    hour = f"{_hour(closes)} on " if deadline.has_hour else ""
    days = (closes.date() - today).days
    left = "today" if days == 0 else "tomorrow" if days == 1 else f"{days} days"
    return f"{_WORDS_OF_LINE[deadline.kind]} by {hour}{day} ({left})"


def _hour(moment: datetime) -> str:
    if moment.time() == clock.END_OF_DAY:
        return "midnight"
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    minute = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minute}{'am' if moment.hour < 12 else 'pm'}"
