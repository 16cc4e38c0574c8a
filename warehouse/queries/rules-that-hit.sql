-- How often did each rule hit, and where did it stand alone?
-- days: how far to look back, by when an article was seen first (default 30)
-- topic: rules

WITH lately AS (
    SELECT hits.theme, hits.rule_id, hits.document_id, quote
    FROM hits
    JOIN articles USING (article_id)
    WHERE articles.first_seen_at >= now() - to_days($days::INTEGER)
),
counted AS (
    SELECT document_id, theme, count(DISTINCT rule_id) AS rules
    FROM lately
    GROUP BY document_id, theme
)
SELECT theme, rule_id, count(DISTINCT document_id) AS documents,
       count(DISTINCT document_id) FILTER (WHERE rules = 1) AS alone,
       mode(lower(quote)) AS usual_words
FROM lately
JOIN counted USING (document_id, theme)
GROUP BY theme, rule_id
ORDER BY documents DESC, theme, rule_id;
