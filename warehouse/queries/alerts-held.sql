-- What were channels not told at once, and why?
-- days: how far to look back (default 7)
-- topic: alerts

SELECT held_at, coalesce(nullif(channel, ''), 'default') AS channel, why, kind, headline, url,
       told_in
FROM held_alerts
WHERE held_at >= now() - to_days($days::INTEGER)
ORDER BY held_at DESC, key;
