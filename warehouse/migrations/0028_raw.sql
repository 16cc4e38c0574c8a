-- Pages and documents as they were fetched: the bytes lie in files, here stands what they are.

CREATE TABLE store.raw (
    digest      TEXT        NOT NULL,   -- SHA-256 of the bytes, and the name of their file
    document_id TEXT        NOT NULL,   -- an article, or a report by the id of its address
    kind        TEXT        NOT NULL,   -- article, report
    version     TEXT        NOT NULL,   -- of the text that was read from it; empty: none was
    url         TEXT        NOT NULL,   -- that was asked for
    media_type  TEXT        NOT NULL,   -- as the server says; empty: it does not
    size        BIGINT      NOT NULL,   -- bytes
    packed      BIGINT      NOT NULL,   -- bytes of the file
    fetched_at  TIMESTAMPTZ NOT NULL
);

CREATE VIEW main.raw_pages AS
SELECT
    raw.digest,
    raw.kind,
    coalesce(twins.report_id, raw.document_id) AS document_id,
    nullif(raw.version, '') AS version,
    raw.url,
    coalesce(articles.url, reports.url, raw.url) AS document_url,
    nullif(raw.media_type, '') AS media_type,
    raw.size,
    raw.packed,
    raw.fetched_at
FROM store.raw
LEFT JOIN store.report_twins AS twins ON twins.twin_id = raw.document_id
LEFT JOIN store.articles ON articles.article_id = raw.document_id
LEFT JOIN store.reports ON reports.report_id = coalesce(twins.report_id, raw.document_id);

COMMENT ON VIEW main.raw_pages IS
    'Pages and documents as they were fetched; ''placewatch raw'' gets one back';
COMMENT ON COLUMN main.raw_pages.digest IS 'SHA-256 of the bytes, and the name of their file';
COMMENT ON COLUMN main.raw_pages.kind IS 'article or report';
COMMENT ON COLUMN main.raw_pages.document_id IS 'the article or report that was read from it';
COMMENT ON COLUMN main.raw_pages.version IS
    'digest of the text that was read from it; NULL: none was';
COMMENT ON COLUMN main.raw_pages.url IS
    'the address that was asked: the page itself, or an interface for machines that tells of it';
COMMENT ON COLUMN main.raw_pages.document_url IS 'the address of the article or report';
COMMENT ON COLUMN main.raw_pages.media_type IS 'as the server called it; NULL: it did not';
COMMENT ON COLUMN main.raw_pages.size IS 'bytes as they were read, before they were compressed';
COMMENT ON COLUMN main.raw_pages.packed IS 'bytes of the compressed file on our disk';
COMMENT ON COLUMN main.raw_pages.fetched_at IS 'when the publisher handed it over, in UTC';

COMMENT ON TABLE store.raw IS 'What was fetched, as it came: one row for each content of each document';
COMMENT ON COLUMN store.raw.digest IS 'SHA-256 of the bytes, and the name of their file';
COMMENT ON COLUMN store.raw.document_id IS 'an article, or a report by the id of its address';
COMMENT ON COLUMN store.raw.kind IS 'article or report';
COMMENT ON COLUMN store.raw.version IS 'of the text that was read from it; empty: none was';
COMMENT ON COLUMN store.raw.url IS 'that was asked for';
COMMENT ON COLUMN store.raw.media_type IS 'as the server called it; empty: it did not';
COMMENT ON COLUMN store.raw.size IS 'bytes as they were read, before they were compressed';
COMMENT ON COLUMN store.raw.packed IS 'bytes of the compressed file on our disk';
COMMENT ON COLUMN store.raw.fetched_at IS 'when the publisher handed it over, in UTC';
