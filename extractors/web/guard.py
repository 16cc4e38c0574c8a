"""No fetch reaches a private network: whoever writes a feed chooses where its links lead."""

import ipaddress
import socket
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

REMEDY = "PLACEWATCH_ALLOW_HOSTS"
PORTS = (80, 443)
KEEP_ALIVE_S = 4.0  # Apache hangs up after 5 s of silence: no request is to cross that
HEADER_BYTES = 64 * 1024  # security policies of some sites pass the 8 KB that aiohttp allows

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
AddrInfo = tuple[Any, ...]  # what getaddrinfo returns: family, type, proto, name, (address, port)

# Beyond what Python 3.11 calls not global, or calls global although no publisher is there.
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *("240.0.0.0/4", "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32"),
        *("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10"),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

# Refusals of the connection being made: the socket factory of an HTTP client cannot tell its
# caller more than "no address worked". The list is the caller's own.
refusals: ContextVar[list[str] | None] = ContextVar("refusals", default=None)


class Refused(OSError):
    """An address that we do not connect to; an OSError, for it is raised inside the connect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemptions:
    """Hosts that an installation allows although they are private or answer on odd ports."""

    entries: frozenset[str]  # host, or host:port; lower case, IPv6 in brackets

    @classmethod
    def of(cls, allow_hosts: Iterable[str]) -> "Exemptions":
        """Return exemptions for ``host`` and ``host:port`` entries."""
        return cls(entries=frozenset(entry.strip().lower() for entry in allow_hosts))

    def cover(self, url: str) -> bool:
        """Return whether the host of an address that ``urls.wire`` made may be private."""
        host, port = _host_and_port(url)
        return host in self.entries or f"{host}:{port}" in self.entries

    def check(self, url: str) -> None:
        """Refuse addresses at which no public publisher answers, whatever they resolve to.

        Raises:
            Refused: if the port is neither 80 nor 443, nor allowed as ``host:port``, or the host
                is a number that only some programs read as an address.
        """
        host, port = _host_and_port(url)
        if port not in PORTS and f"{host}:{port}" not in self.entries:
            raise Refused(
                f"{host} is asked on port {port}, not 80 or 443; {REMEDY}={host}:{port} allows it"
            )
        plain = _number_as_address(host)
        if plain not in (None, host):
            raise Refused(f"{host} is {plain} in disguise; write it plainly")


def _number_as_address(host: str) -> str | None:
    """Return what an old-style numeric host (2130706433, 0x7f.1) means; None: it is a name."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _host_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port if parts.port is not None else {"http": 80, "https": 443}[parts.scheme]
    return (f"[{host}]" if ":" in host else host), port


def closed_because(address: Address) -> str | None:
    """Return why nobody on the public web answers at an address; None: somebody may.

    Addresses inside addresses are unpacked: IPv4-mapped and -compatible, NAT64, 6to4, Teredo.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inside(address)
        if any(closed_because(one) for one in inner):
            return f"holds the closed address {', '.join(map(str, inner))}"
        if inner:
            return None
    if address.is_multicast:
        return "is a multicast address"
    if address.is_loopback or address.is_link_local or address.is_unspecified:
        return "is an address of this machine or its link"
    if any(address in network for network in _CLOSED) or not address.is_global:
        return "is private or reserved"
    return None


def _inside(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()


def guarded_socket(addr_info: AddrInfo) -> socket.socket:
    """Return a socket for the very address that is about to be connected to.

    Raises:
        Refused: if the address is closed; also noted in ``refusals``.
    """
    family, kind, protocol, _, sockaddr = addr_info
    reason = closed_because(ipaddress.ip_address(str(sockaddr[0]).split("%")[0]))
    if reason:
        said = f"{sockaddr[0]} {reason}"
        noted = refusals.get()
        if noted is not None:
            noted.append(said)
        raise Refused(said)
    return socket.socket(family=family, type=kind, proto=protocol)


def session(
    headers: Mapping[str, str],
    timeout: aiohttp.ClientTimeout,
    connected: Callable[[], None],
    *,
    is_exempt: bool,
) -> aiohttp.ClientSession:
    """Return a session that carries nothing from one answer to the next, but its connections.

    Args:
        headers: Sent with every request.
        timeout: Of every request.
        connected: Told of each connection that was made.
        is_exempt: Private networks may be reached.
    """

    async def tell(*_: object) -> None:
        connected()

    trace = aiohttp.TraceConfig()
    trace.on_connection_create_end.append(tell)
    factory = None if is_exempt else guarded_socket
    made = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0, keepalive_timeout=KEEP_ALIVE_S, socket_factory=factory
        ),
        headers=headers,
        timeout=timeout,
        trace_configs=[trace],
        max_line_size=HEADER_BYTES,
        max_field_size=HEADER_BYTES,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
    )
    made._retry_connection = False  # else who hangs up is asked again at once, without a gap
    return made
