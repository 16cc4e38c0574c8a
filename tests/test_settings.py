import pytest

from settings import Settings, SettingsError


def test_an_empty_environment_is_enough(tmp_path):
    settings = Settings.from_env({})

    assert settings.slack_token is None
    assert settings.sources == settings.seeds / "sources.yaml"
    assert settings.snapshot.parent == settings.home / "public"


def test_every_fault_of_the_environment_is_told_at_once():
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(
            {
                "PLACEWATCH_FETCH_TIMEOUT": "soon",
                "PLACEWATCH_FEED_BYTES": "-3",
                "PLACEWATCH_SLACK_URL": "slack.com",
                "PLACEWATCH_SLACK_TOKEN": "xoxb-1",
                "PLACEWATCH_CONTACT_FILE": "/nowhere/contact",
            }
        )

    assert caught.value.faults == (
        "PLACEWATCH_CONTACT_FILE names '/nowhere/contact', which cannot be read: "
        "No such file or directory",
        "PLACEWATCH_FETCH_TIMEOUT must be seconds above 0, not 'soon'",
        "PLACEWATCH_FEED_BYTES must be a number of bytes above 0, not '-3'",
        "PLACEWATCH_SLACK_URL must be the base of a Web API, as https://slack.com/api/, "
        "not 'slack.com'",
        "PLACEWATCH_SLACK_CHANNEL is not set; a token needs the id of a channel, as C0123456789",
    )


def test_a_secret_may_stand_in_a_file_and_is_never_shown(tmp_path):
    secret = tmp_path / "token"
    secret.write_text("xoxb-very-secret\n")

    settings = Settings.from_env(
        {"PLACEWATCH_SLACK_TOKEN_FILE": str(secret), "PLACEWATCH_SLACK_CHANNEL": "C1"}
    )

    assert settings.slack_token == "xoxb-very-secret"
    assert "very-secret" not in repr(settings)


def test_a_bad_secret_is_not_repeated_in_the_message():
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"PLACEWATCH_SLACK_TOKEN": "two words", "PLACEWATCH_SLACK_CHANNEL": "C"})

    assert "two words" not in str(caught.value)


def test_a_misspelt_variable_is_remarked_on():
    settings = Settings.from_env({"PLACEWATCH_SLAK_TOKEN": "x"})

    assert settings.remarks == (
        "PLACEWATCH_SLAK_TOKEN is no setting and is not used; docs/settings.md lists them",
    )


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        pytest.param(
            "127.0.0.1:8765, intranet.example", {"127.0.0.1:8765", "intranet.example"}, id="two"
        ),
        pytest.param("[::1]:80", {"[::1]:80"}, id="IPv6"),
    ],
)
def test_hosts_may_be_opened_by_name_or_address(value, hosts):
    assert Settings.from_env({"PLACEWATCH_ALLOW_HOSTS": value}).allow_hosts == hosts


@pytest.mark.parametrize("value", ["http://127.0.0.1", "a b", "[::zz]:80"])
def test_hosts_that_cannot_be_read_are_refused(value):
    with pytest.raises(SettingsError, match="PLACEWATCH_ALLOW_HOSTS"):
        Settings.from_env({"PLACEWATCH_ALLOW_HOSTS": value})
