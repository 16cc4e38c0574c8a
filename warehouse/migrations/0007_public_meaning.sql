-- What analysts see of themes and initiatives.

CREATE VIEW main.themes_by_article AS
SELECT
    verdicts.article_id,
    verdicts.document_id,
    verdicts.kind AS document_kind,
    scores.theme_id,
    coalesce(themes.title, scores.theme_id) AS theme,
    scores.score,
    scores.threshold,
    verdicts.source_id,
    sources.name AS source,
    sources.nation,
    articles.published_at,
    articles.first_seen_at,
    articles.is_baseline,
    verdicts.ruleset
FROM store.current_verdicts AS verdicts
JOIN store.theme_scores AS scores USING (document_id, digest, ruleset)
JOIN store.articles ON articles.article_id = verdicts.article_id
LEFT JOIN store.themes USING (ruleset, theme_id)
LEFT JOIN store.sources ON sources.source_id = verdicts.source_id
WHERE scores.is_given;

COMMENT ON VIEW main.themes_by_article IS 'Which themes each document is labelled with';
COMMENT ON COLUMN main.themes_by_article.article_id IS
    'the article, or the one that links to the report';
COMMENT ON COLUMN main.themes_by_article.document_id IS 'the article or report';
COMMENT ON COLUMN main.themes_by_article.document_kind IS 'article or report';
COMMENT ON COLUMN main.themes_by_article.theme_id IS 'id of the theme';
COMMENT ON COLUMN main.themes_by_article.theme IS 'title of the theme';
COMMENT ON COLUMN main.themes_by_article.score IS 'sum of the weights of the rules that hit';
COMMENT ON COLUMN main.themes_by_article.threshold IS 'score from which the label is given';
COMMENT ON COLUMN main.themes_by_article.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.themes_by_article.source IS 'name of the publisher';
COMMENT ON COLUMN main.themes_by_article.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.themes_by_article.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.themes_by_article.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.themes_by_article.is_baseline IS
    'was there before we looked: known, but no news';
COMMENT ON COLUMN main.themes_by_article.ruleset IS 'digest of the rules that said so';

CREATE VIEW main.hits AS
SELECT
    hits.document_id,
    verdicts.article_id,
    verdicts.kind AS document_kind,
    hits.theme_id,
    coalesce(themes.title, hits.theme_id) AS theme,
    hits.rule_id,
    hits.field,
    hits.start,
    hits.stop,
    pages.page,
    hits.quote,
    hits.sentence,
    hits.weight,
    hits.ruleset,
    verdicts.judged_at
FROM store.hits
JOIN store.current_verdicts AS verdicts USING (document_id, digest, ruleset)
LEFT JOIN store.themes USING (ruleset, theme_id)
LEFT JOIN store.report_pages AS pages
    ON pages.report_id = hits.document_id AND hits.field = 'text'
    AND hits.start BETWEEN pages.start AND pages.start + length(pages.text);

COMMENT ON VIEW main.hits IS 'Every rule that was found, with the words that prove it';
COMMENT ON COLUMN main.hits.document_id IS 'the article or report';
COMMENT ON COLUMN main.hits.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.hits.document_kind IS 'article or report';
COMMENT ON COLUMN main.hits.theme_id IS 'id of the theme';
COMMENT ON COLUMN main.hits.theme IS 'title of the theme';
COMMENT ON COLUMN main.hits.rule_id IS 'the rule';
COMMENT ON COLUMN main.hits.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN main.hits.start IS 'first character';
COMMENT ON COLUMN main.hits.stop IS 'just past the last character';
COMMENT ON COLUMN main.hits.page IS 'page of the report; NULL: no report, or its title';
COMMENT ON COLUMN main.hits.quote IS 'the words that prove it';
COMMENT ON COLUMN main.hits.sentence IS 'the sentence around it';
COMMENT ON COLUMN main.hits.weight IS 'what the rule counts';
COMMENT ON COLUMN main.hits.ruleset IS 'digest of the rules that said so';
COMMENT ON COLUMN main.hits.judged_at IS 'when it was found';

CREATE VIEW main.mentions AS
SELECT
    mentions.mention_id,
    mentions.initiative_id,
    initiatives.name AS initiative,
    mentions.document_id,
    documents.kind AS document_kind,
    documents.article_id,
    documents.source_id,
    sources.name AS source,
    sources.kind AS source_kind,
    documents.title,
    documents.url,
    documents.published_at,
    documents.first_seen_at,
    documents.is_baseline,
    mentions.name AS as_written,
    mentions.quote,
    mentions.stage,
    mentions.is_main,
    mentions.is_live,
    mentions.confidence,
    mentions.why
FROM store.mentions
JOIN store.initiatives USING (initiative_id)
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.mentions IS 'Documents that name an initiative, and what they say of it';
COMMENT ON COLUMN main.mentions.mention_id IS 'the mention';
COMMENT ON COLUMN main.mentions.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.mentions.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.mentions.document_id IS 'the article or report';
COMMENT ON COLUMN main.mentions.document_kind IS 'article or report';
COMMENT ON COLUMN main.mentions.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.mentions.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.mentions.source IS 'name of the publisher';
COMMENT ON COLUMN main.mentions.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.mentions.title IS 'title';
COMMENT ON COLUMN main.mentions.url IS 'address, canonical';
COMMENT ON COLUMN main.mentions.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.mentions.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.mentions.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN main.mentions.as_written IS 'the name, as known by then or as written';
COMMENT ON COLUMN main.mentions.quote IS 'the sentence that proves it';
COMMENT ON COLUMN main.mentions.stage IS
    'announced, consultation, pilot, rollout, evaluation, closed; NULL: it does not say';
COMMENT ON COLUMN main.mentions.is_main IS 'the document is about it; false: named in passing';
COMMENT ON COLUMN main.mentions.is_live IS 'reported as happening';
COMMENT ON COLUMN main.mentions.confidence IS '0 to 1; 1: the name was known';
COMMENT ON COLUMN main.mentions.why IS 'why we think so';

CREATE VIEW main.claims AS
SELECT
    claims.initiative_id,
    initiatives.name AS initiative,
    claims.what,
    claims.value,
    claims.role,
    claims.quote,
    claims.document_id,
    documents.article_id,
    documents.source_id,
    sources.name AS source,
    documents.url,
    documents.published_at,
    documents.first_seen_at
FROM store.claims
JOIN store.initiatives USING (initiative_id)
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.claims IS 'What documents say of initiatives, one thing a row';
COMMENT ON COLUMN main.claims.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.claims.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.claims.what IS 'stage, area, sponsor, sites, money, report';
COMMENT ON COLUMN main.claims.value IS 'what it says';
COMMENT ON COLUMN main.claims.role IS
    'sponsor only: commissions, funds, delivers, writes, evaluates, backs';
COMMENT ON COLUMN main.claims.quote IS 'the words that prove it';
COMMENT ON COLUMN main.claims.document_id IS 'the article or report';
COMMENT ON COLUMN main.claims.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.claims.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.claims.source IS 'name of the publisher';
COMMENT ON COLUMN main.claims.url IS 'address, canonical';
COMMENT ON COLUMN main.claims.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.claims.first_seen_at IS 'when Placewatch saw it first';

CREATE VIEW main.initiatives AS
WITH latest AS (
    SELECT initiative_id, last(stage ORDER BY said_at, rowid) AS stage
    FROM store.stages
    GROUP BY initiative_id
),
named AS (
    SELECT initiative_id, list(name ORDER BY rowid) AS names
    FROM store.initiative_names
    GROUP BY initiative_id
),
counted AS (
    SELECT
        initiative_id,
        count(*)::INTEGER AS mentions,
        count(DISTINCT source_id)::INTEGER AS sources,
        max(first_seen_at) AS last_seen_at
    FROM main.mentions
    GROUP BY initiative_id
),
claimed AS (
    SELECT
        initiative_id,
        list_sort(list(DISTINCT value) FILTER (WHERE what = 'area')) AS areas,
        list_sort(list(DISTINCT value) FILTER (WHERE what = 'sponsor')) AS sponsors
    FROM store.claims
    GROUP BY initiative_id
)
SELECT
    initiatives.initiative_id,
    initiatives.name,
    coalesce(named.names, []) AS names,
    initiatives.kind,
    coalesce(latest.stage, 'announced') AS stage,
    coalesce(claimed.areas, []) AS areas,
    coalesce(claimed.sponsors, []) AS sponsors,
    initiatives.is_seeded,
    coalesce(documents.is_baseline, false) AS is_baseline,
    initiatives.first_seen_at,
    sources.name AS first_source,
    documents.title AS first_title,
    documents.url AS first_url,
    coalesce(counted.mentions, 0) AS mentions,
    coalesce(counted.sources, 0) AS sources,
    counted.last_seen_at
FROM store.initiatives
LEFT JOIN named USING (initiative_id)
LEFT JOIN latest USING (initiative_id)
LEFT JOIN counted USING (initiative_id)
LEFT JOIN claimed USING (initiative_id)
LEFT JOIN store.documents ON documents.document_id = initiatives.first_document_id
LEFT JOIN store.sources ON sources.source_id = initiatives.first_source_id;

COMMENT ON VIEW main.initiatives IS
    'Named things that somebody does: pilots, programmes, funds, deals, reviews';
COMMENT ON COLUMN main.initiatives.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.initiatives.name IS 'name';
COMMENT ON COLUMN main.initiatives.names IS 'every name it goes by';
COMMENT ON COLUMN main.initiatives.kind IS 'pilot, programme, fund, deal, commission, review …';
COMMENT ON COLUMN main.initiatives.stage IS 'the latest that is known';
COMMENT ON COLUMN main.initiatives.areas IS 'where, in the words of the documents';
COMMENT ON COLUMN main.initiatives.sponsors IS 'who is behind it';
COMMENT ON COLUMN main.initiatives.is_seeded IS 'known from the start, never news';
COMMENT ON COLUMN main.initiatives.is_baseline IS
    'first seen in something that was there before we looked';
COMMENT ON COLUMN main.initiatives.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.initiatives.first_source IS 'name of the publisher that had it first';
COMMENT ON COLUMN main.initiatives.first_title IS 'title of the first document';
COMMENT ON COLUMN main.initiatives.first_url IS 'address of the first document';
COMMENT ON COLUMN main.initiatives.mentions IS 'documents that name it';
COMMENT ON COLUMN main.initiatives.sources IS 'publishers that name it';
COMMENT ON COLUMN main.initiatives.last_seen_at IS 'when it was named last';
