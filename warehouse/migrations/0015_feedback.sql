-- What readers say of articles and alerts, and what that says of rules and themes.
-- Rows are only ever added; of what one person says of the same thing the last word counts.

CREATE SEQUENCE store.feedback_order;

CREATE TABLE store.feedback (
    feedback_id BIGINT      NOT NULL DEFAULT nextval('store.feedback_order'),
    given_at    TIMESTAMPTZ NOT NULL,
    who         TEXT        NOT NULL,
    way         TEXT        NOT NULL,    -- how it reached us: hand
    verdict     TEXT        NOT NULL,    -- useful or noise
    document_id TEXT        NOT NULL,    -- the article or report that is meant
    alert_id    TEXT,                    -- NULL: said of the document, not of an alert
    theme_id    TEXT,                    -- NULL: of the whole document
    rule_id     TEXT,                    -- NULL: of all rules that counted
    words       TEXT        NOT NULL,    -- empty: none were added
    ruleset     TEXT                     -- that had judged it by then; NULL: none had
);

-- Which rules made the labels that stand now.
CREATE VIEW store.counting_rules AS
WITH given AS (
    SELECT scores.document_id, scores.digest, scores.ruleset, scores.theme_id, scores.counted
    FROM store.current_verdicts AS verdicts
    JOIN store.theme_scores AS scores USING (document_id, digest, ruleset)
    WHERE scores.is_given
)
SELECT document_id, digest, ruleset, theme_id, unnest(counted) AS rule_id
FROM given
WHERE counted IS NOT NULL
UNION ALL
SELECT DISTINCT given.document_id, given.digest, given.ruleset, given.theme_id, hits.rule_id
FROM given
JOIN store.hits USING (document_id, digest, ruleset, theme_id)
WHERE given.counted IS NULL;  -- judged before it was kept which rules count

-- What each reader thinks of each label that stands now (rule_id NULL) and of each rule behind
-- it. Of all that one person said of a document the last that speaks of it counts.
CREATE VIEW store.last_words AS
WITH labels AS (
    SELECT document_id, theme_id, rule_id FROM store.counting_rules
    UNION ALL
    SELECT DISTINCT document_id, theme_id, NULL FROM store.counting_rules
)
SELECT labels.document_id, labels.theme_id, labels.rule_id, feedback.who,
       arg_max(feedback.verdict, feedback_id) AS verdict,
       arg_max(feedback.words, feedback_id) AS words,
       arg_max(feedback.given_at, feedback_id) AS given_at
FROM labels
JOIN store.feedback USING (document_id)
WHERE (feedback.theme_id IS NULL OR feedback.theme_id = labels.theme_id)
  AND (feedback.rule_id IS NULL OR feedback.rule_id = labels.rule_id)
GROUP BY ALL;

-- How often readers found a label useful, by theme (rule_id NULL) and by rule.
CREATE VIEW store.precisions AS
WITH counted AS (
    SELECT theme_id, rule_id, count(*) AS documents FROM store.counting_rules GROUP BY ALL
    UNION ALL
    SELECT theme_id, NULL, count(DISTINCT document_id) FROM store.counting_rules GROUP BY ALL
),
found AS (
    SELECT theme_id, rule_id, count(*) AS hits
    FROM store.hits
    JOIN store.counting_rules USING (document_id, digest, ruleset, theme_id, rule_id)
    GROUP BY ALL
    UNION ALL
    SELECT theme_id, NULL, count(*)
    FROM store.hits
    JOIN store.counting_rules USING (document_id, digest, ruleset, theme_id, rule_id)
    GROUP BY ALL
),
opinions AS (
    SELECT document_id, theme_id, rule_id,
           count(*) FILTER (verdict = 'useful') AS useful,
           count(*) FILTER (verdict = 'noise') AS noise
    FROM store.last_words
    GROUP BY ALL
),
judged AS (
    SELECT theme_id, rule_id,
           count(*) FILTER (useful > noise) AS useful,
           count(*) FILTER (useful < noise) AS noise,
           count(*) FILTER (useful = noise) AS disputed
    FROM opinions
    GROUP BY ALL
),
summed AS (
    SELECT counted.theme_id, counted.rule_id, counted.documents, coalesce(found.hits, 0) AS hits,
           coalesce(judged.useful, 0) AS useful,
           coalesce(judged.noise, 0) AS noise,
           coalesce(judged.disputed, 0) AS disputed,
           coalesce(judged.useful, 0) + coalesce(judged.noise, 0) AS n,
           1.959964 ** 2 AS zz
    FROM counted
    LEFT JOIN found ON found.theme_id = counted.theme_id
        AND found.rule_id IS NOT DISTINCT FROM counted.rule_id
    LEFT JOIN judged ON judged.theme_id = counted.theme_id
        AND judged.rule_id IS NOT DISTINCT FROM counted.rule_id
),
measured AS (
    -- Wilson's interval at 95 %; of fewer than five judged documents nobody can tell: guess
    SELECT *, useful / nullif(n, 0) AS precision,
           (useful + zz / 2) / (n + zz) AS middle,
           sqrt(zz * (useful * noise / nullif(n, 0) + zz / 4)) / (n + zz) AS half
    FROM summed
)
SELECT theme_id, rule_id, documents, hits, useful, noise, disputed, precision,
       CASE WHEN n >= 5 THEN greatest(middle - half, 0) END AS low,
       CASE WHEN n >= 5 THEN least(middle + half, 1) END AS high,
       CASE WHEN n + disputed = 0 THEN 'no feedback'
            WHEN n = 0 THEN 'disputed'
            WHEN n < 5 THEN 'too few'
            ELSE format('{:.0f} % ({:.0f} to {:.0f} %)', 100 * precision,
                        100 * greatest(middle - half, 0), 100 * least(middle + half, 1))
       END AS in_words
FROM measured;

CREATE VIEW main.rule_precision AS
SELECT precisions.theme_id, coalesce(titles.title, precisions.theme_id) AS theme, rule_id,
       documents, hits, useful, noise, disputed, precision, low, high, in_words
FROM store.precisions
LEFT JOIN (
    SELECT theme_id, arg_max(title, themes.rowid) AS title FROM store.themes GROUP BY theme_id
) AS titles USING (theme_id)
WHERE rule_id IS NOT NULL;

COMMENT ON VIEW main.rule_precision IS 'How often readers found useful what a rule labelled';
COMMENT ON COLUMN main.rule_precision.theme_id IS 'id of the theme';
COMMENT ON COLUMN main.rule_precision.theme IS 'title of the theme';
COMMENT ON COLUMN main.rule_precision.rule_id IS 'the rule';
COMMENT ON COLUMN main.rule_precision.documents IS
    'articles and reports with the theme in which it counts now';
COMMENT ON COLUMN main.rule_precision.hits IS 'places in them that it hit';
COMMENT ON COLUMN main.rule_precision.useful IS 'of them useful, as most readers who spoke say';
COMMENT ON COLUMN main.rule_precision.noise IS 'of them noise, as most readers who spoke say';
COMMENT ON COLUMN main.rule_precision.disputed IS 'of them as many readers say this as that';
COMMENT ON COLUMN main.rule_precision.precision IS
    'useful of useful and noise, 0 to 1; NULL: no feedback';
COMMENT ON COLUMN main.rule_precision.low IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.rule_precision.high IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.rule_precision.in_words IS 'the same for people: too few are below five';

CREATE VIEW main.theme_precision AS
SELECT precisions.theme_id, coalesce(titles.title, precisions.theme_id) AS theme,
       documents, hits, useful, noise, disputed, precision, low, high, in_words
FROM store.precisions
LEFT JOIN (
    SELECT theme_id, arg_max(title, themes.rowid) AS title FROM store.themes GROUP BY theme_id
) AS titles USING (theme_id)
WHERE rule_id IS NULL;

COMMENT ON VIEW main.theme_precision IS 'How often readers found a theme''s label useful';
COMMENT ON COLUMN main.theme_precision.theme_id IS 'id of the theme';
COMMENT ON COLUMN main.theme_precision.theme IS 'title of the theme';
COMMENT ON COLUMN main.theme_precision.documents IS 'articles and reports that have it now';
COMMENT ON COLUMN main.theme_precision.hits IS 'places in them that rules which count hit';
COMMENT ON COLUMN main.theme_precision.useful IS 'of them useful, as most readers who spoke say';
COMMENT ON COLUMN main.theme_precision.noise IS 'of them noise, as most readers who spoke say';
COMMENT ON COLUMN main.theme_precision.disputed IS 'of them as many readers say this as that';
COMMENT ON COLUMN main.theme_precision.precision IS
    'useful of useful and noise, 0 to 1; NULL: no feedback';
COMMENT ON COLUMN main.theme_precision.low IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.theme_precision.high IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.theme_precision.in_words IS 'the same for people: too few are below five';

CREATE VIEW main.feedback AS
SELECT
    feedback.feedback_id,
    feedback.given_at,
    feedback.who,
    feedback.verdict,
    documents.title,
    documents.url,
    sources.name AS source,
    feedback.theme_id,
    feedback.rule_id,
    feedback.words,
    NOT EXISTS (
        SELECT 1 FROM store.feedback AS later
        WHERE later.who = feedback.who AND later.document_id = feedback.document_id
          AND later.feedback_id > feedback.feedback_id
          AND (later.theme_id IS NULL OR later.theme_id = feedback.theme_id)
          AND (later.rule_id IS NULL OR later.rule_id = feedback.rule_id)
    ) AS is_last_word,
    feedback.way,
    feedback.alert_id,
    feedback.document_id,
    documents.article_id,
    feedback.ruleset
FROM store.feedback
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.feedback IS 'What readers say of articles, reports and alerts';
COMMENT ON COLUMN main.feedback.feedback_id IS 'number, in the order of saying';
COMMENT ON COLUMN main.feedback.given_at IS 'when it was said';
COMMENT ON COLUMN main.feedback.who IS 'who said it';
COMMENT ON COLUMN main.feedback.verdict IS 'useful or noise';
COMMENT ON COLUMN main.feedback.title IS 'title of the article or report';
COMMENT ON COLUMN main.feedback.url IS 'its address, canonical';
COMMENT ON COLUMN main.feedback.source IS 'name of the publisher';
COMMENT ON COLUMN main.feedback.theme_id IS 'the theme that is meant; NULL: all of it';
COMMENT ON COLUMN main.feedback.rule_id IS 'the rule that is meant; NULL: all that counted';
COMMENT ON COLUMN main.feedback.words IS 'what else was said; empty: nothing';
COMMENT ON COLUMN main.feedback.is_last_word IS
    'the same person has said nothing later that covers it';
COMMENT ON COLUMN main.feedback.way IS 'how it reached us: hand';
COMMENT ON COLUMN main.feedback.alert_id IS 'the alert that is meant; NULL: none in particular';
COMMENT ON COLUMN main.feedback.document_id IS 'the article or report';
COMMENT ON COLUMN main.feedback.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.feedback.ruleset IS
    'digest of the rules that had judged it by then; NULL: none had';
