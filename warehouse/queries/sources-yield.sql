-- Which publishers bring the most articles on a theme, and how much else?
-- days: how far to look back (default 90)
-- topic: telling

WITH firsts AS (
    SELECT first_source_id AS source_id, count(*) AS initiatives
    FROM initiatives
    WHERE is_news
    GROUP BY first_source_id
)
SELECT source, source_kind, count(*) FILTER (is_relevant) AS on_a_theme, count(*) AS articles,
       round(100 * count(*) FILTER (is_relevant) / count(*)) AS percent,
       coalesce(any_value(firsts.initiatives), 0) AS initiatives_first,
       max(appeared_at) AS latest_at
FROM articles
LEFT JOIN firsts USING (source_id)
WHERE appeared_at >= now() - to_days($days::INTEGER)
GROUP BY source_id, source, source_kind
ORDER BY on_a_theme DESC, articles, source, source_id;
