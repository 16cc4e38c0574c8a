-- Which bodies behind initiatives are on no list yet?
-- days: how far to look back (default 90)
-- topic: behind

SELECT body, roles, which, first_said_at, first_source, quote, first_url, documents, sources
FROM newly_seen_bodies
WHERE first_said_at >= now() - to_days($days::INTEGER)
ORDER BY first_said_at DESC, body;
