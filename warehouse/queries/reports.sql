-- Which documents do articles link to, and could they be read?
-- days: how far to look back (default 365)
-- topic: house

SELECT title, authors, publisher, dated, page_count, pages, words, len(headings) AS headings,
       articles, source, coalesce(problem, 'read') AS state, read_again_at, first_seen_at, url
FROM reports
WHERE first_seen_at >= now() - to_days($days::INTEGER)
ORDER BY first_seen_at DESC, title, url;
