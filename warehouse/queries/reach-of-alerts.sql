-- How were alerts received: what do people make of them, and who told the news later?
-- days: how far to look back (default 30)
-- topic: alerts

WITH said AS (
    SELECT alert_id,
           count(DISTINCT who) FILTER (meaning = 'useful') AS useful,
           count(DISTINCT who) FILTER (meaning = 'noise') AS noise,
           count(DISTINCT who) FILTER (meaning = 'on it') AS on_it
    FROM reactions
    WHERE stands
    GROUP BY alert_id
),
told AS (
    SELECT initiative_id, count(DISTINCT source_id) AS publishers, max(appeared_at) AS last_told_at
    FROM mentions
    WHERE NOT is_baseline
    GROUP BY initiative_id
)
SELECT sent_at, kind, initiative, tier, is_reply, coalesce(useful, 0) AS useful,
       coalesce(noise, 0) AS noise, coalesce(on_it, 0) AS on_it,
       coalesce(publishers, 0) AS publishers, last_told_at, url
FROM alerts
LEFT JOIN said USING (alert_id)
LEFT JOIN told USING (initiative_id)
WHERE created_at >= now() - to_days($days::INTEGER)
ORDER BY created_at DESC, initiative, kind, alert_id;
