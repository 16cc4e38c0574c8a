"""How a call to the fake Slack fails."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens to one call instead of, or after, the true answer."""

    accepts: bool = False  # the call takes effect before it fails
    appears_after_s: float = 0.0  # accepted, but shown only later
    error: str | None = None  # {"ok": false, "error": …}
    needed: str | None = None  # the scope that missing_scope names
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None  # instead of JSON
    content_type: str = "application/json; charset=utf-8"
    wait_s: float = 0.0  # before the answer
    drop: str = ""  # close, reset: no answer at all
    keep_bytes: int | None = None  # the rest of the body never comes


HTML = b"<html><body><h1>Bad gateway</h1></body></html>"
FAULTS = {
    "429": Fault(status=429, error="ratelimited", headers={"Retry-After": "2"}),
    "500": Fault(status=500, body=b"", content_type="text/plain"),
    "500 after accept": Fault(status=500, body=HTML, content_type="text/html", accepts=True),
    "503": Fault(status=503, error="service_unavailable"),
    "slow": Fault(wait_s=1.0),
    "slow after accept": Fault(wait_s=1.0, accepts=True),
    "closed before accept": Fault(drop="close"),
    "closed after accept": Fault(drop="close", accepts=True),
    "reset after accept": Fault(drop="reset", accepts=True),
    "cut off after accept": Fault(accepts=True, keep_bytes=10),
    "broken JSON after accept": Fault(accepts=True, body=b'{"ok": true, "ts": "17'),
    "HTML": Fault(body=HTML, content_type="text/html"),
    "HTML after accept": Fault(body=HTML, content_type="text/html", accepts=True),
    "JSON of another shape": Fault(body=b'["ok"]', accepts=True),
    "null": Fault(body=b"null"),
    "unknown charset": Fault(body=b"{}", content_type="application/json; charset=klingon"),
    "fatal_error after accept": Fault(error="fatal_error", accepts=True),
    "revoked token": Fault(error="token_revoked"),
    "missing scope": Fault(error="missing_scope", needed="chat:write"),
    "archived channel": Fault(error="is_archived"),
    "deleted parent": Fault(error="thread_not_found"),
    "not in the channel": Fault(error="not_in_channel"),
    "429 without Retry-After": Fault(status=429, error="ratelimited"),
    "invalid blocks": Fault(error="invalid_blocks"),
    "message too long": Fault(error="msg_too_long"),
}
