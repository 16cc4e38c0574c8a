"""A warehouse from before decisions: what it holds is the same afterwards, and can be decided."""

import duckdb

from tests.warehouse import make
from tests.warehouse.test_decisions import ANN
from warehouse import articles, decisions, entries, feeds, initiatives, migrate, store

VIEWS = ("initiatives", "mentions", "claims", "initiative_timeline")


def test_decisions_come_to_a_warehouse_that_holds_initiatives(path):
    path.parent.mkdir()
    one, two = make.mention("Shire Purse"), make.mention("Coastal Wallet", "lga-a2")
    with duckdb.connect(path, config=store.CONFIG) as con:
        con.execute("SET TimeZone = 'UTC'")
        migrate.migrate(con, path, migrate.load()[:17])
        feeds.sync(con, [make.source("lga")], make.NOW)
        feeds.polled(con, [make.poll("lga")], make.NOW)
        entries.add_entries(con, [make.entry(1), make.entry(2)], make.NOW)
        articles.add_articles(con, [make.article(1), make.article(2)], make.NOW)
        for number, mention in enumerate((one, two), start=1):
            remember(con, number, mention)
        before = {view: store.read(con, f"FROM {view} ORDER BY ALL") for view in VIEWS}

    with store.open_warehouse(path) as con:
        for view, old in before.items():
            columns = ", ".join(old[0]) if old else "*"  # later ones are added
            assert store.read(con, f"SELECT {columns} FROM {view} ORDER BY ALL") == old
        names = store.words(con, "SELECT name FROM initiatives ORDER BY name")
        assert names == ["Coastal Wallet", "Shire Purse"]

        decisions.merge(con, two.initiative_id, one.initiative_id, ANN)

        (known,) = initiatives.register(con)
        assert (known.name, known.aliases) == ("Shire Purse", ("Coastal Wallet",))


def remember(con, number, mention):
    """Keep a mention as the version before did."""
    key, document = mention.initiative_id, mention.document_id
    row = {
        "initiative_id": key, "name": mention.name, "kind": mention.kind, "is_seeded": False,
        "first_seen_at": make.NOW, "first_document_id": document, "first_source_id": "lga",
    }  # fmt: skip
    store.insert(con, "initiatives", [row])
    name = {"initiative_id": key, "name": mention.name, "first_seen_at": make.NOW}
    store.insert(con, "initiative_names", [name])
    said = {
        "initiative_id": key, "stage": mention.stage, "said_at": make.NOW,
        "document_id": document, "quote": mention.quote, "recorded_at": make.NOW,
    }  # fmt: skip
    store.insert(con, "stages", [said])
    plain = initiatives._mention_row(mention) | {"mention_id": f"m{number}"}
    store.insert(con, "mentions", [plain | {"recorded_at": make.NOW}])
    claim = {
        "mention_id": f"m{number}", "document_id": document, "initiative_id": key, "what": "area",
        "value": "Kent", "role": "", "field": "text", "start": 0, "stop": 4, "quote": "Text",
    }  # fmt: skip
    store.insert(con, "claims", [claim])
