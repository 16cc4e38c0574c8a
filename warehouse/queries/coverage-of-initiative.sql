-- Who writes about an initiative, by kind of publisher, and do they let unions speak?
-- initiative: a part of one of its names (required)
-- topic: initiatives

WITH meant AS (
    SELECT initiative_id
    FROM initiatives
    WHERE len(list_filter(names, lambda one: contains(lower(one), lower($initiative)))) > 0
       OR contains(lower(name), lower($initiative))
)
SELECT initiative, coalesce(mentions.source_kind, 'unknown') AS source_kind,
       count(DISTINCT document_id) AS documents,
       count(DISTINCT document_id) FILTER (is_main) AS mainly_about_it,
       count(DISTINCT mentions.source_id) AS publishers,
       count(DISTINCT document_id) FILTER (voice.verdict = 'unions heard') AS unions_heard,
       count(DISTINCT document_id) FILTER (voice.verdict = 'unions mentioned')
           AS unions_mentioned,
       min(mentions.appeared_at) AS first_at, max(mentions.appeared_at) AS last_at,
       list_sort(list(DISTINCT mentions.source)) AS told_by
FROM mentions
JOIN meant USING (initiative_id)
LEFT JOIN voice USING (document_id)
GROUP BY initiative_id, initiative, mentions.source_kind
ORDER BY initiative, documents DESC, source_kind, initiative_id;
