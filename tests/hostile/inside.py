"""Cases that try to make us ask a private network, in every notation."""

from tests.hostile.case import FEED, FINE, PAGE, REPORT, Case, http, item, rss, to
from tests.hostile.serve import Line, Told

CLOSED = "refused address"
NO_ADDRESS = "not a web address"

# Names of a DNS of our own: answers, one a question; the last one stays.
NAMES = {
    "inside.example": [["127.0.0.1"]],
    "inside6.example": [["::1"]],
    "metadata.example": [["169.254.169.254"]],
    "mapped.example": [["::ffff:127.0.0.1"]],
    "mixed.example": [["151.101.0.144", "127.0.0.1"]],
    "rebinding.example": [["151.101.0.144"], ["127.0.0.1"]],
}

# Where to, and what a person reads. Port 80 all, unless it says otherwise.
ADDRESSES = {
    "loopback": ("http://127.0.0.1/", CLOSED),
    "loopback by another number": ("http://127.8.9.1/", CLOSED),
    "loopback in IPv6": ("http://[::1]/", CLOSED),
    "loopback by name": ("http://localhost/", CLOSED),
    "loopback by name with a dot": ("http://localhost./", CLOSED),
    "this host": ("http://0.0.0.0/", CLOSED),
    "a name that leads inside": ("http://inside.example/", CLOSED),
    "a name that leads inside by IPv6": ("http://inside6.example/", CLOSED),
    "a name of the metadata server": ("http://metadata.example/latest/meta-data/", CLOSED),
    "a name with a mapped address": ("http://mapped.example/", CLOSED),
    "a name that leads outside and inside": ("http://mixed.example/", CLOSED),
    "the metadata server": ("http://169.254.169.254/latest/meta-data/", CLOSED),
    "the metadata server in IPv6": ("http://[fd00:ec2::254]/latest/", CLOSED),
    "a private network, 10": ("http://10.0.0.1/", CLOSED),
    "a private network, 172": ("http://172.16.5.4/", CLOSED),
    "a private network, 192": ("http://192.168.1.1/", CLOSED),
    "a shared network, 100.64": ("http://100.64.0.1/", CLOSED),
    "link-local in IPv6": ("http://[fe80::1]/", CLOSED),
    "link-local with a zone": ("http://[fe80::1%25lo]/", NO_ADDRESS),
    "unique local in IPv6": ("http://[fc00::1]/", CLOSED),
    "multicast": ("http://224.0.0.1/", CLOSED),
    "broadcast": ("http://255.255.255.255/", CLOSED),
    "one decimal number": ("http://2130706433/", CLOSED),
    "hexadecimal": ("http://0x7f000001/", CLOSED),
    "octal": ("http://017700000001/", CLOSED),
    "hexadecimal parts": ("http://0x7f.0.0.0x1/", CLOSED),
    "octal parts": ("http://0177.0.0.01/", CLOSED),
    "short": ("http://127.1/", CLOSED),
    "shortest": ("http://0/", CLOSED),
    "IPv4-mapped": ("http://[::ffff:127.0.0.1]/", CLOSED),
    "IPv4-mapped in hexadecimal": ("http://[::ffff:7f00:1]/", CLOSED),
    "IPv4-compatible": ("http://[::127.0.0.1]/", CLOSED),
    "NAT64": ("http://[64:ff9b::7f00:1]/", CLOSED),
    "NAT64 of a local prefix": ("http://[64:ff9b:1::7f00:1]/", CLOSED),
    "6to4": ("http://[2002:7f00:1::]/", CLOSED),
    "Teredo": ("http://[2001:0:7f00:1::]/", CLOSED),
    "full-width digits": ("http://１２７.０.０.１/", CLOSED),
    "circled digits": ("http://①②⑦.⓪.⓪.①/", CLOSED),
    "ideographic full stops": ("http://127。0。0。1/", CLOSED),
    "a user name": ("http://www.gov.example@127.0.0.1/", NO_ADDRESS),
    "a backslash": ("http://127.0.0.1\\@www.gov.example/", NO_ADDRESS),
    "no slashes": ("http:127.0.0.1/", "not found"),
    "a port of another service": ("http://127.0.0.1:6379/", CLOSED),
    "a port far away": ("http://www.gov.example:25/", CLOSED),
    "a port beyond all": ("http://www.gov.example:99999/", NO_ADDRESS),
    "the trap, by its port": ("http://127.0.0.1:{port}/", CLOSED),
    "the trap, by name": ("http://localhost:{port}/", CLOSED),
    "the trap, in a number": ("http://2130706433:{port}/", CLOSED),
    "a file": ("file:///etc/passwd", NO_ADDRESS),
    "a file of a host": ("file://localhost/etc/passwd", NO_ADDRESS),
    "gopher": ("gopher://127.0.0.1:6379/_FLUSHALL", NO_ADDRESS),
    "ftp": ("ftp://127.0.0.1/", NO_ADDRESS),
    "data": ("data:text/xml,<rss/>", NO_ADDRESS),
    "javascript": ("javascript:alert(1)", NO_ADDRESS),
    "a line end": ("http://127.0.0.1/%0d%0aHost:%20x", CLOSED),
    "a name longer than DNS holds": (f"http://{'a' * 300}.example/", NO_ADDRESS),
    "an empty name": ("http:///feed", "redirects without"),
    "a percent-encoded name": ("http://%31%32%37.0.0.1/", NO_ADDRESS),
}


def hops(line: Line) -> None:
    """Redirect to another page of its own, for ever."""
    line.say(http(status="302 Found", location=f"/feed?{len(line.path)}x{line.path[-30:]}"))


REDIRECTS = (
    *(
        Case(name=f"redirect to {name}", on=FEED, serve=to(address), outcome=outcome)
        for name, (address, outcome) in ADDRESSES.items()
    ),
    Case(
        name="permanent redirect inside",
        on=FEED,
        serve=to("http://127.0.0.1/", "301 Moved Permanently"),
        outcome=CLOSED,
    ),
    Case(
        name="redirect inside by way of an honest page",
        on=FEED,
        serve=to("{at}/second"),
        paths={"/second": to("http://169.254.169.254/", "307 Temporary Redirect")},
        outcome=CLOSED,
    ),
    Case(
        name="redirect to a name that changes its mind",
        on=FEED,
        serve=to("http://rebinding.example/"),
        outcome="no answer",  # nothing leaves loopback in this suite
    ),
    Case(name="redirect to itself", on=FEED, serve=to("{at}/feed"), outcome="redirects without"),
    Case(
        name="redirect from one to the other and back",
        on=FEED,
        serve=to("{at}/second"),
        paths={"/second": to("{at}/feed")},
        outcome="redirects without",
    ),
    Case(
        name="redirect without end, always elsewhere",
        on=FEED,
        serve=Told(hops),
        paths={"*": Told(hops)},
        outcome="redirects without",
    ),
    Case(name="redirect to nowhere", on=FEED, serve=to(" "), outcome="not a web address"),
    Case(
        name="redirect to 50,000 characters",
        on=FEED,
        serve=to("http://a.example/" + "a" * 50_000),
        outcome="not a web address",
    ),
)

LINKED = (
    "loopback",
    "the metadata server",
    "one decimal number",
    "IPv4-mapped",
    "the trap, by its port",
)

LINKS = (
    *(
        Case(
            name=f"entry that links to {name}",
            on=FEED,
            serve=lambda at, link=ADDRESSES[name][0]: http(rss(item(link=link))),
            outcome=f"{FINE}; {CLOSED}",
            entries=1,
        )
        for name in LINKED
    ),
    Case(
        name="page behind a redirect inside",
        on=PAGE,
        serve=to("http://127.0.0.1/"),
        outcome=CLOSED,
    ),
    Case(
        name="report behind a redirect inside",
        on=REPORT,
        serve=to("http://[::1]/report.pdf"),
        outcome=CLOSED,
    ),
)

CASES = (*REDIRECTS, *LINKS)
