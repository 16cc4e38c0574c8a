-- How many initiatives stand at each stage, by kind?
-- seeded: also those that the seeds know and no document names (default false)
-- topic: initiatives

SELECT kind, count(*) AS initiatives,
       count(*) FILTER (stage = 'announced') AS announced,
       count(*) FILTER (stage = 'consultation') AS consultation,
       count(*) FILTER (stage = 'pilot') AS pilot,
       count(*) FILTER (stage = 'rollout') AS rollout,
       count(*) FILTER (stage = 'evaluation') AS evaluation,
       count(*) FILTER (stage = 'closed') AS closed,
       count(*) FILTER (is_news) AS new_to_us
FROM initiatives
WHERE mentions > 0 OR ($seeded::BOOLEAN AND is_seeded)
GROUP BY kind
ORDER BY initiatives DESC, kind;
