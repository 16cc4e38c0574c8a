-- Initiatives that are said to touch an area
-- area: a council, county or region, or a part of its name (required)

SELECT name, kind, stage, areas, sponsors, first_seen_at, mentions, first_url
FROM initiatives
WHERE len(list_filter(areas, area -> contains(lower(area), lower($area)))) > 0
ORDER BY first_seen_at DESC, name, initiative_id;
