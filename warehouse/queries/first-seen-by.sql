-- Which publishers had news of initiatives first?
-- days: how far to look back (default 90)
-- topic: telling

SELECT first_source AS source, count(*) AS initiatives,
       list(name ORDER BY first_seen_at DESC, name)[:5] AS latest
FROM initiatives
WHERE is_news
  AND first_source IS NOT NULL
  AND first_seen_at >= now() - to_days($days::INTEGER)
GROUP BY source
ORDER BY initiatives DESC, source;
