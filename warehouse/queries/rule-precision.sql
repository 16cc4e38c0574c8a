-- How often readers found useful what a rule labelled, the noisiest first
-- all: also rules that nobody judged yet, true or false (default false)

SELECT theme, rule_id, documents, hits, useful, noise, disputed, in_words AS precision
FROM rule_precision
WHERE $all::BOOLEAN OR useful + noise + disputed > 0
ORDER BY noise DESC, useful, theme, rule_id;
