-- Who commissions, funds, delivers or writes what, with the words that say so
-- initiative: a part of its name; empty: all of them (default )

SELECT initiative, role, value AS sponsor, count(DISTINCT article_id) AS articles,
       min(coalesce(published_at, first_seen_at)) AS first_said_at,
       arg_min(quote, coalesce(published_at, first_seen_at)) AS quote,
       arg_min(url, coalesce(published_at, first_seen_at)) AS url
FROM claims
WHERE what = 'sponsor'
  AND contains(lower(initiative), lower($initiative))
GROUP BY initiative, role, value
ORDER BY initiative, articles DESC, role, sponsor;
