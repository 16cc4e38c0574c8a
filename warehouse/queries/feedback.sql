-- What do readers say of articles and alerts?
-- days: how far to look back (default 365)
-- last: only the last word of each person on each thing (default true)
-- topic: alerts

SELECT given_at, who, verdict, title, theme_id, rule_id, words, source, url
FROM feedback
WHERE given_at >= now() - to_days($days::INTEGER)
  AND (is_last_word OR NOT $last::BOOLEAN)
ORDER BY given_at DESC, feedback_id DESC;
