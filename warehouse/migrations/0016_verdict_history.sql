-- What every ruleset said of each document, and what the archive taught when it was judged anew.

-- Named by an article that was stored long before rules found it there: known, and never news.
ALTER TABLE store.initiatives ADD COLUMN known_at TIMESTAMPTZ;    -- NULL: not known in this way

-- Initiatives that can never ring as new any more.
CREATE VIEW store.no_news AS
SELECT initiative_id FROM store.initiatives WHERE is_seeded OR known_at IS NOT NULL
UNION
SELECT initiative_id
FROM store.mentions
JOIN store.documents USING (document_id)
WHERE is_baseline
UNION
SELECT initiative_id FROM store.outbox WHERE kind = 'new' AND initiative_id IS NOT NULL;

CREATE VIEW main.verdict_history AS
WITH given AS (
    SELECT document_id, digest, ruleset, list(theme_id ORDER BY theme_id) AS themes
    FROM store.theme_scores
    WHERE is_given
    GROUP BY ALL
),
said AS (
    SELECT verdicts.*, coalesce(given.themes, []) AS themes,
           lag(verdicts.ruleset) OVER same_text AS was_ruleset,
           lag(coalesce(given.themes, [])) OVER same_text AS were
    FROM store.verdicts
    LEFT JOIN given USING (document_id, digest, ruleset)
    WINDOW same_text AS (PARTITION BY document_id, digest ORDER BY verdict_id)
)
SELECT
    documents.article_id,
    said.document_id,
    documents.kind AS document_kind,
    documents.title,
    documents.url,
    said.judged_at,
    said.ruleset,
    said.is_relevant,
    said.themes,
    said.was_ruleset,
    CASE WHEN was_ruleset IS NULL THEN []
         ELSE list_filter(themes, lambda one: NOT list_contains(were, one)) END AS gained,
    CASE WHEN was_ruleset IS NULL THEN []
         ELSE list_filter(were, lambda one: NOT list_contains(themes, one)) END AS lost,
    said.scope,
    EXISTS (
        SELECT 1 FROM store.current_verdicts AS now_valid
        WHERE now_valid.verdict_id = said.verdict_id
    ) AS is_current,
    said.verdict_id
FROM said
LEFT JOIN store.documents USING (document_id);

COMMENT ON VIEW main.verdict_history IS 'What every ruleset said of each document';
COMMENT ON COLUMN main.verdict_history.article_id IS
    'the article, or the one that links to the report';
COMMENT ON COLUMN main.verdict_history.document_id IS 'the article or report';
COMMENT ON COLUMN main.verdict_history.document_kind IS 'article or report';
COMMENT ON COLUMN main.verdict_history.title IS 'title, as it is now';
COMMENT ON COLUMN main.verdict_history.url IS 'address, canonical';
COMMENT ON COLUMN main.verdict_history.judged_at IS 'when it was judged';
COMMENT ON COLUMN main.verdict_history.ruleset IS 'digest of the rules that said so';
COMMENT ON COLUMN main.verdict_history.is_relevant IS 'it was given a theme';
COMMENT ON COLUMN main.verdict_history.themes IS 'ids of the themes that it was given';
COMMENT ON COLUMN main.verdict_history.was_ruleset IS
    'digest of the rules that judged the same text before; NULL: none did';
COMMENT ON COLUMN main.verdict_history.gained IS 'themes that those had not given';
COMMENT ON COLUMN main.verdict_history.lost IS 'themes that only those had given';
COMMENT ON COLUMN main.verdict_history.scope IS
    'why it counted, or did not, as UK public services';
COMMENT ON COLUMN main.verdict_history.is_current IS 'this verdict stands now';
COMMENT ON COLUMN main.verdict_history.verdict_id IS 'number, in the order of judging';
