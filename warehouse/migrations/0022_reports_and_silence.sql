-- What reports say of themselves, those that are read later, and who is silent about unions.

ALTER TABLE store.reports ADD COLUMN authors TEXT;       -- NULL or empty: it does not say
ALTER TABLE store.reports ADD COLUMN publisher TEXT;
ALTER TABLE store.reports ADD COLUMN dated TEXT;         -- 2011, 2011-03 or 2011-03-14
ALTER TABLE store.reports ADD COLUMN page_count INTEGER; -- of the whole document, read or not
ALTER TABLE store.reports ADD COLUMN words INTEGER;

UPDATE store.reports SET words = counted.words, page_count = counted.pages
FROM (
    SELECT report_id, count(*) AS pages,
           sum(length(regexp_replace(trim(text), '[^\s]+', '', 'g')) + 1)
               FILTER (WHERE trim(text) <> '') AS words
    FROM store.report_pages
    GROUP BY report_id
) AS counted
WHERE reports.report_id = counted.report_id;

CREATE TABLE store.report_headings (
    report_id TEXT    NOT NULL,
    place     INTEGER NOT NULL,    -- from 1, in the order of the document
    page      INTEGER NOT NULL,
    text      TEXT    NOT NULL
);

-- Attempts at reports whose host put us off; rows are only ever added.
CREATE TABLE store.report_tries (
    report_id   TEXT        NOT NULL,
    tried_at    TIMESTAMPTZ NOT NULL,
    next_try_at TIMESTAMPTZ               -- NULL: given up
);

-- Grades are called as people call them; what was judged before follows.
UPDATE store.voices SET verdict = 'workforce discussed without unions'
WHERE verdict = 'workforce without unions';

UPDATE store.voices SET verdict = 'nobody mentioned' WHERE verdict = 'nobody';

CREATE OR REPLACE VIEW main.reports AS
WITH read AS (
    SELECT report_id, count(*)::INTEGER AS pages
    FROM store.report_pages
    GROUP BY report_id
),
headed AS (
    SELECT report_id, list(text ORDER BY place) AS headings
    FROM store.report_headings
    GROUP BY report_id
),
linked AS (
    SELECT report_id, count(DISTINCT article_id)::INTEGER AS articles
    FROM store.article_reports
    GROUP BY report_id
),
tried AS (
    SELECT report_id, arg_max(coalesce(next_try_at, 'epoch'), tried_at) AS next_try_at
    FROM store.report_tries
    GROUP BY report_id
)
SELECT
    report_id,
    reports.article_id,
    articles.source_id,
    sources.name AS source,
    reports.url,
    reports.title,
    reports.problem,
    coalesce(read.pages, 0) AS pages,
    reports.first_seen_at,
    articles.is_baseline,
    nullif(reports.authors, '') AS authors,
    nullif(reports.publisher, '') AS publisher,
    nullif(reports.dated, '') AS dated,
    coalesce(reports.page_count, read.pages) AS page_count,
    coalesce(reports.words, 0) AS words,
    coalesce(headed.headings, []) AS headings,
    coalesce(linked.articles, 0) AS articles,
    CASE WHEN reports.problem IS NOT NULL AND tried.next_try_at > 'epoch'
         THEN tried.next_try_at END AS read_again_at
FROM store.reports
JOIN store.articles USING (article_id)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN read USING (report_id)
LEFT JOIN headed USING (report_id)
LEFT JOIN linked USING (report_id)
LEFT JOIN tried USING (report_id);

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
COMMENT ON COLUMN main.reports.authors IS 'as it names them, joined by semicolons; NULL: it does not';
COMMENT ON COLUMN main.reports.publisher IS 'as it names itself; NULL: it does not';
COMMENT ON COLUMN main.reports.dated IS
    'when it appeared, as exactly as it says: 2011, 2011-03, 2011-03-14; NULL: it does not';
COMMENT ON COLUMN main.reports.page_count IS 'pages of the whole document, read or not';
COMMENT ON COLUMN main.reports.words IS 'how many words were read';
COMMENT ON COLUMN main.reports.headings IS 'its headings, in order, as far as they can be had';
COMMENT ON COLUMN main.reports.articles IS 'how many articles link to it';
COMMENT ON COLUMN main.reports.read_again_at IS
    'its host put us off, and is asked again then; NULL: nothing is waited for';

-- Only documents about change that could be judged; what unions publish is left aside.
CREATE VIEW main.silence AS
WITH judged AS (
    SELECT voices.*, documents.kind,
           coalesce(documents.published_at, documents.first_seen_at) AS appeared_at
    FROM store.voices
    JOIN store.documents USING (document_id)
    LEFT JOIN store.sources USING (source_id)
    WHERE verdict <> 'cannot tell' AND coalesce(sources.kind, '') <> 'union'
),
named AS (
    SELECT document_id, 'theme' AS what, theme AS name FROM main.themes_by_article
    UNION
    SELECT document_id, 'sponsor', value FROM store.claims WHERE what = 'sponsor'
    UNION
    SELECT document_id, 'year', strftime(appeared_at AT TIME ZONE 'Europe/London', '%Y')
    FROM judged
)
SELECT
    what,
    name,
    count(*)::INTEGER AS documents,
    count_if(kind = 'report')::INTEGER AS reports,
    count_if(verdict = 'unions heard')::INTEGER AS unions_heard,
    count_if(verdict = 'unions mentioned')::INTEGER AS unions_mentioned,
    count_if(verdict = 'workforce discussed without unions')::INTEGER AS workforce_only,
    count_if(verdict = 'nobody mentioned')::INTEGER AS nobody,
    count_if(says_left_out IS NOT NULL)::INTEGER AS say_left_out,
    round(100 * count_if(verdict NOT LIKE 'unions %') / count(*), 1) AS silent_percent
FROM judged
JOIN named USING (document_id)
GROUP BY what, name;

COMMENT ON VIEW main.silence IS
    'How often documents on a theme, of what a body is behind, or of a year name no union';
COMMENT ON COLUMN main.silence.what IS 'theme, sponsor or year';
COMMENT ON COLUMN main.silence.name IS 'title of the theme, name of the sponsor, or the year';
COMMENT ON COLUMN main.silence.documents IS
    'articles and reports that could be judged, those of unions left aside';
COMMENT ON COLUMN main.silence.reports IS 'of them: reports';
COMMENT ON COLUMN main.silence.unions_heard IS 'of them: unions speak, or are asked';
COMMENT ON COLUMN main.silence.unions_mentioned IS 'of them: unions are named and do not speak';
COMMENT ON COLUMN main.silence.workforce_only IS 'of them: staff are discussed without unions';
COMMENT ON COLUMN main.silence.nobody IS 'of them: neither unions nor staff';
COMMENT ON COLUMN main.silence.say_left_out IS 'of them: say themselves who was left out';
COMMENT ON COLUMN main.silence.silent_percent IS 'share that names no union, in percent';

COMMENT ON COLUMN main.voice.verdict IS
    'unions heard, unions mentioned, workforce discussed without unions, nobody mentioned, cannot tell';
