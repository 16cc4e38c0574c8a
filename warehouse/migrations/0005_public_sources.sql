-- What analysts see of the sources and the texts. Names and columns of views in main are a
-- promise; those of tables in store are not. Each has a comment: DESCRIBE does not show
-- them, duckdb_views() and duckdb_columns() do.

CREATE VIEW main.sources AS
WITH today AS (  -- a copy that lies about must not call every source silent
    SELECT max(last_polled_at) AS at FROM store.feeds
),
lately AS (
    SELECT source_id, count(*) AS entries
    FROM store.entries, today
    WHERE NOT is_baseline AND first_seen_at > today.at - to_days(30)
    GROUP BY source_id
),
current_feeds AS (
    SELECT * FROM store.feeds WHERE is_current
)
SELECT
    sources.source_id,
    sources.name,
    sources.kind,
    sources.nation,
    sources.homepage,
    sources.feed,
    CASE
        WHEN sources.removed_at IS NOT NULL THEN 'no longer in the list of sources'
        WHEN sources.feed IS NULL THEN 'waits for an address'
        WHEN NOT sources.is_on THEN 'switched off'
        WHEN feeds.last_polled_at IS NULL THEN 'not polled yet'
        WHEN feeds.failing_since IS NOT NULL THEN
            'failing since ' || strftime(feeds.failing_since, '%-d %B %Y') || ': ' || feeds.status
        WHEN feeds.baseline_at > today.at - to_days(30) THEN 'fine'
        WHEN coalesce(lately.entries, 0) < sources.expect_low THEN
            'silent: ' || coalesce(lately.entries, 0) || ' entries in 30 days, at least '
            || sources.expect_low || ' expected'
        WHEN lately.entries > sources.expect_high THEN
            'noisy: ' || lately.entries || ' entries in 30 days, at most '
            || sources.expect_high || ' expected'
        ELSE 'fine'
    END AS health,
    feeds.remark,
    coalesce(lately.entries, 0)::INTEGER AS entries_30_days,
    feeds.baseline_at AS watched_since,
    feeds.last_new_at,
    feeds.last_success_at,
    feeds.last_polled_at,
    feeds.next_poll_at,
    feeds.failures,
    feeds.moved_to,
    sources.why
FROM store.sources
CROSS JOIN today
LEFT JOIN current_feeds AS feeds USING (source_id)
LEFT JOIN lately USING (source_id);

COMMENT ON VIEW main.sources IS 'Who is watched, and how each does';
COMMENT ON COLUMN main.sources.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.sources.name IS 'name';
COMMENT ON COLUMN main.sources.kind IS 'union, think_tank, government …';
COMMENT ON COLUMN main.sources.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.sources.homepage IS 'address for people';
COMMENT ON COLUMN main.sources.feed IS 'address that is polled; NULL: not known yet';
COMMENT ON COLUMN main.sources.health IS 'fine, or what is wrong, in plain words';
COMMENT ON COLUMN main.sources.remark IS 'what helps; NULL: nothing to say';
COMMENT ON COLUMN main.sources.entries_30_days IS 'new entries in the 30 days before the last poll';
COMMENT ON COLUMN main.sources.watched_since IS 'first reading of its feed';
COMMENT ON COLUMN main.sources.last_new_at IS 'last poll that announced something unknown';
COMMENT ON COLUMN main.sources.last_success_at IS 'last poll that went well';
COMMENT ON COLUMN main.sources.last_polled_at IS 'last poll';
COMMENT ON COLUMN main.sources.next_poll_at IS 'next poll';
COMMENT ON COLUMN main.sources.failures IS 'failures in a row, soft ones count half';
COMMENT ON COLUMN main.sources.moved_to IS 'where a permanent redirect points';
COMMENT ON COLUMN main.sources.why IS 'why it is watched';

CREATE VIEW main.entries AS
SELECT
    entry_id,
    source_id,
    sources.name AS source,
    entries.url,
    entries.title,
    entries.summary,
    entries.published_at,
    entries.first_seen_at,
    entries.is_baseline,
    entries.state,
    entries.reason,
    entries.tries,
    entries.article_id
FROM store.entries
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.entries IS 'What the feeds announced';
COMMENT ON COLUMN main.entries.entry_id IS 'of the feed and the name that it gives the entry';
COMMENT ON COLUMN main.entries.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.entries.source IS 'name of the publisher';
COMMENT ON COLUMN main.entries.url IS 'address, canonical';
COMMENT ON COLUMN main.entries.title IS 'title';
COMMENT ON COLUMN main.entries.summary IS 'the feed''s own words';
COMMENT ON COLUMN main.entries.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.entries.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.entries.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN main.entries.state IS
    'pending: page not read yet · read · kept: older baseline, not read · unreadable';
COMMENT ON COLUMN main.entries.reason IS 'why the last attempt failed';
COMMENT ON COLUMN main.entries.tries IS 'attempts that failed';
COMMENT ON COLUMN main.entries.article_id IS 'the text behind it; NULL: not read';

CREATE VIEW main.articles AS
SELECT
    article_id,
    articles.source_id,
    sources.name AS source,
    sources.kind AS source_kind,
    sources.nation,
    articles.url,
    versions.title,
    versions.text,
    versions.words,
    articles.published_at,
    articles.first_seen_at,
    articles.changed_at,
    articles.is_baseline,
    articles.is_provisional,
    verdicts.is_relevant,
    verdicts.scope,
    members.story_id
FROM store.articles
JOIN store.article_versions AS versions USING (article_id, digest)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN store.current_verdicts AS verdicts ON verdicts.document_id = articles.article_id
LEFT JOIN store.story_members AS members USING (article_id);

COMMENT ON VIEW main.articles IS 'The text behind the entries, as it reads now';
COMMENT ON COLUMN main.articles.article_id IS 'the article';
COMMENT ON COLUMN main.articles.source_id IS 'id of the publisher that had it first';
COMMENT ON COLUMN main.articles.source IS 'name of the publisher that had it first';
COMMENT ON COLUMN main.articles.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.articles.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.articles.url IS 'address, canonical';
COMMENT ON COLUMN main.articles.title IS 'title';
COMMENT ON COLUMN main.articles.text IS 'paragraphs, one a line';
COMMENT ON COLUMN main.articles.words IS 'how many words';
COMMENT ON COLUMN main.articles.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.articles.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.articles.changed_at IS 'when the text changed last';
COMMENT ON COLUMN main.articles.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN main.articles.is_provisional IS
    'the page could not be read: the feed''s own words';
COMMENT ON COLUMN main.articles.is_relevant IS 'has at least one theme; NULL: not judged yet';
COMMENT ON COLUMN main.articles.scope IS 'why it counts as UK public services, or does not';
COMMENT ON COLUMN main.articles.story_id IS 'the article that leads its story';

CREATE VIEW main.article_versions AS
SELECT article_id, articles.source_id, versions.title, versions.text, versions.words,
       versions.seen_at, versions.digest = articles.digest AS is_current
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

CREATE VIEW main.reports AS
SELECT
    report_id,
    reports.article_id,
    articles.source_id,
    sources.name AS source,
    reports.url,
    reports.title,
    reports.problem,
    count(pages.page)::INTEGER AS pages,
    reports.first_seen_at,
    articles.is_baseline
FROM store.reports
JOIN store.articles USING (article_id)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN store.report_pages AS pages USING (report_id)
GROUP BY ALL;

COMMENT ON VIEW main.reports IS 'Documents that articles link to';
COMMENT ON COLUMN main.reports.report_id IS 'the report';
COMMENT ON COLUMN main.reports.article_id IS 'the article that linked to it first';
COMMENT ON COLUMN main.reports.source_id IS 'id of the publisher of that article';
COMMENT ON COLUMN main.reports.source IS 'name of the publisher of that article';
COMMENT ON COLUMN main.reports.url IS 'address, canonical';
COMMENT ON COLUMN main.reports.title IS 'title';
COMMENT ON COLUMN main.reports.problem IS 'why it cannot be read; NULL: it can';
COMMENT ON COLUMN main.reports.pages IS 'how many pages were read';
COMMENT ON COLUMN main.reports.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.reports.is_baseline IS 'was there before we looked: known, but no news';

CREATE VIEW main.report_pages AS
SELECT report_id, reports.title, reports.url, page, pages.text
FROM store.report_pages AS pages
JOIN store.reports USING (report_id);

COMMENT ON VIEW main.report_pages IS 'The text of each page of each report';
COMMENT ON COLUMN main.report_pages.report_id IS 'the report';
COMMENT ON COLUMN main.report_pages.title IS 'title of the report';
COMMENT ON COLUMN main.report_pages.url IS 'address of the report';
COMMENT ON COLUMN main.report_pages.page IS 'number, from 1';
COMMENT ON COLUMN main.report_pages.text IS 'text of the page';
