-- What happened to each initiative, once each, ever: the outbox tells, this table remembers.
-- Rows are only ever added. What was there before we looked, stands in the seeds or came with
-- an archive is known by its row, and told in no alert.

CREATE TABLE store.happenings (
    key           TEXT        NOT NULL PRIMARY KEY,    -- initiative:kind, :value if there is one
    initiative_id TEXT        NOT NULL,
    kind          TEXT        NOT NULL,    -- new, step, deadline, area, sponsor, report
    value         TEXT        NOT NULL,    -- empty: new
    article_id    TEXT        NOT NULL,    -- empty: from the seeds, or from before this table
    quote         TEXT        NOT NULL,
    happened_at   TIMESTAMPTZ NOT NULL,    -- date of the document
    recorded_at   TIMESTAMPTZ NOT NULL,
    told_in       TEXT        NOT NULL     -- key of the alert; empty: never told
);

-- What was known and told before there was this table.
INSERT INTO store.happenings
WITH known AS (
    SELECT initiative_id, 'new' AS kind, '' AS value, '' AS document_id, '' AS quote,
           first_seen_at AS happened_at, first_seen_at AS recorded_at,
           initiative_id || ':new' AS alert
    FROM store.initiatives
    WHERE initiative_id IN (FROM store.no_news)
    UNION ALL
    SELECT initiative_id, 'step',
           CASE stage
               WHEN 'consultation' THEN 'consultation open'
               WHEN 'pilot' THEN 'running'
               WHEN 'rollout' THEN 'rolled out'
               WHEN 'evaluation' THEN 'evaluated'
               WHEN 'closed' THEN 'ended'
               ELSE stage
           END,
           document_id, quote, said_at, recorded_at, initiative_id || ':stage:' || stage
    FROM store.stages
    UNION ALL
    SELECT claims.initiative_id, claims.what, claims.value, claims.document_id, claims.quote,
           coalesce(documents.published_at, documents.first_seen_at), mentions.recorded_at, ''
    FROM store.claims
    JOIN store.mentions USING (mention_id)
    JOIN store.documents ON documents.document_id = claims.document_id
    WHERE claims.what IN ('area', 'sponsor') AND mentions.is_main
    UNION ALL
    SELECT mentions.initiative_id, 'deadline',
           strftime((closes_at AT TIME ZONE 'Europe/London')::DATE, '%Y-%m-%d'),
           deadlines.document_id, deadlines.quote,
           coalesce(documents.published_at, documents.first_seen_at), found_at, ''
    FROM store.deadlines
    JOIN store.mentions USING (document_id)
    JOIN store.documents USING (document_id)
    WHERE mentions.is_main
),
keyed AS (
    SELECT *, initiative_id || ':' || kind || CASE value WHEN '' THEN '' ELSE ':' END
              || lower(trim(regexp_replace(value, '\s+', ' ', 'g'))) AS key
    FROM known
)
SELECT DISTINCT ON (keyed.key)
       keyed.key, keyed.initiative_id, keyed.kind, value,
       coalesce(documents.article_id, ''), quote, happened_at, recorded_at,
       coalesce(outbox.key, '')
FROM keyed
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.outbox ON outbox.key = keyed.alert
ORDER BY keyed.key, outbox.key NULLS LAST, document_id <> '', happened_at, document_id;

CREATE VIEW main.happenings AS
SELECT
    kept.kept_id AS initiative_id,
    kept.name AS initiative,
    happenings.kind,
    happenings.value,
    happenings.quote,
    happenings.happened_at,
    happenings.recorded_at,
    nullif(happenings.article_id, '') AS article_id,
    documents.title,
    documents.url,
    documents.source_id,
    sources.name AS source,
    nullif(happenings.told_in, '') AS told_in,
    outbox.sent_at AS told_at,
    happenings.key
FROM store.happenings
JOIN store.kept USING (initiative_id)
LEFT JOIN store.documents ON documents.document_id = happenings.article_id
LEFT JOIN store.sources USING (source_id)
LEFT JOIN store.outbox ON outbox.key = nullif(happenings.told_in, '')
WHERE NOT kept.is_refused;

COMMENT ON VIEW main.happenings IS
    'What happened to each initiative, once each, and in which alert it was told';
COMMENT ON COLUMN main.happenings.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.happenings.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.happenings.kind IS 'new, step, deadline, area, sponsor or report';
COMMENT ON COLUMN main.happenings.value IS
    'which step, which day, or the name of the area, body or report; empty: new';
COMMENT ON COLUMN main.happenings.quote IS 'the words that prove it; empty: from the seeds';
COMMENT ON COLUMN main.happenings.happened_at IS 'date of the document that says so';
COMMENT ON COLUMN main.happenings.recorded_at IS 'when it was written down';
COMMENT ON COLUMN main.happenings.article_id IS
    'the article that tells it best; NULL: from the seeds';
COMMENT ON COLUMN main.happenings.title IS 'title of that article';
COMMENT ON COLUMN main.happenings.url IS 'address of that article';
COMMENT ON COLUMN main.happenings.source_id IS 'id of its publisher';
COMMENT ON COLUMN main.happenings.source IS 'name of its publisher';
COMMENT ON COLUMN main.happenings.told_in IS
    'key of the alert that tells it; NULL: known, and never told';
COMMENT ON COLUMN main.happenings.told_at IS 'when that alert arrived; NULL: it has not';
COMMENT ON COLUMN main.happenings.key IS 'initiative:kind:value, which there is once';
