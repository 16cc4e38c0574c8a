"""A wicked web on loopback: a port a publisher, any bytes at any speed, and a log of who came."""

import contextlib
import multiprocessing
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LONGEST_S = 20.0  # no hostile answer goes on for longer


class Line:
    """One connection, for scripts that say what they like at their own pace."""

    def __init__(self, connection: socket.socket, at: str, path: str, count: int) -> None:
        self.connection = connection
        self.at = at  # http://127.0.0.1:PORT of this server
        self.path = path
        self.count = count  # requests for this path so far, this one included
        self.until = time.monotonic() + LONGEST_S

    def say(self, *pieces: bytes) -> None:
        """Send bytes."""
        for piece in pieces:
            self.connection.sendall(piece)

    def drip(self, piece: bytes, every_s: float) -> None:
        """Send one piece again and again until the other side has had enough."""
        while time.monotonic() < self.until:
            self.connection.sendall(piece)
            time.sleep(every_s)

    def pour(self, piece: bytes) -> None:
        """Send one piece again and again, as fast as it goes."""
        self.drip(piece, 0.005)

    def wait(self) -> None:
        """Say nothing until the other side has had enough."""
        self.connection.settimeout(LONGEST_S)
        self.connection.recv(1)

    def reset(self) -> None:
        """Cut the connection without a word."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@dataclass
class Site:
    """One server: what its paths answer, and what it was asked."""

    url: str
    paths: dict[str, object]
    asked: list[str] = field(default_factory=list)


class WickedWeb:
    """Many sites, one thread that listens to all of them."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._listeners: list[socket.socket] = []
        self.asked = multiprocessing.get_context("fork").SimpleQueue()  # of traps: who came

    def trap(self, host: str = "127.0.0.1", port: int = 0) -> Site:
        """Open a server that must never be asked."""
        return self.site({"*": Told(self._caught)}, host, port)

    def _caught(self, line: "Line") -> None:
        self.asked.put(line.at + line.path)

    def site(self, paths: dict[str, object], host: str = "127.0.0.1", port: int = 0) -> Site:
        """Open one more server; paths without an answer are 404."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=64)
        shown = f"[{host}]" if ":" in host else host
        made = Site(f"http://{shown}:{listener.getsockname()[1]}", paths)
        listener.setblocking(False)
        self._listeners.append(listener)
        self._selector.register(listener, selectors.EVENT_READ, made)
        return made

    def listen(self) -> None:
        """Accept until killed."""
        while True:
            for key, _ in self._selector.select(0.05):
                with contextlib.suppress(OSError):
                    connection, _ = key.fileobj.accept()  # type: ignore[union-attr]
                    connection.setblocking(True)
                    threading.Thread(
                        target=_answer, args=(connection, key.data), daemon=True
                    ).start()

    def close(self) -> None:
        """Free the ports."""
        for listener in self._listeners:
            listener.close()


@contextmanager
def listening(web: WickedWeb) -> Iterator[int]:
    """Answer in a process of its own for as long as the block lasts; its number."""
    process = multiprocessing.get_context("fork").Process(target=web.listen, daemon=True)
    process.start()
    try:
        yield process.pid or 0
    finally:
        process.kill()
        process.join()
        web.close()


def _answer(connection: socket.socket, site: Site) -> None:
    """Answer one request of a connection and hang up."""
    with connection, contextlib.suppress(OSError):
        connection.settimeout(LONGEST_S)
        head = b""
        while b"\r\n\r\n" not in head:
            got = connection.recv(65_536)
            if not got:
                return
            head += got
        path = head.split(b" ", 2)[1].decode("latin-1")
        site.asked.append(path)
        otherwise = NOTHING if path == "/robots.txt" else site.paths.get("*", NOTHING)
        script = site.paths.get(path, otherwise)
        if isinstance(script, bytes):
            connection.sendall(script)
        elif isinstance(script, Told):
            script.script(Line(connection, site.url, path, site.asked.count(path)))
        else:
            connection.sendall(script(site.url))  # type: ignore[operator]
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):  # else unread bytes would turn the end into a reset
            pass


@dataclass(frozen=True)
class Told:
    """A script that speaks on the line itself."""

    script: Callable[[Line], None]


NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
