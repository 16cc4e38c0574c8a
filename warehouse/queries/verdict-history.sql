-- What did every ruleset say of an article or report?
-- url: its address, or a part of it (required)
-- topic: rules

SELECT judged_at, is_current, themes, gained, lost, ruleset, title, document_kind, url
FROM verdict_history
WHERE contains(url, $url)
ORDER BY url, verdict_id DESC;
