-- Which articles are on a theme, and which sentence weighs most?
-- theme: its id or its title (required)
-- days: how far to look back (default 30)
-- topic: themes

WITH proof AS (
    SELECT article_id, theme_id, arg_max(sentence, (weight, sentence)) AS sentence
    FROM hits
    GROUP BY article_id, theme_id
),
labelled AS (
    SELECT article_id, theme_id, max(score) AS score
    FROM themes_by_article
    WHERE theme_id = $theme OR lower(theme) = lower($theme)
    GROUP BY article_id, theme_id
)
SELECT appeared_at, source, title, score, sentence, url
FROM labelled
JOIN articles USING (article_id)
LEFT JOIN proof USING (article_id, theme_id)
WHERE appeared_at >= now() - to_days($days::INTEGER)
ORDER BY appeared_at DESC, title, article_id;
