"""What Slack's error codes mean for us, and what an operator does about them.

Codes: Slack's reference of chat.postMessage, conversations.history and auth.test, read in 2026.
"""

import re

WAIT = frozenset(
    {"ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited", "team_added_to_org"}
)
# Slack itself says that part of the work may have been done.
UNKNOWN = frozenset(
    {"fatal_error", "internal_error", "service_unavailable", "request_timeout", "timeout"}
)
DESTINATION = {
    "channel_not_found": "Slack knows no such channel; set PLACEWATCH_SLACK_CHANNEL to its id, "
    "as C0123456789, and invite the bot if it is private",
    "not_in_channel": "the bot is not in the channel; type /invite @placewatch there",
    "is_archived": "the channel is archived; unarchive it or name another",
    "is_inactive": "the channel is closed; name another",
    "ekm_access_denied": "the workspace's administrators have suspended posting; ask them",
    "access_denied": "the workspace's administrators do not let the bot post; ask them",
    "no_permission": "the bot may not post there; type /invite @placewatch in the channel",
    "messages_tab_disabled": "the app's messages tab is off; name a channel, not the bot",
    "external_channel_migrating": "the shared channel is being moved; it is tried again hourly",
    "method_not_supported_for_channel_type": "name a channel, not a conversation of another kind",
}
CREDENTIALS = {
    "invalid_auth": "the token is wrong, or this address is not on the app's list",
    "not_authed": "no token was sent",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "account_inactive": "the app or its workspace was removed",
    "missing_scope": "the token lacks a scope",
    "not_allowed_token_type": "the token is of another kind; the bot token begins with xoxb-",
    "org_login_required": "the workspace is being moved to an organisation",
    "team_access_not_granted": "the app is not admitted to the workspace",
    "enterprise_is_restricted": "the app is not admitted to the workspace",
    "two_factor_setup_required": "the workspace asks for a second factor",
}
# Families first, because Slack adds members to them without notice.
_FAMILIES = (
    ("destination", re.compile(r"restricted_action|slack_connect_|channel_|_channel")),
    ("content", re.compile(r"invalid_|msg_|metadata|_blocks|too_(many|long|large)|no_text")),
    ("credentials", re.compile(r"token|_auth|scope|login|team_|org_")),
    ("wait", re.compile(r"limit(ed|_exceeded)$")),
)
_CODE = re.compile(r"[a-z][a-z0-9_]{1,60}")
_SCOPES = re.compile(r"[a-z.]{1,30}:[a-z.]{1,30}(,[a-z.]{1,30}:[a-z.]{1,30}){0,5}")


def code_of(error: object) -> str | None:
    """Return Slack's error code, or None: the SDK puts whole web pages there too."""
    return error if isinstance(error, str) and _CODE.fullmatch(error) else None


def kind_of(code: str) -> str:
    """Return the kind of PostError that an error code calls for.

    A code that nobody has seen counts as the message's own fault, for such a row is sent
    once more as short text and then parked with the code: it cannot hold up the others.
    """
    if code in WAIT:
        return "wait"
    if code in UNKNOWN:
        return "unknown"
    if code in DESTINATION:
        return "destination"
    if code in CREDENTIALS:
        return "credentials"
    return next((kind for kind, family in _FAMILIES if family.search(code)), "content")


def remedy(code: str, needed: object = None) -> str:
    """Return one line: what Slack refuses, and what the operator must do.

    Args:
        code: Slack's error code.
        needed: The scope that Slack names with ``missing_scope``, if it does.
    """
    kind = kind_of(code)
    if code == "missing_scope" and isinstance(needed, str) and _SCOPES.fullmatch(needed):
        return (
            f"Slack: {code}: add the bot scope {needed}, install the app again, set the new token"
        )
    if kind == "credentials":
        what = CREDENTIALS.get(code, "the token is refused")
        return f"Slack: {code}: {what}; install the app again and set PLACEWATCH_SLACK_TOKEN"
    if kind == "destination":
        what = DESTINATION.get(
            code, "the channel does not take messages from the bot; ask its owner"
        )
        return f"Slack: {code}: {what}"
    if kind == "wait":
        return f"Slack: {code}: it asks us to wait; nothing to do"
    if kind == "unknown":
        return f"Slack: {code}: it may have taken the message; it is asked again"
    return f"Slack: {code}: it refuses this message; the row says which"
