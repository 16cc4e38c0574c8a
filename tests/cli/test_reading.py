"""The commands that read: query into files, sql at a prompt and through a pipe, search."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time

import duckdb
import pytest
from click.testing import CliRunner

from cli.main import main
from tests.warehouse import make
from tests.warehouse.conftest import fill
from warehouse import problems, publish, store


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """A home with a warehouse that has a little of everything, published."""
    home = tmp_path_factory.mktemp("reading")
    with store.open_warehouse(home / "placewatch.duckdb") as con:
        fill(con)
        publish.publish(con, home / "public" / "placewatch.duckdb")
    return home


@pytest.fixture
def home(tmp_path, installed):
    shutil.copytree(installed, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def placewatch(home):
    def run(*words, given=None):
        return CliRunner().invoke(main, words, env={"PLACEWATCH_HOME": str(home)}, input=given)

    return run


def test_parquet_keeps_the_true_types_and_appears_whole(placewatch, tmp_path):
    target = tmp_path / "its.parquet"
    asked = (
        "SELECT article_id, published_at, [1, 2] AS list, 1.5::DECIMAL(4, 1) AS share "
        "FROM articles ORDER BY article_id -- all"
    )
    done = placewatch("query", "--sql", asked, "-o", str(target))
    read = duckdb.sql(f"SELECT * FROM '{target}'")

    assert (done.exit_code, done.output) == (0, "")
    assert [str(kind) for kind in read.types] == [
        "VARCHAR", "TIMESTAMP WITH TIME ZONE", "INTEGER[]", "DECIMAL(4,1)"
    ]  # fmt: skip
    assert [row[0] for row in read.fetchall()] == ["lga-a1", "lga-a2", "tuc-a3"]
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["its.parquet"]


def test_a_named_query_with_its_value_goes_into_any_file(placewatch, tmp_path):
    ended = {}
    for name in ("a.parquet", "a.csv", "a.json"):
        words = ("query", "new-initiatives", "-p", "days=7", "--output", str(tmp_path / name))
        ended[name] = placewatch(*words).exit_code
    (count,) = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'a.parquet'}'").fetchone()

    assert set(ended.values()) == {0}
    assert count == 1
    assert json.loads((tmp_path / "a.json").read_text())[0]["name"] == "Place Budget Pilots"
    assert (tmp_path / "a.csv").read_text().splitlines()[1].count("Place Budget Pilots") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["--sql", "SELECT 1", "--format", "parquet"], "name a file", id="no file"),
        pytest.param(["--sql", "SELECT 1", "-o", "{home}/no/a.csv"], "make it first", id="folder"),
        pytest.param(["--sql", "SELECT 1", "-o", "{home}"], "is a folder", id="a folder"),
        pytest.param(
            ["--sql", "SELECT 1", "-o", "{home}/placewatch.duckdb"], "name another", id="live"
        ),
        pytest.param(
            ["--sql", "DROP VIEW articles", "-o", "{home}/a.parquet"], "one SELECT", id="no select"
        ),
        pytest.param(
            ["--sql", "FROM read_text('/etc/hostname')", "-o", "{home}/a.parquet"],
            "out of reach",
            id="another file",
        ),
        pytest.param(["--sql", "SELECT nothing", "-o", "{home}/a.csv"], "names:", id="wrong"),
        pytest.param(["problems-open", "--sql", "SELECT 1"], "one question", id="two"),
        pytest.param(["-o", "{home}/a.csv"], "nothing was asked", id="none"),
    ],
)
def test_what_cannot_be_written_says_why_and_leaves_nothing(placewatch, home, words, says):
    before = sorted(os.listdir(home))
    done = placewatch("query", *(word.format(home=home) for word in words))

    assert done.exit_code == 1
    assert says in done.output
    assert sorted(os.listdir(home)) == before


def test_a_large_answer_does_not_fill_the_memory(home):
    asked = "SELECT repeat(md5(range::TEXT), 20) AS words FROM range(150000)"  # 96 MB
    code = (
        "import sys; from cli.main import main\n"
        "try: main()\n"
        "finally: print(*(line.split()[1] for line in open('/proc/self/status')"
        " if line.startswith('VmHWM')), file=sys.stderr)"  # the peak of this process alone
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "query", "--format", "csv", "--sql", asked],
        env={**os.environ, "PLACEWATCH_HOME": str(home)}, capture_output=True, check=True,
    )  # fmt: skip

    assert done.stdout.count(b"\n") == 150_001
    assert int(done.stderr.split()[-1]) < 190_000  # kB


def test_what_is_piped_in_is_answered_and_the_first_failure_ends_it(placewatch):
    given = "SELECT 1 AS one,\n ';' AS sign; -- two lines\n.mode csv\nSELECT 2 AS two"
    answered = placewatch("sql", given=given)
    failed = placewatch("sql", given="SELECT nothing;\nSELECT 'not reached';\n")

    assert answered.output == "one  sign\n---  ----\n1    ;\ntwo\n2\n"
    assert failed.exit_code == 1
    assert "not reached" not in failed.output


@pytest.mark.parametrize(
    "text",
    ["DELETE FROM store.articles", "COPY (SELECT 1) TO '/tmp/never.csv'", "INSTALL httpfs",
     "FROM 'https://example.org/a.csv'", "SET memory_limit = '64GB'", "ATTACH 'x' AS y"],
)  # fmt: skip
def test_the_prompt_changes_nothing_and_reaches_nothing(placewatch, text):
    done = placewatch("sql", given=text)

    assert done.exit_code == 1
    assert done.output.startswith("Error: ")


def test_a_statement_has_its_time_and_the_next_one_is_answered(placewatch):
    given = ".timeout 1\nSELECT count(*) FROM range(1000000000) a, range(1000) b;"
    done = placewatch("sql", given=given)

    assert done.exit_code == 1
    assert "took more than 1 s and was stopped" in done.output


class Terminal:
    """A person at a prompt, through a pseudo-terminal."""

    def __init__(self, home):
        child, self.fd = pty.fork()
        if child == 0:
            env = {**os.environ, "PLACEWATCH_HOME": str(home), "TERM": "dumb", "COLUMNS": "80"}
            os.execve(sys.executable, [sys.executable, "-m", "cli.main", "sql"], env)
        self.child = child

    def until(self, pattern, within_s=60.0):
        seen, ends = "", time.monotonic() + within_s
        while not re.search(pattern, seen):
            ready, _, _ = select.select([self.fd], [], [], max(0.0, ends - time.monotonic()))
            assert ready, f"{pattern!r} did not come: {seen!r}"
            try:
                seen += os.read(self.fd, 65_536).decode(errors="replace")
            except OSError:
                assert re.search(pattern, seen), f"it left: {seen!r}"
        return seen

    def type(self, text):
        os.write(self.fd, text.encode())

    def left(self):
        child, self.child = self.child, 0
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def person(home):
    """Somebody at the prompt, who is gone when the test is over."""
    person = Terminal(home)
    yield person
    if person.child:
        os.kill(person.child, signal.SIGKILL)
        person.left()


def test_a_person_at_the_prompt(home, person):
    person.until("placewatch> ")
    person.type(".schema runs\n")
    schema = person.until(r"placewatch> $")
    person.type("SELECT count(*) AS n\n")
    person.until(r"\.\.\.> $")
    person.type("FROM problems;\n")
    first = person.until(r"placewatch> $")
    person.type("SELECT count(*) FROM range(1000000000) a, range(1000) b;\n")
    time.sleep(1.5)
    person.type("\x03")
    stopped = person.until(r"placewatch> $")
    with store.open_warehouse(home / "placewatch.duckdb") as con:
        problems.add(con, [make.problem(text="another")])
        publish.publish(con, home / "public" / "placewatch.duckdb")
    person.type("SELECT count(*) + 100 AS n FROM problems;\n")
    newer = person.until(r"placewatch> $")
    person.type("SELECT title FROM article_v\t ORDER BY 1 LIMIT 1;\n")
    completed = person.until(r"placewatch> $")
    person.type("\x04")

    assert person.left() == 0
    assert re.search(r"flow +VARCHAR +[a-z]+ [a-z]+", schema)
    assert re.search(r"n\r\n-\r\n1\r\n", first)
    assert "stopped" in stopped
    assert "a newer copy was published" in newer
    assert "\r\n102\r\n" in newer
    assert "Title 1" in completed
    assert "SELECT count(*) AS n FROM problems;" in (home / ".sql-history").read_text()


def test_search_shows_words_between_stars_and_where_they_come_from(placewatch):
    done = placewatch("search", "staff")

    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[:3] == ["1 document has staff", "", "  1  Report 1"]
    assert lines[4] == "     First page of *staff*."
    assert "LGA · report, page 1 (also 2) · Place budgets" in done.output


def test_search_for_nothing_helps_and_json_is_exact(placewatch):
    nothing = placewatch("search", '"staff of first"', "--theme", "place budgets")
    exact = placewatch("search", "paragraph", "--source", "lga", "--format", "json")
    wrong = placewatch("search", "x", "--since", "soon")

    assert nothing.exit_code == 1
    assert "a phrase in quotes must stand just so" in nothing.output
    assert {row["title"] for row in json.loads(exact.output)} == {"Title 1", "Title 2"}
    assert json.loads(exact.output)[0]["extract"].endswith("Second paragraph.")
    assert "--since must be a day like" in wrong.output


def test_search_makes_its_index_anew(placewatch, home):
    done = placewatch("search", "--rebuild")

    assert done.exit_code == 0
    assert (home / "public" / "search.duckdb").exists()
    assert placewatch("search", "staff").exit_code == 0
