"""The way through an incoming webhook: for those who have no bot token.

A webhook posts to the one channel that it was made for, tells no name of the message and
cannot be asked what the channel shows: no threads, and after a lost answer a message may show
twice, but is never lost. Its address is a secret: who knows it can post.
"""

from datetime import datetime

from slack_sdk.webhook.client import WebhookClient

from alerts import refusals, slack_calls
from alerts.delivery import NotAllowed, PostError, Receipt
from alerts.slack import message_of
from records import Alert

CHANNEL = "webhook"
NO_LOOK = "a webhook cannot look into its channel; only a bot token can (docs/slack.md)"
GONE = "no webhook at this address; make a new one and set PLACEWATCH_SLACK_WEBHOOK"


class WebhookSink:
    """Posts alerts through an incoming webhook, whatever channel they name."""

    channel = CHANNEL

    def __init__(self, url: str, timeout_s: float = 30.0) -> None:
        """Remember the address; nothing is sent yet.

        Args:
            url: Address of the webhook; it is in no repr, message or log of ours.
            timeout_s: Longest silence of Slack within a call.
        """
        self._client = WebhookClient(
            url,
            timeout=timeout_s,  # type: ignore[arg-type]  # urllib takes fractions too
            retry_handlers=[],
            logger=slack_calls.silent(),
        )

    def __repr__(self) -> str:
        return "WebhookSink()"

    def post(
        self,
        alert: Alert,
        *,
        parent_ts: str = "",  # noqa: ARG002  a webhook knows no threads
        short: bool = False,
    ) -> Receipt:
        """Post an alert once; the receipt holds no name of the message.

        Args:
            alert: Its ``text`` is plain; it is escaped on its way.
            parent_ts: Not heeded.
            short: Send the beginning of the text and no blocks, for Slack refused them.

        Raises:
            PostError: if Slack did not confirm; its kind says what may have happened.
        """
        message = message_of(alert, short=short)
        body = {name: message[name] for name in _FIELDS if name in message}
        answer = slack_calls.outcome_of(lambda: self._client.send(**body))
        if isinstance(answer, PostError):
            raise answer
        if answer.status_code == 200 and answer.body.strip() == "ok":
            return Receipt(ts="", channel=CHANNEL)
        code = refusals.code_of(answer.body.strip())
        if not code and answer.status_code in {404, 410}:
            raise PostError("credentials", GONE)
        raise slack_calls.refused(answer.status_code, answer.headers, {"error": code})

    def find(
        self,
        alert_id: str,  # noqa: ARG002  nobody can look
        since: datetime,  # noqa: ARG002
        channel: str = "",  # noqa: ARG002
        *,
        parent_ts: str = "",  # noqa: ARG002
    ) -> NotAllowed:
        """Return that nobody can look: so the message is sent again."""
        return NotAllowed(text=NO_LOOK)


_FIELDS = ("text", "blocks", "unfurl_links", "unfurl_media")
