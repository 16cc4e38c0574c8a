-- How long does it take from announcement to evaluation?
-- first: the stage from which is counted (default announced)
-- last: the stage up to which is counted: consultation, pilot, rollout, evaluation, closed (default evaluation)
-- topic: initiatives

WITH reached AS (
    SELECT initiative_id, initiative,
           min(said_at) FILTER (stage = $first) AS first_at,
           min(said_at) FILTER (stage = $last) AS last_at
    FROM stages
    WHERE NOT is_seeded
    GROUP BY initiative_id, initiative
)
SELECT initiative, kind, first_at, last_at, date_diff('day', first_at, last_at) AS days,
       median(date_diff('day', first_at, last_at)) OVER () AS median_days
FROM reached
JOIN initiatives USING (initiative_id)
WHERE last_at >= first_at
ORDER BY days, initiative, initiative_id;
