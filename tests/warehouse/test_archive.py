from tests.warehouse import make
from warehouse import archive


def test_every_text_is_walked_through_once_in_batches(filled):
    batches = list(archive.documents(filled, batch=2))

    assert [(done, total) for done, total, _ in batches] == [(2, 4), (3, 4), (4, 4)]
    found = [one for *_, batch in batches for one in batch]
    assert [(one.document_id, one.kind, one.article_id) for one in found] == [
        ("lga-a1", "article", "lga-a1"),
        ("lga-a2", "article", "lga-a2"),
        ("tuc-a3", "article", "tuc-a3"),
        ("report-1", "report", "lga-a1"),
    ]
    assert found[0].text == make.article(1).text
    assert found[3].text == "First page of staff.\fSecond page of staff."
    assert found[2].source_kind == "union"
