import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.workers import MEGABYTE, ParseError, Workers
from records import Bounds
from tests.fakes.pdf import bomb, pdf

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://example.org/feed"
GOOD = (
    b"<rss version='2.0'><channel><title>News</title><item><title>T</title></item></channel></rss>"
)
TIGHT = Bounds(worker_bytes=300 * MEGABYTE, feed_cpu_s=1, page_cpu_s=1, report_cpu_s=1)


@pytest.fixture(scope="module")
def workers():
    with Workers() as pool:
        yield pool


@pytest.fixture(scope="module")
def tight():
    with Workers(count=1, bounds=TIGHT) as pool:
        yield pool


def feed(pool, body):
    return asyncio.run(pool.parse_feed(body, URL, "", NOW))


def word_of(work):
    with pytest.raises(ParseError) as caught:
        asyncio.run(work)
    return caught.value.word


def test_records_come_back_from_all_four_parsers(workers):
    text = "A paragraph of an article that says something about twelve pilot areas in England. " * 3
    links = "".join(f"<a href='/n/{n}'>A headline that is long enough {n}</a>" for n in range(3))

    async def all_four():
        return await asyncio.gather(
            workers.parse_feed(GOOD, URL, "", NOW),
            workers.parse_feed(f"<body>{links}</body>".encode(), URL, "", NOW, kind="listing"),
            workers.extract_page(f"<body><p>{text}</p></body>".encode(), URL, "text/html", NOW),
            workers.read_report(pdf("A page."), URL),
        )

    parsed, listed, page, report = asyncio.run(all_four())

    assert [item.title for item in parsed.entries] == ["T"]
    assert len(listed.entries) == 3
    assert page.text.startswith("A paragraph")
    assert report.pages == ("A page.",)


def test_a_parse_error_crosses_whole(workers):
    with pytest.raises(ParseError) as caught:
        feed(workers, b"<html></html>")

    assert (caught.value.word, str(caught.value)[:22]) == (
        "HTML instead of a feed",
        "HTML instead of a feed",
    )


def author_trap():
    author = b"a@" + b"a." * 32_000 + b"!"
    return GOOD.replace(b"<title>T</title>", b"<author>" + author + b"</author>")


def test_an_author_that_keeps_the_parser_busy_for_half_a_minute_is_given_up(tight):
    start = time.monotonic()

    assert word_of(tight.parse_feed(author_trap(), URL, "", NOW)) == "took too long"
    assert time.monotonic() - start < 20
    assert feed(tight, GOOD).title == "News"


def test_a_page_that_keeps_the_parser_busy_is_killed(tight):
    page = b"<body>" + b"<p>Some words here</p>" * 200_000 + b"</body>"

    assert word_of(tight.extract_page(page, URL, "text/html", NOW)) == "took too long"
    assert feed(tight, GOOD).title == "News"


def test_a_small_report_that_unpacks_to_gigabytes_is_stopped(tight):
    body = bomb(megabytes=400)

    assert len(body) < 10_000
    words = {"too much memory", "cannot be parsed", "took too long"}  # a busy machine: the last
    assert word_of(tight.read_report(body, URL)) in words
    assert feed(tight, GOOD).title == "News"


def test_a_billion_laughs_are_not_heard(workers):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'.encode()
    body = doctype + GOOD.replace(b"<title>T<", b"<title>&l9;<")

    assert len(feed(workers, body).entries[0].title) <= 500


def test_a_worker_that_is_killed_costs_its_own_task_and_no_other(workers):
    async def trap_and_good_ones():
        trap = asyncio.create_task(workers.parse_feed(author_trap(), URL, "", NOW))
        await asyncio.sleep(0.5)
        for child in busiest_children():
            os.kill(child, signal.SIGKILL)
        good = await asyncio.gather(*(workers.parse_feed(GOOD, URL, "", NOW) for _ in range(10)))
        return good, await asyncio.gather(trap, return_exceptions=True)

    good, (trapped,) = asyncio.run(trap_and_good_ones())

    assert [parsed.title for parsed in good] == ["News"] * 10
    assert isinstance(trapped, ParseError)


def busiest_children():
    """Return the worker that has used most of the processor: the one in the trap."""
    used = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if parent_of(int(fields[1])) == os.getpid() and fields[0] == "R":
            used[int(stat.parent.name)] = int(fields[11])
    return sorted(used, key=lambda pid: used[pid])[-1:]


def parent_of(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def test_workers_that_die_at_rest_are_replaced():
    with Workers() as pool:
        feed(pool, GOOD)
        for child in [
            worker.pid for worker in pool._pool._pool_manager.worker_manager.workers.values()
        ]:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.5)

        assert [feed(pool, GOOD).title for _ in range(3)] == ["News"] * 3


def test_a_task_that_nobody_waits_for_any_longer_frees_its_worker(tight):
    async def give_up():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await tight.parse_feed(author_trap(), URL, "", NOW)

    asyncio.run(give_up())

    assert feed(tight, GOOD).title == "News"


def test_closing_does_not_wait_for_work():
    async def start_and_leave():
        with Workers(count=1) as pool:
            tasks = [
                asyncio.create_task(pool.parse_feed(author_trap() + b" " * 300_000, URL, "", NOW))
                for _ in range(5)
            ]
            await asyncio.sleep(1.0)
            left = time.monotonic()
        await asyncio.gather(*tasks, return_exceptions=True)
        return time.monotonic() - left

    assert asyncio.run(start_and_leave()) < 8


def test_our_own_process_never_loads_a_parser():
    code = (
        "import sys, extractors.web.fetch, extractors.workers\n"
        "print({'trafilatura', 'feedparser', 'lxml', 'pypdfium2'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


MAIN = """
import asyncio, sys
from extractors.workers import Workers
print("main runs", flush=True)
with Workers(count=2) as workers:
    read = workers.parse_feed({body!r}, "https://e.org/", "", None)
    print(asyncio.run(read).title)
"""


def test_workers_do_not_run_the_main_script_again(tmp_path):
    script = tmp_path / "main.py"
    script.write_text(MAIN.format(body=GOOD))
    home = Path(__file__).resolve().parents[2]

    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(home)},
    )

    assert done.stdout.splitlines() == ["main runs", "News"]
    assert done.stderr == ""
