-- Which themes are rising, month on month?
-- days: length of the two spans that are compared, the later one up to now (default 30)
-- topic: themes

WITH dated AS (
    SELECT theme, article_id, source_id,
           appeared_at >= now() - to_days($days::INTEGER) AS is_late
    FROM themes_by_article
    WHERE appeared_at >= now() - to_days(2 * $days::INTEGER) AND appeared_at < now()
)
SELECT theme, count(*) FILTER (is_late) AS articles, count(*) FILTER (NOT is_late) AS before,
       articles - before AS change,
       round(100 * (articles - before) / nullif(before, 0)) AS change_percent,
       count(DISTINCT source_id) FILTER (is_late) AS publishers
FROM dated
GROUP BY theme
ORDER BY change DESC, articles DESC, theme;
