-- What closes on another day than was said at first, or was withdrawn?
-- days: how far back the change was seen (default 90)
-- topic: deadlines

SELECT noted_at, was_at, closes_at, state, kind, asker, title, respond_url
FROM changed_calls
WHERE noted_at >= now() - to_days($days::INTEGER)
ORDER BY noted_at DESC, title, call_id;
