-- What publishers say of a page by name, beside its text; and which changes of a text count.
-- A changed date or a mended typo is a further version that nobody judges: judged_digest then
-- names the version that hits and mentions count in.

CREATE TABLE store.article_facts (
    article_id TEXT        NOT NULL,
    name       TEXT        NOT NULL,
    value      TEXT        NOT NULL,    -- empty: its publisher says it no longer
    seen_at    TIMESTAMPTZ NOT NULL     -- of several the latest is current
);

ALTER TABLE store.articles ADD COLUMN judged_digest TEXT;      -- NULL: the current version's

ALTER TABLE store.article_versions ADD COLUMN is_minor BOOLEAN;    -- NULL: no

CREATE VIEW main.article_facts AS
SELECT
    article_id,
    facts.name,
    facts.value,
    facts.seen_at,
    row_number() OVER (
        PARTITION BY article_id, facts.name ORDER BY facts.seen_at DESC
    ) = 1 AS is_current,
    articles.source_id,
    sources.name AS source,
    articles.url
FROM store.article_facts AS facts
JOIN store.articles USING (article_id)
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.article_facts IS 'What publishers say of their pages, by name';
COMMENT ON COLUMN main.article_facts.article_id IS 'the article';
COMMENT ON COLUMN main.article_facts.name IS
    'document_type, first_published_at, updated_at, change_note, closes_at …: docs/enrichers.md';
COMMENT ON COLUMN main.article_facts.value IS
    'what is said; times in UTC; empty: it is said no longer';
COMMENT ON COLUMN main.article_facts.seen_at IS 'when it was seen first';
COMMENT ON COLUMN main.article_facts.is_current IS 'the latest of this name';
COMMENT ON COLUMN main.article_facts.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.article_facts.source IS 'name of the publisher';
COMMENT ON COLUMN main.article_facts.url IS 'address, canonical';

CREATE OR REPLACE VIEW main.article_versions AS
SELECT article_id, articles.source_id, versions.title, versions.text, versions.words,
       versions.seen_at, versions.digest = articles.digest AS is_current,
       coalesce(versions.is_minor, false) AS is_minor,
       versions.digest = coalesce(articles.judged_digest, articles.digest) AS is_judged
FROM store.article_versions AS versions
JOIN store.articles USING (article_id);

COMMENT ON VIEW main.article_versions IS 'Every text that an article ever had';
COMMENT ON COLUMN main.article_versions.article_id IS 'the article';
COMMENT ON COLUMN main.article_versions.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.article_versions.title IS 'title of this version';
COMMENT ON COLUMN main.article_versions.text IS 'paragraphs, one a line';
COMMENT ON COLUMN main.article_versions.words IS 'how many words';
COMMENT ON COLUMN main.article_versions.seen_at IS 'when this version was seen first';
COMMENT ON COLUMN main.article_versions.is_current IS 'how the article reads now';
COMMENT ON COLUMN main.article_versions.is_minor IS
    'says nothing that the version before did not: dates, typos, counters';
COMMENT ON COLUMN main.article_versions.is_judged IS
    'the text that hits and mentions count in: the current one, or the last that was not minor';
