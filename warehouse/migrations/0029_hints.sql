-- Schemes that a document seems to report as happening, under names too unsure to be told.

CREATE TABLE store.hints (
    document_id   TEXT        NOT NULL,
    initiative_id TEXT        NOT NULL,    -- that the name would have; mostly not in the register
    name          TEXT        NOT NULL,
    kind          TEXT        NOT NULL,
    field         TEXT        NOT NULL,
    start         INTEGER     NOT NULL,
    stop          INTEGER     NOT NULL,
    quote         TEXT        NOT NULL,
    stage         TEXT,                    -- NULL: the document does not say
    confidence    DOUBLE      NOT NULL,
    why           TEXT        NOT NULL,
    recorded_at   TIMESTAMPTZ NOT NULL
);

CREATE VIEW main.hints AS
SELECT
    hints.document_id,
    documents.kind AS document_kind,
    documents.article_id,
    documents.source_id,
    sources.name AS source,
    documents.title,
    documents.url,
    documents.published_at,
    documents.first_seen_at,
    coalesce(documents.published_at, documents.first_seen_at) AS appeared_at,
    documents.is_baseline,
    hints.name,
    hints.kind,
    hints.stage,
    hints.confidence,
    hints.quote,
    hints.why
FROM store.hints
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN store.kept USING (initiative_id)
WHERE NOT coalesce(kept.is_refused, false)
  AND coalesce(kept.kept_id, hints.initiative_id) NOT IN (
    SELECT initiative_id FROM main.mentions WHERE is_main AND is_live
);

COMMENT ON VIEW main.hints IS
    'Documents that seem to report a scheme under a name too unsure to be told, until it is surely told or refused';
COMMENT ON COLUMN main.hints.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN main.hints.document_kind IS 'article or report';
COMMENT ON COLUMN main.hints.article_id IS 'the article; of a report the one that links to it';
COMMENT ON COLUMN main.hints.source_id IS 'id of its publisher';
COMMENT ON COLUMN main.hints.source IS 'name of its publisher';
COMMENT ON COLUMN main.hints.title IS 'title of the document';
COMMENT ON COLUMN main.hints.url IS 'address of the document';
COMMENT ON COLUMN main.hints.published_at IS 'date that it gives; NULL: none';
COMMENT ON COLUMN main.hints.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.hints.appeared_at IS 'date that it gives, else when it was seen first';
COMMENT ON COLUMN main.hints.is_baseline IS 'it was there before Placewatch looked';
COMMENT ON COLUMN main.hints.name IS 'the words that may be the name';
COMMENT ON COLUMN main.hints.kind IS 'pilot, programme, fund, deal, commission, review …';
COMMENT ON COLUMN main.hints.stage IS 'the stage that it tells; NULL: it does not say';
COMMENT ON COLUMN main.hints.confidence IS '0 to 1: how sure the name is';
COMMENT ON COLUMN main.hints.quote IS 'the sentence with the name';
COMMENT ON COLUMN main.hints.why IS 'what speaks for the name';

COMMENT ON TABLE store.hints IS
    'Which document seems to report which scheme, under a name too unsure to be told; one at most';
COMMENT ON COLUMN store.hints.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.hints.initiative_id IS
    'that the name would have; mostly not in the register';
COMMENT ON COLUMN store.hints.name IS 'the words that may be the name';
COMMENT ON COLUMN store.hints.kind IS 'pilot, programme, fund, deal, commission, review …';
COMMENT ON COLUMN store.hints.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.hints.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.hints.stop IS 'just past their last character';
COMMENT ON COLUMN store.hints.quote IS 'the sentence with the name';
COMMENT ON COLUMN store.hints.stage IS 'the stage that it tells; NULL: it does not say';
COMMENT ON COLUMN store.hints.confidence IS '0 to 1: how sure the name is';
COMMENT ON COLUMN store.hints.why IS 'what speaks for the name';
COMMENT ON COLUMN store.hints.recorded_at IS 'when Placewatch wrote it down';
