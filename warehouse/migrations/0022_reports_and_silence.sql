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

-- Documents about change that could be judged, with what they are silent about.
CREATE VIEW store.judged_voices AS
SELECT
    voices.document_id,
    documents.article_id,
    documents.kind,
    year(coalesce(documents.published_at, documents.first_seen_at) AT TIME ZONE 'Europe/London')
        AS year,
    verdict LIKE 'unions %' AS names_unions,
    verdict = 'unions heard' AS is_heard,
    verdict = 'workforce discussed without unions' AS is_workforce,
    verdict = 'nobody mentioned' AS is_nobody,
    says_left_out IS NOT NULL AS says_left_out
FROM store.voices
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id)
WHERE verdict <> 'cannot tell' AND coalesce(sources.kind, '') <> 'union';

CREATE VIEW main.silence_by_theme AS
SELECT
    theme_id,
    theme,
    count(*)::INTEGER AS documents,
    count_if(is_heard)::INTEGER AS unions_heard,
    count_if(names_unions AND NOT is_heard)::INTEGER AS unions_mentioned,
    count_if(is_workforce)::INTEGER AS workforce_only,
    count_if(is_nobody)::INTEGER AS nobody,
    count_if(says_left_out)::INTEGER AS say_left_out,
    round(100 * count_if(NOT names_unions) / count(*), 1) AS silent_percent
FROM store.judged_voices
JOIN (SELECT DISTINCT document_id, theme_id, theme FROM main.themes_by_article)
    USING (document_id)
GROUP BY theme_id, theme;

COMMENT ON VIEW main.silence_by_theme IS
    'How often documents on a theme name no union, those of unions left aside';
COMMENT ON COLUMN main.silence_by_theme.theme_id IS 'the theme';
COMMENT ON COLUMN main.silence_by_theme.theme IS 'its title';
COMMENT ON COLUMN main.silence_by_theme.documents IS 'articles and reports that could be judged';
COMMENT ON COLUMN main.silence_by_theme.unions_heard IS 'of them: unions speak, or are asked';
COMMENT ON COLUMN main.silence_by_theme.unions_mentioned IS 'unions are named and do not speak';
COMMENT ON COLUMN main.silence_by_theme.workforce_only IS 'staff are discussed without unions';
COMMENT ON COLUMN main.silence_by_theme.nobody IS 'neither unions nor staff';
COMMENT ON COLUMN main.silence_by_theme.say_left_out IS 'say themselves who was left out';
COMMENT ON COLUMN main.silence_by_theme.silent_percent IS 'share that names no union, in percent';

CREATE VIEW main.silence_by_sponsor AS
SELECT
    sponsor,
    count(*)::INTEGER AS documents,
    count_if(is_heard)::INTEGER AS unions_heard,
    count_if(names_unions AND NOT is_heard)::INTEGER AS unions_mentioned,
    count_if(is_workforce)::INTEGER AS workforce_only,
    count_if(is_nobody)::INTEGER AS nobody,
    count_if(says_left_out)::INTEGER AS say_left_out,
    round(100 * count_if(NOT names_unions) / count(*), 1) AS silent_percent
FROM store.judged_voices
JOIN (SELECT DISTINCT document_id, value AS sponsor FROM store.claims WHERE what = 'sponsor')
    USING (document_id)
GROUP BY sponsor;

COMMENT ON VIEW main.silence_by_sponsor IS
    'How often documents on what a body is behind name no union, those of unions left aside';
COMMENT ON COLUMN main.silence_by_sponsor.sponsor IS 'who is behind what the document tells of';
COMMENT ON COLUMN main.silence_by_sponsor.documents IS 'articles and reports that could be judged';
COMMENT ON COLUMN main.silence_by_sponsor.unions_heard IS 'of them: unions speak, or are asked';
COMMENT ON COLUMN main.silence_by_sponsor.unions_mentioned IS 'unions are named and do not speak';
COMMENT ON COLUMN main.silence_by_sponsor.workforce_only IS 'staff are discussed without unions';
COMMENT ON COLUMN main.silence_by_sponsor.nobody IS 'neither unions nor staff';
COMMENT ON COLUMN main.silence_by_sponsor.say_left_out IS 'say themselves who was left out';
COMMENT ON COLUMN main.silence_by_sponsor.silent_percent IS 'share that names no union, in percent';

CREATE VIEW main.silence_by_year AS
SELECT
    year::INTEGER AS year,
    kind AS document_kind,
    count(*)::INTEGER AS documents,
    count_if(is_heard)::INTEGER AS unions_heard,
    count_if(names_unions AND NOT is_heard)::INTEGER AS unions_mentioned,
    count_if(is_workforce)::INTEGER AS workforce_only,
    count_if(is_nobody)::INTEGER AS nobody,
    count_if(says_left_out)::INTEGER AS say_left_out,
    round(100 * count_if(NOT names_unions) / count(*), 1) AS silent_percent
FROM store.judged_voices
GROUP BY year, kind;

COMMENT ON VIEW main.silence_by_year IS
    'How often the documents of a year name no union, those of unions left aside';
COMMENT ON COLUMN main.silence_by_year.year IS 'in which they appeared, or were seen first';
COMMENT ON COLUMN main.silence_by_year.document_kind IS 'article or report';
COMMENT ON COLUMN main.silence_by_year.documents IS 'articles and reports that could be judged';
COMMENT ON COLUMN main.silence_by_year.unions_heard IS 'of them: unions speak, or are asked';
COMMENT ON COLUMN main.silence_by_year.unions_mentioned IS 'unions are named and do not speak';
COMMENT ON COLUMN main.silence_by_year.workforce_only IS 'staff are discussed without unions';
COMMENT ON COLUMN main.silence_by_year.nobody IS 'neither unions nor staff';
COMMENT ON COLUMN main.silence_by_year.say_left_out IS 'say themselves who was left out';
COMMENT ON COLUMN main.silence_by_year.silent_percent IS 'share that names no union, in percent';

COMMENT ON COLUMN main.voice.verdict IS
    'unions heard, unions mentioned, workforce discussed without unions, nobody mentioned, cannot tell';
