-- Articles with a theme, newest first, with the sentence that weighs most
-- theme: its id or its title (required)
-- days: how far to look back (default 30)

WITH proof AS (
    SELECT article_id, theme_id, arg_max(sentence, weight) AS sentence
    FROM hits
    GROUP BY article_id, theme_id
),
labelled AS (
    SELECT article_id, theme_id, max(score) AS score
    FROM themes_by_article
    WHERE theme_id = $theme OR lower(theme) = lower($theme)
    GROUP BY article_id, theme_id
)
SELECT coalesce(published_at, first_seen_at) AS appeared_at, source, title, score, sentence, url
FROM labelled
JOIN articles USING (article_id)
LEFT JOIN proof USING (article_id, theme_id)
WHERE coalesce(published_at, first_seen_at) >= now() - to_days($days::INTEGER)
ORDER BY appeared_at DESC, title, article_id;
