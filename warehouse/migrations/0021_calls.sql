-- What asks for answers until a day: how each call stood since when, and who told of it.
-- Both tables only grow: the row of the highest sequence is how a call stands now. A day that
-- was moved is a further row; the old one stays. No foreign keys; orphans.sql watches.

CREATE TABLE store.calls (
    call_id       TEXT        NOT NULL,
    sequence      INTEGER     NOT NULL CHECK (sequence >= 0),  -- how often it was changed
    state         TEXT        NOT NULL,    -- open (also when its day has passed) or withdrawn
    kind          TEXT        NOT NULL,
    title         TEXT        NOT NULL,
    asker         TEXT        NOT NULL,
    respond_url   TEXT        NOT NULL,
    opens_at      TIMESTAMPTZ,             -- NULL: not said
    closes_at     TIMESTAMPTZ NOT NULL,
    has_hour      BOOLEAN     NOT NULL,
    was_at        TIMESTAMPTZ,             -- when it closed before its latest move; NULL: none
    document_id   TEXT        NOT NULL,    -- the document that says so
    start         INTEGER     NOT NULL,    -- offsets of the quote in its text
    stop          INTEGER     NOT NULL,
    quote         TEXT        NOT NULL,
    is_baseline   BOOLEAN     NOT NULL,    -- the first document was there before we looked
    first_seen_at TIMESTAMPTZ NOT NULL,
    noted_at      TIMESTAMPTZ NOT NULL,    -- since when it stands so
    PRIMARY KEY (call_id, sequence)
);

CREATE TABLE store.call_evidence (
    call_id     TEXT        NOT NULL,
    document_id TEXT        NOT NULL,
    kind        TEXT        NOT NULL,      -- kind, closes_at: which of store.deadlines
    closes_at   TIMESTAMPTZ NOT NULL,
    has_hour    BOOLEAN     NOT NULL,
    start       INTEGER     NOT NULL,
    stop        INTEGER     NOT NULL,
    quote       TEXT        NOT NULL,
    joined_at   TIMESTAMPTZ NOT NULL
);

CREATE VIEW store.current_calls AS
SELECT calls.*
FROM store.calls AS calls
QUALIFY row_number() OVER (PARTITION BY call_id ORDER BY sequence DESC) = 1;

CREATE OR REPLACE VIEW main.deadlines AS
WITH told AS (
    SELECT DISTINCT ON (document_id, kind, closes_at) document_id, kind, closes_at, call_id
    FROM store.call_evidence
    ORDER BY document_id, kind, closes_at, joined_at DESC
)
SELECT
    deadlines.document_id,
    documents.kind AS document_kind,
    documents.article_id,
    deadlines.kind,
    deadlines.closes_at,
    deadlines.has_hour,
    deadlines.quote,
    documents.title,
    documents.url,
    documents.source_id,
    sources.name AS source,
    documents.first_seen_at,
    deadlines.start,
    deadlines.stop,
    told.call_id,
    calls.closes_at = deadlines.closes_at AS is_current,
    calls.asker,
    calls.respond_url
FROM store.deadlines
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN told ON told.document_id = deadlines.document_id AND told.kind = deadlines.kind
    AND told.closes_at = deadlines.closes_at
LEFT JOIN store.current_calls AS calls ON calls.call_id = told.call_id;

COMMENT ON VIEW main.deadlines IS 'Dates by which somebody may respond, as each document says';
COMMENT ON COLUMN main.deadlines.document_id IS 'the article or report';
COMMENT ON COLUMN main.deadlines.document_kind IS 'article or report';
COMMENT ON COLUMN main.deadlines.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.deadlines.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.deadlines.closes_at IS
    'in UTC; end of the day in London where no hour is given';
COMMENT ON COLUMN main.deadlines.has_hour IS 'the text gives the hour';
COMMENT ON COLUMN main.deadlines.quote IS 'the sentence that says so';
COMMENT ON COLUMN main.deadlines.title IS 'title';
COMMENT ON COLUMN main.deadlines.url IS 'address, canonical';
COMMENT ON COLUMN main.deadlines.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.deadlines.source IS 'name of the publisher';
COMMENT ON COLUMN main.deadlines.first_seen_at IS 'when Placewatch saw the document first';
COMMENT ON COLUMN main.deadlines.start IS 'where the quote begins in the text, in characters';
COMMENT ON COLUMN main.deadlines.stop IS 'just past its end';
COMMENT ON COLUMN main.deadlines.call_id IS
    'the call that it is about: main.calls; NULL: not settled yet';
COMMENT ON COLUMN main.deadlines.is_current IS 'the call still closes then';
COMMENT ON COLUMN main.deadlines.asker IS 'the body that asks';
COMMENT ON COLUMN main.deadlines.respond_url IS 'where to respond';

CREATE VIEW main.calls AS
WITH evidence AS (
    SELECT call_id, count(DISTINCT document_id) AS documents,
           list_sort(list(DISTINCT sources.name)) AS sources
    FROM store.call_evidence
    JOIN store.documents USING (document_id)
    LEFT JOIN store.sources USING (source_id)
    GROUP BY call_id
),
themed AS (
    SELECT call_id, list_sort(list(DISTINCT theme)) AS themes
    FROM store.call_evidence
    JOIN main.themes_by_article USING (document_id)
    GROUP BY call_id
),
named AS (
    SELECT call_id, list_sort(list(DISTINCT initiatives.name)) AS initiatives
    FROM store.call_evidence
    JOIN store.mentions USING (document_id)
    JOIN store.initiatives USING (initiative_id)
    WHERE mentions.is_main
    GROUP BY call_id
)
SELECT
    call_id,
    calls.kind,
    calls.title,
    calls.asker,
    calls.respond_url,
    calls.opens_at,
    calls.closes_at,
    calls.has_hour,
    CASE WHEN calls.state = 'withdrawn' THEN 'withdrawn'
         WHEN calls.closes_at < now() THEN 'closed'
         ELSE 'open' END AS state,
    date_diff('day', timezone('Europe/London', now())::DATE,
              timezone('Europe/London', calls.closes_at)::DATE) AS days_left,
    calls.closes_at < calls.first_seen_at AS is_missed,
    calls.sequence AS changes,
    calls.was_at,
    calls.quote,
    calls.document_id,
    documents.article_id,
    documents.url,
    documents.source_id,
    sources.name AS source,
    coalesce(evidence.documents, 0) AS documents,
    coalesce(evidence.sources, []) AS sources,
    coalesce(themes, []) AS themes,
    coalesce(initiatives, []) AS initiatives,
    calls.is_baseline,
    calls.first_seen_at,
    calls.noted_at
FROM store.current_calls AS calls
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources ON sources.source_id = documents.source_id
LEFT JOIN evidence USING (call_id)
LEFT JOIN themed USING (call_id)
LEFT JOIN named USING (call_id);

COMMENT ON VIEW main.calls IS
    'Consultations, calls for evidence and rounds of bids, each once, as they stand now';
COMMENT ON COLUMN main.calls.call_id IS 'the call; its own for life, also when its day moves';
COMMENT ON COLUMN main.calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.calls.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN main.calls.asker IS 'the body that asks';
COMMENT ON COLUMN main.calls.respond_url IS
    'where to respond: an address of the web or of mail; else the article';
COMMENT ON COLUMN main.calls.opens_at IS 'since when it is open; NULL: not said';
COMMENT ON COLUMN main.calls.closes_at IS
    'in UTC; end of the day in London where no hour is given';
COMMENT ON COLUMN main.calls.has_hour IS 'the hour is given';
COMMENT ON COLUMN main.calls.state IS 'open, closed or withdrawn (nothing says it any more)';
COMMENT ON COLUMN main.calls.days_left IS 'as London counts days; below 0: closed';
COMMENT ON COLUMN main.calls.is_missed IS 'it had closed before Placewatch saw it';
COMMENT ON COLUMN main.calls.changes IS 'how often it was changed; main.call_history has each';
COMMENT ON COLUMN main.calls.was_at IS 'when it closed before its day was moved; NULL: never moved';
COMMENT ON COLUMN main.calls.quote IS 'the sentence that says when it closes';
COMMENT ON COLUMN main.calls.document_id IS 'the document that says so';
COMMENT ON COLUMN main.calls.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.calls.url IS 'address of the document';
COMMENT ON COLUMN main.calls.source_id IS 'id of its publisher';
COMMENT ON COLUMN main.calls.source IS 'name of its publisher';
COMMENT ON COLUMN main.calls.documents IS 'how many documents tell of it';
COMMENT ON COLUMN main.calls.sources IS 'names of their publishers';
COMMENT ON COLUMN main.calls.themes IS 'titles of the themes that they are labelled with';
COMMENT ON COLUMN main.calls.initiatives IS 'names of the initiatives that they are about';
COMMENT ON COLUMN main.calls.is_baseline IS 'the first document was there before we looked';
COMMENT ON COLUMN main.calls.first_seen_at IS 'when it was found first';
COMMENT ON COLUMN main.calls.noted_at IS 'since when it stands so';

CREATE VIEW main.call_history AS
SELECT call_id, calls.sequence, calls.noted_at, calls.state, calls.kind, calls.title,
       calls.asker, calls.respond_url, calls.opens_at, calls.closes_at, calls.quote,
       calls.document_id, documents.url
FROM store.calls AS calls
LEFT JOIN store.documents USING (document_id);

COMMENT ON VIEW main.call_history IS 'How each call stood, and since when';
COMMENT ON COLUMN main.call_history.call_id IS 'the call';
COMMENT ON COLUMN main.call_history.sequence IS '0: as first told';
COMMENT ON COLUMN main.call_history.noted_at IS 'since when it stood so';
COMMENT ON COLUMN main.call_history.state IS 'open or withdrawn';
COMMENT ON COLUMN main.call_history.kind IS 'kind';
COMMENT ON COLUMN main.call_history.title IS 'title';
COMMENT ON COLUMN main.call_history.asker IS 'the body that asks';
COMMENT ON COLUMN main.call_history.respond_url IS 'where to respond';
COMMENT ON COLUMN main.call_history.opens_at IS 'since when it is open; NULL: not said';
COMMENT ON COLUMN main.call_history.closes_at IS 'in UTC';
COMMENT ON COLUMN main.call_history.quote IS 'the sentence that said so';
COMMENT ON COLUMN main.call_history.document_id IS 'the document that said so';
COMMENT ON COLUMN main.call_history.url IS 'its address';

CREATE VIEW main.open_calls AS
SELECT closes_at, days_left, kind, asker, title, respond_url, call_id
FROM main.calls WHERE state = 'open';

COMMENT ON VIEW main.open_calls IS 'What somebody may still respond to';
COMMENT ON COLUMN main.open_calls.closes_at IS 'in UTC';
COMMENT ON COLUMN main.open_calls.days_left IS 'as London counts days';
COMMENT ON COLUMN main.open_calls.kind IS 'kind';
COMMENT ON COLUMN main.open_calls.asker IS 'the body that asks';
COMMENT ON COLUMN main.open_calls.title IS 'title';
COMMENT ON COLUMN main.open_calls.respond_url IS 'where to respond';
COMMENT ON COLUMN main.open_calls.call_id IS 'main.calls has more of it';

CREATE VIEW main.closing_soon AS
SELECT closes_at, days_left, kind, asker, title, respond_url, call_id
FROM main.calls WHERE state = 'open' AND days_left <= 14;

COMMENT ON VIEW main.closing_soon IS 'What closes within 14 days';
COMMENT ON COLUMN main.closing_soon.closes_at IS 'in UTC';
COMMENT ON COLUMN main.closing_soon.days_left IS 'as London counts days';
COMMENT ON COLUMN main.closing_soon.kind IS 'kind';
COMMENT ON COLUMN main.closing_soon.asker IS 'the body that asks';
COMMENT ON COLUMN main.closing_soon.title IS 'title';
COMMENT ON COLUMN main.closing_soon.respond_url IS 'where to respond';
COMMENT ON COLUMN main.closing_soon.call_id IS 'main.calls has more of it';

CREATE VIEW main.missed_calls AS
SELECT closes_at, first_seen_at, kind, asker, title, source, url, call_id
FROM main.calls WHERE is_missed;

COMMENT ON VIEW main.missed_calls IS 'What had closed before Placewatch saw it';
COMMENT ON COLUMN main.missed_calls.closes_at IS 'in UTC';
COMMENT ON COLUMN main.missed_calls.first_seen_at IS 'when Placewatch saw it';
COMMENT ON COLUMN main.missed_calls.kind IS 'kind';
COMMENT ON COLUMN main.missed_calls.asker IS 'the body that asked';
COMMENT ON COLUMN main.missed_calls.title IS 'title';
COMMENT ON COLUMN main.missed_calls.source IS 'the publisher that told of it';
COMMENT ON COLUMN main.missed_calls.url IS 'where it told of it';
COMMENT ON COLUMN main.missed_calls.call_id IS 'main.calls has more of it';

CREATE VIEW main.changed_calls AS
SELECT noted_at, was_at, closes_at, state, kind, asker, title, respond_url, call_id
FROM main.calls WHERE was_at IS NOT NULL OR state = 'withdrawn';

COMMENT ON VIEW main.changed_calls IS 'What closes on another day than was said, or was withdrawn';
COMMENT ON COLUMN main.changed_calls.noted_at IS 'when Placewatch saw the change';
COMMENT ON COLUMN main.changed_calls.was_at IS 'when it was to close; NULL: withdrawn, not moved';
COMMENT ON COLUMN main.changed_calls.closes_at IS 'when it closes now, in UTC';
COMMENT ON COLUMN main.changed_calls.state IS 'open, closed or withdrawn';
COMMENT ON COLUMN main.changed_calls.kind IS 'kind';
COMMENT ON COLUMN main.changed_calls.asker IS 'the body that asks';
COMMENT ON COLUMN main.changed_calls.title IS 'title';
COMMENT ON COLUMN main.changed_calls.respond_url IS 'where to respond';
COMMENT ON COLUMN main.changed_calls.call_id IS 'main.calls has more of it';
