-- Which initiatives are said to touch an area, and in which words?
-- area: a council, county or region, or a part of its name (required)
-- topic: initiatives

SELECT areas.initiative, area, kind, stage, documents, areas.first_said_at, quote,
       source, url, areas.is_seeded
FROM initiative_areas AS areas
JOIN initiatives USING (initiative_id)
WHERE contains(lower(area), lower($area))
ORDER BY areas.first_said_at DESC NULLS LAST, areas.initiative, area, initiative_id;
