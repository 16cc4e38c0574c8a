-- Why does a document have its themes: which rules hit, on which words?
-- url: the address of the article or report, or a part of it (required)
-- topic: rules

WITH meant AS (
    SELECT document_id, title, url FROM mentions
    UNION
    SELECT article_id, title, url FROM articles
    UNION
    SELECT report_id, title, url FROM reports
)
SELECT title, theme, rule_id, weight, field, page, quote, sentence, url
FROM hits
JOIN meant USING (document_id)
WHERE contains(url, $url)
ORDER BY url, theme, weight DESC, rule_id, field, start;
