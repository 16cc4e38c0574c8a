-- Which alerts went out lately, and what became of them?
-- days: how far to look back (default 7)
-- topic: alerts

SELECT created_at, state, kind, initiative, sent_at,
       date_diff('second', created_at, sent_at) AS seconds, attempts, text, last_error
FROM alerts
WHERE created_at >= now() - to_days($days::INTEGER)
ORDER BY created_at DESC, alert_id;
