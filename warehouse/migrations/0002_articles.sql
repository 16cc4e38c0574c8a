-- What the pages say. A changed text is a further version, never an overwrite.

CREATE TABLE store.articles (
    article_id     TEXT        NOT NULL PRIMARY KEY,
    entry_id       TEXT        NOT NULL,    -- the entry that led to it first
    source_id      TEXT        NOT NULL,    -- the source that had it first
    url            TEXT        NOT NULL,
    digest         TEXT        NOT NULL,    -- of the version that is current
    published_at   TIMESTAMPTZ,
    first_seen_at  TIMESTAMPTZ NOT NULL,
    changed_at     TIMESTAMPTZ NOT NULL,
    is_baseline    BOOLEAN     NOT NULL,
    is_provisional BOOLEAN     NOT NULL     -- the feed's own words; the page was not readable
);

CREATE TABLE store.article_versions (
    article_id TEXT        NOT NULL,
    digest     TEXT        NOT NULL,
    title      TEXT        NOT NULL,
    text       TEXT        NOT NULL,
    links      STRUCT (url TEXT, text TEXT)[] NOT NULL,
    words      INTEGER     NOT NULL,
    seen_at    TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.reports (
    report_id     TEXT        NOT NULL PRIMARY KEY,
    article_id    TEXT        NOT NULL,     -- the article that linked to it first
    url           TEXT        NOT NULL,
    title         TEXT        NOT NULL,
    problem       TEXT,                     -- why it could not be read; NULL: it was
    first_seen_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.report_pages (
    report_id TEXT    NOT NULL,
    page      INTEGER NOT NULL CHECK (page >= 1),
    start     INTEGER NOT NULL,             -- where the page begins in the whole text
    text      TEXT    NOT NULL
);

CREATE TABLE store.article_reports (
    article_id TEXT NOT NULL,
    report_id  TEXT NOT NULL
);

-- Whatever can be read for themes, with the article that a person would open.
CREATE VIEW store.documents AS
SELECT article_id AS document_id, 'article' AS kind, article_id, source_id, title, url,
       digest, published_at, first_seen_at, is_baseline
FROM store.articles
JOIN store.article_versions USING (article_id, digest)
UNION ALL
SELECT report_id, 'report', article_id, articles.source_id, reports.title, reports.url,
       '', articles.published_at, reports.first_seen_at, articles.is_baseline
FROM store.reports
JOIN store.articles USING (article_id);
