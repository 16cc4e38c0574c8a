-- Which bodies are behind the most initiatives, and in which roles?
-- body: a part of its name; empty: all of them (default )
-- initiatives: behind how many at least, as documents say (default 1)
-- topic: behind

SELECT name AS body, kind, is_known, initiatives, roles, which, documents, sources,
       first_said_at, last_said_at, seeded_initiatives, commissions, funds, delivers, writes,
       evaluates, backs
FROM organisations
WHERE contains(lower(name), lower($body))
  AND initiatives >= $initiatives::INTEGER
ORDER BY initiatives DESC, documents DESC, seeded_initiatives DESC, name;
