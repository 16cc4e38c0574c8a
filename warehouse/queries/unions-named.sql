-- Which unions are named, how often, and by whom?
-- days: how far to look back (default 365)
-- topic: voice

WITH named AS (
    SELECT unnest(unions) AS trade_union, document_id, source, source_kind, verdict, appeared_at
    FROM voice
    WHERE appeared_at >= now() - to_days($days::INTEGER)
)
SELECT trade_union, count(DISTINCT document_id) AS documents,
       count(DISTINCT document_id) FILTER (verdict = 'unions heard') AS heard,
       count(DISTINCT document_id) FILTER (source_kind = 'union') AS by_unions,
       count(DISTINCT document_id) FILTER (source_kind <> 'union') AS by_others,
       list_sort(list(DISTINCT source)) AS told_by, max(appeared_at) AS last_at
FROM named
GROUP BY trade_union
ORDER BY documents DESC, trade_union;
