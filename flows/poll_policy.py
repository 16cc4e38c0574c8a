"""How an installation behaves towards publishers, by its settings."""

from datetime import datetime

from extractors.web import fetch
from settings import Settings


def policy(settings: Settings, now: datetime) -> fetch.Policy:
    """Return what the door to the web must keep to."""
    return fetch.Policy(
        user_agent=settings.user_agent,
        now=now,
        allow_hosts=settings.allow_hosts,
        host_gap_s=settings.host_gap_s,
        timeout_s=settings.fetch_timeout_s,
        read_timeout_s=settings.read_timeout_s,
        redirects=settings.redirects,
    )
