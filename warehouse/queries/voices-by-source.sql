-- Whose documents let unions speak, and whose do not?
-- days: how far to look back (default 90)
-- topic: voice

SELECT source, source_kind, count(*) AS documents,
       count(*) FILTER (WHERE verdict = 'unions heard') AS unions_heard,
       count(*) FILTER (WHERE verdict = 'unions mentioned') AS unions_mentioned,
       count(*) FILTER (WHERE verdict = 'workforce discussed without unions') AS workforce_only,
       count(*) FILTER (WHERE verdict = 'nobody mentioned') AS nobody,
       count(*) FILTER (WHERE says_left_out IS NOT NULL) AS say_left_out
FROM voice
WHERE first_seen_at >= now() - to_days($days::INTEGER)
GROUP BY source, source_kind
ORDER BY documents DESC, source;
