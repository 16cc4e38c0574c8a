-- What people decide about the register, and which initiatives may be one.
-- Rows are only ever added, and what was said of an initiative stays under the id that it had:
-- store.kept says which initiative it belongs to now. Undoing a decision brings back what was.

CREATE SEQUENCE store.decision_order;

CREATE TABLE store.decisions (
    decision_id   BIGINT      NOT NULL DEFAULT nextval('store.decision_order'),
    what          TEXT        NOT NULL,    -- merge, apart, rename, refuse, confirm, undo
    initiative_id TEXT        NOT NULL,    -- merge: the one that becomes another name
    other_id      TEXT,                    -- merge: the one that is kept; apart: the other one
    name          TEXT        NOT NULL,    -- rename: the new name; empty: no rename
    undoes        BIGINT,                  -- undo: the decision that stands no more
    who           TEXT        NOT NULL,
    decided_at    TIMESTAMPTZ NOT NULL,
    note          TEXT        NOT NULL
);

-- Initiatives that may be one: asked until somebody decides.
CREATE TABLE store.pairs (
    initiative_id TEXT        NOT NULL,    -- the lower of the two ids
    other_id      TEXT        NOT NULL,
    score         DOUBLE      NOT NULL,    -- 0 to 1: how likely they are one
    reason        TEXT        NOT NULL,
    found_at      TIMESTAMPTZ NOT NULL
);

CREATE VIEW store.standing_decisions AS
FROM store.decisions AS said
WHERE what <> 'undo' AND NOT EXISTS (
    FROM store.decisions AS later WHERE later.undoes = said.decision_id
);

-- Which initiative every one belongs to: itself, or the one that it was merged into in the end.
-- Of a circle, which only a hand can make, the lowest id is kept.
CREATE VIEW store.kept AS
WITH RECURSIVE merged AS (
    SELECT initiative_id, arg_max(other_id, decision_id) AS other_id
    FROM store.standing_decisions
    WHERE what = 'merge'
    GROUP BY initiative_id
),
reached (initiative_id, at_id) AS (
    FROM merged
    UNION
    SELECT reached.initiative_id, merged.other_id
    FROM reached
    JOIN merged ON merged.initiative_id = reached.at_id
),
ends AS (
    SELECT initiative_id,
           coalesce(min(at_id) FILTER (at_id NOT IN (SELECT initiative_id FROM merged)),
                    min(at_id)) AS kept_id
    FROM reached
    GROUP BY initiative_id
),
renamed AS (
    SELECT initiative_id, arg_max(name, decision_id) AS name
    FROM store.standing_decisions
    WHERE what = 'rename'
    GROUP BY initiative_id
)
SELECT initiatives.initiative_id,
       coalesce(kept.initiative_id, initiatives.initiative_id) AS kept_id,
       coalesce(renamed.name, kept.name, initiatives.name) AS name,
       coalesce(kept.initiative_id, initiatives.initiative_id) IN (
           SELECT initiative_id FROM store.standing_decisions WHERE what = 'refuse'
       ) AS is_refused
FROM store.initiatives
LEFT JOIN ends USING (initiative_id)
LEFT JOIN store.initiatives AS kept
    ON kept.initiative_id = coalesce(ends.kept_id, initiatives.initiative_id)
LEFT JOIN renamed ON renamed.initiative_id = kept.initiative_id;

-- Every name of what is kept, its own names first.
CREATE VIEW store.kept_names AS
WITH given AS (
    SELECT initiative_id, name, rowid AS number FROM store.initiative_names
    UNION ALL
    SELECT initiative_id, name, 1_000_000_000 + decision_id
    FROM store.standing_decisions
    WHERE what = 'rename'
)
SELECT kept_id AS initiative_id, given.name,
       min((initiative_id <> kept_id, number)) AS place
FROM given
JOIN store.kept USING (initiative_id)
GROUP BY ALL;

-- Initiatives that can never ring as new any more, with all that they were merged with.
CREATE OR REPLACE VIEW store.no_news AS
WITH old AS (
    SELECT initiative_id FROM store.initiatives WHERE is_seeded OR known_at IS NOT NULL
    UNION
    SELECT initiative_id
    FROM store.mentions
    JOIN store.documents USING (document_id)
    WHERE is_baseline
    UNION
    SELECT initiative_id FROM store.outbox WHERE kind = 'new' AND initiative_id IS NOT NULL
)
FROM old
UNION
SELECT everyone.initiative_id
FROM old
JOIN store.kept AS mine USING (initiative_id)
JOIN store.kept AS everyone ON everyone.kept_id = mine.kept_id;

CREATE OR REPLACE VIEW main.alerts AS
SELECT
    alert_id,
    outbox.key,
    outbox.kind,
    coalesce(kept.kept_id, outbox.initiative_id) AS initiative_id,
    kept.name AS initiative,
    outbox.article_id,
    outbox.channel,
    outbox.text,
    outbox.state,
    outbox.attempts,
    outbox.created_at,
    outbox.sent_at,
    outbox.last_error
FROM store.outbox
LEFT JOIN store.kept USING (initiative_id);

COMMENT ON VIEW main.alerts IS 'Messages that somebody should see, and what became of them';
COMMENT ON COLUMN main.alerts.alert_id IS 'the alert';
COMMENT ON COLUMN main.alerts.key IS 'initiative × happening; one alert for each, ever';
COMMENT ON COLUMN main.alerts.kind IS 'new, stage, deadline …';
COMMENT ON COLUMN main.alerts.initiative_id IS 'the initiative; NULL: about no single one';
COMMENT ON COLUMN main.alerts.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.alerts.article_id IS 'the article; NULL: about no single one';
COMMENT ON COLUMN main.alerts.channel IS 'where it goes; empty: the installation''s default';
COMMENT ON COLUMN main.alerts.text IS 'its words, without the layout';
COMMENT ON COLUMN main.alerts.state IS 'pending, sending, sent or parked (a person has to look)';
COMMENT ON COLUMN main.alerts.attempts IS 'how often it was tried';
COMMENT ON COLUMN main.alerts.created_at IS 'when it was written down';
COMMENT ON COLUMN main.alerts.sent_at IS 'when it arrived';
COMMENT ON COLUMN main.alerts.last_error IS 'why the last attempt failed';

CREATE OR REPLACE VIEW main.mentions AS
SELECT
    mentions.mention_id,
    kept.kept_id AS initiative_id,
    kept.name AS initiative,
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
JOIN store.kept USING (initiative_id)
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id)
WHERE NOT kept.is_refused;

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

CREATE OR REPLACE VIEW main.claims AS
SELECT
    kept.kept_id AS initiative_id,
    kept.name AS initiative,
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
JOIN store.kept USING (initiative_id)
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id)
WHERE NOT kept.is_refused;

COMMENT ON VIEW main.claims IS 'What documents say of initiatives, one thing a row';
COMMENT ON COLUMN main.claims.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.claims.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.claims.what IS
    'stage, step, area, sponsor, person, sites, money, report, alias, formerly, replaces, builds on';
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

CREATE OR REPLACE VIEW main.initiatives AS
WITH latest AS (
    SELECT kept_id, last(stage ORDER BY said_at, stages.rowid) AS stage
    FROM store.stages
    JOIN store.kept USING (initiative_id)
    GROUP BY kept_id
),
named AS (
    SELECT initiative_id, list(name ORDER BY place) AS names
    FROM store.kept_names
    GROUP BY initiative_id
),
counted AS (
    SELECT
        initiative_id,
        count(DISTINCT document_id)::INTEGER AS mentions,
        count(DISTINCT source_id)::INTEGER AS sources,
        max(first_seen_at) AS last_seen_at
    FROM main.mentions
    GROUP BY initiative_id
),
claimed AS (
    SELECT
        kept_id,
        list_sort(list(DISTINCT value) FILTER (WHERE what = 'area')) AS areas,
        list_sort(list(DISTINCT value) FILTER (WHERE what = 'sponsor')) AS sponsors
    FROM store.claims
    JOIN store.kept USING (initiative_id)
    GROUP BY kept_id
),
merged AS (  -- what was merged is seen first where the first of its parts was
    SELECT
        kept.kept_id,
        kept.name,
        bool_or(initiatives.is_seeded) AS is_seeded,
        min(initiatives.first_seen_at) AS first_seen_at,
        arg_min(initiatives.first_document_id,
                (documents.published_at IS NULL, documents.published_at,
                 documents.first_seen_at, documents.document_id)
        ) FILTER (documents.document_id IS NOT NULL) AS first_document_id
    FROM store.kept
    JOIN store.initiatives USING (initiative_id)
    LEFT JOIN store.documents ON documents.document_id = initiatives.first_document_id
    WHERE NOT kept.is_refused
    GROUP BY kept.kept_id, kept.name
)
SELECT
    merged.kept_id AS initiative_id,
    merged.name,
    coalesce(named.names, []) AS names,
    initiatives.kind,
    coalesce(latest.stage, 'announced') AS stage,
    coalesce(claimed.areas, []) AS areas,
    coalesce(claimed.sponsors, []) AS sponsors,
    merged.is_seeded,
    coalesce(documents.is_baseline, false) AS is_baseline,
    merged.first_seen_at,
    sources.name AS first_source,
    documents.title AS first_title,
    documents.url AS first_url,
    coalesce(counted.mentions, 0) AS mentions,
    coalesce(counted.sources, 0) AS sources,
    counted.last_seen_at
FROM merged
JOIN store.initiatives ON initiatives.initiative_id = merged.kept_id
LEFT JOIN named ON named.initiative_id = merged.kept_id
LEFT JOIN latest ON latest.kept_id = merged.kept_id
LEFT JOIN counted ON counted.initiative_id = merged.kept_id
LEFT JOIN claimed ON claimed.kept_id = merged.kept_id
LEFT JOIN store.documents ON documents.document_id = merged.first_document_id
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

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

CREATE OR REPLACE VIEW main.initiative_timeline AS
WITH happened AS (
    SELECT kept_id AS initiative_id, said_at AS happened_at, 'stage' AS what, stage AS value,
           quote, document_id
    FROM store.stages
    JOIN store.kept USING (initiative_id)
    UNION ALL
    SELECT initiative_id, coalesce(published_at, first_seen_at), 'mention', as_written, quote,
           document_id
    FROM main.mentions
    WHERE is_main
    UNION ALL
    SELECT DISTINCT mentions.initiative_id, closes_at, 'deadline', deadlines.kind,
           deadlines.quote, deadlines.document_id
    FROM main.deadlines
    JOIN main.mentions USING (document_id)
    WHERE is_main
)
SELECT
    happened.initiative_id,
    kept.name AS initiative,
    happened.happened_at,
    happened.what,
    happened.value,
    happened.quote,
    sources.name AS source,
    documents.title,
    documents.url,
    nullif(happened.document_id, '') AS document_id
FROM happened
JOIN store.kept USING (initiative_id)
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources ON sources.source_id = documents.source_id
WHERE NOT kept.is_refused;

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

CREATE VIEW main.initiative_links AS
WITH known AS (  -- a name that two of them have says nothing
    SELECT lower(name) AS spoken, any_value(initiative_id) AS initiative_id
    FROM store.kept_names
    GROUP BY spoken
    HAVING count(DISTINCT initiative_id) = 1
)
SELECT
    claims.initiative_id,
    claims.initiative,
    claims.what AS relation,
    known.initiative_id AS other_id,
    coalesce(kept.name, claims.value) AS other,
    claims.quote,
    claims.source,
    claims.url,
    claims.published_at,
    claims.first_seen_at
FROM main.claims
LEFT JOIN known ON known.spoken = lower(claims.value)
LEFT JOIN store.kept ON kept.initiative_id = known.initiative_id
WHERE claims.what IN ('formerly', 'replaces', 'builds on')
  AND (claims.what = 'formerly' OR claims.initiative_id IS DISTINCT FROM known.initiative_id);

COMMENT ON VIEW main.initiative_links IS
    'What an initiative was called before, what it replaces and what it builds on';
COMMENT ON COLUMN main.initiative_links.initiative_id IS 'the initiative, the later of the two';
COMMENT ON COLUMN main.initiative_links.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_links.relation IS 'formerly (it is the same), replaces, builds on';
COMMENT ON COLUMN main.initiative_links.other_id IS
    'the earlier one; NULL: the register does not know it, or two have the name';
COMMENT ON COLUMN main.initiative_links.other IS 'name of the earlier one';
COMMENT ON COLUMN main.initiative_links.quote IS 'the words that prove it';
COMMENT ON COLUMN main.initiative_links.source IS 'name of the publisher';
COMMENT ON COLUMN main.initiative_links.url IS 'address, canonical';
COMMENT ON COLUMN main.initiative_links.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.initiative_links.first_seen_at IS 'when Placewatch saw it first';

CREATE VIEW main.initiative_pairs AS
WITH open AS (
    SELECT least(one.kept_id, two.kept_id) AS initiative_id,
           greatest(one.kept_id, two.kept_id) AS other_id,
           pairs.score, pairs.reason, pairs.found_at
    FROM store.pairs
    JOIN store.kept AS one ON one.initiative_id = pairs.initiative_id
    JOIN store.kept AS two ON two.initiative_id = pairs.other_id
    WHERE one.kept_id <> two.kept_id AND NOT one.is_refused AND NOT two.is_refused
),
apart AS (
    SELECT least(one.kept_id, two.kept_id) AS initiative_id,
           greatest(one.kept_id, two.kept_id) AS other_id
    FROM store.standing_decisions AS said
    JOIN store.kept AS one ON one.initiative_id = said.initiative_id
    JOIN store.kept AS two ON two.initiative_id = said.other_id
    WHERE said.what = 'apart'
),
alive AS (
    SELECT initiative_id, name FROM main.initiatives WHERE is_seeded OR mentions > 0
)
SELECT
    open.initiative_id,
    one.name AS initiative,
    open.other_id,
    two.name AS other,
    max(open.score) AS score,
    arg_max(open.reason, open.score) AS reason,
    min(open.found_at) AS found_at
FROM open
ANTI JOIN apart USING (initiative_id, other_id)
JOIN alive AS one USING (initiative_id)
JOIN alive AS two ON two.initiative_id = open.other_id
GROUP BY open.initiative_id, one.name, open.other_id, two.name;

COMMENT ON VIEW main.initiative_pairs IS
    'Initiatives that may be one, and that nobody has decided about';
COMMENT ON COLUMN main.initiative_pairs.initiative_id IS 'one of the two';
COMMENT ON COLUMN main.initiative_pairs.initiative IS 'its name';
COMMENT ON COLUMN main.initiative_pairs.other_id IS 'the other one';
COMMENT ON COLUMN main.initiative_pairs.other IS 'its name';
COMMENT ON COLUMN main.initiative_pairs.score IS '0 to 1: how likely they are one';
COMMENT ON COLUMN main.initiative_pairs.reason IS 'why they may be one';
COMMENT ON COLUMN main.initiative_pairs.found_at IS 'when that was seen';

CREATE VIEW main.decisions AS
SELECT
    said.decision_id,
    said.what,
    said.initiative_id,
    initiatives.name AS initiative,
    said.other_id,
    others.name AS other,
    nullif(said.name, '') AS new_name,
    said.undoes,
    said.who,
    said.decided_at,
    said.note,
    said.decision_id IN (SELECT decision_id FROM store.standing_decisions) AS stands
FROM store.decisions AS said
LEFT JOIN store.initiatives USING (initiative_id)
LEFT JOIN store.initiatives AS others ON others.initiative_id = said.other_id;

COMMENT ON VIEW main.decisions IS 'What people decided about initiatives, nothing left out';
COMMENT ON COLUMN main.decisions.decision_id IS 'number, in the order of deciding';
COMMENT ON COLUMN main.decisions.what IS
    'merge, apart, rename, refuse (it is none), confirm (it is one), undo';
COMMENT ON COLUMN main.decisions.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.decisions.initiative IS 'name under which it was found';
COMMENT ON COLUMN main.decisions.other_id IS 'merge and apart: the other one';
COMMENT ON COLUMN main.decisions.other IS 'name under which that was found';
COMMENT ON COLUMN main.decisions.new_name IS 'rename: the name that it has now';
COMMENT ON COLUMN main.decisions.undoes IS 'undo: the decision that stands no more';
COMMENT ON COLUMN main.decisions.who IS 'who decided';
COMMENT ON COLUMN main.decisions.decided_at IS 'when';
COMMENT ON COLUMN main.decisions.note IS 'what else was said; empty: nothing';
COMMENT ON COLUMN main.decisions.stands IS 'no later decision undoes it';
