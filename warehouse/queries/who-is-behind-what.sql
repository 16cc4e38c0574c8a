-- Bodies behind initiatives, those behind most first
-- body: a part of its name; empty: all of them (default )
-- initiatives: behind how many at least, as documents say (default 1)

SELECT body, body_kind, is_known, initiatives, roles, which, documents, sources,
       first_said_at, last_said_at, seeded_initiatives
FROM who_is_behind_what
WHERE contains(lower(body), lower($body))
  AND initiatives >= $initiatives::INTEGER
ORDER BY initiatives DESC, documents DESC, seeded_initiatives DESC, body;
