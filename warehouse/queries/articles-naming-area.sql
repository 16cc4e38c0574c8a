-- Which articles name a place, and in which words?
-- area: a place, as it is written (required)
-- days: how far to look back (default 30)
-- topic: themes

WITH found AS (
    SELECT article_id, appeared_at, source, source_kind, title, url, is_relevant,
           regexp_extract(
               title || chr(10) || text,
               '(?i)[^\n]{0,80}\b' || regexp_escape($area) || '\b[^\n]{0,80}'
           ) AS words
    FROM articles
    WHERE appeared_at >= now() - to_days($days::INTEGER)
      AND contains(lower(title || chr(10) || text), lower($area))
)
SELECT appeared_at, source, source_kind, title, trim(words) AS words,
       coalesce(is_relevant, false) AS is_on_a_theme, url
FROM found
WHERE words <> ''
ORDER BY appeared_at DESC, source, title, article_id;
