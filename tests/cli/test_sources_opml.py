import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from extractors import sources
from extractors.finding import opml

ROW = {"kind": "union", "nation": "uk"}
LISTED = [
    {**ROW, "id": "docks", "name": "Docks", "homepage": "https://docks.example/",
     "feed": "https://docks.example/feed/", "expect": {"per_month": [2, 9]}, "why": "dockers & co",
     "extraction": {"mode": "precision", "without": ["//aside", "//div[@class='x']"]}},
    {**ROW, "id": "quays", "name": "Quays | North", "kind": "think_tank", "nation": "scotland",
     "homepage": "https://quays.example/", "feed": "https://quays.example/news",
     "feed_kind": "listing", "links": "/news/*", "found": "listing"},
    {**ROW, "id": "off", "name": "Off", "homepage": "https://off.example/",
     "feed": "https://off.example/feed", "on": False},
    {**ROW, "id": "harbour", "name": "Harbour", "homepage": "https://harbour.example/"},
]  # fmt: skip
OPML = """<opml version="2.0"><body><outline text="Think tanks">
<outline text="News – Cranes Institute" type="rss" xmlUrl="https://cranes.example/rss"/>
<outline text="Docks" type="rss" xmlUrl="http://docks.example/feed"/>
<outline text="Broken" type="rss" xmlUrl="nowhere"/>
</outline>
<outline text="Harbour" type="rss" xmlUrl="https://harbour.example/atom.xml"/>
<outline text="Cranes again" type="rss" xmlUrl="https://cranes.example/rss/"/>
</body></opml>"""


class Installation:
    def __init__(self, folder, *rows):
        folder.mkdir()
        self.list = folder / "list.yaml"
        self.own = folder / "home" / "sources.yaml"
        self.list.write_text(yaml.safe_dump(list(rows), sort_keys=False), encoding="utf-8")

    def __call__(self, *words, **how):
        env = {"PLACEWATCH_HOME": str(self.own.parent), "PLACEWATCH_SOURCES": str(self.list)}
        return CliRunner().invoke(main, ("sources", *words), env=env, **how)

    def sources(self):
        return {one.source_id: one for one in sources.load(self.list, self.own)}


@pytest.fixture
def here(tmp_path):
    return Installation(tmp_path / "here", *LISTED)


@pytest.fixture
def there(tmp_path):
    only = {**ROW, "id": "only", "name": "Only", "homepage": "https://only.example/"}
    return Installation(tmp_path / "there", only)


def test_an_import_keeps_what_is_new_and_names_what_cannot_be_used(here):
    ended = here("import", "-", "--kind", "blog", input=OPML)

    assert ended.exit_code == 1
    assert "-:4: Broken: 'nowhere' is no address of the web; it is skipped" in ended.stderr
    assert "2 feeds new, 2 known already, 1 not usable" in ended.stderr
    found = here.sources()
    cranes = found["cranes-institute"]
    assert (cranes.name, cranes.kind, cranes.nation) == ("Cranes Institute", "think_tank", "uk")
    assert (cranes.homepage, cranes.found) == ("https://cranes.example/", "opml")
    harbour = found["harbour"]
    assert (harbour.feed, harbour.kind) == ("https://harbour.example/atom.xml", "union")
    assert len(found) == len(LISTED) + 1


def test_a_row_of_ours_that_was_spoilt_does_not_lose_the_others(here):
    spoilt = OPML.replace("<opml ", f'<opml xmlns:p="{opml.OURS}" ')
    spoilt = spoilt.replace('text="Harbour"', 'text="Harbour" p:id="harbour" p:feed_kind="pub"')
    spoilt = spoilt.replace('text="News – Cranes Institute"', 'p:id="cranes" p:nation="france"')

    ended = here("import", "-", input=spoilt)

    assert "-:2: a row: 'nation' is 'france': write one of" in ended.stderr
    assert "-:6: Harbour: 'feed_kind' is 'pub': write one of" in ended.stderr
    assert [key for key in here.sources() if key.startswith("cranes")] == ["cranes-again"]


def test_a_second_import_changes_nothing(here):
    here("import", "-", input=OPML)
    before = here.own.read_bytes()

    again = here("import", "-", input=OPML)

    assert "0 feeds new" in again.stderr
    assert here.own.read_bytes() == before


def test_a_dry_run_keeps_nothing(here):
    ended = here("import", "-", "--dry-run", input=OPML)

    assert "- id: cranes-institute\n" in ended.stdout
    assert not here.own.exists()


def test_another_installation_reads_an_export_back_to_the_same_rows(here, there, tmp_path):
    file = str(tmp_path / "ours.opml")

    written = here("export", file, "--all")
    read = there("import", file)

    assert (written.exit_code, read.exit_code) == (0, 0), read.output
    theirs = there.sources()
    ours = {key: one for key, one in here.sources().items() if one.feed}
    assert {key: theirs[key] for key in ours} == {
        key: one if one.found else type(one)(**{**fields(one), "found": "opml"})
        for key, one in ours.items()
    }


def fields(record):
    return {name: getattr(record, name) for name in type(record).__slots__}


def test_an_export_holds_what_is_polled(here):
    usual, everything = here("export").stdout, here("export", "-", "--all").stdout

    assert ("docks.example" in usual, "off.example" in usual) == (True, False)
    assert ("off.example" in everything, "harbour.example" in everything) == (True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("import", "gone.opml"), "gone.opml: cannot be read", id="no file"),
        pytest.param(("import", "-"), "-: not OPML: it is no XML", id="no list"),
        pytest.param(("import", "-", "--kind", "pub"), "write one of union", id="no kind"),
        pytest.param(("export", "/nowhere/x.opml"), "cannot be written", id="no folder"),
    ],
)
def test_what_cannot_be_done_is_said(here, words, said):
    ended = here(*words, input="nothing")

    assert ended.exit_code == 1
    assert said in ended.stderr
