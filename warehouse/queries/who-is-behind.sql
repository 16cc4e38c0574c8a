-- Who commissions, funds, delivers or writes what, and who says so?
-- initiative: a part of its name; empty: all of them (default )
-- topic: behind

SELECT initiative, role, body AS sponsor, count(DISTINCT document_id) AS documents,
       min(said_at) AS first_said_at,
       arg_min(quote, (said_at, document_id)) AS quote,
       arg_min(source, (said_at, document_id)) AS source,
       arg_min(url, (said_at, document_id)) AS url
FROM initiative_sponsors
WHERE NOT is_seeded
  AND contains(lower(initiative), lower($initiative))
GROUP BY initiative, role, body
ORDER BY initiative, documents DESC, role, sponsor;
