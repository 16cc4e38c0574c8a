-- What is known of all new initiatives? (public/initiatives.csv and .parquet)
-- days: how far to look back (default 36500)
-- topic: code

WITH taught AS (  -- people said of them that they are no news
    SELECT kept_id AS initiative_id
    FROM store.initiatives
    JOIN store.kept USING (initiative_id)
    WHERE known_at IS NOT NULL
),
named AS MATERIALIZED (
    SELECT *, coalesce(published_at, first_seen_at) AS said_at FROM mentions
),
told AS (
    SELECT
        initiative_id,
        arg_max(quote, (is_main, confidence, mention_id)) AS quote,
        -- A name that was known by then is sure: how it was found tells how sure we are.
        coalesce(max(confidence) FILTER (confidence < 1), 1) AS confidence,
        coalesce(
            arg_max(why, (confidence, is_main, mention_id)) FILTER (confidence < 1),
            arg_max(why, (is_main, mention_id))
        ) AS why,
        arg_min(document_id, (NOT is_main, said_at, document_id)) AS voice_document_id,
        list_sort(list(DISTINCT source) FILTER (source IS NOT NULL)) AS sources,
        list_sort(list(DISTINCT url)) AS links,
        max(said_at) AS last_news_at
    FROM named
    GROUP BY initiative_id
),
confirmed AS (
    SELECT DISTINCT kept_id AS initiative_id
    FROM store.standing_decisions
    JOIN store.kept USING (initiative_id)
    WHERE what = 'confirm'
),
stepped AS (
    SELECT initiative_id, arg_max(value, (said_at, place)) AS step
    FROM store.claimed
    JOIN store.steps ON steps.step = value
    WHERE what = 'step' AND is_main
    GROUP BY initiative_id
),
themed AS (
    SELECT initiative_id, list_sort(list(DISTINCT theme)) AS themes
    FROM named
    JOIN themes_by_document USING (document_id)
    WHERE is_main
    GROUP BY initiative_id
),
due AS (
    SELECT named.initiative_id, max(calls.closes_at) AS deadline,
           arg_max(calls.respond_url, (calls.closes_at, calls.call_id)) AS respond_url
    FROM named
    JOIN store.call_evidence USING (document_id)
    JOIN store.current_calls AS calls USING (call_id)
    WHERE named.is_main AND calls.state = 'open'
    GROUP BY named.initiative_id
)
SELECT
    initiative_id,
    initiatives.name,
    initiatives.names,
    initiatives.kind,
    initiatives.first_seen_at,
    told.last_news_at,
    initiatives.stage,
    stepped.step,
    initiatives.areas,
    initiatives.sponsors,
    coalesce(themed.themes, []) AS themes,
    coalesce(told.sources, []) AS sources,
    initiatives.mentions AS documents,
    told.quote,
    initiatives.first_source,
    initiatives.first_title AS title,
    initiatives.first_url AS link,
    told.links,
    CASE WHEN confirmed.initiative_id IS NULL THEN told.confidence ELSE 1 END AS confidence,
    told.why,
    due.deadline,
    due.respond_url,
    voices.verdict AS voice,
    voices.reason AS voice_reason
FROM initiatives
JOIN told USING (initiative_id)
LEFT JOIN confirmed USING (initiative_id)
LEFT JOIN stepped USING (initiative_id)
LEFT JOIN themed USING (initiative_id)
LEFT JOIN due USING (initiative_id)
LEFT JOIN store.voices ON voices.document_id = told.voice_document_id
WHERE NOT is_seeded
  AND NOT is_baseline
  AND initiative_id NOT IN (SELECT initiative_id FROM taught)
  AND first_seen_at >= now() - to_days($days::INTEGER)
ORDER BY first_seen_at DESC, initiatives.name, initiative_id;
