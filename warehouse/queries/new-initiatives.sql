-- Initiatives that were new in the last days, newest first
-- days: how far to look back (default 30)

SELECT name, kind, stage, areas, sponsors, first_seen_at, first_source, first_title, first_url
FROM initiatives
WHERE NOT is_seeded
  AND NOT is_baseline
  AND mentions > 0
  AND first_seen_at >= now() - to_days($days::INTEGER)
ORDER BY first_seen_at DESC, name, initiative_id;
