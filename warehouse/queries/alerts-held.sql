-- What channels were not told at once, and why: too many in a run, read by day, or wanted by nobody
-- days: how far to look back (default 7)

SELECT held_at, coalesce(nullif(channel, ''), 'default') AS channel, why, kind, headline, url,
       told_in
FROM held_alerts
WHERE held_at >= now() - to_days($days::INTEGER)
ORDER BY held_at DESC, key;
