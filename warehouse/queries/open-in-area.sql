-- What is open to respond to in my area, and what is open to everybody?
-- area: a council, county or region, or a part of its name (required)
-- days: how far to look ahead (default 365)
-- topic: deadlines

WITH named AS (
    SELECT DISTINCT deadlines.call_id, initiative_id
    FROM deadlines
    JOIN mentions USING (document_id)
    WHERE call_id IS NOT NULL AND is_main
),
placed AS (
    SELECT call_id, list_sort(list(DISTINCT area)) AS areas,
           list_sort(list(DISTINCT area) FILTER (contains(lower(area), lower($area)))) AS mine
    FROM named
    JOIN initiative_areas USING (initiative_id)
    GROUP BY call_id
),
reached AS (
    SELECT calls.*,
           CASE
               WHEN len(mine) > 0 THEN 'names ' || array_to_string(mine, ', ')
               WHEN contains(lower(title || ' ' || asker || ' ' || quote), lower($area))
                   THEN 'names ' || $area
               WHEN areas IS NULL THEN 'names no area'
           END AS reach
    FROM calls
    LEFT JOIN placed USING (call_id)
    WHERE state = 'open' AND days_left <= $days::INTEGER
)
SELECT closes_at, days_left, reach, kind, initiatives, asker, title, respond_url, url
FROM reached
WHERE reach IS NOT NULL
ORDER BY reach = 'names no area', closes_at, title, call_id;
