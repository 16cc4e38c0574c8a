-- The same report under two addresses is one, and calls name the page of a report.

-- Addresses at which a report was read whose text was there already; rows are only ever added.
CREATE TABLE store.report_twins (
    twin_id   TEXT        NOT NULL PRIMARY KEY,  -- id of the address
    report_id TEXT        NOT NULL,              -- the report that was there
    url       TEXT        NOT NULL,
    seen_at   TIMESTAMPTZ NOT NULL
);

CREATE VIEW main.report_addresses AS
SELECT report_id, url, first_seen_at AS seen_at FROM store.reports
UNION ALL
SELECT report_id, url, seen_at FROM store.report_twins;

COMMENT ON VIEW main.report_addresses IS 'Where each report was found: one text, many addresses';
COMMENT ON COLUMN main.report_addresses.report_id IS 'the report';
COMMENT ON COLUMN main.report_addresses.url IS 'address, canonical';
COMMENT ON COLUMN main.report_addresses.seen_at IS 'when Placewatch saw it there first';

CREATE OR REPLACE VIEW main.calls AS
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
    (
        SELECT max(page) FROM store.report_pages
        WHERE report_id = calls.document_id AND report_pages.start <= calls.start
    ) AS page,
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
COMMENT ON COLUMN main.calls.page IS 'of the report, on which it says so; NULL: an article';
COMMENT ON COLUMN main.calls.source_id IS 'id of its publisher';
COMMENT ON COLUMN main.calls.source IS 'name of its publisher';
COMMENT ON COLUMN main.calls.documents IS 'how many documents tell of it';
COMMENT ON COLUMN main.calls.sources IS 'names of their publishers';
COMMENT ON COLUMN main.calls.themes IS 'titles of the themes that they are labelled with';
COMMENT ON COLUMN main.calls.initiatives IS 'names of the initiatives that they are about';
COMMENT ON COLUMN main.calls.is_baseline IS 'the first document was there before we looked';
COMMENT ON COLUMN main.calls.first_seen_at IS 'when it was found first';
COMMENT ON COLUMN main.calls.noted_at IS 'since when it stands so';
