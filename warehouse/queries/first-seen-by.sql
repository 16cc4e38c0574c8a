-- Which sources are first with news of initiatives
-- days: how far to look back (default 90)

SELECT first_source AS source, count(*) AS initiatives,
       list(name ORDER BY first_seen_at DESC, name)[:5] AS latest
FROM initiatives
WHERE NOT is_seeded
  AND NOT is_baseline
  AND mentions > 0
  AND first_source IS NOT NULL
  AND first_seen_at >= now() - to_days($days::INTEGER)
GROUP BY source
ORDER BY initiatives DESC, source;
