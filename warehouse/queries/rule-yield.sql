-- What did each rule find, and how often did it count?
-- rule: its id; empty for all rules (default )
-- theme: id of a theme; empty for all (default )
-- topic: rules

WITH counted AS (
    SELECT verdicts.document_id, scores.theme_id, unnest(scores.counted) AS rule_id
    FROM store.current_verdicts AS verdicts
    JOIN store.theme_scores AS scores USING (document_id, digest, ruleset)
),
found AS (
    SELECT theme_id, rule_id, document_id, article_id, count(*) AS hits
    FROM hits
    WHERE $rule IN ('', rule_id) AND $theme IN ('', theme_id)
    GROUP BY theme_id, rule_id, document_id, article_id
),
dated AS (
    SELECT found.*, counted.rule_id IS NOT NULL AS is_counted,
           coalesce(documents.published_at, documents.first_seen_at) AS appeared_at
    FROM found
    JOIN store.documents USING (document_id)
    LEFT JOIN counted USING (document_id, theme_id, rule_id)
)
SELECT theme_id, rule_id, sum(hits)::INTEGER AS hits,
       count(DISTINCT dated.article_id)::INTEGER AS articles,
       count(DISTINCT dated.article_id) FILTER (is_counted)::INTEGER AS counted,
       count(DISTINCT dated.article_id)
           FILTER (appeared_at >= now() - to_days(7))::INTEGER AS in_7_days,
       count(DISTINCT dated.article_id)
           FILTER (appeared_at >= now() - to_days(30))::INTEGER AS in_30_days,
       max(appeared_at) AS last_at
FROM dated
GROUP BY theme_id, rule_id
ORDER BY articles DESC, theme_id, rule_id;
