-- What the register shows: the life of an initiative, who is behind it, and who told of it first.
-- Everything is as people decided: merged ones are one, and what they refused is not there.

-- Bodies of seeds/organisations.yaml, as they were read last.
CREATE TABLE store.organisations (
    name    TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    aliases TEXT[] NOT NULL
);

-- What seeds/initiatives.yaml says of the schemes that it knows: no document of ours said so.
CREATE TABLE store.background (
    initiative_id TEXT NOT NULL,
    what          TEXT NOT NULL,    -- year, area, sponsor
    value         TEXT NOT NULL,
    evidence      TEXT              -- address; NULL: nobody has looked it up yet
);

-- The steps of a life in their usual order, and the stage at each: as records.STEPS.
CREATE VIEW store.steps AS
SELECT *
FROM (
    VALUES
        (1, 'idea', 'announced'),
        (2, 'announced', 'announced'),
        (3, 'consultation open', 'consultation'),
        (4, 'consultation closed', 'consultation'),
        (5, 'outcome', 'consultation'),
        (6, 'sites named', 'pilot'),
        (7, 'running', 'pilot'),
        (8, 'extended', 'pilot'),
        (9, 'rolled out', 'rollout'),
        (10, 'evaluated', 'evaluation'),
        (11, 'renamed', NULL),
        (12, 'ended', 'closed')
) AS steps (place, step, stage);

-- Every name that a known body goes by, in lower case.
CREATE VIEW store.body_names AS
SELECT DISTINCT ON (spoken) spoken, name, kind
FROM (
    SELECT lower(name) AS spoken, name, kind, 0 AS place FROM store.organisations
    UNION ALL
    SELECT lower(unnest(aliases)), name, kind, 1 FROM store.organisations
)
ORDER BY spoken, place, name;

-- The texts that offsets count in, as they were judged; a report page by page.
CREATE VIEW store.texts AS
WITH judged AS (
    SELECT article_id, title, text
    FROM store.articles
    JOIN store.article_versions AS versions USING (article_id)
    WHERE versions.digest = coalesce(articles.judged_digest, articles.digest)
)
SELECT article_id AS document_id, 'title' AS field, 0 AS begins, title AS text FROM judged
UNION ALL
SELECT article_id, 'text', 0, text FROM judged
UNION ALL
SELECT report_id, 'title', 0, title FROM store.reports
UNION ALL
SELECT report_id, 'text', start, text FROM store.report_pages;

-- The sentence around some words of a text; the words alone if they do not stand there.
CREATE MACRO store.sentence(text, first, past, words) AS
CASE
    WHEN substring(text, first + 1, past - first) IS DISTINCT FROM words THEN words
    ELSE trim(regexp_replace(
        regexp_extract(substring(text, greatest(first - 400, 0) + 1, least(first, 400)),
                       '(?s)^(?:.*(?:[.!?][”"’)]*\s|\n))?(.*)$', 1)
        || words
        || regexp_extract(substring(text, past + 1, 400),
                          '^[^\n]*?[.!?][”"’)]*(?:\s|$)|^[^\n]*'),
        '\s+', ' ', 'g'))
END;

-- What documents claim of what is kept, one thing a row, with who said it when.
CREATE VIEW store.claimed AS
SELECT
    kept.kept_id AS initiative_id,
    kept.name AS initiative,
    claims.what,
    claims.value,
    claims.role,
    claims.quote,
    claims.field,
    claims.start,
    claims.stop,
    claims.document_id,
    documents.source_id,
    sources.name AS source,
    documents.title,
    documents.url,
    documents.is_baseline,
    coalesce(documents.published_at, documents.first_seen_at) AS said_at,
    mentions.is_main,
    mentions.recorded_at
FROM store.claims
JOIN store.mentions USING (mention_id)
JOIN store.kept ON kept.initiative_id = claims.initiative_id
JOIN store.documents ON documents.document_id = claims.document_id
LEFT JOIN store.sources USING (source_id)
WHERE NOT kept.is_refused;

-- What the seeds say of what is kept.
CREATE VIEW store.known_before AS
SELECT kept_id AS initiative_id, kept.name AS initiative, what, value,
       any_value(evidence) AS evidence
FROM store.background
JOIN store.kept USING (initiative_id)
WHERE NOT is_refused
GROUP BY ALL;

-- Who is behind what is kept: each body once for each role and document, and what the seeds say.
CREATE VIEW store.sponsored AS
WITH listed AS (
    SELECT initiative_id, initiative, role, value, said_at, source_id, source, title, url,
           document_id, field, start, stop, quote, false AS is_seeded
    FROM store.claimed
    WHERE what = 'sponsor'
    QUALIFY row_number() OVER (
        PARTITION BY initiative_id, role, value, document_id
        ORDER BY field, start
    ) = 1
    UNION ALL
    SELECT initiative_id, initiative, '', value, NULL, NULL, NULL, NULL, evidence,
           NULL, NULL, NULL, NULL, NULL, true
    FROM store.known_before
    WHERE what = 'sponsor'
)
SELECT listed.*, coalesce(bodies.name, listed.value) AS body, bodies.kind AS body_kind
FROM listed
LEFT JOIN store.body_names AS bodies ON bodies.spoken = lower(listed.value);

-- Each claim about a place, a figure or a person once, as it was said first, with how often since.
CREATE VIEW store.first_said AS
WITH firsts AS (
    SELECT *,
           count(DISTINCT document_id) OVER same AS documents,
           count(DISTINCT source_id) OVER same AS sources,
           max(said_at) OVER same AS last_said_at,
           list(DISTINCT role) FILTER (role <> '') OVER same AS roles
    FROM store.claimed
    WHERE what IN ('area', 'sites', 'money', 'report', 'person')
    WINDOW same AS (PARTITION BY initiative_id, what, value)
    QUALIFY row_number() OVER (
        PARTITION BY initiative_id, what, value
        ORDER BY said_at, document_id, field, start
    ) = 1
)
SELECT
    firsts.* REPLACE (documents::INTEGER AS documents, sources::INTEGER AS sources,
                      list_sort(coalesce(roles, [])) AS roles),
    store.sentence(
        texts.text, firsts.start - texts.begins, firsts.stop - texts.begins, firsts.quote
    ) AS sentence
FROM firsts
LEFT JOIN store.texts
    ON texts.document_id = firsts.document_id AND texts.field = firsts.field
    AND firsts.start >= texts.begins AND firsts.start < texts.begins + length(texts.text);

CREATE VIEW main.organisations AS
SELECT name, kind, aliases FROM store.organisations;

COMMENT ON VIEW main.organisations IS 'Bodies that seeds/organisations.yaml knows';
COMMENT ON COLUMN main.organisations.name IS 'name';
COMMENT ON COLUMN main.organisations.kind IS 'department, agency, think_tank, union …';
COMMENT ON COLUMN main.organisations.aliases IS 'other names';

CREATE VIEW main.initiative_names AS
SELECT
    kept.kept_id AS initiative_id,
    kept.name AS initiative,
    names.name,
    min(names.first_seen_at) AS first_seen_at,
    bool_and(kept.kept_id <> kept.initiative_id) AS is_merged
FROM store.initiative_names AS names
JOIN store.kept USING (initiative_id)
WHERE NOT kept.is_refused
GROUP BY kept.kept_id, kept.name, names.name;

COMMENT ON VIEW main.initiative_names IS 'Every name of each initiative, and since when we know it';
COMMENT ON COLUMN main.initiative_names.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.initiative_names.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_names.name IS 'one of its names';
COMMENT ON COLUMN main.initiative_names.first_seen_at IS 'when Placewatch saw that name first';
COMMENT ON COLUMN main.initiative_names.is_merged IS
    'was found as an initiative of its own, until a person said that it is this one';

CREATE VIEW main.stages AS
WITH firsts AS (
    SELECT claimed.*, steps.stage
    FROM store.claimed
    LEFT JOIN store.steps ON steps.step = claimed.value
    WHERE what = 'step' AND is_main
    QUALIFY row_number() OVER (
        PARTITION BY initiative_id, document_id, value ORDER BY field, start
    ) = 1
),
told AS (
    SELECT firsts.*,
           store.sentence(
               texts.text, firsts.start - texts.begins, firsts.stop - texts.begins, firsts.quote
           ) AS sentence
    FROM firsts
    LEFT JOIN store.texts
        ON texts.document_id = firsts.document_id AND texts.field = firsts.field
        AND firsts.start >= texts.begins AND firsts.start < texts.begins + length(texts.text)
),
lived AS (
    SELECT initiative_id, initiative, said_at, stage, value AS step, sentence AS quote,
           document_id, recorded_at
    FROM told
    UNION ALL
    SELECT kept.kept_id, kept.name, stages.said_at, stages.stage, NULL, stages.quote,
           stages.document_id, stages.recorded_at
    FROM store.stages
    JOIN store.kept USING (initiative_id)
    ANTI JOIN told
        ON told.initiative_id = kept.kept_id AND told.document_id = stages.document_id
        AND told.stage = stages.stage
    WHERE NOT kept.is_refused
)
SELECT
    lived.initiative_id,
    lived.initiative,
    lived.said_at,
    lived.stage,
    lived.step,
    lived.quote,
    documents.source_id,
    sources.name AS source,
    documents.title,
    documents.url,
    nullif(lived.document_id, '') AS document_id,
    lived.document_id = '' AS is_seeded,
    lived.recorded_at
FROM lived
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

COMMENT ON VIEW main.stages IS 'The life of each initiative: every stage and step that was told';
COMMENT ON COLUMN main.stages.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.stages.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.stages.said_at IS
    'when the document appeared; of the seeds: when they were read';
COMMENT ON COLUMN main.stages.stage IS
    'announced, consultation, pilot, rollout, evaluation, closed; NULL: the step tells none';
COMMENT ON COLUMN main.stages.step IS
    'what happened, finer than the stage: sites named, consultation open …; NULL: not told';
COMMENT ON COLUMN main.stages.quote IS 'the sentence that proves it; empty: from the seeds';
COMMENT ON COLUMN main.stages.source_id IS 'id of the publisher; NULL: from the seeds';
COMMENT ON COLUMN main.stages.source IS 'name of the publisher; NULL: from the seeds';
COMMENT ON COLUMN main.stages.title IS 'title';
COMMENT ON COLUMN main.stages.url IS 'address, canonical';
COMMENT ON COLUMN main.stages.document_id IS 'the article or report; NULL: from the seeds';
COMMENT ON COLUMN main.stages.is_seeded IS 'known before we looked';
COMMENT ON COLUMN main.stages.recorded_at IS 'when Placewatch wrote it down';

CREATE VIEW main.initiative_areas AS
WITH told AS (
    SELECT * FROM store.first_said WHERE what = 'area'
),
known AS (
    SELECT * FROM store.known_before WHERE what = 'area'
)
SELECT
    coalesce(told.initiative_id, known.initiative_id) AS initiative_id,
    coalesce(told.initiative, known.initiative) AS initiative,
    coalesce(told.value, known.value) AS area,
    coalesce(told.documents, 0) AS documents,
    coalesce(told.sources, 0) AS sources,
    told.said_at AS first_said_at,
    told.last_said_at,
    told.sentence AS quote,
    told.source,
    told.title,
    CASE WHEN told.value IS NULL THEN known.evidence ELSE told.url END AS url,
    told.document_id,
    known.value IS NOT NULL AS is_seeded
FROM told
FULL JOIN known ON known.initiative_id = told.initiative_id AND known.value = told.value;

COMMENT ON VIEW main.initiative_areas IS 'Where each initiative is, and who said so first';
COMMENT ON COLUMN main.initiative_areas.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.initiative_areas.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_areas.area IS 'the place: seeds/areas.yaml';
COMMENT ON COLUMN main.initiative_areas.documents IS 'documents that say so; 0: only the seeds do';
COMMENT ON COLUMN main.initiative_areas.sources IS 'publishers that say so';
COMMENT ON COLUMN main.initiative_areas.first_said_at IS 'when the first of them appeared';
COMMENT ON COLUMN main.initiative_areas.last_said_at IS 'when the latest of them appeared';
COMMENT ON COLUMN main.initiative_areas.quote IS
    'the sentence of the first that says so; NULL: only the seeds do';
COMMENT ON COLUMN main.initiative_areas.source IS 'name of the publisher that said so first';
COMMENT ON COLUMN main.initiative_areas.title IS 'title';
COMMENT ON COLUMN main.initiative_areas.url IS
    'address of the first document, or the evidence of the seeds';
COMMENT ON COLUMN main.initiative_areas.document_id IS 'the first document';
COMMENT ON COLUMN main.initiative_areas.is_seeded IS 'known before we looked';

CREATE VIEW main.initiative_sponsors AS
SELECT
    sponsored.initiative_id,
    sponsored.initiative,
    sponsored.role,
    sponsored.body,
    sponsored.body_kind,
    sponsored.said_at,
    store.sentence(
        texts.text, sponsored.start - texts.begins, sponsored.stop - texts.begins, sponsored.quote
    ) AS quote,
    sponsored.source_id,
    sponsored.source,
    sponsored.title,
    sponsored.url,
    sponsored.document_id,
    sponsored.is_seeded
FROM store.sponsored
LEFT JOIN store.texts
    ON texts.document_id = sponsored.document_id AND texts.field = sponsored.field
    AND sponsored.start >= texts.begins AND sponsored.start < texts.begins + length(texts.text);

COMMENT ON VIEW main.initiative_sponsors IS 'Who is behind each initiative, as each document says';
COMMENT ON COLUMN main.initiative_sponsors.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.initiative_sponsors.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_sponsors.role IS
    'commissions, funds, delivers, writes, evaluates, backs; empty: the seeds do not say';
COMMENT ON COLUMN main.initiative_sponsors.body IS
    'name of the body, as seeds/organisations.yaml has it, else as written';
COMMENT ON COLUMN main.initiative_sponsors.body_kind IS
    'department, agency, think_tank …; NULL: on no list';
COMMENT ON COLUMN main.initiative_sponsors.said_at IS
    'when the document appeared; NULL: from the seeds';
COMMENT ON COLUMN main.initiative_sponsors.quote IS
    'the sentence that says so; NULL: from the seeds';
COMMENT ON COLUMN main.initiative_sponsors.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.initiative_sponsors.source IS 'name of the publisher';
COMMENT ON COLUMN main.initiative_sponsors.title IS 'title';
COMMENT ON COLUMN main.initiative_sponsors.url IS
    'address, canonical; of the seeds: their evidence';
COMMENT ON COLUMN main.initiative_sponsors.document_id IS
    'the article or report; NULL: from the seeds';
COMMENT ON COLUMN main.initiative_sponsors.is_seeded IS 'known before we looked';

CREATE VIEW main.initiative_figures AS
SELECT
    initiative_id,
    initiative,
    what,
    value,
    documents,
    sources,
    said_at AS first_said_at,
    last_said_at,
    sentence AS quote,
    source,
    title,
    url,
    document_id
FROM store.first_said
WHERE what IN ('sites', 'money', 'report');

COMMENT ON VIEW main.initiative_figures IS 'In how many places, for how much, in which reports';
COMMENT ON COLUMN main.initiative_figures.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.initiative_figures.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_figures.what IS
    'sites (how many places), money, report (its title)';
COMMENT ON COLUMN main.initiative_figures.value IS 'what is said';
COMMENT ON COLUMN main.initiative_figures.documents IS 'documents that say so';
COMMENT ON COLUMN main.initiative_figures.sources IS 'publishers that say so';
COMMENT ON COLUMN main.initiative_figures.first_said_at IS 'when the first of them appeared';
COMMENT ON COLUMN main.initiative_figures.last_said_at IS 'when the latest of them appeared';
COMMENT ON COLUMN main.initiative_figures.quote IS 'the sentence of the first';
COMMENT ON COLUMN main.initiative_figures.source IS 'name of the publisher of the first';
COMMENT ON COLUMN main.initiative_figures.title IS 'title';
COMMENT ON COLUMN main.initiative_figures.url IS 'address, canonical';
COMMENT ON COLUMN main.initiative_figures.document_id IS 'the first document';

CREATE VIEW main.contradictions AS
WITH asked AS (
    SELECT claimed.*,
           CASE WHEN what = 'sponsor' THEN store.sentence(
               texts.text, claimed.start - texts.begins, claimed.stop - texts.begins, claimed.quote
           )
                ELSE '' END AS sentence
    FROM store.claimed
    LEFT JOIN store.texts
        ON texts.document_id = claimed.document_id AND texts.field = claimed.field
        AND claimed.start >= texts.begins AND claimed.start < texts.begins + length(texts.text)
    WHERE what IN ('sites', 'money')
       OR (what = 'sponsor' AND role IN ('commissions', 'writes', 'evaluates'))
),
saying AS (  -- bodies that one sentence names together, and sums of one document, agree
    SELECT DISTINCT initiative_id, what, role, value, document_id, sentence FROM asked
),
together AS (
    SELECT DISTINCT one.initiative_id, one.what, one.role, one.value, two.value AS other
    FROM saying AS one
    JOIN saying AS two USING (initiative_id, what, role, document_id, sentence)
),
apart AS (
    SELECT one.initiative_id, one.what, one.role, one.value,
           list_sort(list(DISTINCT two.other)) AS others
    FROM (SELECT DISTINCT initiative_id, what, role, value FROM saying) AS one
    JOIN (SELECT DISTINCT initiative_id, what, role, value AS other FROM saying) AS two
        USING (initiative_id, what, role)
    ANTI JOIN together
        ON together.initiative_id = one.initiative_id AND together.what = one.what
        AND together.role = one.role AND together.value = one.value
        AND together.other = two.other
    GROUP BY ALL
),
firsts AS (
    SELECT * EXCLUDE (sentence),
           list_sort(list(DISTINCT source) OVER (
               PARTITION BY initiative_id, what, role, value
           )) AS told_by
    FROM asked
    QUALIFY row_number() OVER (
        PARTITION BY initiative_id, what, role, value
        ORDER BY said_at, document_id, field, start
    ) = 1
)
SELECT
    firsts.initiative_id,
    firsts.initiative,
    firsts.what,
    firsts.role,
    firsts.value,
    apart.others,
    firsts.told_by,
    firsts.said_at AS first_said_at,
    store.sentence(
        texts.text, firsts.start - texts.begins, firsts.stop - texts.begins, firsts.quote
    ) AS quote,
    firsts.source,
    firsts.title,
    firsts.url,
    firsts.document_id
FROM firsts
JOIN apart USING (initiative_id, what, role, value)
LEFT JOIN store.texts
    ON texts.document_id = firsts.document_id AND texts.field = firsts.field
    AND firsts.start >= texts.begins AND firsts.start < texts.begins + length(texts.text);

COMMENT ON VIEW main.contradictions IS
    'Claims of one kind that no document makes together: told differently';
COMMENT ON COLUMN main.contradictions.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.contradictions.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.contradictions.what IS 'sponsor, sites, money';
COMMENT ON COLUMN main.contradictions.role IS 'sponsor only: commissions, writes, evaluates';
COMMENT ON COLUMN main.contradictions.value IS 'what is said';
COMMENT ON COLUMN main.contradictions.others IS 'what is said elsewhere, and never beside it';
COMMENT ON COLUMN main.contradictions.told_by IS 'names of the publishers that say it';
COMMENT ON COLUMN main.contradictions.first_said_at IS
    'when the first document that says it appeared';
COMMENT ON COLUMN main.contradictions.quote IS 'the sentence of that document';
COMMENT ON COLUMN main.contradictions.source IS 'name of its publisher';
COMMENT ON COLUMN main.contradictions.title IS 'title';
COMMENT ON COLUMN main.contradictions.url IS 'address, canonical';
COMMENT ON COLUMN main.contradictions.document_id IS 'the article or report';

CREATE VIEW main.who_is_behind_what AS
WITH named AS (
    SELECT
        body,
        any_value(body_kind) AS body_kind,
        count(DISTINCT initiative_id) FILTER (NOT is_seeded)::INTEGER AS initiatives,
        count(DISTINCT initiative_id) FILTER (is_seeded)::INTEGER AS seeded_initiatives,
        list_sort(list(DISTINCT role) FILTER (role <> '')) AS roles,
        list_sort(list(DISTINCT initiative)) AS which,
        count(DISTINCT document_id)::INTEGER AS documents,
        count(DISTINCT source_id)::INTEGER AS sources,
        min(said_at) AS first_said_at,
        max(said_at) AS last_said_at
    FROM store.sponsored
    GROUP BY body
)
SELECT
    body,
    body_kind,
    body_kind IS NOT NULL AS is_known,
    initiatives,
    seeded_initiatives,
    coalesce(roles, []) AS roles,
    which,
    documents,
    sources,
    first_said_at,
    last_said_at
FROM named;

COMMENT ON VIEW main.who_is_behind_what IS 'Bodies by the number of initiatives they are behind';
COMMENT ON COLUMN main.who_is_behind_what.body IS 'name of the body';
COMMENT ON COLUMN main.who_is_behind_what.body_kind IS
    'department, agency, think_tank …; NULL: on no list';
COMMENT ON COLUMN main.who_is_behind_what.is_known IS
    'seeds/organisations.yaml has it; else it is newly seen';
COMMENT ON COLUMN main.who_is_behind_what.initiatives IS 'that documents say it is behind';
COMMENT ON COLUMN main.who_is_behind_what.seeded_initiatives IS 'that the seeds say it is behind';
COMMENT ON COLUMN main.who_is_behind_what.roles IS
    'commissions, funds, delivers, writes, evaluates, backs';
COMMENT ON COLUMN main.who_is_behind_what.which IS 'names of all these initiatives';
COMMENT ON COLUMN main.who_is_behind_what.documents IS 'documents that say so';
COMMENT ON COLUMN main.who_is_behind_what.sources IS 'publishers that say so';
COMMENT ON COLUMN main.who_is_behind_what.first_said_at IS 'when the first of them appeared';
COMMENT ON COLUMN main.who_is_behind_what.last_said_at IS 'when the latest of them appeared';

CREATE VIEW main.co_sponsors AS
WITH behind AS (
    SELECT DISTINCT body, initiative_id, initiative FROM store.sponsored
)
SELECT
    one.body,
    two.body AS other_body,
    count(*)::INTEGER AS initiatives,
    list(one.initiative ORDER BY one.initiative, one.initiative_id) AS which
FROM behind AS one
JOIN behind AS two ON two.initiative_id = one.initiative_id AND two.body > one.body
GROUP BY one.body, two.body;

COMMENT ON VIEW main.co_sponsors IS 'Pairs of bodies that are behind the same initiatives';
COMMENT ON COLUMN main.co_sponsors.body IS 'one of the two, the first in the alphabet';
COMMENT ON COLUMN main.co_sponsors.other_body IS 'the other one';
COMMENT ON COLUMN main.co_sponsors.initiatives IS 'that both are behind';
COMMENT ON COLUMN main.co_sponsors.which IS 'their names';

CREATE VIEW main.newly_seen_bodies AS
SELECT
    body,
    min(said_at) AS first_said_at,
    arg_min(source, (said_at, document_id)) AS first_source,
    arg_min(title, (said_at, document_id)) AS first_title,
    arg_min(url, (said_at, document_id)) AS first_url,
    arg_min(quote, (said_at, document_id)) AS quote,
    count(DISTINCT document_id)::INTEGER AS documents,
    count(DISTINCT source_id)::INTEGER AS sources,
    count(DISTINCT initiative_id)::INTEGER AS initiatives,
    list_sort(list(DISTINCT initiative)) AS which,
    list_sort(list(DISTINCT role)) AS roles
FROM main.initiative_sponsors
WHERE body_kind IS NULL AND NOT is_seeded
GROUP BY body;

COMMENT ON VIEW main.newly_seen_bodies IS
    'Bodies behind initiatives that are on no list: where they came from';
COMMENT ON COLUMN main.newly_seen_bodies.body IS 'name of the body, as written';
COMMENT ON COLUMN main.newly_seen_bodies.first_said_at IS
    'when the first document that names it appeared';
COMMENT ON COLUMN main.newly_seen_bodies.first_source IS 'name of its publisher';
COMMENT ON COLUMN main.newly_seen_bodies.first_title IS 'title of that document';
COMMENT ON COLUMN main.newly_seen_bodies.first_url IS 'address of that document';
COMMENT ON COLUMN main.newly_seen_bodies.quote IS 'the sentence of that document';
COMMENT ON COLUMN main.newly_seen_bodies.documents IS 'documents that name it';
COMMENT ON COLUMN main.newly_seen_bodies.sources IS 'publishers that name it';
COMMENT ON COLUMN main.newly_seen_bodies.initiatives IS 'that it is behind';
COMMENT ON COLUMN main.newly_seen_bodies.which IS 'their names';
COMMENT ON COLUMN main.newly_seen_bodies.roles IS
    'commissions, funds, delivers, writes, evaluates, backs';

CREATE VIEW main.people AS
SELECT
    value AS person,
    count(*) OVER (PARTITION BY value)::INTEGER AS initiatives,
    initiative_id,
    initiative,
    roles,
    documents,
    sources,
    said_at AS first_said_at,
    last_said_at,
    sentence AS quote,
    source,
    title,
    url,
    document_id
FROM store.first_said
WHERE what = 'person';

COMMENT ON VIEW main.people IS 'People named with initiatives';
COMMENT ON COLUMN main.people.person IS 'name, as written';
COMMENT ON COLUMN main.people.initiatives IS 'how many this person is named with';
COMMENT ON COLUMN main.people.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.people.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.people.roles IS 'what the person does there, where a document says so';
COMMENT ON COLUMN main.people.documents IS 'documents that say so';
COMMENT ON COLUMN main.people.sources IS 'publishers that say so';
COMMENT ON COLUMN main.people.first_said_at IS 'when the first of them appeared';
COMMENT ON COLUMN main.people.last_said_at IS 'when the latest of them appeared';
COMMENT ON COLUMN main.people.quote IS 'the sentence of the first';
COMMENT ON COLUMN main.people.source IS 'name of the publisher of the first';
COMMENT ON COLUMN main.people.title IS 'title';
COMMENT ON COLUMN main.people.url IS 'address, canonical';
COMMENT ON COLUMN main.people.document_id IS 'the first document';

CREATE VIEW main.first_to_tell AS
WITH old AS (
    SELECT kept_id
    FROM store.initiatives
    JOIN store.kept USING (initiative_id)
    LEFT JOIN store.documents ON documents.document_id = initiatives.first_document_id
    WHERE is_seeded OR known_at IS NOT NULL OR documents.is_baseline
),
told AS (
    SELECT initiative_id, initiative, source_id, source, source_kind,
           min(coalesce(published_at, first_seen_at)) AS told_at
    FROM main.mentions
    ANTI JOIN old ON old.kept_id = mentions.initiative_id
    WHERE NOT is_baseline AND source_id IS NOT NULL
    GROUP BY ALL
),
placed AS (
    SELECT *,
           rank() OVER same AS place,
           count(*) OVER (PARTITION BY initiative_id) AS tellers,
           list_sort(list(told_at) OVER (PARTITION BY initiative_id))[2] AS second_at
    FROM told
    WINDOW same AS (PARTITION BY initiative_id ORDER BY told_at)
),
won AS (
    SELECT *, date_diff('second', told_at, second_at) / 86400 AS days_ahead
    FROM placed
    WHERE place = 1
)
SELECT
    source_id,
    source,
    source_kind,
    count(*) FILTER (tellers > 1)::INTEGER AS firsts,
    count(*) FILTER (tellers = 1)::INTEGER AS alone,
    round(median(days_ahead) FILTER (tellers > 1), 1) AS median_days_ahead,
    round(max(days_ahead) FILTER (tellers > 1), 1) AS most_days_ahead,
    coalesce(list(initiative ORDER BY told_at DESC, initiative) FILTER (tellers > 1), []) AS which,
    max(told_at) AS last_first_at
FROM won
GROUP BY source_id, source, source_kind;

COMMENT ON VIEW main.first_to_tell IS 'Which sources name initiatives before others do';
COMMENT ON COLUMN main.first_to_tell.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.first_to_tell.source IS 'name of the publisher';
COMMENT ON COLUMN main.first_to_tell.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.first_to_tell.firsts IS
    'initiatives that it named first and others named later';
COMMENT ON COLUMN main.first_to_tell.alone IS 'initiatives that nobody else has named so far';
COMMENT ON COLUMN main.first_to_tell.median_days_ahead IS
    'days by which it was usually ahead of the second; NULL: there was none';
COMMENT ON COLUMN main.first_to_tell.most_days_ahead IS 'days by which it was ahead at best';
COMMENT ON COLUMN main.first_to_tell.which IS
    'names of those that others named later, the latest first';
COMMENT ON COLUMN main.first_to_tell.last_first_at IS 'when it was first for the last time';
