-- How many articles did each theme have in each nation?
-- days: how far to look back (default 90)
-- topic: themes

SELECT theme, nation, count(DISTINCT article_id) AS articles
FROM themes_by_article
WHERE appeared_at >= now() - to_days($days::INTEGER)
GROUP BY theme, nation
ORDER BY theme, articles DESC, nation;
