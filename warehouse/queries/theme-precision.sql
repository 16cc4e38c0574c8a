-- How often readers found a theme's label useful, the noisiest first
-- all: also themes that nobody judged yet, true or false (default false)

SELECT theme, documents, hits, useful, noise, disputed, in_words AS precision
FROM theme_precision
WHERE $all::BOOLEAN OR useful + noise + disputed > 0
ORDER BY noise DESC, useful, theme, theme_id;
