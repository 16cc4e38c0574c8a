import os
import stat

import pytest

from cli import up, up_env, up_plan
from seedfiles import SeedError
from settings import HERE, Settings


def plan(tmp_path, text):
    path = tmp_path / "prefect.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def shared(tmp_path, **env):
    env = {"PLACEWATCH_HOME": str(tmp_path / "home"), **env}
    return up_env.shared(
        Settings.from_env(env), env, port=4321, auth="placewatch:secret", root=tmp_path
    )


def test_a_deployment_is_read_as_it_stands(tmp_path):
    text = "deployments:\n- {name: poll, entrypoint: 'flows/poll.py:poll', tags: [a],"
    text += " schedules: [{interval: 60}]}\n"

    (deployment,) = up_plan.load(plan(tmp_path, text))

    assert (deployment.name, deployment.module) == ("poll", "flows.poll.poll")
    assert (deployment.tags, deployment.schedules) == (("a",), ({"interval": 60},))
    assert (deployment.is_sweep, deployment.triggers) == (True, ())


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param("", "prefect.yaml:1: there are no deployments", id="none"),
        pytest.param("- poll", "prefect.yaml:1: 'poll' is no deployment", id="a word"),
        pytest.param("- name: poll", "prefect.yaml:2: 'entrypoint' is missing", id="no code"),
        pytest.param(
            "- {name: poll, entrypoint: flows.poll}",
            "prefect.yaml:2: 'flows.poll' is no entrypoint",
            id="no file",
        ),
        pytest.param(
            "- {name: poll, entrypoint: 'f.py:f', schedules: [{active: true}]}",
            "prefect.yaml:2: a schedule does not say when",
            id="no time",
        ),
        pytest.param(
            "- {name: poll, entrypoint: 'f.py:f', triggers: often}",
            "prefect.yaml:2: 'triggers' is no list of rows",
            id="no list",
        ),
        pytest.param(
            "- {name: a, entrypoint: 'f.py:f'}\n- {name: a, entrypoint: 'f.py:f'}",
            "prefect.yaml:1: the deployment 'a' stands twice",
            id="twice",
        ),
        pytest.param(
            "- {name: a, entrypoint: 'f.py:f', scedules: []}",
            "prefect.yaml:2: no such key 'scedules'",
            id="misspelt",
        ),
    ],
)
def test_what_cannot_run_is_refused_before_anything_starts(tmp_path, rows, fault):
    plan(tmp_path, f"deployments:\n{rows}\n")
    env = {"PLACEWATCH_HOME": str(tmp_path / "home")}

    with pytest.raises(SeedError) as caught:
        up.up(Settings.from_env(env), env, root=tmp_path, say=lambda text: None)

    assert caught.value.faults[0].startswith(fault)
    assert not (tmp_path / "home").exists()


def test_flows_find_the_same_places_wherever_the_operator_stood(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    env = {"PLACEWATCH_HOME": "mine", "PLACEWATCH_SLACK_TOKEN_FILE": "token"}
    (tmp_path / "token").write_text("xoxb-1", encoding="utf-8")
    settings = Settings.from_env({**env, "PLACEWATCH_SLACK_CHANNEL": "C1"})

    found = up_env.shared(settings, env, port=4321, auth="a:b", root=HERE)

    assert found["PLACEWATCH_HOME"] == str(tmp_path / "mine")
    assert found["PLACEWATCH_SLACK_TOKEN_FILE"] == str(tmp_path / "token")
    assert found["PREFECT_HOME"] == str(tmp_path / "mine" / "prefect")


def test_a_prefect_that_the_operator_uses_elsewhere_is_left_alone(tmp_path):
    found = shared(
        tmp_path,
        PREFECT_API_URL="https://cloud.example/api",
        PREFECT_API_KEY="theirs",
        PREFECT_PROFILE="work",
        PREFECT_LOGGING_LEVEL="DEBUG",
    )

    assert found["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert found["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert {"PREFECT_API_KEY", "PREFECT_PROFILE"} & found.keys() == set()


def test_a_proxy_is_not_asked_for_our_own_server(tmp_path):
    found = shared(tmp_path, HTTP_PROXY="http://proxy.example:3128", no_proxy="intranet.example")

    assert found["NO_PROXY"].split(",")[:2] == ["intranet.example", "127.0.0.1"]
    assert found["no_proxy"] == found["NO_PROXY"]


def test_the_server_learns_no_secret_of_ours(tmp_path):
    found = shared(tmp_path, PLACEWATCH_SLACK_TOKEN="xoxb-1", PLACEWATCH_SLACK_CHANNEL="C1")

    assert "xoxb-1" in up_env.runner(found).values()
    assert "xoxb-1" not in up_env.server(found).values()
    assert up_env.server(found)["PREFECT_SERVER_API_AUTH_STRING"] == "placewatch:secret"


def test_the_password_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = up_env.auth_string(tmp_path)
    (tmp_path / "auth").chmod(0o644)
    second = up_env.auth_string(tmp_path)

    user, _, password = first.partition(":")
    assert (user, second) == ("placewatch", first)
    assert len(password) >= 32
    assert stat.S_IMODE(os.stat(tmp_path / "auth").st_mode) == 0o600
