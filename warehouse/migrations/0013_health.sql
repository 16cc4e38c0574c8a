-- How each source does, in plain words; and when that changed.
-- docs/health.md tells how silence is judged and where the numbers come from.

-- When something new appeared at a source, as well as we can know.
CREATE VIEW store.appearances AS
SELECT
    source_id,
    feed_id,
    CASE
        WHEN is_baseline AND published_at < first_seen_at THEN published_at
        WHEN is_baseline THEN NULL  -- undated, and there before we looked
        WHEN published_at BETWEEN first_seen_at - to_days(31) AND first_seen_at THEN published_at
        ELSE first_seen_at  -- undated, or an old date on something new to us
    END AS appeared_at
FROM store.entries;

-- The rhythm of each source: the pauses between the days on which it brought something.
-- Of the last 60 pauses, so that it follows a publisher that changes; guess.
CREATE VIEW store.rhythms AS
WITH days AS (
    SELECT DISTINCT source_id, appeared_at::DATE AS day
    FROM store.appearances
    WHERE appeared_at IS NOT NULL
),
pauses AS (
    SELECT source_id,
           day - lag(day) OVER (PARTITION BY source_id ORDER BY day) AS pause,
           row_number() OVER (PARTITION BY source_id ORDER BY day DESC) AS back
    FROM days
)
SELECT source_id,
       count(pause) AS pauses,
       round(median(pause))::INTEGER AS usual_days,
       list(pause ORDER BY pause DESC)[2]::INTEGER AS long_days
FROM pauses
WHERE back <= 60 AND pause IS NOT NULL
GROUP BY source_id
HAVING count(pause) >= 8;  -- of fewer nobody can tell a rhythm; guess

CREATE VIEW store.found AS  -- what is known of each source, before it is put into words
WITH today AS (  -- a copy that lies about must not call every source silent
    SELECT max(last_polled_at) AS at FROM store.feeds
),
lately AS (
    SELECT source_id, count(*) AS entries
    FROM store.entries, today
    WHERE NOT is_baseline AND first_seen_at > today.at - to_days(30)
    GROUP BY source_id
),
newest AS (
    SELECT source_id, max(appeared_at) AS at FROM store.appearances GROUP BY source_id
),
filled AS (
    SELECT DISTINCT feed_id FROM store.entries
)
SELECT
    sources.*,
    today.at AS today_at,
    feeds.status,
    feeds.remark,
    feeds.failures,
    feeds.failing_since,
    feeds.baseline_at,
    feeds.last_new_at,
    feeds.last_success_at,
    feeds.last_polled_at,
    CASE WHEN feeds.ended_at IS NULL THEN feeds.next_poll_at END AS next_poll_at,
    feeds.ended_at,
    feeds.asked_url,
    feeds.moved_to,
    feeds.moved_since,
    hosts.wait_until,
    filled.feed_id IS NOT NULL AS has_entries,
    coalesce(lately.entries, 0)::INTEGER AS entries_30_days,
    newest.at AS newest_at,
    date_diff('day', newest.at, today.at)::INTEGER AS quiet_days,
    rhythms.usual_days,
    -- Silent: quiet for more than three weeks, and for more than twice the second longest of
    -- its own pauses. The longest may be an outage; bench/silence.py measures the rest.
    CASE WHEN rhythms.long_days IS NOT NULL THEN greatest(21, 2 * rhythms.long_days) END
        AS patience_days,  -- NULL: no rhythm is known (greatest() would pass over it)
    -- Days on which nobody is expected to publish do not count against a source.
    list_sum(list_transform(
        generate_series(
            greatest(newest.at, today.at - to_days(400))::DATE + 1, today.at::DATE, INTERVAL 1 DAY
        ),
        lambda day: CASE
            WHEN strftime(day, '%m%d') >= '1220' OR strftime(day, '%m%d') <= '0105' THEN 0.0
            WHEN sources.kind = 'parliament'  -- summer recess, party conferences
                AND (strftime(day, '%m%d') BETWEEN '0720' AND '0902'
                     OR strftime(day, '%m%d') BETWEEN '0915' AND '1014') THEN 0.0
            WHEN strftime(day, '%m') = '08' THEN 0.5
            ELSE 1.0
        END
    )) AS counted_days
FROM store.sources
CROSS JOIN today
LEFT JOIN (SELECT * FROM store.feeds WHERE is_current) AS feeds USING (source_id)
LEFT JOIN store.hosts ON hosts.host = split_part(coalesce(feeds.asked_url, feeds.url), '/', 3)
LEFT JOIN lately USING (source_id)
LEFT JOIN newest USING (source_id)
LEFT JOIN filled ON filled.feed_id = feeds.feed_id
LEFT JOIN store.rhythms USING (source_id);

-- Exactly one state for each source: the first that is true.
CREATE VIEW store.judged AS
WITH stated AS (
    SELECT *,
        CASE
            WHEN removed_at IS NOT NULL THEN 'removed'
            WHEN feed IS NULL THEN 'no address'
            WHEN NOT is_on THEN 'off'
            WHEN ended_at IS NOT NULL OR status IN ('gone (410)', 'this feed has ended') THEN 'gone'
            WHEN last_polled_at IS NULL THEN 'unpolled'
            WHEN status LIKE 'asked to wait%' OR status = 'waiting' THEN 'waiting'
            WHEN failing_since IS NOT NULL THEN lower(regexp_replace(status, ' \(\d+\)$', ''))
            WHEN wait_until > today_at + INTERVAL 1 HOUR THEN 'waiting'  -- shorter ones nobody notices
            WHEN NOT has_entries THEN 'empty'
            WHEN newest_at < today_at - to_days(365) THEN 'old'
            WHEN counted_days > patience_days THEN 'silent'
            WHEN coalesce(asked_url, moved_to) IS NOT NULL THEN 'moved'
            WHEN baseline_at > today_at - to_days(30) THEN 'working'
            WHEN entries_30_days < expect_low THEN 'few'
            WHEN entries_30_days > expect_high THEN 'many'
            ELSE 'working'
        END AS state
    FROM store.found
),
dated AS (
    SELECT *,
        CASE
            WHEN state = 'removed' THEN removed_at
            WHEN state = 'gone' THEN coalesce(ended_at, failing_since)
            WHEN state IN ('no address', 'off', 'unpolled', 'working', 'few', 'many') THEN NULL
            WHEN state IN ('silent', 'old') THEN newest_at
            WHEN state = 'empty' THEN baseline_at
            WHEN state = 'moved' THEN moved_since
            ELSE failing_since
        END AS since
    FROM stated
)
SELECT *,
    strftime(since, '%-d %B') || CASE WHEN year(since) = year(today_at) THEN ''
                                      ELSE strftime(since, ' %Y') END AS since_day
FROM dated;


CREATE OR REPLACE VIEW main.sources AS
SELECT
    source_id,
    name,
    kind,
    nation,
    homepage,
    feed,
    CASE state
        WHEN 'removed' THEN 'no longer in the list of sources'
        WHEN 'no address' THEN 'waits for an address'
        WHEN 'off' THEN 'switched off'
        WHEN 'gone' THEN 'gone (410)' || coalesce(' since ' || since_day, '')
        WHEN 'unpolled' THEN 'not polled yet'
        WHEN 'waiting' THEN 'asked to wait until ' ||
            strftime(CASE WHEN wait_until > today_at THEN wait_until ELSE next_poll_at END,
                     '%-d %B %H:%M UTC')
        WHEN 'empty' THEN 'empty feed'
        WHEN 'old' THEN 'old page still answers: newest entry is '
            || CASE WHEN quiet_days < 730 THEN (quiet_days / 30.44)::INTEGER || ' months old'
                    ELSE floor(quiet_days / 365.25)::INTEGER || ' years old' END
        WHEN 'silent' THEN 'nothing new for ' || quiet_days || ' days (usually ' || usual_days || ')'
        WHEN 'moved' THEN 'moved to ' || coalesce(asked_url, moved_to)
        WHEN 'few' THEN 'fewer entries than expected: ' || entries_30_days
            || ' in 30 days, at least ' || expect_low || ' expected'
        WHEN 'many' THEN 'more entries than expected: ' || entries_30_days
            || ' in 30 days, at most ' || expect_high || ' expected'
        WHEN 'working' THEN 'working' || coalesce(
            ': new entries every ' || CASE WHEN usual_days = 1 THEN 'day'
                                           ELSE usual_days || ' days' END || ' or so', '')
        ELSE status || coalesce(' since ' || since_day, '')
    END AS health,
    CASE
        WHEN state = 'no address' THEN 'find its feed: placewatch sources discover ' || source_id
        WHEN state = 'gone' THEN
            'the publisher took it away; is there another? placewatch sources discover '
            || source_id
        WHEN state IN ('html instead of a feed', 'json instead of a feed', 'not a feed',
                       'not found', 'no links', 'not a web address') THEN
            concat_ws('; ', remark, 'placewatch sources discover ' || source_id)
        WHEN state = 'empty' THEN
            'valid but without entries; is there another feed? placewatch sources discover '
            || source_id
        WHEN state = 'old' THEN
            'has the publisher moved? placewatch sources discover ' || source_id
        WHEN state = 'silent' THEN
            'look at ' || homepage || ': does it publish elsewhere? placewatch sources discover '
            || source_id
        WHEN state = 'moved' AND asked_url IS NOT NULL THEN
            'it is read there; put the new address into the list of sources'
        WHEN state = 'moved' THEN 'it is followed, and watched before it is believed'
        WHEN state IN ('few', 'many') THEN
            'is that usual for it? then correct per_month in the list of sources'
        WHEN state = 'off' THEN 'somebody should look at its address, then switch it on'
        WHEN remark = 'cut' THEN 'its feed is longer than we read'
        ELSE remark
    END AS remark,
    entries_30_days,
    baseline_at AS watched_since,
    last_new_at,
    last_success_at,
    last_polled_at,
    next_poll_at,
    failures,
    coalesce(asked_url, moved_to) AS moved_to,
    why,
    state,
    CASE
        WHEN state IN ('working', 'off', 'removed', 'unpolled') THEN 0
        WHEN state IN ('few', 'many', 'moved', 'no address') THEN 1
        WHEN state IN ('silent', 'old', 'empty', 'waiting') THEN 2
        ELSE 3
    END::TINYINT AS severity,
    since,
    usual_days,
    quiet_days,
    newest_at
FROM store.judged;

COMMENT ON VIEW main.sources IS 'Who is watched, and how each does';
COMMENT ON COLUMN main.sources.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.sources.name IS 'name';
COMMENT ON COLUMN main.sources.kind IS 'union, think_tank, government …';
COMMENT ON COLUMN main.sources.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.sources.homepage IS 'address for people';
COMMENT ON COLUMN main.sources.feed IS 'address that is polled; NULL: not known yet';
COMMENT ON COLUMN main.sources.health IS 'how it does, in plain words';
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
COMMENT ON COLUMN main.sources.state IS 'one word or two for health: docs/health.md lists them';
COMMENT ON COLUMN main.sources.severity IS
    '3: gives nothing · 2: gives nothing new, or waits · 1: have a look some day · 0: all is well';
COMMENT ON COLUMN main.sources.since IS 'since when it is in this state; NULL: not known';
COMMENT ON COLUMN main.sources.usual_days IS
    'days between two days with news, by its own past; NULL: too little is known';
COMMENT ON COLUMN main.sources.quiet_days IS 'days from its newest entry to the last poll';
COMMENT ON COLUMN main.sources.newest_at IS
    'when its newest entry appeared; NULL: no date that can be believed';

-- One row for each change of state that lasted: warehouse/health.py adds them.
CREATE TABLE store.states (
    source_id TEXT        NOT NULL,
    state     TEXT        NOT NULL,
    health    TEXT        NOT NULL,
    since_at  TIMESTAMPTZ,             -- NULL: not known
    noted_at  TIMESTAMPTZ NOT NULL
);

CREATE VIEW main.source_changes AS
SELECT
    states.source_id,
    sources.name,
    states.noted_at,
    lag(states.state) OVER (PARTITION BY states.source_id ORDER BY noted_at) AS was,
    states.state,
    states.health,
    states.since_at AS since
FROM store.states
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.source_changes IS 'When the state of a source changed';
COMMENT ON COLUMN main.source_changes.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.source_changes.name IS 'name of the publisher';
COMMENT ON COLUMN main.source_changes.noted_at IS
    'when Placewatch noted it; a failure once it has lasted a day';
COMMENT ON COLUMN main.source_changes.was IS 'state before; NULL: it was new to us';
COMMENT ON COLUMN main.source_changes.state IS 'state from then on';
COMMENT ON COLUMN main.source_changes.health IS 'the same in plain words';
COMMENT ON COLUMN main.source_changes.since IS 'since when it was so; NULL: not known';

COMMENT ON COLUMN main.problems.kind IS
    'fetch, parse, extract, report, deliver, seed, silence, warehouse';
