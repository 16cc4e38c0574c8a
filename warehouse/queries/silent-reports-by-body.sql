-- Whose reports lack any voice of a union, by department or other body?
-- kind: kind of the body: department, agency, think_tank, government …; empty: all (default )
-- days: how far to look back (default 3650)
-- topic: voice

WITH read AS (
    SELECT document_id, title, url, source, source_kind, appeared_at,
           verdict IN ('workforce discussed without unions', 'nobody mentioned') AS is_silent
    FROM voice
    WHERE document_kind = 'report' AND verdict <> 'cannot tell'
      AND appeared_at >= now() - to_days($days::INTEGER)
),
linked AS (
    SELECT document_id, source AS body, source_kind AS body_kind, 'publishes' AS part FROM read
    UNION
    SELECT document_id, body, body_kind, role FROM initiative_sponsors
)
SELECT body,
       coalesce(list_sort(list(DISTINCT body_kind) FILTER (body_kind IS NOT NULL)), []) AS kinds,
       list_sort(list(DISTINCT part)) AS parts,
       count(DISTINCT document_id) AS reports,
       count(DISTINCT document_id) FILTER (is_silent) AS silent,
       round(100 * count(DISTINCT document_id) FILTER (is_silent)
             / count(DISTINCT document_id)) AS silent_percent,
       arg_max(title, (appeared_at, url)) FILTER (is_silent) AS latest_silent,
       arg_max(url, (appeared_at, url)) FILTER (is_silent) AS url
FROM linked
JOIN read USING (document_id)
GROUP BY body
HAVING $kind = '' OR count(*) FILTER (body_kind = $kind) > 0
ORDER BY silent DESC, silent_percent DESC, body;
