-- What was not told at once, and which articles a channel's digest has told of.

CREATE TABLE store.held_alerts (
    key           TEXT        NOT NULL PRIMARY KEY,    -- that the alert would have had
    channel       TEXT        NOT NULL,    -- empty: the installation's default
    kind          TEXT        NOT NULL,    -- new, step, reminder …
    initiative_id TEXT,                    -- NULL: about no single initiative
    article_id    TEXT,                    -- NULL: about no single article
    headline      TEXT        NOT NULL,    -- its first line
    why           TEXT        NOT NULL,    -- cap, or tier: the channel reads by day
    held_at       TIMESTAMPTZ NOT NULL,
    announced_in  TEXT,                    -- key of the message "and N more"; NULL: of none
    told_in       TEXT                     -- key of the digest; NULL: not told yet
);

CREATE TABLE store.digested (
    channel     TEXT        NOT NULL,      -- empty: the installation's default
    article_id  TEXT        NOT NULL,
    key         TEXT        NOT NULL,      -- of the digest
    digested_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (channel, article_id)
);

CREATE VIEW main.held_alerts AS
SELECT
    held_alerts.key,
    held_alerts.channel,
    held_alerts.kind,
    coalesce(kept.kept_id, held_alerts.initiative_id) AS initiative_id,
    kept.name AS initiative,
    held_alerts.article_id,
    documents.url,
    held_alerts.headline,
    held_alerts.why,
    held_alerts.held_at,
    held_alerts.told_in
FROM store.held_alerts
LEFT JOIN store.kept USING (initiative_id)
LEFT JOIN store.documents ON documents.document_id = held_alerts.article_id;

COMMENT ON VIEW main.held_alerts IS 'What a channel was not told at once, and which digest told it';
COMMENT ON COLUMN main.held_alerts.key IS 'the key that the alert would have had';
COMMENT ON COLUMN main.held_alerts.channel IS 'where it would have gone; empty: the installation''s default';
COMMENT ON COLUMN main.held_alerts.kind IS 'new, step, deadline, reminder …';
COMMENT ON COLUMN main.held_alerts.initiative_id IS 'the initiative; NULL: about no single one';
COMMENT ON COLUMN main.held_alerts.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.held_alerts.article_id IS 'the article; NULL: about no single one';
COMMENT ON COLUMN main.held_alerts.url IS 'address of the article';
COMMENT ON COLUMN main.held_alerts.headline IS 'its first line';
COMMENT ON COLUMN main.held_alerts.why IS 'cap: the channel had its messages of that run; tier: it reads by day';
COMMENT ON COLUMN main.held_alerts.held_at IS 'when it was held back';
COMMENT ON COLUMN main.held_alerts.told_in IS 'key of the digest that told it; NULL: none yet';

-- A happening is told by the alert of any channel, or held back for its digest.
CREATE OR REPLACE VIEW main.happenings AS
WITH told AS (
    SELECT regexp_replace(key, '@[CGD][A-Z0-9]*$', '') AS happening, min(sent_at) AS sent_at
    FROM store.outbox
    GROUP BY happening
)
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
    told.sent_at AS told_at,
    happenings.key
FROM store.happenings
JOIN store.kept USING (initiative_id)
LEFT JOIN store.documents ON documents.document_id = happenings.article_id
LEFT JOIN store.sources USING (source_id)
LEFT JOIN told ON told.happening = nullif(happenings.told_in, '')
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
