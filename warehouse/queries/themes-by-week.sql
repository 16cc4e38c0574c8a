-- How many articles each theme had in each week
-- weeks: how far to look back (default 12)

SELECT date_trunc('week', coalesce(published_at, first_seen_at))::DATE AS week, theme,
       count(DISTINCT article_id) AS articles, count(DISTINCT source_id) AS sources
FROM themes_by_article
WHERE coalesce(published_at, first_seen_at) >= now() - to_weeks($weeks::INTEGER)
GROUP BY week, theme
ORDER BY week DESC, articles DESC, theme;
