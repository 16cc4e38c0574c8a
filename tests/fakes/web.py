"""A small publisher on loopback: real HTTP at the wire, scripted answers, a log of requests."""

import gzip as gzip_module
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What a path answers."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = "text/html; charset=utf-8"  # None: no such header
    gzip: bool = False  # pack the body and say so
    delay_s: float = 0.0  # before the first byte
    drop: bool = False  # hang up without a word
    reset: bool = False  # cut the connection (RST) without a word
    stop_after: int | None = None  # bytes of the (packed) body after which to hang up
    length: int | None = None  # a Content-Length that lies
    drip: tuple[int, float] | None = None  # chunked, this many bytes every so many seconds
    etag: str | None = None  # answers 304 to a request that knows it
    last_modified: str | None = None  # the same
    raw: bytes | None = None  # these very bytes instead of HTTP


@dataclass
class Request:
    """One request as it came."""

    method: str
    path: str  # with its query
    headers: dict[str, str]  # names in lower case
    at: float  # time.monotonic() of its start
    until: float = 0.0  # when its answer was out; 0: not yet
    peer: int = 0  # port of the asker: the same for requests over one connection


Script = Answer | Callable[[Request], Answer]


class FakeWeb:
    """Routes by path, changed at will while it runs."""

    def __init__(self) -> None:
        self.routes: dict[str, Script] = {}
        self.requests: list[Request] = []
        self.otherwise: Script = Answer(status=404, body="nothing here")
        self.url = ""  # http://127.0.0.1:PORT
        self.host = ""  # 127.0.0.1:PORT: what PLACEWATCH_ALLOW_HOSTS needs
        self.port = 0

    def put(self, path: str, body: bytes | str = b"", **how: object) -> str:
        """Let a path answer; return its address. See Answer for what may be scripted."""
        self.routes[path] = Answer(body=body, **how)  # type: ignore[arg-type]
        return self.url + path

    def script(self, path: str, answer: Callable[[Request], Answer]) -> str:
        """Let a path answer by a function; return its address."""
        self.routes[path] = answer
        return self.url + path

    def asked(self, path: str) -> list[Request]:
        """Return the requests for a path so far."""
        return [request for request in self.requests if request.path == path]

    def paths(self) -> list[str]:
        """Return what was asked so far, in order, robots.txt left out."""
        return [one.path for one in self.requests if one.path != "/robots.txt"]


@contextmanager
def fake_web(host: str = "127.0.0.1") -> Iterator[FakeWeb]:
    """Run a publisher on a free port of loopback for as long as the block lasts."""
    web = FakeWeb()

    class Handler(_Handler):
        publisher = web

    server = _Server((host, 0), Handler)
    web.port = server.server_address[1]
    web.host = f"{host}:{web.port}"
    web.url = f"http://{web.host}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: clients that hang up are what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    publisher: FakeWeb
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True  # head and body are two writes: else 40 ms a request

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        peer = self.client_address[1]
        request = Request(self.command, self.path, headers, time.monotonic(), peer=peer)
        web = self.publisher
        web.requests.append(request)
        script = web.routes.get(self.path, web.routes.get(self.path.split("?")[0], web.otherwise))
        answer = script(request) if callable(script) else script
        try:
            self.reply(answer, headers)
        finally:
            request.until = time.monotonic()

    def reply(self, answer: Answer, headers: dict[str, str]) -> None:
        time.sleep(answer.delay_s)
        if answer.reset:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        if answer.drop or answer.reset or answer.raw is not None:
            self.close_connection = True
            self.wfile.write(answer.raw or b"")
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        body = gzip_module.compress(body) if answer.gzip else body
        is_known = self.is_known(answer, headers)
        self.send_response(304 if is_known else answer.status)
        for name, value in self.head(answer, body, is_known).items():
            self.send_header(name, value)
        self.end_headers()
        if answer.stop_after is not None or answer.length is not None:
            self.close_connection = True
            body = body[: answer.stop_after]
        if is_known or answer.status == 304:
            return
        if answer.drip:
            self.trickle(body, *answer.drip)
        else:
            self.wfile.write(body)

    def is_known(self, answer: Answer, headers: dict[str, str]) -> bool:
        if answer.etag is not None:
            return headers.get("if-none-match") == answer.etag
        seen = headers.get("if-modified-since")
        return answer.last_modified is not None and seen == answer.last_modified

    def head(self, answer: Answer, body: bytes, is_known: bool) -> dict[str, str]:
        head = dict(answer.headers)
        head |= {"ETag": answer.etag} if answer.etag else {}
        head |= {"Last-Modified": answer.last_modified} if answer.last_modified else {}
        if is_known or answer.status == 304:
            return head
        if answer.content_type:
            head.setdefault("Content-Type", answer.content_type)
        if answer.gzip:
            head["Content-Encoding"] = "gzip"
        if answer.drip:
            head["Transfer-Encoding"] = "chunked"
        else:
            head["Content-Length"] = str(len(body) if answer.length is None else answer.length)
        return head

    def trickle(self, body: bytes, size: int, pause_s: float) -> None:
        for start in range(0, len(body), size):
            piece = body[start : start + size]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            time.sleep(pause_s)
        if not self.close_connection:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """Keep quiet."""
