-- What did a rule hit lately, in which sentences?
-- rule: its id (required)
-- most: how many (default 5)
-- topic: rules

WITH first AS (
    SELECT hits.document_id, hits.quote, hits.sentence
    FROM hits
    WHERE rule_id = $rule
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY field DESC, start) = 1
),
newest AS (
    SELECT coalesce(documents.published_at, documents.first_seen_at) AS appeared_at,
           documents.title, first.quote, first.sentence, documents.url, document_id
    FROM first
    JOIN store.documents USING (document_id)
    QUALIFY row_number() OVER (ORDER BY appeared_at DESC, document_id) <= $most::INTEGER
)
SELECT appeared_at, title, quote, sentence, url
FROM newest
ORDER BY appeared_at DESC, document_id;
