-- Which new initiatives did unions tell of before government did, if government did at all?
-- who: kind of the publishers that told first (default union)
-- whom: kind of the publishers that told later, or not at all (default government)
-- days: how far to look back (default 365)
-- topic: telling

WITH told AS (
    SELECT initiative_id, initiative,
           min(appeared_at) FILTER (source_kind = $who) AS who_at,
           min(appeared_at) FILTER (source_kind = $whom) AS whom_at,
           arg_min(source, (appeared_at, source, url)) FILTER (source_kind = $who) AS teller,
           arg_min(title, (appeared_at, source, url)) FILTER (source_kind = $who) AS title,
           arg_min(url, (appeared_at, source, url)) FILTER (source_kind = $who) AS url
    FROM mentions
    WHERE initiative_id IN (SELECT initiative_id FROM initiatives WHERE is_news)
    GROUP BY initiative_id, initiative
)
SELECT initiative, teller, who_at AS told_at, whom_at AS told_later_at,
       round(date_diff('hour', who_at, whom_at) / 24, 1) AS days_ahead, title, url
FROM told
WHERE who_at < coalesce(whom_at, 'infinity')
  AND who_at >= now() - to_days($days::INTEGER)
ORDER BY who_at DESC, initiative, initiative_id;
