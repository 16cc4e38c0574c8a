-- How was a stored article judged? (placewatch explain)
-- article: its id (required)
-- topic: code

SELECT articles.article_id, articles.title, articles.text, articles.url,
       coalesce(articles.source_kind, '') AS source_kind, articles.published_at,
       verdicts.ruleset, verdicts.judged_at, verdicts.is_relevant,
       coalesce((
           SELECT list(theme_id ORDER BY score / threshold DESC, theme_id)
           FROM store.theme_scores AS scores
           WHERE scores.document_id = articles.article_id AND scores.is_given
             AND scores.digest = verdicts.digest AND scores.ruleset = verdicts.ruleset
       ), []) AS themes
FROM articles
LEFT JOIN store.current_verdicts AS verdicts ON verdicts.document_id = articles.article_id
WHERE articles.article_id = $article
ORDER BY articles.article_id;
