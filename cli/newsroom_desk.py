"""The desk of the bundled newsroom: answers GET and HEAD as an ordinary web server does."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

HTML = "text/html; charset=utf-8"
IDLE_S = 10.0  # a kept connection that says nothing for so long is closed; guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands at one address on one day."""

    body: bytes
    content_type: str
    changed_at: datetime | None = None  # None: no Last-Modified is told
    moved_to: str | None = None  # None: it stands here

    @property
    def etag(self) -> str:
        """A name for these very bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request that the newsroom answered."""

    method: str
    path: str
    status: int
    is_conditional: bool  # it asked whether something had changed
    user_agent: str


def page(text: str, changed_at: datetime | None = None) -> Answer:
    """Return the answer that is a web page."""
    return Answer(body=text.encode(), content_type=HTML, changed_at=changed_at)


class Desk(ThreadingHTTPServer):
    """A web server on a free port of 127.0.0.1; what it answers is set from outside."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Visitor)
        self.answers: Mapping[str, Answer] = {}  # by path
        self.log: list[Visit] = []


class _Visitor(BaseHTTPRequestHandler):
    """Answers one visitor."""

    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    timeout = IDLE_S

    def do_GET(self) -> None:
        """Send what stands at the address today."""
        desk = self.server
        assert isinstance(desk, Desk)  # noqa: S101  # for mypy: the library knows only its base
        answer = desk.answers.get(urlsplit(self.path).path)
        status = 404 if answer is None else 301 if answer.moved_to else 200
        answer = answer or page("<!DOCTYPE html><h1>Page not found</h1>\n")
        if status == 200 and self._has(answer):
            status = 304
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        user_agent = self.headers.get("User-Agent", "")
        desk.log.append(
            Visit(
                method=self.command,
                path=self.path,
                status=status,
                is_conditional=conditional,
                user_agent=user_agent,
            )
        )
        self.send_response(status)
        self.send_header("Cache-Control", "max-age=0, must-revalidate")
        if answer.moved_to:
            self.send_header("Location", answer.moved_to)
        if status in (200, 304):
            self.send_header("ETag", answer.etag)
            if answer.changed_at:
                self.send_header("Last-Modified", format_datetime(answer.changed_at, usegmt=True))
        if status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if status != 304 and self.command == "GET":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def _has(self, answer: Answer) -> bool:
        """Return whether the visitor has these very bytes; an ETag outweighs a date."""
        if "If-None-Match" in self.headers:
            tags = self.headers["If-None-Match"].split(",")
            return bool({"*", answer.etag} & {tag.strip().removeprefix("W/") for tag in tags})
        if "If-Modified-Since" not in self.headers or not answer.changed_at:
            return False
        try:
            since = parsedate_to_datetime(self.headers["If-Modified-Since"])
        except ValueError:
            return False
        return answer.changed_at <= since.replace(tzinfo=since.tzinfo or UTC)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # http.server's own name
        """Stay silent; ``Desk.log`` remembers."""
