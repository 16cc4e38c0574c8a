-- What happened to initiatives lately, each thing once?
-- days: how far to look back (default 7)
-- topic: initiatives

SELECT initiative, kind, list(value ORDER BY value) FILTER (value <> '') AS what, happened_at, source,
       min(quote) AS quote, url, min(told_at) AS told_at
FROM happenings
WHERE recorded_at >= now() - to_days($days::INTEGER)
  AND happened_at >= now() - to_days($days::INTEGER)
  AND article_id IS NOT NULL
GROUP BY initiative_id, initiative, kind, happened_at, source, article_id, url
ORDER BY happened_at DESC, initiative, kind, source, article_id, initiative_id;
