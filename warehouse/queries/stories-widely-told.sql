-- Which news did several publishers tell, and who had it first?
-- sources: how many publishers at least (default 2)
-- days: how far to look back (default 14)
-- topic: telling

SELECT title AS story, sources, articles, first_told_at, first_source, told_by, source_kinds, url
FROM stories
WHERE joined_at >= now() - to_days($days::INTEGER)
  AND sources >= $sources::INTEGER
ORDER BY sources DESC, first_told_at DESC, story_id;
