-- What did judging anew change, by theme?
-- days: how far to look back (default 365)
-- topic: rules

WITH changed AS (
    SELECT ruleset, was_ruleset, judged_at, unnest(gained) AS theme_id, 1 AS gained, 0 AS lost
    FROM verdict_history
    UNION ALL
    SELECT ruleset, was_ruleset, judged_at, unnest(lost), 0, 1
    FROM verdict_history
),
named AS (
    SELECT theme_id, max(theme) AS theme FROM themes_by_article GROUP BY theme_id
),
counted AS (
    SELECT max(judged_at) AS last_at, ruleset, was_ruleset, theme_id,
           sum(gained)::INTEGER AS gained, sum(lost)::INTEGER AS lost
    FROM changed
    WHERE judged_at >= now() - to_days($days::INTEGER)
    GROUP BY ruleset, was_ruleset, theme_id
)
SELECT last_at, ruleset, was_ruleset, coalesce(theme, theme_id) AS theme, gained, lost
FROM counted
LEFT JOIN named USING (theme_id)
ORDER BY last_at DESC, gained + lost DESC, theme_id, ruleset, was_ruleset;
