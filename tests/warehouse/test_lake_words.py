"""What a catalogue's address says, and what nobody may read of it."""

import pytest

from records import Lake, catalogue
from settings import Settings, SettingsError
from warehouse import lake_words

ADDRESS = "ducklake:postgres:dbname=pw host=db.example user=me password='it''s'"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dbname=pw host=db", {"dbname": "pw", "host": "db"}),
        (r"dbname = 'a b' password='it\'s \\'", {"dbname": "a b", "password": "it's \\"}),
        (
            "postgresql://me:it%27s@db.example:5433/pw?sslmode=require",
            {
                "host": "db.example",
                "port": "5433",
                "user": "me",
                "password": "it's",
                "dbname": "pw",
                "sslmode": "require",
            },
        ),
    ],
)
def test_words_are_read_as_postgres_reads_them_and_written_so_again(text, words):
    assert lake_words.parse(text) == words
    assert lake_words.parse(lake_words.write(words)) == words


@pytest.mark.parametrize(
    "text", ["hush", "dbname='open hush", "dbname=pw hush", "postgres://a:b:hush/x"]
)
def test_words_that_cannot_be_read_are_refused_without_being_repeated(text):
    with pytest.raises(ValueError, match="as ") as caught:
        lake_words.parse(text)

    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "message",
    [
        'Unable to connect at "dbname=pw password=hush hush2"',
        r"at dbname='pw' password='hu\'sh' host='db'",
        "FATAL: hush is wrong",
        "postgresql://me:hush@db/pw is away",
    ],
)
def test_no_secret_is_left_in_a_message(message):
    for words in ("dbname=pw password=hush", r"password='hu\'sh'"):
        assert "hush@" not in lake_words.scrub(message, words)
    assert "hush is" not in lake_words.scrub(message, "dbname=pw password=hush")
    assert "hu\\'sh" not in lake_words.scrub(message, r"password='hu\'sh'")


def test_settings_name_a_lake_and_show_no_password(tmp_path):
    secret = tmp_path / "lake"
    secret.write_text("ducklake:postgres:dbname=pw password=hush\n", encoding="utf-8")
    env = {
        "PLACEWATCH_HOME": str(tmp_path),
        "PLACEWATCH_WAREHOUSE_FILE": str(secret),
        "PLACEWATCH_LAKE_DATA": "s3://bucket/lake",
        "PLACEWATCH_S3_KEY": "AKIA",
        "PLACEWATCH_S3_SECRET": "hush too",
    }

    settings = Settings.from_env(env)

    assert isinstance(settings.warehouse, Lake)
    assert settings.warehouse == settings.snapshot
    assert settings.warehouse.catalogue == "dbname=pw password=hush"
    assert "hush" not in repr(settings)
    assert "AKIA" not in repr(settings)


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"PLACEWATCH_WAREHOUSE": "postgres:hush"}, "ducklake:postgres:dbname="),
        ({"PLACEWATCH_LAKE_DATA": "ftp://a/b"}, "s3://bucket/folder"),
        ({"PLACEWATCH_LAKE_DATA": "s3://a/b", "PLACEWATCH_S3_KEY": "hush"}, "S3_SECRET"),
    ],
)
def test_settings_of_a_lake_that_cannot_be_used_are_named_and_not_shown(env, says):
    with pytest.raises(SettingsError, match=says) as caught:
        Settings.from_env(env)

    assert "hush" not in str(caught.value)


def test_both_ways_to_write_an_address_are_known():
    assert catalogue(ADDRESS).startswith("dbname=pw host=db.example")
    assert catalogue("ducklake:postgresql://me@db/pw") == "postgresql://me@db/pw"
