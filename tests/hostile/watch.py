"""What a run costs and touches: memory of a whole tree of processes, every connect and open."""

import asyncio
import errno
import ipaddress
import os
import re
import socket
import sys
import threading
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024


class Memory:
    """Samples the memory of this process and all it started, until stopped."""

    def __init__(self, besides: set[int], every_s: float = 0.25) -> None:
        self.peak = 0  # bytes
        self._besides = besides  # processes of the test's own
        self._every_s = every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(self._every_s):
            ours = set(family(os.getpid())) - self._besides
            self.peak = max(self.peak, sum(map(memory_of, ours)))


def family(root: int) -> list[int]:
    """Return a process and all its descendants, by their numbers in /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def memory_of(pid: int) -> int:
    """Return the bytes of memory a process uses; of what it shares with others, its share."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # it has ended
        return 0
    found = re.search(r"^Pss: +(\d+) kB$", told, re.M)
    return int(found[1]) * 1024 if found else 0


class Watch:
    """Notes every address and file that this process touches; lets nothing leave loopback.

    An audit hook of Python, so nothing of ours is changed; it cannot be taken out again, only
    put to rest.
    """

    def __init__(self) -> None:
        self.connects: list[tuple[str, int]] = []
        self.opened: list[str] = []
        self.is_awake = False
        sys.addaudithook(self._note)

    def __enter__(self) -> "Watch":
        self.is_awake = True
        return self

    def __exit__(self, *_: object) -> None:
        self.is_awake = False

    def _note(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.is_awake:
            return
        if event == "open" and isinstance(args[0], str):
            self.opened.append(args[0])
        if event == "socket.connect" and isinstance(args[1], tuple):
            host, port = args[1][:2]
            self.connects.append((host, port))
            if not ipaddress.ip_address(host.split("%")[0]).is_loopback:
                raise OSError(errno.ENETUNREACH, "Network is unreachable")


class Names(asyncio.DefaultEventLoopPolicy):
    """A DNS of our own, for every event loop while it is the policy."""

    def __init__(self, table: dict[str, list[list[str]]]) -> None:
        super().__init__()
        self.table = table  # name → answers, one a question; the last one stays
        self.questions: dict[str, int] = {}

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Return a loop that asks this table."""
        names = self

        class Loop(asyncio.SelectorEventLoop):
            async def getaddrinfo(self, host: Any, port: Any, **how: Any) -> Any:
                if host not in names.table:
                    return await super().getaddrinfo(host, port, **how)
                answers = names.table[host]
                number = names.questions.get(host, 0)
                names.questions[host] = number + 1
                return [
                    (
                        socket.AF_INET6 if ":" in address else socket.AF_INET,
                        socket.SOCK_STREAM,
                        socket.IPPROTO_TCP,
                        "",
                        (address, port, 0, 0) if ":" in address else (address, port),
                    )
                    for address in answers[min(number, len(answers) - 1)]
                ]

        return Loop()
