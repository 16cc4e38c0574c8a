-- Which initiatives were announced and have taken no step since?
-- months: for how many months at least (default 6)
-- stage: where they stopped: announced, consultation, pilot; empty: any of them (default announced)
-- topic: initiatives

WITH stepped AS (
    SELECT initiative_id, min(said_at) AS began_at, max(said_at) AS last_step_at
    FROM stages
    WHERE NOT is_seeded
    GROUP BY initiative_id
)
SELECT name, kind, stage, began_at, last_step_at,
       date_diff('month', last_step_at, now()) AS months_still, last_news_at, areas, sponsors,
       first_source, first_url
FROM initiatives
JOIN stepped USING (initiative_id)
WHERE ($stage = '' AND stage IN ('announced', 'consultation', 'pilot') OR stage = $stage)
  AND NOT is_seeded
  AND last_step_at <= now() - to_months($months::INTEGER)
ORDER BY last_step_at, name, initiative_id;
