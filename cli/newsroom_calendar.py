"""The dates of the bundled newsroom, whose three days may begin on any date."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WHEN = re.compile(r"day([123])(?:([+-])([1-9]\d?))?")
PLACEHOLDER = re.compile(r"\{\{([^{}|]*)\|([^{}|]*)\}\}")
FORM = re.compile(r"%[AdBY](?: %[AdBY])*")


class Calendar:
    """Real dates for the three days of the newsroom, which may begin on any date."""

    def __init__(self, start: date) -> None:
        self.start = start

    def date(self, when: str) -> date:
        """Return the date of ``day2`` or of ``day2+20``: 20 working days after day 2.

        Working days are Monday to Friday; bank holidays are not known here.

        Raises:
            ValueError: if it is written otherwise.
        """
        found = WHEN.fullmatch(when)
        if not found:
            raise ValueError(f"{when!r} is no day of the newsroom")
        day = self.start + timedelta(days=int(found[1]) - 1)
        step = timedelta(days=-1 if found[2] == "-" else 1)
        for _ in range(int(found[3] or 0)):
            day += step
            while day.weekday() > 4:
                day += step
        return day

    def moment(self, when: str, hour: str) -> datetime:
        """Return the moment of a London clock on such a day, in UTC."""
        local = datetime.combine(self.date(when), time.fromisoformat(hour), tzinfo=LONDON)
        return local.astimezone(UTC)

    def write(self, text: str) -> str:
        """Return a text with its ``{{day2+20|%A %d %B %Y}}`` written out as British dates."""
        return PLACEHOLDER.sub(lambda found: in_words(self.date(found[1]), found[2]), text)


def in_words(day: date, form: str = "%d %B %Y") -> str:
    """Return a date in English words; %d has no leading nought. No locale has a say."""
    words = {
        "%A": WEEKDAYS[day.weekday()],
        "%d": str(day.day),
        "%B": MONTHS[day.month - 1],
        "%Y": str(day.year),
    }
    return " ".join(words[part] for part in form.split(" "))
