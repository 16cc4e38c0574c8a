-- Which areas have the most initiatives?
-- least: how many initiatives at least (default 1)
-- topic: initiatives

SELECT area, count(*) AS initiatives,
       list(initiative ORDER BY initiative, initiative_id) AS which,
       sum(documents)::INTEGER AS documents, max(last_said_at) AS last_said_at
FROM initiative_areas
WHERE documents > 0
GROUP BY area
HAVING count(*) >= $least::INTEGER
ORDER BY initiatives DESC, documents DESC, area;
