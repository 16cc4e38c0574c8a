-- How often did readers find useful what a rule labelled?
-- all: also rules that nobody judged yet (default false)
-- topic: rules

SELECT theme, rule_id, documents, hits, useful, noise, disputed, in_words AS precision
FROM rule_precision
WHERE $all::BOOLEAN OR useful + noise + disputed > 0
ORDER BY noise DESC, useful, theme, rule_id;
