-- Which calls are open, closed, missed or changed? (placewatch deadlines)
-- which: open, closed, missed (closed before Placewatch saw it), changed (default open)
-- days: of open ones, those that close within so many days (default 36500)
-- kind: consultation, call for evidence, expressions of interest, application; empty: all (default )
-- theme: title of a theme; empty: all (default )
-- topic: code

SELECT closes_at, has_hour, days_left, state, kind, asker, title, respond_url, opens_at, was_at,
       initiatives, themes, source, sources, url, page, quote, is_missed, first_seen_at, noted_at,
       call_id
FROM calls
WHERE CASE $which WHEN 'open' THEN state = 'open' AND days_left <= $days::INTEGER
                  WHEN 'closed' THEN state = 'closed'
                  WHEN 'missed' THEN is_missed
                  ELSE was_at IS NOT NULL OR state = 'withdrawn' END
  AND ($kind = '' OR kind = $kind)
  AND ($theme = '' OR list_contains(themes, $theme))
ORDER BY abs(date_diff('second', now(), closes_at)), title, call_id;
