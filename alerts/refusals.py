"""What Slack's error codes mean for us, and what an operator does about them.

Codes: Slack's reference of chat.postMessage, conversations.history, conversations.replies,
auth.test and incoming webhooks, read in 2026.
"""

import re

WAIT = frozenset(
    {"ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited", "team_added_to_org"}
)
# Slack itself says that part of the work may have been done.
UNKNOWN = frozenset(
    {"fatal_error", "internal_error", "service_unavailable", "request_timeout", "timeout"}
)
# The message that another replies to is gone, or takes no replies.
PARENT = {
    "thread_not_found": "the message was deleted",
    "message_not_found": "the message was deleted",
    "cannot_reply_to_message": "that message takes no replies",
    "restricted_action_thread_locked": "the thread is locked",
    "restricted_action_non_threadable_channel": "the channel has no threads",
}
DESTINATION = {
    "channel_not_found": "Slack knows no such channel; set PLACEWATCH_SLACK_CHANNEL to its id, "
    "as C0123456789, and invite the bot if it is private",
    "not_in_channel": "the bot is not in the channel; type /invite @placewatch there",
    "is_archived": "the channel is archived; unarchive it or name another",
    "is_inactive": "the channel is closed; name another",
    "ekm_access_denied": "the workspace's administrators have suspended posting; ask them",
    "access_denied": "the workspace's administrators do not let the bot post; ask them",
    "no_permission": "the bot may not post there; type /invite @placewatch in the channel",
    "restricted_action": "the workspace lets only some people post there; ask its owner",
    "restricted_action_read_only_channel": "only some people may post there; ask its owner",
    "restricted_action_thread_only_channel": "the channel takes only replies; name another",
    "channel_is_archived": "the channel is archived; unarchive it or name another",
    "posting_to_general_channel_denied": "apps may not post in #general; name another channel",
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
    "team_not_found": "the workspace is gone, or the token is another one's",
}
# No token helps here.
_OTHER_HANDS = {
    "method_deprecated": "Slack no longer has this call; update Placewatch",
    "deprecated_endpoint": "Slack no longer has this call; update Placewatch",
    "no_service": "the webhook was removed; make a new one and set PLACEWATCH_SLACK_WEBHOOK",
    "no_service_id": "the webhook's address is cut off; set PLACEWATCH_SLACK_WEBHOOK again",
    "no_team": "the webhook's address is wrong; set PLACEWATCH_SLACK_WEBHOOK again",
    "no_active_hooks": "webhooks are off in the workspace; ask its administrators",
    "team_disabled": "the workspace was closed; name another",
    "invalid_token": "the webhook's address is wrong; set PLACEWATCH_SLACK_WEBHOOK again",
    "action_prohibited": "the workspace's administrators forbid the webhook; ask them",
}
CONTENT = {
    "msg_too_long": "the message is too long",
    "msg_blocks_too_long": "the layout is too long",
    "invalid_blocks": "the layout breaks a rule of Block Kit",
    "invalid_blocks_format": "the layout is no Block Kit",
    "invalid_payload": "the message is malformed",
    "metadata_too_large": "the message's metadata are too large",
    "no_text": "the message is empty",
}
_SEE = (
    "it goes again as plain short text; if that is refused too it is parked: "
    "placewatch alerts show, resend"
)
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
    if code in CREDENTIALS or code in _OTHER_HANDS:
        return "credentials"
    if code in CONTENT:
        return "content"
    return next((kind for kind, family in _FAMILIES if family.search(code)), "content")


def remedy(code: str, needed: object = None) -> str:
    """Return one line: what Slack refuses, and what the operator must do.

    Args:
        code: Slack's error code.
        needed: The scope that Slack names with ``missing_scope``, if it does.
    """
    kind = kind_of(code)
    if code in PARENT:
        return f"Slack: {code}: {PARENT[code]}; it is sent by itself, nothing to do"
    if code in _OTHER_HANDS:
        return f"Slack: {code}: {_OTHER_HANDS[code]}"
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
    return f"Slack: {code}: {CONTENT.get(code, 'it refuses this message')}; {_SEE}"
