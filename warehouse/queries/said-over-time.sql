-- What has a publisher written about over time: by month and theme?
-- source: a part of its name (required)
-- months: how far to look back (default 24)
-- topic: telling

SELECT date_trunc('month', appeared_at)::DATE AS month, source, theme,
       count(*) AS articles,
       arg_max(title, (score / threshold, url)) AS strongest,
       arg_max(url, (score / threshold, url)) AS url
FROM themes_by_article
WHERE contains(lower(source), lower($source))
  AND appeared_at >= now() - to_months($months::INTEGER)
GROUP BY month, source, theme
ORDER BY month DESC, source, articles DESC, theme;
