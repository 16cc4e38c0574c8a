"""What readers say of articles, reports and alerts; rules learn nothing from it by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError
from warehouse import keyed, store

VERDICTS = ("useful", "noise")
TAKEN_BACK = "taken back"  # what a person said before counts no more
MOST_NAMED = 3  # of addresses that are like the one asked for


class UnknownDocument(PlacewatchError):
    """An address or an alert that nothing stored belongs to."""


class NotLabelled(PlacewatchError):
    """A theme or a rule that a document does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What feedback is about, and which rules labelled it."""

    document_id: str
    title: str
    url: str
    alert_id: str | None  # None: the document was named, not an alert
    ruleset: str | None  # of the verdict that stands; None: nothing judged it yet
    labels: dict[str, tuple[str, ...]]  # themes that it has now, each with the rules that counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One thing that one person said."""

    who: str
    way: str  # how it reached us: hand, reaction
    verdict: str  # one of VERDICTS, or TAKEN_BACK
    theme_id: str | None = None  # None: all of the document
    rule_id: str | None = None  # None: all rules that counted
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What became of a piece of feedback."""

    is_new: bool  # False: the same person's last word was the same, and nothing is added to it
    was: str | None  # their last verdict on the same thing; None: they had said nothing
    was_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """A sentence that a rule hit in a document that readers call noise."""

    theme_id: str
    rule_id: str
    ruleset: str  # that said so
    field: str  # title or text: where start counts
    start: int
    sentence: str
    quote: str  # the words in it that were hit
    text: str | None  # all of the article that was judged; None: a report
    title: str
    url: str
    noise_to: tuple[str, ...]  # persons
    useful_to: tuple[str, ...]
    words: tuple[str, ...]  # what they added
    given_at: datetime  # the latest of it


def meant(con: Connection, what: str, addresses: Sequence[str]) -> Meant:
    """Return what a person means by an alert or an address.

    Args:
        con: The warehouse.
        what: As the person wrote it: the id or key of an alert, or an address.
        addresses: What it may be as an address, canonical; empty: it is none.

    Raises:
        UnknownDocument: with the stored addresses that are most like it.
    """
    found = con.execute(
        """
        SELECT alert_id, article_id FROM store.outbox
        WHERE alert_id = $what OR key = $what
        """,
        {"what": store.utf8(what)},
    ).fetchone()
    if found and found[1] is None:
        raise UnknownDocument(f"the alert {what!r} is about no single article: name its address")
    alert_id, document_id = found or (None, _document(con, addresses))
    if document_id is None:
        raise UnknownDocument(_unknown(con, what, addresses))
    title, url = con.execute(
        "SELECT title, url FROM store.documents WHERE document_id = $key", {"key": document_id}
    ).fetchone() or ("", "")
    ruleset = con.execute(
        "SELECT ruleset FROM store.current_verdicts WHERE document_id = $key", {"key": document_id}
    ).fetchone()
    labels = con.execute(
        """
        SELECT theme_id, list(rule_id ORDER BY rule_id)
        FROM store.counting_rules
        WHERE document_id = $key
        GROUP BY theme_id
        ORDER BY theme_id
        """,
        {"key": document_id},
    ).fetchall()
    return Meant(
        document_id=document_id,
        title=title,
        url=url,
        alert_id=alert_id,
        ruleset=ruleset[0] if ruleset else None,
        labels={theme_id: tuple(rules) for theme_id, rules in labels},
    )


def add(con: Connection, about: Meant, said: Feedback, now: datetime) -> Noted:
    """Keep what a person said; of what one person says of one thing the last word counts.

    Args:
        con: The warehouse.
        about: What ``meant`` returned.
        said: What was said. A rule alone stands for its theme, too.
        now: When.

    Raises:
        NotLabelled: if the document has no such theme, or no such rule counted in it.
    """
    theme_id = _theme(about, said)
    row: dict[str, object] = {
        "who": store.utf8(said.who),
        "document_id": about.document_id,
        "theme_id": theme_id,
        "rule_id": said.rule_id,
    }
    with store.transaction(con):
        last = con.execute(
            """
            SELECT verdict, words, given_at FROM store.feedback
            WHERE who = $who AND document_id = $document_id
              AND (theme_id IS NULL OR theme_id = $theme_id)
              AND (rule_id IS NULL OR rule_id = $rule_id)
            ORDER BY feedback_id DESC
            LIMIT 1
            """,
            row,
        ).fetchone()
        verdict, words, was_at = last or (None, "", None)
        is_new = verdict != said.verdict or store.utf8(said.words) not in ("", words)
        if is_new:
            row |= {
                "given_at": now,
                "way": said.way,
                "verdict": said.verdict,
                "alert_id": about.alert_id,
                "words": said.words,
                "ruleset": about.ruleset,
            }
            store.insert(con, "feedback", keyed.numbered(con, "feedback", "feedback_id", [row]))
    return Noted(is_new=is_new, was=verdict, was_at=was_at)


def noise(con: Connection) -> tuple[Noise, ...]:
    """Return the sentences that rules hit where no more readers say useful than noise.

    Only of labels that stand now: what later rules do not give needs no further miss.
    """
    found = store.read(
        con,
        """
        WITH blamed AS (
            SELECT document_id, theme_id, rule_id,
                   list(who ORDER BY who) FILTER (verdict = 'noise') AS noise_to,
                   coalesce(list(who ORDER BY who) FILTER (verdict = 'useful'), []) AS useful_to,
                   list(words ORDER BY who) FILTER (verdict = 'noise' AND words <> '') AS words,
                   max(given_at) FILTER (verdict = 'noise') AS given_at
            FROM store.last_words
            WHERE rule_id IS NOT NULL
            GROUP BY ALL
            HAVING len(noise_to) >= len(useful_to)
        )
        SELECT DISTINCT ON (theme_id, rule_id, hits.sentence, url)
               theme_id, rule_id, ruleset, hits.field, hits.start, hits.sentence, hits.quote,
               versions.text, documents.title, url,
               noise_to, useful_to, coalesce(blamed.words, []) AS words, given_at
        FROM blamed
        JOIN store.counting_rules USING (document_id, theme_id, rule_id)
        JOIN store.hits USING (document_id, digest, ruleset, theme_id, rule_id)
        JOIN store.documents USING (document_id)
        LEFT JOIN store.article_versions AS versions
            ON versions.article_id = document_id AND versions.digest = hits.digest
        ORDER BY theme_id, rule_id, hits.sentence, url, hits.start
        """,
    )
    lists = ("noise_to", "useful_to", "words")
    return tuple(Noise(**row | {name: tuple(row[name]) for name in lists}) for row in found)


def _document(con: Connection, addresses: Sequence[str]) -> str | None:
    """Return the article or report with one of these addresses, or whose entry has it."""
    found = con.execute(
        """
        WITH given AS (SELECT unnest($addresses::JSON::TEXT[]) AS url),
        known AS (
            SELECT 1 AS place, url, article_id AS document_id FROM store.articles
            UNION ALL
            SELECT 2, url, report_id FROM store.reports
            UNION ALL
            SELECT 3, url, article_id FROM store.entries WHERE article_id IS NOT NULL
        )
        SELECT document_id FROM known JOIN given USING (url)
        ORDER BY place, document_id
        LIMIT 1
        """,
        {"addresses": store.text(list(addresses))},
    ).fetchone()
    return found[0] if found else None


def _unknown(con: Connection, what: str, addresses: Sequence[str]) -> str:
    if not addresses:
        query = "placewatch query --sql 'SELECT alert_id, text FROM alerts'"
        return f"{what!r} is no alert and no address: {query} lists alerts"
    like = store.words(
        con,
        """
        SELECT url FROM store.documents
        WHERE jaro_winkler_similarity(url, $url) > 0.9
        ORDER BY jaro_winkler_similarity(url, $url) DESC, url
        LIMIT $most
        """,
        {"url": store.utf8(addresses[0]), "most": MOST_NAMED},
    )
    remedy = f"did you mean {', '.join(like)}?" if like else "write it as an alert links to it"
    return f"nothing stored has the address {what}: {remedy}"


def _theme(about: Meant, said: Feedback) -> str | None:
    """Return the theme that is meant; None: all.

    Raises:
        NotLabelled: if the document has not what is meant.
    """
    themes = ", ".join(about.labels) or "none"
    if said.theme_id is not None and said.theme_id not in about.labels:
        raise NotLabelled(f"{about.url} has no theme {said.theme_id!r} now; it has {themes}")
    if said.rule_id is None:
        return said.theme_id
    asked = [said.theme_id] if said.theme_id else list(about.labels)
    for theme_id in asked:
        if said.rule_id in about.labels[theme_id]:
            return theme_id
    rules = ", ".join(rule for theme_id in asked for rule in about.labels[theme_id]) or "none did"
    raise NotLabelled(f"the rule {said.rule_id!r} does not count in {about.url}: {rules}")
