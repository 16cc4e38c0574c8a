"""Cases of the wire: answers that are too long, too slow, too short, or no HTTP at all."""

import time
import zlib

from tests.hostile.case import FEED, FINE, PAGE, REPORT, Case, gz, http, item, page, rss, zeros
from tests.hostile.serve import Line, Told

GOOD = rss(item())
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ASKED_FOR_A_FEED = '<rss version="2.0"><channel>'


def two_members() -> bytes:
    return http(gz(GOOD[:60]) + gz(GOOD[60:]), content_encoding="gzip")


def slow_feed(line: Line) -> None:
    line.say(HEAD + b"Content-Length: 100000\r\n\r\n")
    line.drip(b"<", 1.0)


def slow_head(line: Line) -> None:
    line.say(b"HTTP/1.1 200 OK\r\nX-A: ")
    line.drip(b"a", 1.0)


def many_heads(line: Line) -> None:
    line.say(b"HTTP/1.1 200 OK\r\n")
    line.pour(b"".join(b"X-%d: a\r\n" % number for number in range(1_000)))


def one_long_head(line: Line) -> None:
    line.say(b"HTTP/1.1 200 OK\r\nX-A: ")
    line.pour(b"a" * 65_536)


def early_hints(line: Line) -> None:
    line.pour(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")


def endless(line: Line) -> None:
    line.say(CHUNKED)
    line.pour(b"10000\r\n" + b"<item/> " * 8_192 + b"\r\n")


def endless_chunk_head(line: Line) -> None:
    line.say(CHUNKED + b"5;a=")
    line.pour(b"a" * 65_536)


def endless_trailers(line: Line) -> None:
    line.say(CHUNKED + b"5\r\n<rss>\r\n0\r\n")
    line.pour(b"X-Trailer: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 1_000)


def tiny_chunks(line: Line) -> None:
    line.say(CHUNKED)
    line.pour(b"1\r\n<\r\n" * 10_000)


def pause_in_the_middle(line: Line) -> None:
    line.say(HEAD + b"Content-Length: 100000\r\n\r\n" + GOOD.encode())
    line.wait()


def bad_after_good(line: Line) -> None:
    body = GOOD.encode()
    line.say(CHUNKED + b"%x\r\n%s\r\nZZZ\r\n" % (len(body), body))


def late(line: Line) -> None:
    time.sleep(1.0)
    line.say(http(GOOD))


def feed(name: str, serve: object, outcome: str, **more: object) -> Case:
    """Return a case whose feed answers so."""
    return Case(name=name, on=FEED, serve=serve, outcome=outcome, **more)  # type: ignore[arg-type]


def status(line: str, outcome: str, **headers: str) -> Case:
    """Return a case whose feed answers with a status, and a body as if all were well."""
    said = "".join(f" with {name}: {value[:30]}" for name, value in headers.items())
    return feed(f"status {line!r}{said}", http(GOOD, status=line, **headers), outcome)


BOMBS = (
    feed("gzip bomb of 500 MB", lambda at: http(zeros(500), content_encoding="gzip"), "too large"),
    feed(
        "deflate bomb of 100 MB",
        lambda at: http(zeros(100, zlib.MAX_WBITS), content_encoding="deflate"),
        "too large",
    ),
    feed(
        "bare deflate bomb of 100 MB",
        lambda at: http(zeros(100, -zlib.MAX_WBITS), content_encoding="deflate"),
        "too large",
    ),
    feed(
        "gzip in gzip, said so",
        lambda at: http(gz(zeros(100)), content_encoding="gzip, gzip"),
        "which we did not ask for",
    ),
    feed(
        "gzip in gzip, said once",
        lambda at: http(gz(zeros(100)), content_encoding="gzip"),
        "not a feed",
    ),
    feed("gzip in two members", lambda at: two_members(), FINE, entries=1),
    feed(
        "gzip in a thousand members of a megabyte",
        lambda at: http(gz(b" " * 1_000_000) * 1_000, content_encoding="gzip"),
        "too large",
    ),
    feed(
        "gzip in 200,000 empty members",
        lambda at: http(gz(b"") * 200_000 + gz(GOOD), content_encoding="gzip"),
        "more than 1,000 pieces",
    ),
    feed("gzip cut short", lambda at: http(gz(GOOD)[:-20], content_encoding="gzip"), "broken body"),
    feed("gzip said, plain sent", http(GOOD, content_encoding="gzip"), "cannot be unpacked"),
    feed("gzip sent, not said", lambda at: http(gz(GOOD)), "not a feed"),
    feed("brotli", http(GOOD, content_encoding="br"), "packed as 'br'"),
    feed("an unknown packing", http(GOOD, content_encoding="x" * 900), "which we did not ask for"),
    Case(
        name="page that is a gzip bomb",
        on=PAGE,
        serve=lambda at: http(zeros(300, head=b"<html>"), "text/html", content_encoding="gzip"),
        outcome="too large",
    ),
    Case(
        name="page just above the most",
        on=PAGE,
        serve=lambda at: http(b"<p>" + b"word " * 1_200_000, "text/html"),
        outcome="too large",
    ),
    Case(
        name="report that is a gzip bomb",
        on=REPORT,
        serve=lambda at: http(
            zeros(300, head=b"%PDF-1.4\n"), "application/pdf", content_encoding="gzip"
        ),
        outcome="too large",
    ),
)

LENGTHS = (
    feed("length too long, hung up", http(GOOD, length=10_000), "stops before its end"),
    feed("length too short", http(GOOD, length=40), "no HTTP that we can read"),
    feed("length of 9 exabytes", http(GOOD, length=9 * 10**18), "too large"),
    feed("length below 0", http(GOOD, length=-5), "no HTTP that we can read"),
    feed(
        "length and chunks at once",
        HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\n\r\n",
        "no HTTP that we can read",
    ),
    feed("body without end", Told(endless), "too large|timed out"),
    feed("body of one byte a second", Told(slow_feed), "timed out"),
    feed("pause in the middle", Told(pause_in_the_middle), "timed out"),
    feed("chunk whose head never ends", Told(endless_chunk_head), "timed out"),
    feed("trailers without end", Told(endless_trailers), "no HTTP that we can read"),
    feed("chunks of one byte", Told(tiny_chunks), "timed out"),
    feed("chunk of no number", Told(bad_after_good), "no HTTP that we can read"),
    feed("chunk of 10^18 bytes", CHUNKED + b"fffffffffffffff\r\n<rss>", "stops before its end"),
    feed("an answer that comes late", Told(late), FINE, entries=1),
    Case(name="page of one byte a second", on=PAGE, serve=Told(slow_feed), outcome="timed out"),
    Case(name="report of one byte a second", on=REPORT, serve=Told(slow_feed), outcome="timed out"),
    Case(
        name="page cut short",
        on=PAGE,
        serve=http(page(), "text/html", length=100_000),
        outcome="stops before its end",
    ),
)

HEADS = (
    feed("head of one byte a second", Told(slow_head), "timed out"),
    feed("heads without end", Told(many_heads), "no HTTP that we can read"),
    feed("one head without end", Told(one_long_head), "no HTTP that we can read"),
    feed("early hints without end", Told(early_hints), "timed out"),
    feed("silence", Told(Line.wait), "timed out"),
    feed("hung up at once", b"", "no answer"),
    feed("reset", Told(Line.reset), "no answer"),
    feed("60 KB of cookies", http(GOOD, set_cookie="a=" + "b" * 60_000), FINE, entries=1),
    feed("a head of 70 KB", http(GOOD, x_long="b" * 70_000), "no HTTP that we can read"),
    feed("an ETag of 1 MB", http(GOOD, etag='"' + "e" * 1_000_000 + '"'), "no HTTP"),
    feed("an ETag of 5 KB", http(GOOD, etag='"' + "e" * 5_000 + '"'), FINE, entries=1),
    feed(
        "an ETag with a line end",
        http(GOOD, etag='"a%0d%0aX: y"\r\nX-Injected: 1'),
        FINE,
        entries=1,
    ),
    feed("an ETag of control characters", http(GOOD, etag='"\x01\x7f\x1b[31m"'), FINE, entries=1),
    feed("an ETag that is no text", http(GOOD, etag='"é\udcff\udc80"'), FINE, entries=1),
    feed("a Last-Modified of nonsense", http(GOOD, last_modified="a" * 900), FINE, entries=1),
    feed("a NUL in a head", http(GOOD, x_nul="a\x00b"), "no HTTP that we can read"),
    feed("no HTTP: SSH", b"SSH-2.0-OpenSSH_9.6\r\n", "no HTTP that we can read"),
    feed("no HTTP: noise", bytes(range(256)) * 40, "no HTTP that we can read"),
    feed("no HTTP: HTTP/0.9", GOOD.encode(), "no HTTP that we can read"),
    feed("no HTTP: HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "no HTTP that we can read"),
    feed("two answers at once", http(GOOD) + http(rss()), "no HTTP that we can read"),
)

STATUSES = (
    status("206 Partial Content", "a part came", content_range="bytes 0-9/500"),
    feed("status 304, not asked for", http(status="304 Not Modified"), "nobody had asked"),
    feed("status 204", http(status="204 No Content"), "empty answer"),
    status("101 Switching Protocols", "refused (101)"),
    status("300 Multiple Choices", "refused (300)"),
    status("302 Found", "refused (302)"),
    status("401 Unauthorized", "blocked (401)"),
    status("403 Forbidden", "blocked (403)", cf_mitigated="challenge"),
    status("404 Not Found", "not found (404)"),
    status("410 Gone", "gone (410)"),
    status("429 Too Many", "asked to wait (429)", retry_after="9" * 400),
    status(
        "429 Too Many", "asked to wait (429)", retry_after="Mon, 01 Jan 99999999999999 00:00:00 GMT"
    ),
    status("503 Busy", "server error (503)", retry_after="Mon, 1 Jan 2024 0:0 +999999999999999"),
    status("503 Busy", "server error (503)", retry_after="-1"),
    status("599 Odd", "server error (599)"),
    status("600 Beyond", "server error (600)"),
    status("999 No", "server error (999)"),
    status("99999 No", "no HTTP that we can read"),
    status("-200 OK", "no HTTP that we can read"),
    status("000 Nothing", "refused (0)"),
)

CASES = (*BOMBS, *LENGTHS, *HEADS, *STATUSES)
