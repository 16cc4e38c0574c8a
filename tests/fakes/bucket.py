"""An object store at the wire: what DuckDB asks of S3, on loopback, each signature checked.

    with fake_bucket("reform") as bucket:
        place = Lake(catalogue=…, data="s3://reform/lake", bucket=bucket.keys)
        …
        bucket.objects["lake/store/…"]

Requests, answers and signatures: Amazon's reference of the S3 API (Signature Version 4).
"""

import hashlib
import hmac
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

from records import Bucket

KEY, SECRET, REGION = "AKIDFAKE", "fake/secret+of+the+store", "eu-west-2"
MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT"
SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, ?"
    r"SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})"
)


class FakeBucket:
    """One bucket; ``objects`` is what it holds."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.objects: dict[str, bytes] = {}
        self.requests: list[str] = []  # PUT /reform/lake/a.parquet
        self.is_down = False  # True: 503, whatever is asked
        self.keys = Bucket(
            key=KEY, secret=SECRET, region=REGION, endpoint=f"http://127.0.0.1:{port}"
        )


@contextmanager
def fake_bucket(name: str) -> Iterator[FakeBucket]:
    """Run an object store on a free port of loopback for as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    bucket = FakeBucket(name, server.server_port)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"bucket": bucket})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    bucket: FakeBucket
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_HEAD(self) -> None:
        self._answer(self._get)

    def do_PUT(self) -> None:
        self._answer(self._put)

    def do_POST(self) -> None:
        self._answer(self._post)

    def do_DELETE(self) -> None:
        self._answer(self._delete)

    def _answer(self, work: Callable[[str, dict[str, str], bytes], None]) -> None:
        """Answer one request, if the store is up, the signature right and the bucket ours."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urlsplit(self.path)
        name, _, key = unquote(address.path).removeprefix("/").partition("/")
        self.bucket.requests.append(f"{self.command} {self.path}")
        if self.bucket.is_down:
            self._refuse(503, "SlowDown")
        elif not self._is_signed():
            self._refuse(403, "SignatureDoesNotMatch")
        elif name != self.bucket.name:
            self._refuse(404, "NoSuchBucket")
        else:
            work(key, dict(parse_qsl(address.query, keep_blank_values=True)), body)

    def _get(self, key: str, query: dict[str, str], body: bytes) -> None:
        if not key:
            self._list(query.get("prefix", ""))
            return
        found = self.bucket.objects.get(key)
        if found is None:
            self._refuse(404, "NoSuchKey")
            return
        status, headers = 200, {"Last-Modified": MODIFIED, "Accept-Ranges": "bytes"}
        if span := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")):
            first, last = int(span[1]), min(int(span[2]), len(found) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(found)}"
            status, found = 206, found[first : last + 1]
        self._send(status, found, {"ETag": _tag(found), **headers})

    def _list(self, prefix: str) -> None:
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(data)}</Size>"
            f"<ETag>{escape(_tag(data))}</ETag>"
            "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
            for key, data in sorted(self.bucket.objects.items())
            if key.startswith(prefix)
        )
        self._send(200, _xml("ListBucketResult", f"<IsTruncated>false</IsTruncated>{rows}"))

    def _put(self, key: str, query: dict[str, str], body: bytes) -> None:
        self.bucket.objects[key] = body
        self._send(200, b"", {"ETag": _tag(body)})

    def _post(self, key: str, query: dict[str, str], body: bytes) -> None:
        for gone in re.findall(r"<Key>([^<]*)</Key>", body.decode()):
            self.bucket.objects.pop(unescape(gone), None)
        self._send(200, _xml("DeleteResult", ""))

    def _delete(self, key: str, query: dict[str, str], body: bytes) -> None:
        self.bucket.objects.pop(key, None)
        self._send(204, b"")

    def _is_signed(self) -> bool:
        """Return whether the request was signed with our secret, as S3 reckons it."""
        found = SIGNED.fullmatch(self.headers.get("Authorization", ""))
        if found is None or (found[1], found[3]) != (KEY, REGION):
            return False
        address, names = urlsplit(self.path), found[4].split(";")
        query = sorted(
            part if "=" in part else part + "=" for part in address.query.split("&") if part
        )
        asked = "\n".join([
            self.command,
            address.path,
            "&".join(query),
            *(f"{name}:{(self.headers.get(name) or '').strip()}" for name in names),
            "",
            found[4],
            self.headers.get("x-amz-content-sha256", ""),
        ])  # fmt: skip
        day = f"{found[2]}/{REGION}/s3/aws4_request"
        what = hashlib.sha256(asked.encode()).hexdigest()
        text = "\n".join(["AWS4-HMAC-SHA256", self.headers.get("x-amz-date", ""), day, what])
        key = f"AWS4{SECRET}".encode()
        for word in day.split("/"):
            key = _hmac(key, word)
        return hmac.compare_digest(_hmac(key, text).hex(), found[5])

    def _refuse(self, status: int, code: str) -> None:
        self._send(status, _xml("Error", f"<Code>{code}</Code><Message>{code}</Message>"))

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's name
        """Say nothing: tests read ``requests``."""


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


def _xml(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><{name}>{inside}</{name}>'.encode()
