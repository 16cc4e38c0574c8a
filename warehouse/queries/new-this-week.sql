-- What happened to initiatives in the last days, the latest first: each thing once
-- days: how far to look back (default 7)

SELECT initiative, kind, value, happened_at, source, quote, url, told_at
FROM happenings
WHERE recorded_at >= now() - to_days($days::INTEGER)
  AND happened_at >= now() - to_days($days::INTEGER)
  AND article_id IS NOT NULL
ORDER BY happened_at DESC, initiative, kind, value, key;
