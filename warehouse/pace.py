"""When to ask a publisher again: often enough to be first, seldom enough to be polite."""

from datetime import datetime, timedelta

EVERY_S = 1800.0  # guess: a feed that changes hourly is read within the half hour
SPREAD = 0.1  # guess: of the wait, each way, so that feeds do not march in step
SOFT_CAP_S = 86_400.0  # a soft failure is tried again within a day
HARD_CAP_S = 30 * 86_400.0  # and the worst within 30 days: sources do come back
RETRY_AFTER_CAP_S = 7 * 86_400.0  # guess: who asks for longer has made a mistake
WEIGHTS = {"hard": 1.0, "soft": 0.5, "temporary": 0.5}  # a failure in a row counts so much


def failures_after(failures: float, kind: str) -> float:
    """Return the weighted failures in a row after one more.

    Args:
        failures: Before it.
        kind: hard, soft or temporary; the last two count half.
    """
    return failures + WEIGHTS[kind]


def next_poll(
    now: datetime,
    failures: float,
    kind: str | None,
    retry_after_s: float | None,
    jitter: float,
    *,
    every_s: float = EVERY_S,
) -> datetime:
    """Return when a feed is polled again; a feed is never given up.

    Args:
        now: The time of the poll.
        failures: Weighted failures in a row, this poll included; 0: it went well.
        kind: hard, soft or temporary; None: it went well.
        retry_after_s: What the server asked for; None: nothing.
        jitter: From 0 up to 1, drawn by the caller.
        every_s: The wait when all is well.
    """
    cap = HARD_CAP_S if kind == "hard" else SOFT_CAP_S
    wait = min(cap, every_s * 2.0 ** min(failures, 20.0))  # 2^20 half hours: beyond every cap
    wait *= 1 + SPREAD * (2 * jitter - 1)
    if retry_after_s is not None and retry_after_s == retry_after_s:  # NaN asks for nothing
        wait = max(wait, min(retry_after_s, RETRY_AFTER_CAP_S))
    return now + timedelta(seconds=min(wait, HARD_CAP_S if kind == "hard" else RETRY_AFTER_CAP_S))
