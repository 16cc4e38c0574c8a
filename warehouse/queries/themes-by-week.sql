-- How many articles did each theme have in each week?
-- weeks: how far to look back (default 12)
-- topic: themes

SELECT date_trunc('week', appeared_at)::DATE AS week, theme,
       count(DISTINCT article_id) AS articles, count(DISTINCT source_id) AS sources
FROM themes_by_article
WHERE appeared_at >= now() - to_weeks($weeks::INTEGER)
GROUP BY week, theme
ORDER BY week DESC, articles DESC, theme;
