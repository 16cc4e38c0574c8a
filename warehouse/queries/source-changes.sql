-- Which sources changed their state?
-- days: how far to look back (default 30)
-- topic: house

SELECT noted_at, source_id, name, was, state, health
FROM source_changes
WHERE was IS NOT NULL AND noted_at >= now() - to_days($days::INTEGER)
ORDER BY noted_at DESC, name, source_id;
