from datetime import UTC, datetime

import pytest

from records import Claim, Deadline, Document, Hit, Mention, ThemeScore, Verdict, Voice
from themes import happenings
from themes.happenings import Standing, Told
from themes.reading import Reading

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "Five areas will try Open Door from May. Bids close on 20 March."
QUOTE = "Five areas will try Open Door from May."
TITLES = {"place_based_budgets": "Place-based and pooled budgets"}


def mention(stage="pilot", **changes):
    start = TEXT.index("Open Door")
    known = {
        "document_id": "a1",
        "initiative_id": "open-door",
        "name": "Open Door",
        "kind": "pilot",
        "field": "text",
        "start": start,
        "stop": start + len("Open Door"),
        "quote": QUOTE,
        "stage": stage,
        "is_main": True,
        "is_live": True,
        "confidence": 0.8,
        "why": "followed by pilots",
        "claims": (
            Claim(what="area", value="Hull", role="", start=0, stop=4, quote="Five"),
            Claim(what="sponsor", value="MHCLG", role="funds", start=0, stop=4, quote="Five"),
        ),
    }
    return Mention(**known | changes)


def reading(mentions, document_id="a1", published_at=NOW, is_relevant=True, deadlines=()):
    theme = "place_based_budgets"
    return Reading(
        document=Document(
            document_id=document_id,
            kind="article",
            title="Five areas",
            text=TEXT,
            source_kind="government",
            published_at=published_at,
        ),
        verdict=Verdict(
            document_id=document_id,
            ruleset="r",
            is_relevant=is_relevant,
            scores=(
                ThemeScore(
                    theme_id=theme,
                    score=3,
                    by_rules=3,
                    by_sentences=0.0,
                    by_words=0,
                    counted=("areas-try",),
                    threshold=2,
                    is_given=is_relevant,
                ),
            ),
            hits=(
                Hit(
                    document_id=document_id,
                    theme_id=theme,
                    rule_id="areas-try",
                    field="text",
                    start=0,
                    stop=10,
                    quote="Five areas",
                    sentence=QUOTE,
                    weight=3,
                ),
            ),
            scope="in: UK public services",
        ),
        mentions=tuple(mentions),
        voice=Voice(
            document_id=document_id,
            verdict="unions heard",
            unions=("UNISON",),
            union_words=2,
            workforce_words=1,
            engagement_words=0,
            job_words=0,
            words=200,
            pages=0,
            says_left_out=None,
            reason="",
        ),
        deadlines=tuple(deadlines),
        mentions_unions=True,
    )


def told(mentions, article_id="a1", source="MHCLG", source_kind="government", **changes):
    is_baseline = changes.pop("is_baseline", False)
    return Told(
        article_id=article_id,
        url=f"https://example.org/{article_id}",
        source=source,
        source_kind=source_kind,
        is_baseline=is_baseline,
        article=reading(mentions, article_id, **changes),
        reports=(),
    )


def decide(*items, standing=None, leads=None):
    return [
        one.happening for one in happenings.decide(items, standing or {}, TITLES, NOW, leads or {})
    ]


def test_a_scheme_that_nobody_knew_is_new_once():
    (happening,) = decide(told([mention()]), told([mention()], "a2", "LGC", "trade_press"))

    assert (happening.key, happening.kind) == ("open-door:new", "new")
    assert (happening.stage, happening.was_stage) == ("pilot", None)
    assert (happening.areas, happening.sponsors) == (("Hull",), ("MHCLG",))
    assert happening.themes == ("Place-based and pooled budgets",)
    assert happening.rule == "areas-try"
    assert happening.quote == QUOTE
    assert set(happening.matched) == {"Open Door", "Five areas"}
    assert (happening.source, happening.also) == ("MHCLG", ("LGC",))


def test_a_known_scheme_rings_when_its_life_moves_on():
    standing = {"open-door": Standing(stage="announced", is_old=True)}

    (happening,) = decide(told([mention("pilot")]), standing=standing)

    assert happening.key == "open-door:stage:pilot"
    assert (happening.was_stage, happening.stage) == ("announced", "pilot")


@pytest.mark.parametrize("was", ["pilot", "rollout", "evaluation", "closed"])
def test_a_known_scheme_never_moves_back(was):
    standing = {"open-door": Standing(stage=was, is_old=True)}

    assert decide(told([mention("pilot")]), standing=standing) == []


@pytest.mark.parametrize(
    "quiet",
    [
        pytest.param(mention(is_main=False), id="named in passing"),
        pytest.param(mention(is_live=False), id="a look back"),
        pytest.param(mention(confidence=0.3), id="hardly a name"),
    ],
)
def test_what_is_no_news_rings_nothing(quiet):
    assert decide(told([quiet])) == []


def test_an_article_without_a_theme_rings_nothing():
    assert decide(told([mention()], is_relevant=False)) == []


def test_what_was_there_before_we_looked_is_never_new():
    old = told([mention()], "a0", is_baseline=True)

    assert decide(old) == []
    assert decide(old, told([mention()])) == []


def test_a_scheme_of_a_first_poll_rings_when_it_moves_on():
    old = told([mention("announced")], "a0", is_baseline=True)

    (happening,) = decide(old, told([mention("rollout")]))

    assert happening.key == "open-door:stage:rollout"


def test_the_deadline_that_comes_first_is_told_with_the_news():
    def closing(day):
        return Deadline(
            document_id="a1",
            kind="application",
            closes_at=datetime(2026, 3, day, 23, 59, tzinfo=UTC),
            has_hour=False,
            start=40,
            stop=len(TEXT),
            quote="Bids close on 20 March.",
        )

    (happening,) = decide(told([mention()], deadlines=[closing(27), closing(20), closing(1)]))

    assert happening.deadline is not None
    assert "20 March" in happening.deadline
