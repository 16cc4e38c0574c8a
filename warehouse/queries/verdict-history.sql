-- What every ruleset said of an article or report, the latest first
-- url: its address, or a part of it (required)

SELECT judged_at, is_current, themes, gained, lost, ruleset, title, document_kind, url
FROM verdict_history
WHERE contains(url, $url)
ORDER BY url, verdict_id DESC;
