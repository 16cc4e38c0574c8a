-- What may somebody still respond to?
-- days: how far to look ahead (default 365)
-- kind: consultation, call for evidence, expressions of interest, application; empty: all (default )
-- theme: title of a theme, or a part of it; empty: all (default )
-- topic: deadlines

SELECT closes_at, days_left, kind, initiatives, asker, title, respond_url, opens_at, source, url,
       quote, documents
FROM calls
WHERE state = 'open' AND days_left <= $days::INTEGER
  AND ($kind = '' OR kind = $kind)
  AND ($theme = '' OR len(list_filter(themes, name -> contains(lower(name), lower($theme)))) > 0)
ORDER BY closes_at, title, call_id;
