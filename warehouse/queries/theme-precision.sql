-- How often did readers find the label of a theme useful?
-- all: also themes that nobody judged yet (default false)
-- topic: rules

SELECT theme, documents, hits, useful, noise, disputed, in_words AS precision
FROM theme_precision
WHERE $all::BOOLEAN OR useful + noise + disputed > 0
ORDER BY noise DESC, useful, theme, theme_id;
