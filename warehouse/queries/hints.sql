-- Which texts may report something new, under a name that is not sure?
-- days: how far to look back (default 30)
-- topic: initiatives

SELECT name, kind, stage, confidence, quote, source, title, url, appeared_at
FROM hints
WHERE NOT is_baseline
  AND first_seen_at >= now() - to_days($days::INTEGER)
ORDER BY confidence DESC, appeared_at DESC, url, name;
