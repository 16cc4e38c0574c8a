import json
import re
import socket
from contextlib import ExitStack

import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from tests.fakes.press import ORDINARY, PILOT, Press
from tests.fakes.web import fake_web

SOURCE = {
    "id": "nobody",
    "name": "Nobody",
    "kind": "union",
    "nation": "uk",
    "homepage": "https://nobody.invalid/",
    "feed": "https://nobody.invalid/feed",
}
TEXT = "\n".join(PILOT)


@pytest.fixture
def placewatch(tmp_path):
    def run(*words, **env):
        return CliRunner().invoke(
            main, words, env={"PLACEWATCH_HOME": str(tmp_path / "home"), **env}
        )

    return run


@pytest.fixture
def sources(tmp_path):
    def write(*rows):
        path = tmp_path / "sources.yaml"
        path.write_text(yaml.safe_dump(list(rows)), encoding="utf-8")
        return str(path)

    return write


def test_init_makes_an_installation_and_repeats_without_harm(placewatch, tmp_path):
    first = placewatch("init")
    env = tmp_path / "home" / "placewatch.env"
    env.write_text("PLACEWATCH_CONTACT=https://mine.example\n", encoding="utf-8")
    second = placewatch("init")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert re.search(r"seeds/sources.yaml: 3\d\d sources", first.output)
    assert env.read_text(encoding="utf-8") == "PLACEWATCH_CONTACT=https://mine.example\n"


def test_check_names_every_fault_with_its_line(placewatch, sources, tmp_path):
    (tmp_path / "home").mkdir()
    row = "- {id: a, channel: C0123456789, themes: [budget], areas: [Cymru, Kentt]}\n"
    (tmp_path / "home" / "subscriptions.yaml").write_text(row, encoding="utf-8")
    ended = placewatch("check", "--sources", sources({**SOURCE, "kind": "pub"}, {"id": "x"}))

    assert ended.exit_code == 1
    assert "sources.yaml:" in ended.output
    assert "'pub'" in ended.output
    assert "is missing" in ended.output
    assert "home/subscriptions.yaml:1: no such theme 'budget': choose:" in ended.output
    assert "home/subscriptions.yaml:1: no such area 'Kentt': write a name" in ended.output
    assert "Cymru" not in ended.output


def test_options_stand_before_or_after_the_command(placewatch, tmp_path):
    before = placewatch("--home", str(tmp_path / "a"), "init")
    after = placewatch("init", "--home", str(tmp_path / "b"))

    assert str(tmp_path / "a") in before.output
    assert str(tmp_path / "b") in after.output


def test_a_bad_setting_is_one_message(placewatch):
    ended = placewatch("sources", PLACEWATCH_FETCH_TIMEOUT="soon")

    assert ended.exit_code == 1
    assert ended.output == (
        "Error: the environment is incomplete:\n"
        "PLACEWATCH_FETCH_TIMEOUT must be seconds above 0, not 'soon'\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("sources",),
        ("initiatives",),
        ("query", "new-initiatives"),
        ("query", "--sql", "SELECT 1"),
    ],
    ids=" ".join,
)
def test_before_the_first_run_there_is_a_message_and_no_traceback(placewatch, words):
    ended = placewatch(*words)

    assert ended.exit_code == 1
    assert ended.output.startswith("Error: ")
    assert "placewatch run" in ended.output


def test_explain_shows_words_arithmetic_and_initiative(placewatch, tmp_path):
    page = tmp_path / "news.txt"
    page.write_text(TEXT, encoding="utf-8")

    ended = placewatch("explain", str(page))

    assert ended.exit_code == 0
    assert "✓ Place-based and pooled budgets" in ended.output
    assert "Shire Purse" in ended.output


def test_explain_gives_json_with_quotes_that_stand_in_the_text(placewatch, tmp_path):
    page = tmp_path / "news.txt"
    page.write_text(TEXT, encoding="utf-8")

    found = json.loads(placewatch("explain", str(page), "--format", "json").output)

    assert found["relevant"] is True
    assert "place_based_budgets" in found["themes"]
    assert [one["name"] for one in found["initiatives"]] == ["Shire Purse"]
    for hit in found["hits"]:
        assert TEXT[hit["start"] : hit["stop"]] == hit["quote"]


def test_explain_reads_a_page_over_http(placewatch):
    with fake_web() as web:
        url = Press(web, "ministry", "government").publish("purse", PILOT)

        refused = placewatch("explain", url)
        ended = placewatch("explain", url, PLACEWATCH_ALLOW_HOSTS=web.host)

    assert refused.exit_code == 1
    assert "PLACEWATCH_ALLOW_HOSTS" in refused.output
    assert ended.exit_code == 0


def test_explain_of_something_else_ends_with_code_1(placewatch, tmp_path):
    page = tmp_path / "news.txt"
    page.write_text("\n".join(ORDINARY), encoding="utf-8")

    assert placewatch("explain", str(page)).exit_code == 1
    assert "cannot be read" in placewatch("explain", str(tmp_path / "gone")).output


def test_a_machine_without_network_is_told_plainly(placewatch, sources):
    ended = placewatch("run", "--no-demo", "--sources", sources(SOURCE))

    assert ended.exit_code == 1
    assert "not one of 1 sources could be reached: is this machine online?" in ended.output
    health = json.loads(
        placewatch("query", "--sql", "SELECT failures FROM sources", "--format", "json").output
    )
    assert health == [{"failures": 0.0}]


def test_a_network_that_swallows_everything_is_noticed(placewatch, sources):
    with socket.socket() as hole, ExitStack() as waiting:
        hole.bind(("127.0.0.1", 0))
        hole.listen(0)  # a full queue: nobody is let in and nobody is turned away
        host = f"127.0.0.1:{hole.getsockname()[1]}"
        for _ in range(8):
            caller = waiting.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(hole.getsockname())
        row = {**SOURCE, "feed": f"http://{host}/feed"}
        env = {"PLACEWATCH_ALLOW_HOSTS": host, "PLACEWATCH_FETCH_TIMEOUT": "300"}

        ended = placewatch("run", "--no-demo", "--sources", sources(row), **env)

    assert ended.exit_code == 1
    assert "not one of 1 sources could be reached" in ended.output


def test_query_lists_its_names_and_refuses_two_questions(placewatch):
    listed = placewatch("query")
    both = placewatch("query", "new-initiatives", "--sql", "SELECT 1")

    assert "new-initiatives" in listed.output
    assert "-p days=" in listed.output
    assert both.exit_code == 1
    assert "one question at a time" in both.output
