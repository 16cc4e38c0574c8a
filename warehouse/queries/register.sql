-- Initiatives that are known, the newest first
-- seeded: also those that the seeds knew before we looked, true or false (default false)

WITH proof AS (
    SELECT initiative_id, arg_max(quote, (is_main, confidence, mention_id)) AS quote
    FROM mentions
    GROUP BY initiative_id
)
SELECT name, kind, stage, areas, sponsors, first_seen_at, first_source, proof.quote, first_url
FROM initiatives
LEFT JOIN proof USING (initiative_id)
WHERE CASE WHEN is_seeded THEN $seeded::BOOLEAN ELSE mentions > 0 END
ORDER BY first_seen_at DESC, name, initiative_id;
