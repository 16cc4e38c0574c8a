"""All that the warehouse knows of one initiative, each thing with who says so, and where."""

from typing import Any

from duckdb import DuckDBPyConnection as Connection

from warehouse import queries, store

Row = dict[str, Any]

# Each section of a life: what is asked of the published copy for one initiative.
SECTIONS = {
    "names": """
        SELECT name, first_seen_at, is_merged FROM main.initiative_names
        WHERE initiative_id = $id
        ORDER BY is_merged, first_seen_at, name
    """,
    "relations": """
        SELECT relation, other, other_id, quote, source, url,
               coalesce(published_at, first_seen_at) AS said_at
        FROM main.initiative_links
        WHERE initiative_id = $id
        QUALIFY row_number() OVER (PARTITION BY relation, lower(other) ORDER BY said_at, url) = 1
        UNION ALL BY NAME
        SELECT 'later: ' || relation AS relation, initiative AS other, initiative_id AS other_id,
               quote, source, url, coalesce(published_at, first_seen_at) AS said_at
        FROM main.initiative_links
        WHERE other_id = $id AND initiative_id <> $id
        QUALIFY row_number() OVER (PARTITION BY relation, initiative_id ORDER BY said_at, url) = 1
        ORDER BY relation, said_at, other
    """,
    "timeline": """
        WITH happened AS (
            SELECT said_at AS happened_at, 'step' AS kind, coalesce(step, stages.stage) AS value,
                   quote, source, title, url, is_seeded, coalesce(place, 0) AS place
            FROM main.stages
            LEFT JOIN store.steps USING (step)
            WHERE initiative_id = $id
            UNION ALL BY NAME
            SELECT happened_at, kind, value, quote, source, title, url, false AS is_seeded,
                   CASE kind WHEN 'new' THEN -1 ELSE 100 END AS place
            FROM main.happenings
            WHERE initiative_id = $id AND kind <> 'step' AND article_id IS NOT NULL
        ),
        told AS (
            SELECT kind, value, max(told_at) AS told_at
            FROM main.happenings
            WHERE initiative_id = $id
            GROUP BY ALL
        )
        SELECT happened_at, kind, value, quote, source, title, url, is_seeded, told_at
        FROM happened
        LEFT JOIN told USING (kind, value)
        ORDER BY is_seeded DESC, happened_at, place, kind, url, value
    """,
    "areas": """
        SELECT area, documents, sources, first_said_at, quote, source, title, url, is_seeded
        FROM main.initiative_areas
        WHERE initiative_id = $id
        ORDER BY documents DESC, first_said_at, area
    """,
    "sponsors": """
        SELECT role, body, body_kind,
               count(DISTINCT document_id)::INTEGER AS documents,
               count(DISTINCT source_id)::INTEGER AS sources,
               min(said_at) AS first_said_at,
               arg_min(quote, (said_at, document_id)) AS quote,
               arg_min(source, (said_at, document_id)) AS source,
               arg_min(title, (said_at, document_id)) AS title,
               coalesce(arg_min(url, (said_at, document_id)), any_value(url)) AS url,
               is_seeded
        FROM main.initiative_sponsors
        WHERE initiative_id = $id
        GROUP BY role, body, body_kind, is_seeded
        ORDER BY is_seeded, role, documents DESC, first_said_at, body
    """,
    "people": """
        SELECT person, roles, documents, sources, first_said_at, quote, source, title, url
        FROM main.people
        WHERE initiative_id = $id
        ORDER BY documents DESC, first_said_at, person
    """,
    "figures": """
        SELECT what, value, documents, sources, first_said_at, quote, source, title, url
        FROM main.initiative_figures
        WHERE initiative_id = $id
        ORDER BY what, documents DESC, first_said_at, value
    """,
    "deadlines": """
        SELECT DISTINCT ON (deadlines.kind, closes_at)
               deadlines.kind, closes_at, has_hour, deadlines.quote, deadlines.source,
               deadlines.title, deadlines.url
        FROM main.deadlines
        JOIN main.mentions USING (document_id)
        WHERE mentions.initiative_id = $id AND is_main
        ORDER BY closes_at, deadlines.kind, deadlines.first_seen_at, deadlines.url
    """,
    "contradictions": """
        SELECT what, role, value, others, told_by, first_said_at, quote, source, title, url
        FROM main.contradictions
        WHERE initiative_id = $id
        ORDER BY what, role, first_said_at, value
    """,
    "documents": """
        SELECT coalesce(published_at, first_seen_at) AS said_at, source, source_kind,
               document_kind AS kind, title, url, as_written, quote, is_main, is_baseline,
               confidence, why
        FROM main.mentions
        WHERE initiative_id = $id
        QUALIFY row_number() OVER (
            PARTITION BY document_id ORDER BY is_main DESC, confidence DESC, mention_id
        ) = 1
        ORDER BY said_at, document_id
    """,
    "decisions": """
        SELECT what, initiative, other, new_name, who, decided_at, note
        FROM main.decisions
        WHERE stands AND (
            initiative_id IN (SELECT initiative_id FROM store.kept WHERE kept_id = $id)
            OR other_id IN (SELECT initiative_id FROM store.kept WHERE kept_id = $id)
        )
        ORDER BY decision_id
    """,
    "reactions": """
        SELECT meaning, list(DISTINCT who ORDER BY who) AS people, min(seen_at) AS since_at
        FROM main.reactions
        WHERE initiative_id = $id AND stands
        GROUP BY meaning
        ORDER BY meaning DESC
    """,
    "mutes": """
        SELECT tier, since_at, noise_to, useful_to
        FROM main.mutes
        WHERE initiative_id = $id
        ORDER BY tier
    """,
    "themes": """
        SELECT theme_id, any_value(theme) AS theme,
               count(DISTINCT document_id)::INTEGER AS documents
        FROM main.themes_by_document
        JOIN main.mentions USING (document_id)
        WHERE initiative_id = $id AND is_main
        GROUP BY theme_id
        ORDER BY documents DESC, theme_id
    """,
}


def life(con: Connection, initiative_id: str) -> Row:
    """Return all that is known of an initiative: head, and each of SECTIONS as rows."""
    head = queries.ask(con, "register", {"id": initiative_id})
    years = store.words(
        con,
        """
        SELECT value FROM store.known_before
        WHERE initiative_id = $id AND what = 'year'
        ORDER BY value
        """,
        {"id": initiative_id},
    )
    found: Row = {
        "head": [dict(zip(head.columns, row, strict=True)) for row in head.rows],
        "known_since": years[0] if years else None,
    }
    asked = {"id": initiative_id}
    return found | {name: store.read(con, sql, asked) for name, sql in SECTIONS.items()}
