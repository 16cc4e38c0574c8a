-- Which bodies are behind the same initiatives?
-- body: a part of the name of one of them; empty: all of them (default )
-- initiatives: behind how many together, at least (default 1)
-- topic: behind

SELECT body, other_body, initiatives, which
FROM co_sponsors
WHERE (contains(lower(body), lower($body)) OR contains(lower(other_body), lower($body)))
  AND initiatives >= $initiatives::INTEGER
ORDER BY initiatives DESC, body, other_body;
