"""What the hosts of publishers asked of us, in this visit and in earlier ones."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from extractors.web.headers import MOST_WAIT_S
from records import Host

ROBOTS_FRESH = timedelta(hours=24)  # RFC 9309, 2.4: not used for longer …
ROBOTS_KEPT = timedelta(days=30)  # … unless it cannot be read anew; its "long period" is 30 days
ROBOTS_CHARS = 100_000  # longer ones are read anew at every visit, not kept; guess


class Hosts:
    """The memory of one visit: begun with what earlier ones learnt, handed on to the next."""

    def __init__(self, known: Iterable[Host], now: datetime) -> None:
        """Begin a visit.

        Args:
            known: From earlier visits.
            now: When this one begins.
        """
        self._known = {one.host: one for one in known}
        self._changed: set[str] = set()
        self._now = now
        self._began_s = time.monotonic()

    def now(self) -> datetime:
        """Return the time, counted on from the beginning of the visit."""
        return self._now + timedelta(seconds=time.monotonic() - self._began_s)

    def wait(self, host: str, seconds: float) -> None:
        """Remember that a host asked not to be asked for so long; the longer wish holds."""
        until = self.now() + timedelta(seconds=min(seconds, MOST_WAIT_S))
        earlier = self.waits_until(host) or self.now()
        if earlier < until:
            self._keep(replace(self._host(host), wait_until=until))

    def waits_until(self, host: str) -> datetime | None:
        """Return until when a host is left alone; None: it may be asked.

        A date beyond any wait that we keep comes from a clock that was wrong.
        """
        until = self._host(host).wait_until
        return until if until and 0 < (until - self.now()).total_seconds() <= MOST_WAIT_S else None

    def robots(self, service: str, within: timedelta) -> Host | None:
        """Return a host whose robots.txt was read at most so long ago; None: there is none.

        A date that lies as far ahead comes from a clock that was wrong.
        """
        found = self._host(service)
        is_known = found.robots_at and abs(self.now() - found.robots_at) < within
        return found if is_known else None

    def learn_robots(self, service: str, lines: str | None) -> None:
        """Remember what a robots.txt says to us; None: there is none."""
        is_kept = lines is None or len(lines) <= ROBOTS_CHARS
        self._keep(
            replace(
                self._host(service),
                robots=lines if is_kept else None,
                robots_at=self.now() if is_kept else None,
            )
        )

    def changed(self) -> tuple[Host, ...]:
        """Return the hosts of which this visit learnt something."""
        return tuple(self._known[host] for host in sorted(self._changed))

    def _host(self, host: str) -> Host:
        return self._known.get(host) or Host(host=host)

    def _keep(self, host: Host) -> None:
        self._known[host.host] = host
        self._changed.add(host.host)
