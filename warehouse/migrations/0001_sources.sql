-- Whom we watch, and what their feeds announced.
-- Base tables stand in the schema store; people read the views in main.
-- No foreign keys: DuckDB then refuses to update a list column of the parent and to delete
-- parent and child in one transaction; queries/orphans.sql watches instead.

CREATE TABLE store.sources (
    source_id   TEXT        NOT NULL PRIMARY KEY,
    name        TEXT        NOT NULL,
    kind        TEXT        NOT NULL,    -- union, think_tank, government …
    nation      TEXT        NOT NULL,    -- uk, england, scotland, wales, ni
    homepage    TEXT        NOT NULL,
    feed        TEXT,                    -- NULL: no address known yet
    feed_kind   TEXT        NOT NULL,    -- feed or listing
    links       TEXT,                    -- listing only: glob of the links that count
    is_on       BOOLEAN     NOT NULL,
    expect_low  INTEGER,                 -- fewest entries a month; NULL: not known
    expect_high INTEGER,                 -- most entries a month; NULL: not known
    why         TEXT        NOT NULL,
    added_at    TIMESTAMPTZ NOT NULL,
    removed_at  TIMESTAMPTZ              -- NULL: still listed in the seeds
);

-- One row for each address that a source ever had; the old ones keep their history.
CREATE TABLE store.feeds (
    feed_id         TEXT        NOT NULL PRIMARY KEY,    -- of source and address
    source_id       TEXT        NOT NULL,
    url             TEXT        NOT NULL,
    kind            TEXT        NOT NULL,
    links           TEXT,
    is_current      BOOLEAN     NOT NULL,    -- false: the source has another address now
    etag            TEXT,                    -- byte for byte as sent
    last_modified   TEXT,                    -- byte for byte as sent
    body_digest     TEXT,                    -- of the last body that was parsed
    full_fetch_at   TIMESTAMPTZ,             -- last fetch that no 304 could answer
    baseline_at     TIMESTAMPTZ,             -- first reading; its entries ring nothing
    failures        DOUBLE      NOT NULL,    -- weighted, in a row
    status          TEXT        NOT NULL,    -- fine, or the word of the failure
    remark          TEXT,                    -- what helps; NULL: nothing to say
    moved_to        TEXT,                    -- where a permanent redirect points
    next_poll_at    TIMESTAMPTZ NOT NULL,
    last_polled_at  TIMESTAMPTZ,
    last_success_at TIMESTAMPTZ,
    last_new_at     TIMESTAMPTZ,             -- last poll that announced something unknown
    failing_since   TIMESTAMPTZ,             -- NULL: the last poll went well
    added_at        TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.entries (
    entry_id      TEXT        NOT NULL PRIMARY KEY,
    feed_id       TEXT        NOT NULL,
    source_id     TEXT        NOT NULL,
    url           TEXT        NOT NULL,
    title         TEXT        NOT NULL,
    summary       TEXT        NOT NULL,
    published_at  TIMESTAMPTZ,               -- NULL: no date that can be believed
    first_seen_at TIMESTAMPTZ NOT NULL,
    is_baseline   BOOLEAN     NOT NULL,
    state         TEXT        NOT NULL CHECK (state IN ('pending', 'read', 'kept', 'unreadable')),
    reason        TEXT,                      -- why the last attempt failed
    tries         INTEGER     NOT NULL,
    next_try_at   TIMESTAMPTZ,               -- pending only; NULL: at once
    article_id    TEXT,                      -- read only: the text behind it
    mark          TEXT        NOT NULL,      -- of all that the feed said of it
    marked_at     TIMESTAMPTZ NOT NULL       -- when it said so first
);
