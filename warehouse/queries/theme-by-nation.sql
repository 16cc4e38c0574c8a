-- How many articles each theme had in each nation
-- days: how far to look back (default 90)

SELECT theme, nation, count(DISTINCT article_id) AS articles
FROM themes_by_article
WHERE coalesce(published_at, first_seen_at) >= now() - to_days($days::INTEGER)
GROUP BY theme, nation
ORDER BY theme, articles DESC, nation;
