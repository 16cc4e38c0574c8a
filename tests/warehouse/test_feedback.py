import pytest

from tests.warehouse import make
from warehouse import articles, entries, feedback, hits, outbox, queries, reports
from warehouse.feedback import Feedback, Noted, NotLabelled, UnknownDocument

ARTICLES = 12


@pytest.fixture
def judged(con):
    """A warehouse with articles that the rule total-place gave the theme place-budgets."""
    numbers = range(1, ARTICLES + 1)
    entries.add_entries(con, [make.entry(n) for n in numbers], make.NOW)
    given = [make.article(n) for n in numbers]
    articles.add_articles(con, given, make.NOW)
    reports.add_reports(con, [make.report(1)], make.NOW)
    hits.add_ruleset(con, make.RULESET, {"place-budgets": ("Place budgets", "why")}, make.NOW)
    ids = [one.article_id for one in given]
    score = make.theme_score("place-budgets", 3.0, is_given=True)
    scores = (score, make.theme_score("outsourcing", 1.0, is_given=False))
    counted = [type(one)(**{**_fields(one), "counted": ("total-place",)}) for one in scores]
    hits.add_verdicts(
        con,
        [make.verdict(key, scores=tuple(counted)) for key in [*ids, "report-1"]],
        make.NOW,
        digests={one.article_id: one.digest for one in given},
    )
    return con


def _fields(one):
    return {name: getattr(one, name) for name in one.__slots__}


def url(number):
    return f"https://lga.example/{number}"


def say(con, number, verdict, who="anna", **more):
    about = feedback.meant(con, url(number), [url(number)])
    said = Feedback(who=who, way="hand", verdict=verdict, **more)
    return feedback.add(con, about, said, make.NOW)


def precision(con, view="rule_precision"):
    found = con.execute(
        f"SELECT useful, noise, disputed, precision, round(low, 3), round(high, 3), in_words "
        f"FROM {view}"
    )
    return found.fetchall()


def test_precision_comes_with_its_interval_once_five_articles_are_judged(judged):
    for number in range(1, 5):
        say(judged, number, "useful")
    few = precision(judged)
    for number in range(5, 11):
        say(judged, number, "useful" if number < 9 else "noise")

    assert few == [(4, 0, 0, 1.0, None, None, "too few")]
    # Wilson's interval for 8 of 10, as in every table of it
    assert precision(judged) == [(8, 2, 0, 0.8, 0.49, 0.943, "80 % (49 to 94 %)")]
    assert precision(judged, "theme_precision") == precision(judged)
    assert queries.ask(judged, "orphans").rows == ()


def test_nobody_has_spoken_yet(judged):
    assert precision(judged) == [(0, 0, 0, None, None, None, "no feedback")]
    assert queries.ask(judged, "rule-precision").rows == ()
    assert len(queries.ask(judged, "rule-precision", {"all": "true"}).rows) == 1


def test_the_last_word_of_one_person_counts_and_persons_may_disagree(judged):
    first = say(judged, 1, "noise", words="a pilot episode")
    again = say(judged, 1, "noise")
    turned = say(judged, 1, "useful")
    alone = precision(judged)
    say(judged, 1, "noise", who="bob")

    assert first == Noted(is_new=True, was=None, was_at=None)
    assert again == Noted(is_new=False, was="noise", was_at=make.NOW)
    assert turned == Noted(is_new=True, was="noise", was_at=make.NOW)
    assert [row[:3] for row in alone] == [(1, 0, 0)]
    assert [row[:3] + row[-1:] for row in precision(judged)] == [(0, 0, 1, "disputed")]
    last = judged.execute("SELECT who, verdict FROM feedback WHERE is_last_word ORDER BY who")
    assert last.fetchall() == [("anna", "useful"), ("bob", "noise")]


def test_a_word_on_a_rule_says_nothing_of_its_theme(judged):
    say(judged, 1, "noise", rule_id="total-place")

    assert [row[:3] for row in precision(judged)] == [(0, 1, 0)]
    assert [row[:3] for row in precision(judged, "theme_precision")] == [(0, 0, 0)]
    ((theme_id,),) = judged.execute("SELECT theme_id FROM feedback").fetchall()
    assert theme_id == "place-budgets"


def test_a_verdict_from_before_it_was_kept_what_counts_blames_the_rules_that_hit(judged):
    judged.execute("UPDATE store.theme_scores SET counted = NULL")
    say(judged, 1, "noise")

    assert [row[:3] for row in precision(judged)] == [(0, 1, 0)]


def test_rules_that_give_the_label_no_more_are_not_blamed_for_it(judged):
    say(judged, 1, "noise")
    other = make.verdict(ruleset="s" * 20, is_relevant=False, scores=(), hits=())
    hits.add_verdicts(judged, [other], make.NOW, digests={"lga-a1": make.article(1).digest})

    assert [row[:3] for row in precision(judged)] == [(0, 0, 0)]
    assert feedback.noise(judged) == ()
    assert judged.execute("SELECT count(*) FROM feedback").fetchall() == [(1,)]


def test_noise_comes_with_the_sentence_that_was_hit_and_with_who_says_so(judged):
    say(judged, 1, "noise", words="no council")
    say(judged, 1, "useful", who="bob")
    say(judged, 2, "noise")
    say(judged, 2, "useful", who="bob")
    say(judged, 2, "useful", who="carol")

    (one,) = feedback.noise(judged)  # of 2 more say that it is useful
    assert (one.theme_id, one.rule_id, one.url) == ("place-budgets", "total-place", url(1))
    assert (one.sentence, one.quote, one.start) == ("Text of 1.", "Text", 0)
    assert one.text == make.article(1).text
    assert (one.noise_to, one.useful_to, one.words) == (("anna",), ("bob",), ("no council",))


def test_an_alert_or_a_report_can_be_meant(judged):
    told = make.alert()
    about = {told.key: outbox.About("new", None, "lga-a1")}
    outbox.enqueue(judged, [told, make.alert("digest")], make.NOW, about=about)

    for name in (told.alert_id, told.key):
        assert feedback.meant(judged, name, []).document_id == "lga-a1"
    report = "https://lga.example/1.pdf"
    assert feedback.meant(judged, report, [report]).document_id == "report-1"
    with pytest.raises(UnknownDocument, match="about no single article"):
        feedback.meant(judged, "digest", [])


@pytest.mark.parametrize(
    ("said", "says"),
    [
        pytest.param({"theme_id": "pay"}, "no theme 'pay' now; it has place-budgets", id="theme"),
        pytest.param({"rule_id": "pay"}, "'pay' does not count in .*: total-place", id="rule"),
        pytest.param({"theme_id": "outsourcing"}, "it has place-budgets", id="theme not given"),
    ],
)
def test_what_the_article_does_not_have_is_refused(judged, said, says):
    with pytest.raises(NotLabelled, match=says):
        say(judged, 1, "noise", **said)

    assert judged.execute("SELECT count(*) FROM feedback").fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("what", "says"),
    [
        pytest.param("https://lga.example/111", "did you mean https://lga.example/11", id="near"),
        pytest.param("https://far.invalid/x", "write it as an alert links to it", id="far"),
    ],
)
def test_an_unknown_address_is_told_with_what_is_like_it(judged, what, says):
    with pytest.raises(UnknownDocument, match=says):
        feedback.meant(judged, what, [what])


def test_a_word_that_is_no_address_says_where_alerts_are(judged):
    with pytest.raises(UnknownDocument, match="SELECT alert_id, text FROM alerts"):
        feedback.meant(judged, "nonsense", [])
