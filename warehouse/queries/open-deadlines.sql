-- What somebody may still respond to, the nearest first
-- days: how far to look ahead (default 365)

WITH named AS (
    SELECT document_id, list_sort(list(DISTINCT initiative)) AS initiatives
    FROM mentions
    GROUP BY document_id
)
SELECT closes_at, date_diff('day', now(), closes_at) AS days_left, deadlines.kind,
       coalesce(initiatives, []) AS initiatives, source, title, url, quote
FROM deadlines
LEFT JOIN named USING (document_id)
WHERE closes_at >= now()
  AND closes_at <= now() + to_days($days::INTEGER)
ORDER BY closes_at, title, document_id, quote;
