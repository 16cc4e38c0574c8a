-- The newest articles that a rule hit, each with the sentence
-- rule: its id (required)
-- most: how many (default 5)

SELECT coalesce(documents.published_at, documents.first_seen_at) AS appeared_at,
       documents.title, hits.quote, hits.sentence, documents.url
FROM hits
JOIN store.documents USING (document_id)
WHERE rule_id = $rule
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY field DESC, start) = 1
ORDER BY appeared_at DESC, document_id
LIMIT $most::INTEGER;
