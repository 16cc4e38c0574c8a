-- What had closed before Placewatch saw it?
-- days: how far back it closed (default 90)
-- topic: deadlines

SELECT closes_at, first_seen_at, kind, asker, title, source, url
FROM missed_calls
WHERE closes_at >= now() - to_days($days::INTEGER)
ORDER BY closes_at DESC, title, call_id;
