-- News that several sources told, the most widely told first
-- sources: how many sources at least (default 2)
-- days: how far to look back (default 14)

SELECT story, count(DISTINCT source_id) AS sources, min(first_seen_at) AS first_seen_at,
       arg_min(source, first_seen_at) AS first_source,
       list_sort(list(DISTINCT source)) AS told_by, arg_min(url, first_seen_at) AS url
FROM stories
WHERE joined_at >= now() - to_days($days::INTEGER)
GROUP BY story_id, story
HAVING count(DISTINCT source_id) >= $sources::INTEGER
ORDER BY sources DESC, first_seen_at DESC, story_id;
