"""A log that was damaged costs one batch, and the next poll brings that batch again."""

import signal
from datetime import UTC, datetime, timedelta

from flows import poll
from tests.fakes.press import ORDINARY, PILOT, Press
from tests.fakes.web import fake_web
from tests.flows.test_poll import settings_for
from tests.warehouse.children import child
from warehouse import problems, queries, store

WORDS = PILOT[0]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

# A poll that is killed after the commit of a batch that holds some words, before its CHECKPOINT.
DYING = """
    import linecache, os, signal, sys
    from datetime import datetime
    from flows import poll
    from settings import Settings
    settings = Settings.from_env(os.environ)
    log = settings.warehouse.with_name(settings.warehouse.name + ".wal")
    def look(frame, event, called):
        if event == "c_call" and called.__name__ == "execute":
            line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
            if "CHECKPOINT" in line and log.exists() and sys.argv[2].encode() in log.read_bytes():
                os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(look)
    poll.poll_once(settings, datetime.fromisoformat(sys.argv[1]))
"""


def test_what_a_damaged_log_lost_is_polled_again(tmp_path, caplog, monkeypatch):
    with fake_web() as web:
        ministry = Press(web, "ministry", "government")
        ministry.publish("clocks", ORDINARY)
        settings = settings_for(tmp_path, web, ministry)
        poll.poll_once(settings, NOW)
        url = ministry.publish("purse", PILOT)
        for name in ("SOURCES", "HOME", "ALLOW_HOSTS", "HOST_GAP"):
            at = {"HOST_GAP": "0", "ALLOW_HOSTS": web.host, "HOME": str(settings.home)}
            monkeypatch.setenv(f"PLACEWATCH_{name}", at.get(name, str(settings.sources)))
        killed = child(DYING, (NOW + timedelta(days=1)).isoformat(), WORDS)
        assert killed.wait(timeout=60) == -signal.SIGKILL, killed.communicate()
        killed.communicate()
        log = settings.warehouse.with_name(settings.warehouse.name + ".wal")
        torn = bytearray(log.read_bytes())
        torn[torn.index(WORDS.encode())] ^= 1
        log.write_bytes(torn)

        poll.poll_once(settings, NOW + timedelta(days=1, minutes=1))

    with store.open_warehouse(settings.warehouse) as con:
        found = store.words(con, "SELECT text FROM articles WHERE url = $url", {"url": url})
        orphans = queries.ask(con, "orphans").rows
        (problem,) = (one for one in problems.unsolved(con) if one.kind == "warehouse")
    assert len(found) == 1
    assert "National Audit Office" in found[0]
    assert orphans == ()
    assert "feeds will be read again" in problem.text
    assert str(settings.home / "quarantine" / "001") in caplog.text
    assert (settings.home / "quarantine" / "001" / log.name).read_bytes() == torn
