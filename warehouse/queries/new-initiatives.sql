-- Which initiatives are new?
-- days: how far to look back (default 30)
-- topic: initiatives

SELECT name, kind, stage, areas, sponsors, first_seen_at, first_source, first_title, first_url
FROM initiatives
WHERE is_news
  AND first_seen_at >= now() - to_days($days::INTEGER)
ORDER BY first_seen_at DESC, name, initiative_id;
