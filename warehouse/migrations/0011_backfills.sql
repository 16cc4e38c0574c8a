-- Backfills: how far the archive of a source has been read, so that a kill costs one page.

CREATE TABLE store.backfills (
    feed_id    TEXT        NOT NULL,
    source_id  TEXT        NOT NULL,
    since      TIMESTAMPTZ NOT NULL,    -- the oldest day that is wanted
    route      TEXT,                    -- which way back was found; NULL: none yet
    ahead      TEXT        NOT NULL,    -- JSON: route, address and glob of what is next to read
    seen       TEXT[]      NOT NULL,    -- digests of the pages so far: one that comes again ends it
    pages      INTEGER     NOT NULL,    -- of the archive, read
    entries    INTEGER     NOT NULL,    -- that nobody had read before
    oldest_at  TIMESTAMPTZ,             -- of the entries that were seen; NULL: none had a date
    newest_at  TIMESTAMPTZ,
    ended      TEXT,                    -- why it ended, or stopped; NULL: under way, or killed
    started_at TIMESTAMPTZ NOT NULL,
    touched_at TIMESTAMPTZ NOT NULL,    -- last page that was saved
    done_at    TIMESTAMPTZ,             -- NULL: running it again goes on
    PRIMARY KEY (feed_id, since)
);

CREATE VIEW main.backfills AS
SELECT
    backfills.source_id,
    sources.name AS source,
    backfills.since,
    backfills.route,
    backfills.pages,
    backfills.entries,
    backfills.oldest_at,
    backfills.newest_at,
    backfills.ended,
    backfills.started_at,
    backfills.touched_at,
    backfills.done_at
FROM store.backfills
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.backfills IS 'What was read of the time before a source was watched';
COMMENT ON COLUMN main.backfills.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.backfills.source IS 'name of the publisher';
COMMENT ON COLUMN main.backfills.since IS 'the oldest day that was wanted';
COMMENT ON COLUMN main.backfills.route IS
    'the way back: feed, posts, archived, paged, turned, search, sitemap or listing';
COMMENT ON COLUMN main.backfills.pages IS 'pages of the archive that were read';
COMMENT ON COLUMN main.backfills.entries IS 'entries that nobody had read before';
COMMENT ON COLUMN main.backfills.oldest_at IS 'date of the oldest entry that was seen';
COMMENT ON COLUMN main.backfills.newest_at IS 'date of the newest entry that was seen';
COMMENT ON COLUMN main.backfills.ended IS 'why it ended or stopped; NULL: under way, or killed';
COMMENT ON COLUMN main.backfills.started_at IS 'when it began';
COMMENT ON COLUMN main.backfills.touched_at IS 'when its last page was saved';
COMMENT ON COLUMN main.backfills.done_at IS 'when it was done; NULL: running it again goes on';
