-- What analysts see of deadlines, timelines, voices and stories.

CREATE VIEW main.deadlines AS
SELECT
    deadlines.document_id,
    documents.kind AS document_kind,
    documents.article_id,
    deadlines.kind,
    deadlines.closes_at,
    deadlines.has_hour,
    deadlines.quote,
    documents.title,
    documents.url,
    documents.source_id,
    sources.name AS source,
    documents.first_seen_at
FROM store.deadlines
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.deadlines IS 'Dates by which somebody may respond';
COMMENT ON COLUMN main.deadlines.document_id IS 'the article or report';
COMMENT ON COLUMN main.deadlines.document_kind IS 'article or report';
COMMENT ON COLUMN main.deadlines.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.deadlines.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.deadlines.closes_at IS
    'in UTC; end of the day in London where no hour is given';
COMMENT ON COLUMN main.deadlines.has_hour IS 'the text gives the hour';
COMMENT ON COLUMN main.deadlines.quote IS 'the sentence that says so';
COMMENT ON COLUMN main.deadlines.title IS 'title';
COMMENT ON COLUMN main.deadlines.url IS 'address, canonical';
COMMENT ON COLUMN main.deadlines.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.deadlines.source IS 'name of the publisher';
COMMENT ON COLUMN main.deadlines.first_seen_at IS 'when Placewatch saw it first';

CREATE VIEW main.initiative_timeline AS
WITH happened AS (
    SELECT initiative_id, said_at AS happened_at, 'stage' AS what, stage AS value, quote,
           document_id
    FROM store.stages
    UNION ALL
    SELECT initiative_id, coalesce(published_at, first_seen_at), 'mention', as_written, quote,
           document_id
    FROM main.mentions
    WHERE is_main
    UNION ALL
    SELECT DISTINCT initiative_id, closes_at, 'deadline', deadlines.kind, deadlines.quote,
           deadlines.document_id
    FROM main.deadlines
    JOIN store.mentions USING (document_id)
    WHERE is_main
)
SELECT
    happened.initiative_id,
    initiatives.name AS initiative,
    happened.happened_at,
    happened.what,
    happened.value,
    happened.quote,
    sources.name AS source,
    documents.title,
    documents.url,
    nullif(happened.document_id, '') AS document_id
FROM happened
JOIN store.initiatives USING (initiative_id)
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

COMMENT ON VIEW main.initiative_timeline IS 'What happened to each initiative, and who said so';
COMMENT ON COLUMN main.initiative_timeline.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.initiative_timeline.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_timeline.happened_at IS 'when it was said, or when it closes';
COMMENT ON COLUMN main.initiative_timeline.what IS 'stage, mention or deadline';
COMMENT ON COLUMN main.initiative_timeline.value IS 'which stage, name or kind of deadline';
COMMENT ON COLUMN main.initiative_timeline.quote IS 'the words that prove it';
COMMENT ON COLUMN main.initiative_timeline.source IS 'name of the publisher';
COMMENT ON COLUMN main.initiative_timeline.title IS 'title';
COMMENT ON COLUMN main.initiative_timeline.url IS 'address, canonical';
COMMENT ON COLUMN main.initiative_timeline.document_id IS
    'the article or report; NULL: from the seeds';

CREATE VIEW main.voice AS
SELECT
    voices.document_id,
    documents.kind AS document_kind,
    documents.article_id,
    documents.title,
    documents.url,
    documents.source_id,
    sources.name AS source,
    sources.kind AS source_kind,
    documents.published_at,
    documents.first_seen_at,
    voices.verdict,
    voices.unions,
    voices.union_words,
    voices.workforce_words,
    voices.engagement_words,
    voices.job_words,
    voices.words,
    voices.pages,
    voices.says_left_out,
    voices.reason
FROM store.voices
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id);

COMMENT ON VIEW main.voice IS
    'Which of unions, staff and workforce terms a document contains, and lacks';
COMMENT ON COLUMN main.voice.document_id IS 'the article or report';
COMMENT ON COLUMN main.voice.document_kind IS 'article or report';
COMMENT ON COLUMN main.voice.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.voice.title IS 'title';
COMMENT ON COLUMN main.voice.url IS 'address, canonical';
COMMENT ON COLUMN main.voice.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.voice.source IS 'name of the publisher';
COMMENT ON COLUMN main.voice.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.voice.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.voice.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.voice.verdict IS
    'unions heard, unions mentioned, workforce without unions, nobody, cannot tell';
COMMENT ON COLUMN main.voice.unions IS 'unions named';
COMMENT ON COLUMN main.voice.union_words IS 'times that unions are spoken of';
COMMENT ON COLUMN main.voice.workforce_words IS 'times: staff, workforce, employees …';
COMMENT ON COLUMN main.voice.engagement_words IS 'times: staff consulted, engaged, balloted …';
COMMENT ON COLUMN main.voice.job_words IS 'times: redundancy, TUPE, relocation …';
COMMENT ON COLUMN main.voice.words IS 'words searched';
COMMENT ON COLUMN main.voice.pages IS 'pages searched; 0: an article';
COMMENT ON COLUMN main.voice.says_left_out IS 'a sentence that itself says unions were left out';
COMMENT ON COLUMN main.voice.reason IS 'why the verdict';

CREATE VIEW main.stories AS
SELECT
    members.story_id,
    lead_documents.title AS story,
    members.article_id,
    members.article_id = members.story_id AS is_lead,
    documents.source_id,
    sources.name AS source,
    documents.title,
    documents.url,
    documents.published_at,
    documents.first_seen_at,
    members.joined_at
FROM store.story_members AS members
JOIN store.documents ON documents.document_id = members.article_id
LEFT JOIN store.documents AS lead_documents ON lead_documents.document_id = members.story_id
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

COMMENT ON VIEW main.stories IS 'Articles that tell the same news';
COMMENT ON COLUMN main.stories.story_id IS 'the article that leads the story';
COMMENT ON COLUMN main.stories.story IS 'title of that article';
COMMENT ON COLUMN main.stories.article_id IS 'the article';
COMMENT ON COLUMN main.stories.is_lead IS 'is that article';
COMMENT ON COLUMN main.stories.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.stories.source IS 'name of the publisher';
COMMENT ON COLUMN main.stories.title IS 'title';
COMMENT ON COLUMN main.stories.url IS 'address, canonical';
COMMENT ON COLUMN main.stories.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.stories.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.stories.joined_at IS 'when it joined the story';
