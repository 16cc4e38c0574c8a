"""What went wrong on the wire, in words for people: the exceptions of the HTTP client."""

import errno
import ssl
from collections.abc import Sequence

import aiohttp

from extractors.web import urls
from extractors.web.answers import HARD, SOFT, TEMPORARY, FetchError
from extractors.web.guard import REMEDY
from extractors.web.inflate import Broken, TooLarge
from extractors.web.policy import Policy

CONNECT_S = 10.0  # guess

# By class, the first that fits. The text may use {reason}: what the system said.
_FAULTS: tuple[tuple[tuple[type[BaseException], ...], str, str, str], ...] = (
    ((TooLarge,), "too large", HARD, "{reason}"),
    ((Broken,), "broken body", TEMPORARY, "{reason}"),
    ((aiohttp.ClientPayloadError,), "broken body", TEMPORARY, "the body stops before its end"),
    (
        (aiohttp.ClientResponseError,),
        "broken body",
        TEMPORARY,
        "the answer is no HTTP that we can read",
    ),
    (
        (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError),
        "not a web address",
        HARD,
        "nobody can be asked there",
    ),
    ((aiohttp.ClientConnectorDNSError,), "DNS error", TEMPORARY, "its name is not known now"),
    (
        (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch, ssl.SSLError),
        "TLS error",
        SOFT,
        "no safe connection can be made ({reason})",
    ),
    (
        (aiohttp.ConnectionTimeoutError,),
        "timed out",
        TEMPORARY,
        f"no connection within {CONNECT_S:g} s",
    ),
    ((aiohttp.SocketTimeoutError,), "timed out", TEMPORARY, "not a byte for {silence:g} s"),
    ((TimeoutError,), "timed out", TEMPORARY, "no whole answer within {timeout:g} s"),
    ((aiohttp.ServerDisconnectedError,), "no answer", TEMPORARY, "it hung up without a word"),
    ((aiohttp.ClientError, OSError), "no answer", TEMPORARY, "{reason}"),
    ((ValueError,), "not a web address", HARD, "nobody can be asked there"),
)
# Of a connection that failed: somebody was there to refuse or to cut it.
_ALIVE = (
    ValueError,
    aiohttp.ServerDisconnectedError,
    aiohttp.ClientResponseError,
    aiohttp.ClientSSLError,
)
_CUTS = frozenset({errno.ECONNRESET, errno.EPIPE})


def is_alive(exc: Exception) -> bool:
    """Return whether somebody was there to cut a connection, or to talk nonsense."""
    is_cut = getattr(exc, "errno", None) in _CUTS
    return is_cut or isinstance(exc, _ALIVE)


def explain(
    url: str, exc: Exception, policy: Policy, *, refused: Sequence[str], has_answer: bool
) -> FetchError:
    """Return what an exception of the HTTP client means, in our words.

    Args:
        url: That was asked.
        exc: What the client raised.
        policy: Whose time-outs it met.
        refused: Addresses behind the name that are closed, each with its reason.
        has_answer: The headers of an answer came before it.
    """
    if refused and isinstance(exc, OSError):
        text = f"{refused[0]}; {REMEDY}={urls.host_of(url)} allows it"
        return FetchError(url, "refused address", text, HARD)
    word, kind, text = next(rest for classes, *rest in _FAULTS if isinstance(exc, classes))
    cause = exc.os_error if isinstance(exc, aiohttp.ClientConnectorError) else exc
    reason = getattr(cause, "strerror", None) or str(cause) or type(exc).__name__
    return FetchError(
        url,
        word,
        text.format(reason=reason[:200], timeout=policy.timeout_s, silence=policy.read_timeout_s),
        kind,
        reached=has_answer or is_alive(exc) or getattr(cause, "errno", None) == errno.ECONNREFUSED,
    )
