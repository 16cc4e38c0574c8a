"""What the worst bodies do to the bare libraries, without the limits of Placewatch.

    .venv/bin/python -m bench.hostile

Each case runs in a child process of its own that may use MOST_S of processor time and MOST_BYTES
of memory; prints the seconds, the memory and how it ended.
"""

import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable

MOST_S = 10
MOST_BYTES = 3 * 1024**3
FEED = "import feedparser, io; found = feedparser.parse(io.BytesIO(body))"
PAGE = "import trafilatura; trafilatura.bare_extraction(body.decode(), with_metadata=True)"
REPORT = (
    "import pypdfium2; document = pypdfium2.PdfDocument(body); "
    "[page.get_textpage().get_text_bounded() for page in document]"
)


def rss(inside: str, before: str = "", attributes: str = "") -> bytes:
    """Return a feed."""
    return f'{before}<rss version="2.0"{attributes}><channel>{inside}</channel></rss>'.encode()


def laughs() -> bytes:
    """Return a kilobyte that means a gigabyte."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    title = "<item><title>&l9;</title></item>"
    return rss(title, f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>')


def html(inside: str) -> bytes:
    """Return a page."""
    return f"<html><body><main>{inside}</main></body></html>".encode()


def report(layers: int) -> bytes:
    """Return a PDF whose page unpacks to 600 MB."""
    from tests.fakes.pdf import pdf

    stream = zlib.compress(b" " * 600_000_000, 9)
    for _ in range(layers - 1):
        stream = zlib.compress(stream, 9)
    return pdf("", stream=stream, filters="[" + "/FlateDecode " * layers + "]")


def attributes(count: int) -> str:
    """Return so many attributes."""
    return "".join(f" a{n}='1'" for n in range(count))


ITEM = "<item><title>T</title><link>https://example.org/</link></item>"
CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "author a@a.a…!, 64 KB": (
        FEED,
        lambda: rss(f"<item><author>a@{'a.' * 32_000}!</author></item>"),
    ),
    "100,000 attributes, 1 MB": (FEED, lambda: rss(ITEM, attributes=attributes(100_000))),
    "100,000 entries, 6 MB": (FEED, lambda: rss(ITEM * 100_000)),
    "100,000 levels, 0.7 MB": (FEED, lambda: rss("<a>" * 100_000 + "</a>" * 100_000)),
    "billion laughs, 1 KB": (FEED, laughs),
    "&#xD800; in a title": (FEED, lambda: rss("<item><title>&#xD800;</title></item>")),
    "20,000 dates, 0.6 MB": (
        PAGE,
        lambda: html("".join(f"<p>On {n % 28}/{n % 12}/2026</p>" for n in range(20_000))),
    ),
    "200,000 attributes, 2 MB": (PAGE, lambda: html(f"<p{attributes(200_000)}>x</p>")),
    "100,000 paragraphs, 2 MB": (PAGE, lambda: html("<p>Some words here</p>" * 100_000)),
    "100,000 links, 2 MB": (PAGE, lambda: html("<a href=/n>A link here</a> " * 100_000)),
    "PDF bomb, one layer": (REPORT, lambda: report(1)),
    "PDF bomb, two layers": (REPORT, lambda: report(2)),
}
# The outcome goes to stdout: what a child says of itself before it ends.
CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({most_s}, {most_s} + 5))
resource.setrlimit(resource.RLIMIT_AS, ({most_bytes}, {most_bytes}))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
body = sys.stdin.buffer.read()
try:
    {code}
except BaseException as exc:
    print("raises", type(exc).__name__)
else:
    print("done")
"""


def measure(code: str, body: bytes) -> tuple[float, int, str]:
    """Return the processor seconds, the peak of memory in MB and the outcome of one case."""
    script = CHILD.format(most_s=MOST_S, most_bytes=MOST_BYTES, code=code)
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(body)
    child.stdin.close()
    said = child.stdout.read().decode().strip()
    _, status, usage = os.wait4(child.pid, 0)
    outcome = said or (f"no end after {MOST_S} s" if _is_cpu(status) else "crashes")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, outcome


def _is_cpu(status: int) -> bool:
    ends = (signal.SIGXCPU, signal.SIGKILL)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) in ends


def main() -> None:
    """Measure all cases and print a table."""
    print("| body | library | CPU s | peak MB | outcome |\n| --- | --- | --- | --- | --- |")
    for name, (code, make) in CASES.items():
        library = code.split()[1].rstrip(",;")
        seconds, megabytes, outcome = measure(code, make())
        print(f"| {name} | {library} | {seconds:.1f} | {megabytes} | {outcome} |", flush=True)


if __name__ == "__main__":
    main()
