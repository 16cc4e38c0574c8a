"""Messages that were told of an initiative, and what people made of them."""

from tests.warehouse import make
from warehouse import articles, entries, initiatives, outbox, reactions
from warehouse.outbox import About
from warehouse.reactions import Reaction

PURSE, CHEST = "Shire Purse", "County Chest"


class Receipt:
    def __init__(self, ts, thread_ts=""):
        self.ts, self.channel, self.thread_ts = ts, "C1", thread_ts


def key(name=PURSE):
    return make.mention(name).initiative_id


def named(con, number, name=PURSE, source="lga", **changes):
    """Store an article of a source that is about an initiative."""
    entries.add_entries(con, [make.entry(number, source)], make.NOW)
    articles.add_articles(con, [make.article(number, source)], make.NOW)
    about = make.mention(name, f"{source}-a{number}", **changes)
    initiatives.record(con, [about], make.NOW)


def tell(con, number, kind="new", name=PURSE, thread=None, at=make.NOW, parent="", **changes):
    """Queue a message of an initiative and let it arrive; return its id."""
    tier = "immediate" if kind in {"new", "step", "reminder"} else "daily"
    alert = make.alert(
        f"{key(name)}:{kind}:{number}",
        thread=key(name) if thread is None else thread,
        tier=tier,
        created_at=at,
        **changes,
    )
    about = {alert.key: About(kind, key(name), "lga-a1")}
    assert outbox.enqueue(con, [alert], at, about=about) == [alert.key]
    outbox.sent(con, alert.alert_id, Receipt(f"{number}.000001", parent), at)
    return alert.alert_id


def react(con, alert_id, who, meaning, at=make.NOW, is_there=True):
    one = Reaction(alert_id=alert_id, who=who, meaning=meaning, emoji="any", is_there=is_there)
    reactions.add(con, [one], at)
