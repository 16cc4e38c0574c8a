-- What did the last runs do, and how long did they take?
-- days: how far to look back (default 2)
-- flow: poll, classify, notify …; empty: all of them (default )
-- topic: house

SELECT started_at, flow, seconds, ended_at IS NULL AS is_open, counts
FROM runs
WHERE started_at >= now() - to_days($days::INTEGER) AND $flow IN ('', flow)
ORDER BY started_at DESC, flow, run_id;
