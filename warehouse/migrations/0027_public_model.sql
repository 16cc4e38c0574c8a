-- The views that people build on, under names that stay, and a comment on whatever there is.
-- One row is one of what the view is called after: a story is one row of stories, a body one of
-- organisations. What had a row for each part has a name of its own: story_articles,
-- organisation_roles, themes_by_document.
-- What was decided by the order of rows in the file is decided by stored times and names.

-- Comments on columns where the database itself keeps none: a lake keeps none of views, and a
-- file cannot keep some safely (see the end). The query dictionary reads both.
CREATE TABLE IF NOT EXISTS store.view_comments (
    schema_name TEXT NOT NULL,
    view_name   TEXT NOT NULL,
    column_name TEXT NOT NULL,
    comment     TEXT NOT NULL
);

-- Made before the first migration wherever a warehouse is opened; named here for its comments.
CREATE TABLE IF NOT EXISTS store.migrations (number INTEGER, name TEXT, digest TEXT);

-- The one verdict of each document that counts now: that of the text that is judged, the
-- newest. A text that was only touched up is not judged anew: judged_digest names what was.
CREATE OR REPLACE VIEW store.current_verdicts AS
WITH judged AS (
    SELECT article_id AS document_id, coalesce(judged_digest, digest) AS digest, article_id,
           'article' AS kind, source_id
    FROM store.articles
    UNION ALL
    SELECT report_id, '', article_id, 'report', articles.source_id
    FROM store.reports
    JOIN store.articles USING (article_id)
)
SELECT verdicts.*, judged.article_id, judged.kind, judged.source_id
FROM store.verdicts
JOIN judged USING (document_id)
QUALIFY row_number() OVER (
    PARTITION BY verdicts.document_id
    ORDER BY verdicts.digest = judged.digest DESC, verdicts.verdict_id DESC,
             verdicts.judged_at DESC, verdicts.ruleset
) = 1;

-- Every name of what is kept: its own names first, the one that it was found under before all.
CREATE OR REPLACE VIEW store.kept_names AS
WITH given AS (
    SELECT names.initiative_id, names.name, names.first_seen_at AS since,
           names.name <> initiatives.name AS is_other
    FROM store.initiative_names AS names
    JOIN store.initiatives USING (initiative_id)
    UNION ALL
    SELECT initiative_id, name, decided_at, true
    FROM store.standing_decisions
    WHERE what = 'rename'
)
SELECT kept_id AS initiative_id, given.name,
       min((initiative_id <> kept_id, is_other, since, given.name)) AS place
FROM given
JOIN store.kept USING (initiative_id)
GROUP BY ALL;

-- At which stage what is kept was last: by what appeared last, of one day by what is further on.
CREATE VIEW store.latest_stages AS
SELECT
    kept.kept_id,
    arg_max(stage, (
        said_at,
        recorded_at,
        coalesce(list_position(
            ['announced', 'consultation', 'pilot', 'rollout', 'evaluation', 'closed'], stage
        ), 0),
        document_id
    )) AS stage
FROM store.stages
JOIN store.kept USING (initiative_id)
GROUP BY kept.kept_id;

-- The title of each theme in the ruleset that was loaded last.
CREATE VIEW store.theme_titles AS
SELECT theme_id, arg_max(title, (loaded_at, ruleset)) AS title
FROM store.themes
JOIN store.rulesets ON rulesets.digest = themes.ruleset
GROUP BY theme_id;

-- Who is behind what, with an id for each body: its name in small letters, joined by hyphens.
CREATE VIEW store.behind AS
SELECT
    coalesce(
        nullif(trim(regexp_replace(lower(strip_accents(body)), '[^a-z0-9]+', '-', 'g'), '-'), ''),
        md5(body)
    ) AS organisation_id,
    body, body_kind, initiative_id, initiative, role, said_at, source_id, source, title, url,
    document_id, is_seeded
FROM store.sponsored;

CREATE OR REPLACE VIEW main.articles AS
SELECT
    article_id,
    articles.source_id,
    sources.name AS source,
    sources.kind AS source_kind,
    sources.nation,
    articles.url,
    versions.title,
    versions.text,
    versions.words,
    articles.published_at,
    articles.first_seen_at,
    coalesce(articles.published_at, articles.first_seen_at) AS appeared_at,
    articles.changed_at,
    articles.is_baseline,
    articles.is_provisional,
    verdicts.is_relevant,
    verdicts.scope,
    members.story_id
FROM store.articles
JOIN store.article_versions AS versions USING (article_id, digest)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN store.current_verdicts AS verdicts ON verdicts.document_id = articles.article_id
LEFT JOIN store.story_members AS members USING (article_id);

CREATE VIEW main.themes_by_document AS
SELECT
    verdicts.document_id,
    verdicts.kind AS document_kind,
    verdicts.article_id,
    scores.theme_id,
    coalesce(themes.title, scores.theme_id) AS theme,
    scores.score,
    scores.threshold,
    verdicts.source_id,
    sources.name AS source,
    sources.kind AS source_kind,
    sources.nation,
    articles.published_at,
    articles.first_seen_at,
    coalesce(articles.published_at, articles.first_seen_at) AS appeared_at,
    articles.is_baseline,
    verdicts.ruleset
FROM store.current_verdicts AS verdicts
JOIN store.theme_scores AS scores USING (document_id, digest, ruleset)
JOIN store.articles ON articles.article_id = verdicts.article_id
LEFT JOIN store.themes USING (ruleset, theme_id)
LEFT JOIN store.sources ON sources.source_id = verdicts.source_id
WHERE scores.is_given;

CREATE OR REPLACE VIEW main.themes_by_article AS
WITH strongest AS (
    SELECT *
    FROM main.themes_by_document
    QUALIFY row_number() OVER (
        PARTITION BY article_id, theme_id
        ORDER BY score / threshold DESC, document_kind, document_id
    ) = 1
)
SELECT
    strongest.article_id,
    strongest.theme_id,
    strongest.theme,
    strongest.score,
    strongest.threshold,
    strongest.document_id,
    strongest.document_kind,
    versions.title,
    articles.url,
    strongest.source_id,
    strongest.source,
    strongest.source_kind,
    strongest.nation,
    strongest.published_at,
    strongest.first_seen_at,
    strongest.appeared_at,
    strongest.is_baseline,
    strongest.ruleset
FROM strongest
JOIN store.articles USING (article_id)
JOIN store.article_versions AS versions
    ON versions.article_id = articles.article_id AND versions.digest = articles.digest;

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
    coalesce(documents.published_at, documents.first_seen_at) AS appeared_at,
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

CREATE OR REPLACE VIEW main.initiatives AS
WITH named AS (
    SELECT initiative_id, list(name ORDER BY place) AS names
    FROM store.kept_names
    GROUP BY initiative_id
),
counted AS (
    SELECT
        initiative_id,
        count(DISTINCT document_id)::INTEGER AS mentions,
        count(DISTINCT source_id)::INTEGER AS sources,
        max(first_seen_at) AS last_seen_at,
        coalesce(max(appeared_at) FILTER (is_main), max(appeared_at)) AS last_news_at
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
        bool_or(initiatives.known_at IS NOT NULL) AS is_taught,
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
    coalesce(counted.mentions, 0) > 0 AND NOT merged.is_seeded AND NOT merged.is_taught
        AND NOT coalesce(documents.is_baseline, false) AS is_news,
    merged.first_seen_at,
    documents.source_id AS first_source_id,
    sources.name AS first_source,
    documents.document_id AS first_document_id,
    documents.title AS first_title,
    documents.url AS first_url,
    coalesce(counted.mentions, 0) AS mentions,
    coalesce(counted.sources, 0) AS sources,
    counted.last_seen_at,
    counted.last_news_at
FROM merged
JOIN store.initiatives ON initiatives.initiative_id = merged.kept_id
LEFT JOIN named ON named.initiative_id = merged.kept_id
LEFT JOIN store.latest_stages AS latest ON latest.kept_id = merged.kept_id
LEFT JOIN counted ON counted.initiative_id = merged.kept_id
LEFT JOIN claimed ON claimed.kept_id = merged.kept_id
LEFT JOIN store.documents ON documents.document_id = merged.first_document_id
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

CREATE OR REPLACE VIEW main.initiative_timeline AS
WITH stepped AS (
    SELECT initiative_id, said_at AS happened_at, 'step' AS what, value, quote, document_id
    FROM store.claimed
    WHERE what = 'step' AND is_main
    QUALIFY row_number() OVER (
        PARTITION BY initiative_id, document_id, value ORDER BY field, start
    ) = 1
),
happened AS (
    SELECT kept_id AS initiative_id, said_at AS happened_at, 'stage' AS what, stage AS value,
           quote, document_id
    FROM store.stages
    JOIN store.kept USING (initiative_id)
    UNION ALL
    FROM stepped
    UNION ALL
    SELECT initiative_id, appeared_at, 'mention', as_written, quote, document_id
    FROM main.mentions
    WHERE is_main
    UNION ALL
    SELECT DISTINCT mentions.initiative_id, deadlines.closes_at, 'deadline', deadlines.kind,
           deadlines.quote, deadlines.document_id
    FROM store.deadlines
    JOIN main.mentions USING (document_id)
    WHERE is_main
    UNION ALL
    SELECT kept.kept_id, outbox.sent_at, 'alert', outbox.kind, NULL, outbox.article_id
    FROM store.outbox
    JOIN store.kept USING (initiative_id)
    WHERE outbox.sent_at IS NOT NULL
)
SELECT
    happened.initiative_id,
    kept.name AS initiative,
    happened.happened_at,
    happened.what,
    happened.value,
    happened.quote,
    documents.source_id,
    sources.name AS source,
    documents.title,
    documents.url,
    nullif(happened.document_id, '') AS document_id,
    documents.article_id
FROM happened
JOIN store.kept USING (initiative_id)
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources ON sources.source_id = documents.source_id
WHERE NOT kept.is_refused;

DROP VIEW main.organisations;

DROP VIEW main.who_is_behind_what;

CREATE VIEW main.organisations AS
WITH listed AS (
    SELECT
        coalesce(
            nullif(trim(regexp_replace(lower(strip_accents(name)), '[^a-z0-9]+', '-', 'g'), '-'),
                   ''),
            md5(name)
        ) AS organisation_id,
        min(name) AS name,
        arg_min(kind, name) AS kind,
        arg_min(aliases, name) AS aliases
    FROM store.organisations
    GROUP BY organisation_id
),
behind AS (
    SELECT
        organisation_id,
        min(body) AS body,
        count(DISTINCT initiative_id) FILTER (NOT is_seeded)::INTEGER AS initiatives,
        count(DISTINCT initiative_id) FILTER (is_seeded)::INTEGER AS seeded_initiatives,
        list_sort(list(DISTINCT role) FILTER (role <> '')) AS roles,
        count(DISTINCT initiative_id) FILTER (role = 'commissions')::INTEGER AS commissions,
        count(DISTINCT initiative_id) FILTER (role = 'funds')::INTEGER AS funds,
        count(DISTINCT initiative_id) FILTER (role = 'delivers')::INTEGER AS delivers,
        count(DISTINCT initiative_id) FILTER (role = 'writes')::INTEGER AS writes,
        count(DISTINCT initiative_id) FILTER (role = 'evaluates')::INTEGER AS evaluates,
        count(DISTINCT initiative_id) FILTER (role = 'backs')::INTEGER AS backs,
        list_sort(list(DISTINCT initiative)) AS which,
        count(DISTINCT document_id)::INTEGER AS documents,
        count(DISTINCT source_id)::INTEGER AS sources,
        min(said_at) AS first_said_at,
        max(said_at) AS last_said_at,
        arg_min(source, (said_at, document_id)) FILTER (NOT is_seeded) AS first_source,
        arg_min(url, (said_at, document_id)) FILTER (NOT is_seeded) AS first_url
    FROM store.behind
    GROUP BY organisation_id
)
SELECT
    organisation_id,
    coalesce(listed.name, behind.body) AS name,
    listed.kind,
    coalesce(listed.aliases, []) AS aliases,
    listed.name IS NOT NULL AS is_known,
    coalesce(initiatives, 0) AS initiatives,
    coalesce(seeded_initiatives, 0) AS seeded_initiatives,
    coalesce(roles, []) AS roles,
    coalesce(commissions, 0) AS commissions,
    coalesce(funds, 0) AS funds,
    coalesce(delivers, 0) AS delivers,
    coalesce(writes, 0) AS writes,
    coalesce(evaluates, 0) AS evaluates,
    coalesce(backs, 0) AS backs,
    coalesce(which, []) AS which,
    coalesce(documents, 0) AS documents,
    coalesce(sources, 0) AS sources,
    first_said_at,
    last_said_at,
    first_source,
    first_url
FROM listed
FULL JOIN behind USING (organisation_id);

CREATE VIEW main.organisation_roles AS
SELECT
    organisation_id,
    min(body) AS organisation,
    any_value(body_kind) AS kind,
    initiative_id,
    initiative,
    role,
    count(DISTINCT document_id)::INTEGER AS documents,
    count(DISTINCT source_id)::INTEGER AS sources,
    min(said_at) AS first_said_at,
    max(said_at) AS last_said_at,
    arg_min(source, (said_at, document_id)) FILTER (NOT is_seeded) AS first_source,
    coalesce(arg_min(url, (said_at, document_id)) FILTER (NOT is_seeded), any_value(url)) AS url,
    arg_min(document_id, (said_at, document_id)) FILTER (NOT is_seeded) AS document_id,
    bool_and(is_seeded) AS is_seeded
FROM store.behind
GROUP BY organisation_id, initiative_id, initiative, role;

CREATE OR REPLACE VIEW main.voice AS
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
    coalesce(documents.published_at, documents.first_seen_at) AS appeared_at,
    documents.is_baseline,
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

CREATE OR REPLACE VIEW main.deadlines AS
WITH told AS (
    SELECT DISTINCT ON (document_id, kind, closes_at) document_id, kind, closes_at, call_id
    FROM store.call_evidence
    ORDER BY document_id, kind, closes_at, joined_at DESC, call_id
)
SELECT
    deadlines.document_id,
    documents.kind AS document_kind,
    documents.article_id,
    deadlines.kind,
    deadlines.closes_at,
    deadlines.has_hour,
    CASE WHEN calls.state = 'withdrawn' THEN 'withdrawn'
         WHEN calls.closes_at <> deadlines.closes_at THEN 'moved'
         WHEN deadlines.closes_at < now() THEN 'closed'
         ELSE 'open' END AS state,
    date_diff('day', timezone('Europe/London', now())::DATE,
              timezone('Europe/London', deadlines.closes_at)::DATE) AS days_left,
    deadlines.quote,
    documents.title,
    documents.url,
    documents.source_id,
    sources.name AS source,
    documents.first_seen_at,
    deadlines.start,
    deadlines.stop,
    told.call_id,
    calls.closes_at = deadlines.closes_at AS is_current,
    calls.asker,
    calls.respond_url
FROM store.deadlines
JOIN store.documents USING (document_id)
LEFT JOIN store.sources USING (source_id)
LEFT JOIN told ON told.document_id = deadlines.document_id AND told.kind = deadlines.kind
    AND told.closes_at = deadlines.closes_at
LEFT JOIN store.current_calls AS calls ON calls.call_id = told.call_id;

CREATE OR REPLACE VIEW main.calls AS
WITH evidence AS (
    SELECT call_id, count(DISTINCT document_id) AS documents,
           list_sort(list(DISTINCT sources.name)) AS sources
    FROM store.call_evidence
    JOIN store.documents USING (document_id)
    LEFT JOIN store.sources USING (source_id)
    GROUP BY call_id
),
themed AS (
    SELECT call_id, list_sort(list(DISTINCT theme)) AS themes
    FROM store.call_evidence
    JOIN main.themes_by_document USING (document_id)
    GROUP BY call_id
),
named AS (
    SELECT call_id, list_sort(list(DISTINCT kept.name)) AS initiatives
    FROM store.call_evidence
    JOIN store.mentions USING (document_id)
    JOIN store.kept USING (initiative_id)
    WHERE mentions.is_main AND NOT kept.is_refused
    GROUP BY call_id
)
SELECT
    call_id,
    calls.kind,
    calls.title,
    calls.asker,
    calls.respond_url,
    calls.opens_at,
    calls.closes_at,
    calls.has_hour,
    CASE WHEN calls.state = 'withdrawn' THEN 'withdrawn'
         WHEN calls.closes_at < now() THEN 'closed'
         ELSE 'open' END AS state,
    date_diff('day', timezone('Europe/London', now())::DATE,
              timezone('Europe/London', calls.closes_at)::DATE) AS days_left,
    calls.closes_at < calls.first_seen_at AS is_missed,
    calls.sequence AS changes,
    calls.was_at,
    calls.quote,
    calls.document_id,
    documents.article_id,
    documents.url,
    (
        SELECT max(page) FROM store.report_pages
        WHERE report_id = calls.document_id AND report_pages.start <= calls.start
    ) AS page,
    documents.source_id,
    sources.name AS source,
    coalesce(evidence.documents, 0) AS documents,
    coalesce(evidence.sources, []) AS sources,
    coalesce(themes, []) AS themes,
    coalesce(initiatives, []) AS initiatives,
    calls.is_baseline,
    calls.first_seen_at,
    calls.noted_at
FROM store.current_calls AS calls
LEFT JOIN store.documents USING (document_id)
LEFT JOIN store.sources ON sources.source_id = documents.source_id
LEFT JOIN evidence USING (call_id)
LEFT JOIN themed USING (call_id)
LEFT JOIN named USING (call_id);

-- What one row for each article of a story said has a name of its own now.
CREATE VIEW main.story_articles AS
SELECT
    members.story_id,
    lead_documents.title AS story,
    members.article_id,
    members.article_id = members.story_id AS is_lead,
    documents.source_id,
    sources.name AS source,
    sources.kind AS source_kind,
    documents.title,
    documents.url,
    documents.published_at,
    documents.first_seen_at,
    coalesce(documents.published_at, documents.first_seen_at) AS appeared_at,
    documents.is_baseline,
    members.joined_at
FROM store.story_members AS members
JOIN store.documents ON documents.document_id = members.article_id
LEFT JOIN store.documents AS lead_documents ON lead_documents.document_id = members.story_id
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

DROP VIEW main.stories;

CREATE VIEW main.stories AS
SELECT
    story_id,
    any_value(story) AS title,
    any_value(url) FILTER (is_lead) AS url,
    count(*)::INTEGER AS articles,
    count(DISTINCT source_id)::INTEGER AS sources,
    list_sort(list(DISTINCT source) FILTER (source IS NOT NULL)) AS told_by,
    list_sort(list(DISTINCT source_kind) FILTER (source_kind IS NOT NULL)) AS source_kinds,
    min(appeared_at) AS first_told_at,
    max(appeared_at) AS last_told_at,
    arg_min(source_id, (appeared_at, first_seen_at, source_id)) AS first_source_id,
    arg_min(source, (appeared_at, first_seen_at, source_id)) AS first_source,
    arg_min(url, (appeared_at, first_seen_at, source_id, url)) AS first_url,
    bool_and(is_baseline) AS is_baseline,
    max(joined_at) AS joined_at
FROM main.story_articles
GROUP BY story_id;

CREATE OR REPLACE VIEW main.alerts AS
SELECT
    alert_id,
    outbox.key,
    outbox.kind,
    coalesce(kept.kept_id, outbox.initiative_id) AS initiative_id,
    kept.name AS initiative,
    outbox.article_id,
    documents.title,
    documents.url,
    documents.source_id,
    sources.name AS source,
    outbox.channel,
    outbox.tier,
    outbox.thread,
    outbox.parent_ts IS NOT NULL AS is_reply,
    outbox.is_broadcast,
    outbox.text,
    outbox.state,
    outbox.attempts,
    outbox.created_at,
    outbox.not_before,
    outbox.sent_at,
    outbox.last_error
FROM store.outbox
LEFT JOIN store.kept USING (initiative_id)
LEFT JOIN store.documents ON documents.document_id = outbox.article_id
LEFT JOIN store.sources ON sources.source_id = documents.source_id;

CREATE OR REPLACE VIEW main.rule_precision AS
SELECT precisions.theme_id, coalesce(titles.title, precisions.theme_id) AS theme, rule_id,
       documents, hits, useful, noise, disputed, precision, low, high, in_words
FROM store.precisions
LEFT JOIN store.theme_titles AS titles USING (theme_id)
WHERE rule_id IS NOT NULL;

CREATE OR REPLACE VIEW main.theme_precision AS
SELECT precisions.theme_id, coalesce(titles.title, precisions.theme_id) AS theme,
       documents, hits, useful, noise, disputed, precision, low, high, in_words
FROM store.precisions
LEFT JOIN store.theme_titles AS titles USING (theme_id)
WHERE rule_id IS NULL;

CREATE OR REPLACE VIEW main.silence AS
WITH judged AS (
    SELECT voices.document_id, voices.verdict, voices.says_left_out, documents.kind,
           coalesce(documents.published_at, documents.first_seen_at) AS appeared_at
    FROM store.voices
    JOIN store.documents USING (document_id)
    LEFT JOIN store.sources USING (source_id)
    WHERE verdict <> 'cannot tell' AND coalesce(sources.kind, '') <> 'union'
),
named AS (
    SELECT document_id, 'theme' AS what, theme AS name FROM main.themes_by_document
    UNION
    SELECT document_id, 'sponsor', body FROM store.sponsored WHERE document_id IS NOT NULL
    UNION
    SELECT document_id, 'year', strftime(appeared_at AT TIME ZONE 'Europe/London', '%Y')
    FROM judged
)
SELECT
    what,
    name,
    count(*)::INTEGER AS documents,
    count_if(kind = 'report')::INTEGER AS reports,
    count_if(verdict = 'unions heard')::INTEGER AS unions_heard,
    count_if(verdict = 'unions mentioned')::INTEGER AS unions_mentioned,
    count_if(verdict = 'workforce discussed without unions')::INTEGER AS workforce_only,
    count_if(verdict = 'nobody mentioned')::INTEGER AS nobody,
    count_if(says_left_out IS NOT NULL)::INTEGER AS say_left_out,
    round(100 * count_if(verdict NOT LIKE 'unions %') / count(*), 1) AS silent_percent
FROM judged
JOIN named USING (document_id)
GROUP BY what, name;

-- The page of a hit is the last one that begins before it: found in one pass, where looking for
-- the page around each hit took minutes at 100,000 articles.
CREATE OR REPLACE VIEW main.hits AS
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
    CASE WHEN hits.field = 'text' THEN pages.page END AS page,
    hits.quote,
    hits.sentence,
    hits.weight,
    hits.ruleset,
    verdicts.judged_at
FROM store.hits
JOIN store.current_verdicts AS verdicts USING (document_id, digest, ruleset)
LEFT JOIN store.themes USING (ruleset, theme_id)
ASOF LEFT JOIN store.report_pages AS pages
    ON pages.report_id = hits.document_id AND hits.start >= pages.start;

COMMENT ON VIEW main.alerts IS 'Messages that somebody should see, and what became of them';
COMMENT ON COLUMN main.alerts.alert_id IS 'id of the message';
COMMENT ON COLUMN main.alerts.key IS 'initiative × happening; one alert for each, ever';
COMMENT ON COLUMN main.alerts.kind IS
    'new, step, area, sponsor, deadline, report, source, digest, review …';
COMMENT ON COLUMN main.alerts.initiative_id IS
    'the initiative: initiatives.initiative_id; NULL: about no single one';
COMMENT ON COLUMN main.alerts.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.alerts.article_id IS
    'the article: articles.article_id; NULL: about no single one';
COMMENT ON COLUMN main.alerts.title IS 'title of that article';
COMMENT ON COLUMN main.alerts.url IS 'address of that article';
COMMENT ON COLUMN main.alerts.source_id IS 'publisher of that article: sources.source_id';
COMMENT ON COLUMN main.alerts.source IS 'name of that publisher';
COMMENT ON COLUMN main.alerts.channel IS 'where it goes; empty: the installation''s default';
COMMENT ON COLUMN main.alerts.tier IS 'how urgent it is: immediate, daily or weekly';
COMMENT ON COLUMN main.alerts.thread IS
    'the initiative whose thread it joins, or begins; empty: it stands alone';
COMMENT ON COLUMN main.alerts.is_reply IS 'it was posted below an earlier message of its thread';
COMMENT ON COLUMN main.alerts.is_broadcast IS 'a reply that the whole channel is shown too';
COMMENT ON COLUMN main.alerts.text IS 'its words, without the layout';
COMMENT ON COLUMN main.alerts.state IS 'pending, sending, sent or parked (a person has to look)';
COMMENT ON COLUMN main.alerts.attempts IS 'how often it was tried';
COMMENT ON COLUMN main.alerts.created_at IS 'when it was written down';
COMMENT ON COLUMN main.alerts.not_before IS
    'the end of quiet hours that it waits for; NULL: it need not wait';
COMMENT ON COLUMN main.alerts.sent_at IS 'when it arrived';
COMMENT ON COLUMN main.alerts.last_error IS 'why the last attempt failed';

COMMENT ON COLUMN main.article_facts.article_id IS 'the article: articles.article_id';

COMMENT ON COLUMN main.article_versions.article_id IS 'the article: articles.article_id';

COMMENT ON VIEW main.articles IS 'Articles as they read now, each once';
COMMENT ON COLUMN main.articles.article_id IS 'id of the article, made from its address';
COMMENT ON COLUMN main.articles.source_id IS 'publisher that had it first: sources.source_id';
COMMENT ON COLUMN main.articles.source IS 'name of that publisher';
COMMENT ON COLUMN main.articles.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.articles.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.articles.url IS 'address, canonical';
COMMENT ON COLUMN main.articles.title IS 'title, as it reads now';
COMMENT ON COLUMN main.articles.text IS 'paragraphs, one a line';
COMMENT ON COLUMN main.articles.words IS 'number of words in the text';
COMMENT ON COLUMN main.articles.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.articles.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.articles.appeared_at IS
    'published_at, or where that is NULL first_seen_at: the date to count by';
COMMENT ON COLUMN main.articles.changed_at IS 'when the text changed last';
COMMENT ON COLUMN main.articles.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN main.articles.is_provisional IS
    'the page could not be read: the feed''s own words';
COMMENT ON COLUMN main.articles.is_relevant IS 'has at least one theme; NULL: not judged yet';
COMMENT ON COLUMN main.articles.scope IS 'why it counts as UK public services, or does not';
COMMENT ON COLUMN main.articles.story_id IS 'its story: stories.story_id';

COMMENT ON COLUMN main.call_history.call_id IS 'the call: calls.call_id';
COMMENT ON COLUMN main.call_history.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.call_history.title IS 'title that it had';
COMMENT ON COLUMN main.call_history.respond_url IS
    'address of the web or of mail to write to; else the article';

COMMENT ON VIEW main.calls IS 'Consultations, calls for evidence and rounds of bids, each once, as they stand now';
COMMENT ON COLUMN main.calls.call_id IS 'the call; its own for life, also when its day moves';
COMMENT ON COLUMN main.calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.calls.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN main.calls.asker IS 'body that wants to know';
COMMENT ON COLUMN main.calls.respond_url IS
    'where to respond: an address of the web or of mail; else the article';
COMMENT ON COLUMN main.calls.opens_at IS 'since when it is open; NULL: not said';
COMMENT ON COLUMN main.calls.closes_at IS
    'in UTC; end of the day in London where no hour is given';
COMMENT ON COLUMN main.calls.has_hour IS 'the hour is given';
COMMENT ON COLUMN main.calls.state IS 'open, closed or withdrawn (nothing says it any more)';
COMMENT ON COLUMN main.calls.days_left IS 'as London counts days; below 0: closed';
COMMENT ON COLUMN main.calls.is_missed IS 'it had closed before Placewatch saw it';
COMMENT ON COLUMN main.calls.changes IS 'how often it was changed; main.call_history has each';
COMMENT ON COLUMN main.calls.was_at IS
    'when it closed before its day was moved; NULL: never moved';
COMMENT ON COLUMN main.calls.quote IS 'the sentence that says when it closes';
COMMENT ON COLUMN main.calls.document_id IS 'the document that says so';
COMMENT ON COLUMN main.calls.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.calls.url IS 'address of the document';
COMMENT ON COLUMN main.calls.page IS 'of the report, on which it says so; NULL: an article';
COMMENT ON COLUMN main.calls.source_id IS 'id of its publisher';
COMMENT ON COLUMN main.calls.source IS 'name of its publisher';
COMMENT ON COLUMN main.calls.documents IS 'how many documents tell of it';
COMMENT ON COLUMN main.calls.sources IS 'names of their publishers';
COMMENT ON COLUMN main.calls.themes IS 'titles of the themes that they are labelled with';
COMMENT ON COLUMN main.calls.initiatives IS 'names of the initiatives that they are about';
COMMENT ON COLUMN main.calls.is_baseline IS 'the first document was there before we looked';
COMMENT ON COLUMN main.calls.first_seen_at IS 'when it was found first';
COMMENT ON COLUMN main.calls.noted_at IS 'since when it stands so';

COMMENT ON COLUMN main.changed_calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.changed_calls.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN main.changed_calls.respond_url IS
    'address of the web or of mail to write to; else the article';

COMMENT ON COLUMN main.claims.initiative_id IS 'the initiative: initiatives.initiative_id';

COMMENT ON COLUMN main.closing_soon.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.closing_soon.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN main.closing_soon.respond_url IS
    'address of the web or of mail to write to; else the article';

COMMENT ON COLUMN main.contradictions.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.contradictions.title IS 'title, as the publisher wrote it';

COMMENT ON VIEW main.deadlines IS 'Dates by which somebody may respond, as each document says';
COMMENT ON COLUMN main.deadlines.document_id IS 'the article or report';
COMMENT ON COLUMN main.deadlines.document_kind IS 'article or report';
COMMENT ON COLUMN main.deadlines.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.deadlines.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.deadlines.closes_at IS
    'in UTC; end of the day in London where no hour is given';
COMMENT ON COLUMN main.deadlines.has_hour IS 'the text gives the hour';
COMMENT ON COLUMN main.deadlines.state IS
    'open, closed, moved (the call closes on another day now) or withdrawn';
COMMENT ON COLUMN main.deadlines.days_left IS 'as London counts days; below 0: it is past';
COMMENT ON COLUMN main.deadlines.quote IS 'the sentence that says so';
COMMENT ON COLUMN main.deadlines.title IS 'title of the document';
COMMENT ON COLUMN main.deadlines.url IS 'address, canonical';
COMMENT ON COLUMN main.deadlines.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.deadlines.source IS 'name of the publisher';
COMMENT ON COLUMN main.deadlines.first_seen_at IS 'when Placewatch saw the document first';
COMMENT ON COLUMN main.deadlines.start IS 'where the quote begins in the text, in characters';
COMMENT ON COLUMN main.deadlines.stop IS 'just past its end';
COMMENT ON COLUMN main.deadlines.call_id IS
    'the call that it is about: calls.call_id; NULL: not settled yet';
COMMENT ON COLUMN main.deadlines.is_current IS 'the call still closes then';
COMMENT ON COLUMN main.deadlines.asker IS 'the body that asks';
COMMENT ON COLUMN main.deadlines.respond_url IS
    'address of the web or of mail to write to; else the article';

COMMENT ON COLUMN main.decisions.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.decisions.decided_at IS 'moment of the decision, in UTC';

COMMENT ON COLUMN main.entries.title IS 'title, as announced';

COMMENT ON COLUMN main.happenings.initiative_id IS 'the initiative: initiatives.initiative_id';

COMMENT ON VIEW main.hits IS 'Every rule that was found, with the words that prove it';
COMMENT ON COLUMN main.hits.document_id IS 'the article or report';
COMMENT ON COLUMN main.hits.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.hits.document_kind IS 'article or report';
COMMENT ON COLUMN main.hits.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN main.hits.theme IS 'title of the theme';
COMMENT ON COLUMN main.hits.rule_id IS 'id of the rule, as in seeds/themes/';
COMMENT ON COLUMN main.hits.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN main.hits.start IS 'first character of the words, from 0';
COMMENT ON COLUMN main.hits.stop IS 'just past the last character';
COMMENT ON COLUMN main.hits.page IS 'page of the report; NULL: no report, or its title';
COMMENT ON COLUMN main.hits.quote IS 'the words that prove it';
COMMENT ON COLUMN main.hits.sentence IS 'the sentence around it';
COMMENT ON COLUMN main.hits.weight IS 'what the rule counts';
COMMENT ON COLUMN main.hits.ruleset IS 'digest of the rules that said so';
COMMENT ON COLUMN main.hits.judged_at IS 'when it was found';

COMMENT ON COLUMN main.initiative_areas.initiative_id IS
    'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.initiative_areas.title IS 'title, as the publisher wrote it';

COMMENT ON COLUMN main.initiative_figures.initiative_id IS
    'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.initiative_figures.title IS 'title, as the publisher wrote it';

COMMENT ON COLUMN main.initiative_names.initiative_id IS
    'the initiative: initiatives.initiative_id';

COMMENT ON COLUMN main.initiative_sponsors.initiative_id IS
    'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.initiative_sponsors.title IS 'title, as the publisher wrote it';

COMMENT ON VIEW main.initiative_timeline IS 'What happened to each initiative, and who said so';
COMMENT ON COLUMN main.initiative_timeline.initiative_id IS
    'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.initiative_timeline.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.initiative_timeline.happened_at IS
    'when it was said; of a deadline when it closes, of an alert when it arrived';
COMMENT ON COLUMN main.initiative_timeline.what IS
    'stage, step (finer than a stage), mention, deadline or alert';
COMMENT ON COLUMN main.initiative_timeline.value IS
    'which stage, step, name, kind of deadline or kind of alert';
COMMENT ON COLUMN main.initiative_timeline.quote IS 'the words that prove it; of an alert NULL';
COMMENT ON COLUMN main.initiative_timeline.source_id IS
    'the publisher: sources.source_id; NULL: from the seeds';
COMMENT ON COLUMN main.initiative_timeline.source IS 'name of the publisher; NULL: from the seeds';
COMMENT ON COLUMN main.initiative_timeline.title IS 'title of the document';
COMMENT ON COLUMN main.initiative_timeline.url IS 'address, canonical';
COMMENT ON COLUMN main.initiative_timeline.document_id IS
    'the article or report; NULL: from the seeds';
COMMENT ON COLUMN main.initiative_timeline.article_id IS
    'the article, or the one that links to the report: articles.article_id';

COMMENT ON VIEW main.initiatives IS 'Named things that somebody does: pilots, programmes, funds, deals, reviews';
COMMENT ON COLUMN main.initiatives.initiative_id IS
    'made from the name that it was found under, and kept whatever it is called later';
COMMENT ON COLUMN main.initiatives.name IS 'name that it is kept under';
COMMENT ON COLUMN main.initiatives.names IS 'every name it goes by';
COMMENT ON COLUMN main.initiatives.kind IS 'pilot, programme, fund, deal, commission, review …';
COMMENT ON COLUMN main.initiatives.stage IS 'the latest that is known';
COMMENT ON COLUMN main.initiatives.areas IS 'where, in the words of the documents';
COMMENT ON COLUMN main.initiatives.sponsors IS 'who is behind it, in the words of the documents';
COMMENT ON COLUMN main.initiatives.is_seeded IS 'known from the start, never news';
COMMENT ON COLUMN main.initiatives.is_baseline IS
    'first seen in something that was there before we looked';
COMMENT ON COLUMN main.initiatives.is_news IS
    'it was new to us: not in the seeds, and not there before we looked';
COMMENT ON COLUMN main.initiatives.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.initiatives.first_source_id IS
    'publisher of the first document: sources.source_id';
COMMENT ON COLUMN main.initiatives.first_source IS 'name of the publisher that had it first';
COMMENT ON COLUMN main.initiatives.first_document_id IS
    'the document that had it first: mentions.document_id; NULL: never in print';
COMMENT ON COLUMN main.initiatives.first_title IS 'title of the first document';
COMMENT ON COLUMN main.initiatives.first_url IS 'address of the first document';
COMMENT ON COLUMN main.initiatives.mentions IS 'documents that name it';
COMMENT ON COLUMN main.initiatives.sources IS 'publishers that name it';
COMMENT ON COLUMN main.initiatives.last_seen_at IS 'when it was named last';
COMMENT ON COLUMN main.initiatives.last_news_at IS
    'date of the latest document about it; NULL: none names it';

COMMENT ON VIEW main.mentions IS 'Documents that name an initiative, and what they say of it';
COMMENT ON COLUMN main.mentions.mention_id IS 'id of the mention: one document, one initiative';
COMMENT ON COLUMN main.mentions.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.mentions.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN main.mentions.document_id IS 'the article or report';
COMMENT ON COLUMN main.mentions.document_kind IS 'article or report';
COMMENT ON COLUMN main.mentions.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.mentions.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.mentions.source IS 'name of the publisher';
COMMENT ON COLUMN main.mentions.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.mentions.title IS 'title of the document';
COMMENT ON COLUMN main.mentions.url IS 'address, canonical';
COMMENT ON COLUMN main.mentions.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.mentions.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.mentions.appeared_at IS
    'published_at, or where that is NULL first_seen_at: the date to count by';
COMMENT ON COLUMN main.mentions.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN main.mentions.as_written IS 'the name, as known by then or as written';
COMMENT ON COLUMN main.mentions.quote IS 'the sentence that proves it';
COMMENT ON COLUMN main.mentions.stage IS
    'announced, consultation, pilot, rollout, evaluation, closed; NULL: it does not say';
COMMENT ON COLUMN main.mentions.is_main IS 'the document is about it; false: named in passing';
COMMENT ON COLUMN main.mentions.is_live IS 'reported as happening';
COMMENT ON COLUMN main.mentions.confidence IS '0 to 1; 1: the name was known';
COMMENT ON COLUMN main.mentions.why IS 'why we think so';

COMMENT ON COLUMN main.missed_calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.missed_calls.title IS 'title of the document nearest to who asks';

COMMENT ON COLUMN main.mutes.initiative_id IS 'the initiative: initiatives.initiative_id';

COMMENT ON COLUMN main.open_calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN main.open_calls.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN main.open_calls.respond_url IS
    'address of the web or of mail to write to; else the article';

COMMENT ON VIEW main.organisation_roles IS 'Who is behind which initiative in which role, and how often that is said';
COMMENT ON COLUMN main.organisation_roles.organisation_id IS
    'the body: organisations.organisation_id';
COMMENT ON COLUMN main.organisation_roles.organisation IS 'name of the body';
COMMENT ON COLUMN main.organisation_roles.kind IS
    'department, agency, think_tank, union …; NULL: on no list';
COMMENT ON COLUMN main.organisation_roles.initiative_id IS
    'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.organisation_roles.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN main.organisation_roles.role IS
    'commissions, funds, delivers, writes, evaluates, backs; empty: the seeds do not say';
COMMENT ON COLUMN main.organisation_roles.documents IS
    'how many documents say so; 0: only the seeds do';
COMMENT ON COLUMN main.organisation_roles.sources IS 'how many publishers say so';
COMMENT ON COLUMN main.organisation_roles.first_said_at IS
    'when the first of them appeared; NULL: only the seeds say so';
COMMENT ON COLUMN main.organisation_roles.last_said_at IS 'when the latest of them appeared';
COMMENT ON COLUMN main.organisation_roles.first_source IS
    'name of the publisher that said so first';
COMMENT ON COLUMN main.organisation_roles.url IS
    'address of the first document, or the evidence of the seeds';
COMMENT ON COLUMN main.organisation_roles.document_id IS
    'the first document; NULL: only the seeds say so';
COMMENT ON COLUMN main.organisation_roles.is_seeded IS 'only the seeds say so';

COMMENT ON VIEW main.organisations IS 'Bodies: those on our list, and those that documents say are behind an initiative';
COMMENT ON COLUMN main.organisations.organisation_id IS
    'id of the body: its name in small letters, joined by hyphens';
COMMENT ON COLUMN main.organisations.name IS
    'name, as seeds/organisations.yaml has it, else as written';
COMMENT ON COLUMN main.organisations.kind IS
    'department, agency, think_tank, union …; NULL: on no list';
COMMENT ON COLUMN main.organisations.aliases IS 'other names that it is known by';
COMMENT ON COLUMN main.organisations.is_known IS 'it is on our list; false: newly seen';
COMMENT ON COLUMN main.organisations.initiatives IS
    'how many initiatives documents say it is behind';
COMMENT ON COLUMN main.organisations.seeded_initiatives IS
    'how many old schemes our seeds say it is behind';
COMMENT ON COLUMN main.organisations.roles IS
    'in which roles: commissions, funds, delivers, writes, evaluates, backs';
COMMENT ON COLUMN main.organisations.commissions IS 'how many initiatives it commissions';
COMMENT ON COLUMN main.organisations.funds IS 'how many initiatives it pays for';
COMMENT ON COLUMN main.organisations.delivers IS 'how many initiatives it carries out';
COMMENT ON COLUMN main.organisations.writes IS 'how many initiatives it writes the report of';
COMMENT ON COLUMN main.organisations.evaluates IS 'how many initiatives it judges';
COMMENT ON COLUMN main.organisations.backs IS 'how many initiatives it speaks for';
COMMENT ON COLUMN main.organisations.which IS 'names of all these initiatives';
COMMENT ON COLUMN main.organisations.documents IS 'how many documents say so';
COMMENT ON COLUMN main.organisations.sources IS 'how many publishers say so';
COMMENT ON COLUMN main.organisations.first_said_at IS
    'when the first of them appeared; NULL: none does';
COMMENT ON COLUMN main.organisations.last_said_at IS 'when the latest of them appeared';
COMMENT ON COLUMN main.organisations.first_source IS 'name of the publisher that said so first';
COMMENT ON COLUMN main.organisations.first_url IS 'address of that document';

COMMENT ON COLUMN main.people.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.people.title IS 'title, as the publisher wrote it';

COMMENT ON COLUMN main.problems.problem_id IS 'made from about, kind and text';

COMMENT ON COLUMN main.reactions.alert_id IS 'the message: alerts.alert_id';

COMMENT ON COLUMN main.report_addresses.report_id IS 'the report: reports.report_id';

COMMENT ON COLUMN main.report_pages.report_id IS 'the report: reports.report_id';

COMMENT ON COLUMN main.reports.report_id IS 'id of the report, made from its address';
COMMENT ON COLUMN main.reports.title IS 'title of the document';

COMMENT ON VIEW main.rule_precision IS 'How often readers found useful what a rule labelled';
COMMENT ON COLUMN main.rule_precision.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN main.rule_precision.theme IS 'title of the theme';
COMMENT ON COLUMN main.rule_precision.rule_id IS 'id of the rule, as in seeds/themes/';
COMMENT ON COLUMN main.rule_precision.documents IS
    'articles and reports with the theme in which it counts now';
COMMENT ON COLUMN main.rule_precision.hits IS 'places in them that it hit';
COMMENT ON COLUMN main.rule_precision.useful IS 'of them useful, as most readers who spoke say';
COMMENT ON COLUMN main.rule_precision.noise IS 'of them noise, as most readers who spoke say';
COMMENT ON COLUMN main.rule_precision.disputed IS 'of them as many readers say this as that';
COMMENT ON COLUMN main.rule_precision.precision IS
    'useful of useful and noise, 0 to 1; NULL: no feedback';
COMMENT ON COLUMN main.rule_precision.low IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.rule_precision.high IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.rule_precision.in_words IS 'the same for people: too few are below five';

COMMENT ON COLUMN main.runs.run_id IS 'one for each time that a flow ran';
COMMENT ON COLUMN main.runs.flow IS 'what ran: poll, classify, notify …';
COMMENT ON COLUMN main.runs.started_at IS 'when it began';
COMMENT ON COLUMN main.runs.ended_at IS 'when it was done; NULL: under way, or killed';

COMMENT ON VIEW main.silence IS 'How often documents on a theme, of what a body is behind, or of a year name no union';
COMMENT ON COLUMN main.silence.what IS 'theme, sponsor or year';
COMMENT ON COLUMN main.silence.name IS 'title of the theme, name of the sponsor, or the year';
COMMENT ON COLUMN main.silence.documents IS
    'articles and reports that could be judged, those of unions left aside';
COMMENT ON COLUMN main.silence.reports IS 'of them: reports';
COMMENT ON COLUMN main.silence.unions_heard IS 'of them: unions speak, or are asked';
COMMENT ON COLUMN main.silence.unions_mentioned IS 'of them: unions are named and do not speak';
COMMENT ON COLUMN main.silence.workforce_only IS 'of them: staff are discussed without unions';
COMMENT ON COLUMN main.silence.nobody IS 'of them: neither unions nor staff';
COMMENT ON COLUMN main.silence.say_left_out IS 'of them: say themselves who was left out';
COMMENT ON COLUMN main.silence.silent_percent IS 'share that names no union, in percent';

COMMENT ON COLUMN main.sources.name IS 'name of the publisher';
COMMENT ON COLUMN main.sources.feed IS 'address that is polled; NULL: none is known yet';
COMMENT ON COLUMN main.sources.last_polled_at IS 'when it was asked last';
COMMENT ON COLUMN main.sources.next_poll_at IS 'when it is asked next';

COMMENT ON COLUMN main.stages.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN main.stages.title IS 'title, as the publisher wrote it';

COMMENT ON VIEW main.stories IS 'News, each once: the articles that tell it, and who told it first';
COMMENT ON COLUMN main.stories.story_id IS 'the article that leads it: articles.article_id';
COMMENT ON COLUMN main.stories.title IS 'title of the article that leads it';
COMMENT ON COLUMN main.stories.url IS 'address of the article that leads it';
COMMENT ON COLUMN main.stories.articles IS 'how many articles tell it';
COMMENT ON COLUMN main.stories.sources IS 'how many publishers tell it';
COMMENT ON COLUMN main.stories.told_by IS 'names of those publishers';
COMMENT ON COLUMN main.stories.source_kinds IS 'kinds of those publishers: union, government …';
COMMENT ON COLUMN main.stories.first_told_at IS 'when the first of the articles appeared';
COMMENT ON COLUMN main.stories.last_told_at IS 'when the latest of the articles appeared';
COMMENT ON COLUMN main.stories.first_source_id IS 'publisher of the first: sources.source_id';
COMMENT ON COLUMN main.stories.first_source IS 'name of the publisher of the first';
COMMENT ON COLUMN main.stories.first_url IS 'address of the first';
COMMENT ON COLUMN main.stories.is_baseline IS 'all of it was there before we looked';
COMMENT ON COLUMN main.stories.joined_at IS 'when the latest article joined it';

COMMENT ON VIEW main.story_articles IS 'Which article tells which story';
COMMENT ON COLUMN main.story_articles.story_id IS 'the story: stories.story_id';
COMMENT ON COLUMN main.story_articles.story IS 'title of the article that leads it';
COMMENT ON COLUMN main.story_articles.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN main.story_articles.is_lead IS 'it is the article that leads the story';
COMMENT ON COLUMN main.story_articles.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.story_articles.source IS 'name of the publisher';
COMMENT ON COLUMN main.story_articles.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.story_articles.title IS 'title of the article';
COMMENT ON COLUMN main.story_articles.url IS 'address, canonical';
COMMENT ON COLUMN main.story_articles.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.story_articles.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.story_articles.appeared_at IS
    'published_at, or where that is NULL first_seen_at: the date to count by';
COMMENT ON COLUMN main.story_articles.is_baseline IS
    'was there before we looked: known, but no news';
COMMENT ON COLUMN main.story_articles.joined_at IS 'when it joined the story';

COMMENT ON VIEW main.theme_precision IS 'How often readers found a theme''s label useful';
COMMENT ON COLUMN main.theme_precision.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN main.theme_precision.theme IS 'title of the theme';
COMMENT ON COLUMN main.theme_precision.documents IS 'articles and reports that have it now';
COMMENT ON COLUMN main.theme_precision.hits IS 'places in them that rules which count hit';
COMMENT ON COLUMN main.theme_precision.useful IS 'of them useful, as most readers who spoke say';
COMMENT ON COLUMN main.theme_precision.noise IS 'of them noise, as most readers who spoke say';
COMMENT ON COLUMN main.theme_precision.disputed IS 'of them as many readers say this as that';
COMMENT ON COLUMN main.theme_precision.precision IS
    'useful of useful and noise, 0 to 1; NULL: no feedback';
COMMENT ON COLUMN main.theme_precision.low IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.theme_precision.high IS 'end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN main.theme_precision.in_words IS 'the same for people: too few are below five';

COMMENT ON VIEW main.themes_by_article IS 'Which themes each article is labelled with, its reports included: each theme once';
COMMENT ON COLUMN main.themes_by_article.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN main.themes_by_article.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN main.themes_by_article.theme IS 'title of the theme';
COMMENT ON COLUMN main.themes_by_article.score IS
    'what hits, sentences and words add up to, where it is strongest';
COMMENT ON COLUMN main.themes_by_article.threshold IS 'score from which the label is given';
COMMENT ON COLUMN main.themes_by_article.document_id IS
    'where it is strongest: the article itself, or a report that it links to';
COMMENT ON COLUMN main.themes_by_article.document_kind IS 'what that is: article or report';
COMMENT ON COLUMN main.themes_by_article.title IS 'title of the article';
COMMENT ON COLUMN main.themes_by_article.url IS 'address of the article, canonical';
COMMENT ON COLUMN main.themes_by_article.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.themes_by_article.source IS 'name of the publisher';
COMMENT ON COLUMN main.themes_by_article.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.themes_by_article.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.themes_by_article.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.themes_by_article.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.themes_by_article.appeared_at IS
    'published_at, or where that is NULL first_seen_at: the date to count by';
COMMENT ON COLUMN main.themes_by_article.is_baseline IS
    'was there before we looked: known, but no news';
COMMENT ON COLUMN main.themes_by_article.ruleset IS 'digest of the rules that said so';

COMMENT ON VIEW main.themes_by_document IS 'Which themes each article and each report is labelled with';
COMMENT ON COLUMN main.themes_by_document.document_id IS 'the article or report';
COMMENT ON COLUMN main.themes_by_document.document_kind IS 'article or report';
COMMENT ON COLUMN main.themes_by_document.article_id IS
    'the article, or the one that links to the report: articles.article_id';
COMMENT ON COLUMN main.themes_by_document.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN main.themes_by_document.theme IS 'title of the theme';
COMMENT ON COLUMN main.themes_by_document.score IS 'what hits, sentences and words add up to';
COMMENT ON COLUMN main.themes_by_document.threshold IS 'score from which the label is given';
COMMENT ON COLUMN main.themes_by_document.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.themes_by_document.source IS 'name of the publisher';
COMMENT ON COLUMN main.themes_by_document.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.themes_by_document.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN main.themes_by_document.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.themes_by_document.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.themes_by_document.appeared_at IS
    'published_at, or where that is NULL first_seen_at: the date to count by';
COMMENT ON COLUMN main.themes_by_document.is_baseline IS
    'was there before we looked: known, but no news';
COMMENT ON COLUMN main.themes_by_document.ruleset IS 'digest of the rules that said so';

COMMENT ON COLUMN main.verdict_history.judged_at IS 'moment of the verdict, in UTC';

COMMENT ON VIEW main.voice IS 'Whose voice each document lets be heard: unions, staff, or nobody';
COMMENT ON COLUMN main.voice.document_id IS 'the article or report, once each';
COMMENT ON COLUMN main.voice.document_kind IS 'article or report';
COMMENT ON COLUMN main.voice.article_id IS 'the article, or the one that links to the report';
COMMENT ON COLUMN main.voice.title IS 'title of the document';
COMMENT ON COLUMN main.voice.url IS 'address, canonical';
COMMENT ON COLUMN main.voice.source_id IS 'id of the publisher';
COMMENT ON COLUMN main.voice.source IS 'name of the publisher';
COMMENT ON COLUMN main.voice.source_kind IS
    'kind of the publisher: union, think_tank, government …';
COMMENT ON COLUMN main.voice.published_at IS
    'when it says it appeared; NULL: no date that can be believed';
COMMENT ON COLUMN main.voice.first_seen_at IS 'when Placewatch saw it first';
COMMENT ON COLUMN main.voice.appeared_at IS
    'published_at, or where that is NULL first_seen_at: the date to count by';
COMMENT ON COLUMN main.voice.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN main.voice.verdict IS
    'unions heard, unions mentioned, workforce discussed without unions, nobody mentioned, cannot tell';
COMMENT ON COLUMN main.voice.unions IS 'names of the unions in it';
COMMENT ON COLUMN main.voice.union_words IS 'times that unions are spoken of';
COMMENT ON COLUMN main.voice.workforce_words IS 'times: staff, workforce, employees …';
COMMENT ON COLUMN main.voice.engagement_words IS 'times: staff consulted, engaged, balloted …';
COMMENT ON COLUMN main.voice.job_words IS 'times: redundancy, TUPE, relocation …';
COMMENT ON COLUMN main.voice.words IS 'how many words were searched';
COMMENT ON COLUMN main.voice.pages IS 'how many pages were searched; 0: an article';
COMMENT ON COLUMN main.voice.says_left_out IS 'a sentence that itself says unions were left out';
COMMENT ON COLUMN main.voice.reason IS 'why it has this verdict';

COMMENT ON VIEW store.appearances IS 'When something new appeared at a source, as well as we can know';
COMMENT ON COLUMN store.appearances.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.appearances.feed_id IS 'the address that is polled: feeds.feed_id';
COMMENT ON COLUMN store.appearances.appeared_at IS
    'date of the entry, or when it was seen; NULL: undated, and there before we looked';

COMMENT ON VIEW store.behind IS 'Who is behind what, with an id for each body';
COMMENT ON COLUMN store.behind.organisation_id IS 'id of the body: organisations.organisation_id';
COMMENT ON COLUMN store.behind.body IS
    'name of the body, as seeds/organisations.yaml has it, else as written';
COMMENT ON COLUMN store.behind.body_kind IS 'department, agency, think_tank …; NULL: on no list';
COMMENT ON COLUMN store.behind.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.behind.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN store.behind.role IS
    'commissions, funds, delivers …; empty: the seeds do not say';
COMMENT ON COLUMN store.behind.said_at IS 'when the document appeared; NULL: from the seeds';
COMMENT ON COLUMN store.behind.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.behind.source IS 'name of the publisher';
COMMENT ON COLUMN store.behind.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.behind.url IS 'address of the document, or the evidence of the seeds';
COMMENT ON COLUMN store.behind.document_id IS
    'the article or report: documents.document_id; NULL: from the seeds';
COMMENT ON COLUMN store.behind.is_seeded IS 'known from the seeds, before we looked';

COMMENT ON VIEW store.body_names IS 'Every name that a known body goes by';
COMMENT ON COLUMN store.body_names.spoken IS 'one of its names, in small letters';
COMMENT ON COLUMN store.body_names.name IS 'name of the body, as the seeds have it';
COMMENT ON COLUMN store.body_names.kind IS 'department, agency, think_tank, union …';

COMMENT ON VIEW store.claimed IS 'What documents claim of what is kept, with who said it when';
COMMENT ON COLUMN store.claimed.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.claimed.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN store.claimed.what IS
    'stage, step, area, sponsor, person, sites, money, report, alias, formerly …';
COMMENT ON COLUMN store.claimed.value IS 'what is said';
COMMENT ON COLUMN store.claimed.role IS
    'of a sponsor: commissions, funds, delivers …; of a person: the office';
COMMENT ON COLUMN store.claimed.quote IS 'the words that prove it';
COMMENT ON COLUMN store.claimed.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.claimed.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.claimed.stop IS 'just past their last character';
COMMENT ON COLUMN store.claimed.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.claimed.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.claimed.source IS 'name of the publisher';
COMMENT ON COLUMN store.claimed.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.claimed.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.claimed.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN store.claimed.said_at IS 'when the document appeared';
COMMENT ON COLUMN store.claimed.is_main IS 'the document is about it; false: named in passing';
COMMENT ON COLUMN store.claimed.recorded_at IS 'when Placewatch wrote it down';

COMMENT ON VIEW store.counting_rules IS 'Which rules made the labels that stand now';
COMMENT ON COLUMN store.counting_rules.document_id IS
    'the article or report: documents.document_id';
COMMENT ON COLUMN store.counting_rules.digest IS 'digest of the text; empty: a report';
COMMENT ON COLUMN store.counting_rules.ruleset IS 'digest of all the rules that said so';
COMMENT ON COLUMN store.counting_rules.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.counting_rules.rule_id IS 'id of the rule, as in seeds/themes/';

COMMENT ON VIEW store.current_calls IS 'How each call stands now';
COMMENT ON COLUMN store.current_calls.call_id IS 'the call: calls.call_id';
COMMENT ON COLUMN store.current_calls.sequence IS 'how often it was changed';
COMMENT ON COLUMN store.current_calls.state IS 'open (also when its day has passed) or withdrawn';
COMMENT ON COLUMN store.current_calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN store.current_calls.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN store.current_calls.asker IS 'the body that asks';
COMMENT ON COLUMN store.current_calls.respond_url IS
    'address of the web or of mail to write to; else the article';
COMMENT ON COLUMN store.current_calls.opens_at IS 'since when it is open; NULL: not said';
COMMENT ON COLUMN store.current_calls.closes_at IS 'end of the time to respond, in UTC';
COMMENT ON COLUMN store.current_calls.has_hour IS 'the document gives the hour';
COMMENT ON COLUMN store.current_calls.was_at IS
    'when it closed before its latest move; NULL: never moved';
COMMENT ON COLUMN store.current_calls.document_id IS
    'the document that says so: documents.document_id';
COMMENT ON COLUMN store.current_calls.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.current_calls.stop IS 'just past their last character';
COMMENT ON COLUMN store.current_calls.quote IS 'the words that prove it';
COMMENT ON COLUMN store.current_calls.is_baseline IS
    'was there before we looked: known, but no news';
COMMENT ON COLUMN store.current_calls.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.current_calls.noted_at IS 'since when it stands so';

COMMENT ON VIEW store.current_verdicts IS 'The one verdict of each document that counts now';
COMMENT ON COLUMN store.current_verdicts.verdict_id IS 'number, in the order of judging';
COMMENT ON COLUMN store.current_verdicts.document_id IS
    'the article or report: documents.document_id';
COMMENT ON COLUMN store.current_verdicts.digest IS
    'digest of the text that was judged; empty: a report';
COMMENT ON COLUMN store.current_verdicts.ruleset IS 'digest of all the rules that said so';
COMMENT ON COLUMN store.current_verdicts.is_relevant IS 'it was given a theme';
COMMENT ON COLUMN store.current_verdicts.scope IS
    'why it counts as UK public services, or does not';
COMMENT ON COLUMN store.current_verdicts.judged_at IS 'moment of the verdict, in UTC';
COMMENT ON COLUMN store.current_verdicts.article_id IS
    'the article, or the one that links to the report: articles.article_id';
COMMENT ON COLUMN store.current_verdicts.kind IS 'article or report';
COMMENT ON COLUMN store.current_verdicts.source_id IS 'the publisher: sources.source_id';

COMMENT ON VIEW store.documents IS 'Whatever can be read for themes: articles and reports';
COMMENT ON COLUMN store.documents.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.documents.kind IS 'article or report';
COMMENT ON COLUMN store.documents.article_id IS
    'the article, or the one that links to the report: articles.article_id';
COMMENT ON COLUMN store.documents.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.documents.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.documents.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.documents.digest IS 'digest of the current text; empty: a report';
COMMENT ON COLUMN store.documents.published_at IS
    'when it says it appeared, in UTC; NULL: no date that can be believed';
COMMENT ON COLUMN store.documents.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.documents.is_baseline IS 'was there before we looked: known, but no news';

COMMENT ON VIEW store.first_said IS 'Claims of places, figures and people, as each was said first';
COMMENT ON COLUMN store.first_said.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.first_said.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN store.first_said.what IS 'area, sites, money, report or person';
COMMENT ON COLUMN store.first_said.value IS 'what is said';
COMMENT ON COLUMN store.first_said.role IS 'of a person: the office';
COMMENT ON COLUMN store.first_said.quote IS 'the words that prove it';
COMMENT ON COLUMN store.first_said.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.first_said.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.first_said.stop IS 'just past their last character';
COMMENT ON COLUMN store.first_said.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.first_said.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.first_said.source IS 'name of the publisher';
COMMENT ON COLUMN store.first_said.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.first_said.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.first_said.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN store.first_said.said_at IS 'when the first document that says so appeared';
COMMENT ON COLUMN store.first_said.is_main IS 'the document is about it; false: named in passing';
COMMENT ON COLUMN store.first_said.recorded_at IS 'when Placewatch wrote it down';
COMMENT ON COLUMN store.first_said.documents IS 'how many documents say so';
COMMENT ON COLUMN store.first_said.sources IS 'how many publishers say so';
COMMENT ON COLUMN store.first_said.last_said_at IS 'when the latest of them appeared';
COMMENT ON COLUMN store.first_said.roles IS 'every role in which it is said';
COMMENT ON COLUMN store.first_said.sentence IS 'the sentence of the first that says so';

COMMENT ON VIEW store.found IS 'What is known of each source, before it is put into words';
COMMENT ON COLUMN store.found.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.found.name IS 'name of the publisher';
COMMENT ON COLUMN store.found.kind IS 'union, think_tank, government …';
COMMENT ON COLUMN store.found.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN store.found.homepage IS 'address for people';
COMMENT ON COLUMN store.found.feed IS 'address that is polled; NULL: none is known yet';
COMMENT ON COLUMN store.found.feed_kind IS 'how it is read: feed or listing';
COMMENT ON COLUMN store.found.links IS 'of a listing: glob of the links that count';
COMMENT ON COLUMN store.found.is_on IS 'false: switched off in the seeds';
COMMENT ON COLUMN store.found.expect_low IS 'fewest entries a month; NULL: not known';
COMMENT ON COLUMN store.found.expect_high IS 'most entries a month; NULL: not known';
COMMENT ON COLUMN store.found.why IS 'why it is watched';
COMMENT ON COLUMN store.found.added_at IS 'when it was first in the list';
COMMENT ON COLUMN store.found.removed_at IS 'when it left the list; NULL: it is there';
COMMENT ON COLUMN store.found.today_at IS 'the last poll of any source: what counts as now';
COMMENT ON COLUMN store.found.status IS 'fine, or the word of the failure';
COMMENT ON COLUMN store.found.remark IS 'what helps; NULL: nothing to say';
COMMENT ON COLUMN store.found.failures IS 'failures in a row; soft ones count half';
COMMENT ON COLUMN store.found.failing_since IS
    'first failure of those in a row; NULL: the last poll went well';
COMMENT ON COLUMN store.found.baseline_at IS 'first reading of its feed';
COMMENT ON COLUMN store.found.last_new_at IS 'last poll that announced something unknown';
COMMENT ON COLUMN store.found.last_success_at IS 'last poll that went well';
COMMENT ON COLUMN store.found.last_polled_at IS 'when it was asked last';
COMMENT ON COLUMN store.found.next_poll_at IS 'when it is asked next; NULL: it is gone';
COMMENT ON COLUMN store.found.ended_at IS 'since when it is gone for good (410)';
COMMENT ON COLUMN store.found.asked_url IS
    'where permanent redirects led for good; NULL: as in the seeds';
COMMENT ON COLUMN store.found.moved_to IS 'where a permanent redirect points';
COMMENT ON COLUMN store.found.moved_since IS
    'first of the polls in a row that were sent elsewhere';
COMMENT ON COLUMN store.found.wait_until IS
    'its host asked us not to come before; NULL: it never did';
COMMENT ON COLUMN store.found.has_entries IS 'its feed ever announced something';
COMMENT ON COLUMN store.found.entries_30_days IS 'new entries in the 30 days before the last poll';
COMMENT ON COLUMN store.found.newest_at IS 'when its newest entry appeared';
COMMENT ON COLUMN store.found.quiet_days IS 'days from its newest entry to the last poll';
COMMENT ON COLUMN store.found.usual_days IS
    'days between two days with news, by its own past; NULL: too little is known';
COMMENT ON COLUMN store.found.patience_days IS
    'days of quiet after which it counts as silent; NULL: no rhythm is known';
COMMENT ON COLUMN store.found.counted_days IS
    'days of quiet on which something was to be expected';

COMMENT ON VIEW store.judged IS 'The state of each source, and since when';
COMMENT ON COLUMN store.judged.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.judged.name IS 'name of the publisher';
COMMENT ON COLUMN store.judged.kind IS 'union, think_tank, government …';
COMMENT ON COLUMN store.judged.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN store.judged.homepage IS 'address for people';
COMMENT ON COLUMN store.judged.feed IS 'address that is polled; NULL: none is known yet';
COMMENT ON COLUMN store.judged.feed_kind IS 'how it is read: feed or listing';
COMMENT ON COLUMN store.judged.links IS 'of a listing: glob of the links that count';
COMMENT ON COLUMN store.judged.is_on IS 'false: switched off in the seeds';
COMMENT ON COLUMN store.judged.expect_low IS 'fewest entries a month; NULL: not known';
COMMENT ON COLUMN store.judged.expect_high IS 'most entries a month; NULL: not known';
COMMENT ON COLUMN store.judged.why IS 'why it is watched';
COMMENT ON COLUMN store.judged.added_at IS 'when it was first in the list';
COMMENT ON COLUMN store.judged.removed_at IS 'when it left the list; NULL: it is there';
COMMENT ON COLUMN store.judged.today_at IS 'the last poll of any source: what counts as now';
COMMENT ON COLUMN store.judged.status IS 'fine, or the word of the failure';
COMMENT ON COLUMN store.judged.remark IS 'what helps; NULL: nothing to say';
COMMENT ON COLUMN store.judged.failures IS 'failures in a row; soft ones count half';
COMMENT ON COLUMN store.judged.failing_since IS
    'first failure of those in a row; NULL: the last poll went well';
COMMENT ON COLUMN store.judged.baseline_at IS 'first reading of its feed';
COMMENT ON COLUMN store.judged.last_new_at IS 'last poll that announced something unknown';
COMMENT ON COLUMN store.judged.last_success_at IS 'last poll that went well';
COMMENT ON COLUMN store.judged.last_polled_at IS 'when it was asked last';
COMMENT ON COLUMN store.judged.next_poll_at IS 'when it is asked next; NULL: it is gone';
COMMENT ON COLUMN store.judged.ended_at IS 'since when it is gone for good (410)';
COMMENT ON COLUMN store.judged.asked_url IS
    'where permanent redirects led for good; NULL: as in the seeds';
COMMENT ON COLUMN store.judged.moved_to IS 'where a permanent redirect points';
COMMENT ON COLUMN store.judged.moved_since IS
    'first of the polls in a row that were sent elsewhere';
COMMENT ON COLUMN store.judged.wait_until IS
    'its host asked us not to come before; NULL: it never did';
COMMENT ON COLUMN store.judged.has_entries IS 'its feed ever announced something';
COMMENT ON COLUMN store.judged.entries_30_days IS
    'new entries in the 30 days before the last poll';
COMMENT ON COLUMN store.judged.newest_at IS 'when its newest entry appeared';
COMMENT ON COLUMN store.judged.quiet_days IS 'days from its newest entry to the last poll';
COMMENT ON COLUMN store.judged.usual_days IS
    'days between two days with news, by its own past; NULL: too little is known';
COMMENT ON COLUMN store.judged.patience_days IS
    'days of quiet after which it counts as silent; NULL: no rhythm is known';
COMMENT ON COLUMN store.judged.counted_days IS
    'days of quiet on which something was to be expected';
COMMENT ON COLUMN store.judged.state IS 'the first state that is true, in a word: docs/health.md';
COMMENT ON COLUMN store.judged.since IS 'since when it is in this state; NULL: not known';
COMMENT ON COLUMN store.judged.since_day IS 'the same as a day in words';

COMMENT ON VIEW store.kept IS 'Which initiative every one belongs to, as people decided';
COMMENT ON COLUMN store.kept.initiative_id IS 'the initiative, as it was found';
COMMENT ON COLUMN store.kept.kept_id IS
    'the initiative that stands for it: itself, or what it was merged into';
COMMENT ON COLUMN store.kept.name IS 'name under which it is kept';
COMMENT ON COLUMN store.kept.is_refused IS 'a person said that it is none';

COMMENT ON VIEW store.kept_names IS 'Every name of what is kept';
COMMENT ON COLUMN store.kept_names.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.kept_names.name IS 'one of its names';
COMMENT ON COLUMN store.kept_names.place IS
    'what the names are put in order by: its own first, the oldest first';

COMMENT ON VIEW store.known_before IS 'What the seeds say of what is kept';
COMMENT ON COLUMN store.known_before.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.known_before.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN store.known_before.what IS 'year, area or sponsor';
COMMENT ON COLUMN store.known_before.value IS 'what the seeds say';
COMMENT ON COLUMN store.known_before.evidence IS
    'address that proves it; NULL: nobody has looked it up yet';

COMMENT ON VIEW store.last_words IS 'What each reader thinks of each label that stands now';
COMMENT ON COLUMN store.last_words.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.last_words.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.last_words.rule_id IS 'the rule that is meant; NULL: the label as a whole';
COMMENT ON COLUMN store.last_words.who IS
    'who did it: a login, or the id of a person in the channel';
COMMENT ON COLUMN store.last_words.verdict IS 'useful or noise';
COMMENT ON COLUMN store.last_words.words IS 'what else was said; empty: nothing';
COMMENT ON COLUMN store.last_words.given_at IS 'when it was said';

COMMENT ON VIEW store.latest_stages IS 'At which stage each initiative was last';
COMMENT ON COLUMN store.latest_stages.kept_id IS
    'the initiative that stands for it: itself, or what it was merged into';
COMMENT ON COLUMN store.latest_stages.stage IS
    'announced, consultation, pilot, rollout, evaluation, closed';

COMMENT ON VIEW store.mutes IS 'Initiatives of which replies are held back';
COMMENT ON COLUMN store.mutes.kept_id IS
    'the initiative that stands for it: itself, or what it was merged into';
COMMENT ON COLUMN store.mutes.tier IS 'replies of this tier, and of quieter ones, are held back';
COMMENT ON COLUMN store.mutes.since_at IS 'when the last of them said so';
COMMENT ON COLUMN store.mutes.noise_to IS 'ids of those who say noise';
COMMENT ON COLUMN store.mutes.useful_to IS 'ids of those who say useful';

COMMENT ON VIEW store.no_news IS 'Initiatives that can never ring as new any more';
COMMENT ON COLUMN store.no_news.initiative_id IS 'the initiative: initiatives.initiative_id';

COMMENT ON VIEW store.precisions IS 'How often readers found a label useful, by theme and by rule';
COMMENT ON COLUMN store.precisions.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.precisions.rule_id IS 'the rule; NULL: the theme as a whole';
COMMENT ON COLUMN store.precisions.documents IS 'articles and reports with the label now';
COMMENT ON COLUMN store.precisions.hits IS 'places in them that were hit';
COMMENT ON COLUMN store.precisions.useful IS
    'of the documents useful, as most readers who spoke say';
COMMENT ON COLUMN store.precisions.noise IS
    'of the documents noise, as most readers who spoke say';
COMMENT ON COLUMN store.precisions.disputed IS 'of the documents as many readers say this as that';
COMMENT ON COLUMN store.precisions.precision IS
    'useful of useful and noise, 0 to 1; NULL: no feedback';
COMMENT ON COLUMN store.precisions.low IS 'lower end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN store.precisions.high IS
    'upper end of the 95 % interval (Wilson); NULL: too few';
COMMENT ON COLUMN store.precisions.in_words IS 'the same for people';

COMMENT ON VIEW store.rhythms IS 'How long the pauses of each source usually are';
COMMENT ON COLUMN store.rhythms.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.rhythms.pauses IS 'pauses that were measured, 60 at most';
COMMENT ON COLUMN store.rhythms.usual_days IS 'the middle one of them, in days';
COMMENT ON COLUMN store.rhythms.long_days IS 'the second longest of them, in days';

COMMENT ON VIEW store.sponsored IS 'Who is behind what is kept: each body once for each role and document';
COMMENT ON COLUMN store.sponsored.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.sponsored.initiative IS 'name of the initiative, as it is kept';
COMMENT ON COLUMN store.sponsored.role IS
    'commissions, funds, delivers …; empty: the seeds do not say';
COMMENT ON COLUMN store.sponsored.value IS 'name of the body, as written';
COMMENT ON COLUMN store.sponsored.said_at IS 'when the document appeared; NULL: from the seeds';
COMMENT ON COLUMN store.sponsored.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.sponsored.source IS 'name of the publisher';
COMMENT ON COLUMN store.sponsored.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.sponsored.url IS 'address of the document, or the evidence of the seeds';
COMMENT ON COLUMN store.sponsored.document_id IS
    'the article or report: documents.document_id; NULL: from the seeds';
COMMENT ON COLUMN store.sponsored.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.sponsored.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.sponsored.stop IS 'just past their last character';
COMMENT ON COLUMN store.sponsored.quote IS 'the words that prove it';
COMMENT ON COLUMN store.sponsored.is_seeded IS 'known from the seeds, before we looked';
COMMENT ON COLUMN store.sponsored.body IS
    'name of the body, as seeds/organisations.yaml has it, else as written';
COMMENT ON COLUMN store.sponsored.body_kind IS
    'department, agency, think_tank …; NULL: on no list';

COMMENT ON VIEW store.standing_decisions IS 'Decisions that no later one undoes';
COMMENT ON COLUMN store.standing_decisions.decision_id IS 'number, in the order of deciding';
COMMENT ON COLUMN store.standing_decisions.what IS 'merge, apart, rename, refuse, confirm';
COMMENT ON COLUMN store.standing_decisions.initiative_id IS
    'the initiative; of a merge: the one that becomes another name';
COMMENT ON COLUMN store.standing_decisions.other_id IS
    'of a merge: the one that is kept; of apart: the other one';
COMMENT ON COLUMN store.standing_decisions.name IS 'of a rename: the new name; else empty';
COMMENT ON COLUMN store.standing_decisions.undoes IS
    'always NULL: an undo stands for nothing itself';
COMMENT ON COLUMN store.standing_decisions.who IS
    'who did it: a login, or the id of a person in the channel';
COMMENT ON COLUMN store.standing_decisions.decided_at IS 'moment of the decision, in UTC';
COMMENT ON COLUMN store.standing_decisions.note IS 'what else was said; empty: nothing';

COMMENT ON VIEW store.standing_reactions IS 'Reactions that were not taken back';
COMMENT ON COLUMN store.standing_reactions.alert_id IS 'the message: outbox.alert_id';
COMMENT ON COLUMN store.standing_reactions.who IS
    'who did it: a login, or the id of a person in the channel';
COMMENT ON COLUMN store.standing_reactions.meaning IS 'useful, noise or on it';
COMMENT ON COLUMN store.standing_reactions.emoji IS 'the sign, as the channel names it';
COMMENT ON COLUMN store.standing_reactions.seen_at IS 'when it was read';
COMMENT ON COLUMN store.standing_reactions.reaction_id IS 'number, in the order of reading';

COMMENT ON VIEW store.steps IS 'The steps of a life in their usual order';
COMMENT ON COLUMN store.steps.place IS 'number of the step, from 1';
COMMENT ON COLUMN store.steps.step IS 'what happened, finer than a stage';
COMMENT ON COLUMN store.steps.stage IS 'the stage at that step; NULL: it tells none';

COMMENT ON VIEW store.texts IS 'The texts that offsets count in, as they were judged; a report page by page';
COMMENT ON COLUMN store.texts.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.texts.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.texts.begins IS 'where this part begins in the whole text, in characters';
COMMENT ON COLUMN store.texts.text IS 'the words, paragraphs one a line';

COMMENT ON VIEW store.theme_titles IS 'The title of each theme in the rules that were loaded last';
COMMENT ON COLUMN store.theme_titles.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.theme_titles.title IS 'title of the theme';

COMMENT ON TABLE store.article_facts IS 'What publishers say of their pages, by name';
COMMENT ON COLUMN store.article_facts.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN store.article_facts.name IS 'document_type, closes_at …: docs/enrichers.md';
COMMENT ON COLUMN store.article_facts.value IS 'what is said; empty: it is said no longer';
COMMENT ON COLUMN store.article_facts.seen_at IS
    'when it was seen; of several the latest is current';

COMMENT ON TABLE store.article_reports IS 'Which article links to which report';
COMMENT ON COLUMN store.article_reports.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN store.article_reports.report_id IS 'the report: reports.report_id';

COMMENT ON TABLE store.article_versions IS 'Every text that an article ever had';
COMMENT ON COLUMN store.article_versions.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN store.article_versions.digest IS 'digest of this text';
COMMENT ON COLUMN store.article_versions.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.article_versions.text IS 'the words, paragraphs one a line';
COMMENT ON COLUMN store.article_versions.links IS 'links in the text, with their words';
COMMENT ON COLUMN store.article_versions.words IS 'how many words it has';
COMMENT ON COLUMN store.article_versions.seen_at IS 'when this version was seen first';
COMMENT ON COLUMN store.article_versions.is_minor IS
    'says nothing that the version before did not; NULL: no';

COMMENT ON TABLE store.articles IS 'Articles, each once, with the version of the text that is current';
COMMENT ON COLUMN store.articles.article_id IS 'id of the article, from its address';
COMMENT ON COLUMN store.articles.entry_id IS 'the entry that led to it first: entries.entry_id';
COMMENT ON COLUMN store.articles.source_id IS 'the publisher that had it first: sources.source_id';
COMMENT ON COLUMN store.articles.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.articles.digest IS
    'digest of the version that is current: article_versions.digest';
COMMENT ON COLUMN store.articles.published_at IS
    'when it says it appeared, in UTC; NULL: no date that can be believed';
COMMENT ON COLUMN store.articles.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.articles.changed_at IS 'when the text changed last';
COMMENT ON COLUMN store.articles.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN store.articles.is_provisional IS
    'the page could not be read: the feed''s own words';
COMMENT ON COLUMN store.articles.judged_digest IS
    'digest of the version that is judged; NULL: the current one';

COMMENT ON TABLE store.backfills IS 'How far the archive of a source has been read';
COMMENT ON COLUMN store.backfills.feed_id IS 'the address that is polled: feeds.feed_id';
COMMENT ON COLUMN store.backfills.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.backfills.since IS 'the oldest day that is wanted';
COMMENT ON COLUMN store.backfills.route IS 'which way back was found; NULL: none yet';
COMMENT ON COLUMN store.backfills.ahead IS 'what is next to read, as JSON';
COMMENT ON COLUMN store.backfills.seen IS
    'digests of the pages so far: one that comes again ends it';
COMMENT ON COLUMN store.backfills.pages IS 'pages of the archive that were read';
COMMENT ON COLUMN store.backfills.entries IS 'entries that nobody had read before';
COMMENT ON COLUMN store.backfills.oldest_at IS
    'date of the oldest entry that was seen; NULL: none had a date';
COMMENT ON COLUMN store.backfills.newest_at IS 'date of the newest entry that was seen';
COMMENT ON COLUMN store.backfills.ended IS 'why it ended, or stopped; NULL: under way, or killed';
COMMENT ON COLUMN store.backfills.started_at IS 'when it began';
COMMENT ON COLUMN store.backfills.touched_at IS 'when its last page was saved';
COMMENT ON COLUMN store.backfills.done_at IS 'when it was done; NULL: running it again goes on';

COMMENT ON TABLE store.background IS 'What seeds/initiatives.yaml says of the schemes that it knows';
COMMENT ON COLUMN store.background.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.background.what IS 'year, area or sponsor';
COMMENT ON COLUMN store.background.value IS 'what the seeds say';
COMMENT ON COLUMN store.background.evidence IS
    'address that proves it; NULL: nobody has looked it up yet';

COMMENT ON TABLE store.call_evidence IS 'Which document tells of which call';
COMMENT ON COLUMN store.call_evidence.call_id IS 'the call: calls.call_id';
COMMENT ON COLUMN store.call_evidence.document_id IS
    'the article or report: documents.document_id';
COMMENT ON COLUMN store.call_evidence.kind IS 'kind of the deadline in that document';
COMMENT ON COLUMN store.call_evidence.closes_at IS 'end of the time to respond, in UTC';
COMMENT ON COLUMN store.call_evidence.has_hour IS 'the document gives the hour';
COMMENT ON COLUMN store.call_evidence.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.call_evidence.stop IS 'just past their last character';
COMMENT ON COLUMN store.call_evidence.quote IS 'the words that prove it';
COMMENT ON COLUMN store.call_evidence.joined_at IS 'when it was seen that both are one';

COMMENT ON TABLE store.calls IS 'How each call for answers stood, and since when; rows are only ever added';
COMMENT ON COLUMN store.calls.call_id IS 'id of the call, its own for life';
COMMENT ON COLUMN store.calls.sequence IS
    'how often it was changed by then; the highest is how it stands now';
COMMENT ON COLUMN store.calls.state IS 'open (also when its day has passed) or withdrawn';
COMMENT ON COLUMN store.calls.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN store.calls.title IS 'title of the document nearest to who asks';
COMMENT ON COLUMN store.calls.asker IS 'the body that asks';
COMMENT ON COLUMN store.calls.respond_url IS
    'address of the web or of mail to write to; else the article';
COMMENT ON COLUMN store.calls.opens_at IS 'since when it is open; NULL: not said';
COMMENT ON COLUMN store.calls.closes_at IS 'end of the time to respond, in UTC';
COMMENT ON COLUMN store.calls.has_hour IS 'the document gives the hour';
COMMENT ON COLUMN store.calls.was_at IS 'when it closed before its latest move; NULL: never moved';
COMMENT ON COLUMN store.calls.document_id IS 'the document that says so: documents.document_id';
COMMENT ON COLUMN store.calls.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.calls.stop IS 'just past their last character';
COMMENT ON COLUMN store.calls.quote IS 'the words that prove it';
COMMENT ON COLUMN store.calls.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN store.calls.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.calls.noted_at IS 'since when it stood so';

COMMENT ON TABLE store.claims IS 'What documents say of initiatives, one thing a row';
COMMENT ON COLUMN store.claims.mention_id IS 'the mention: mentions.mention_id';
COMMENT ON COLUMN store.claims.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.claims.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.claims.what IS
    'stage, step, area, sponsor, person, sites, money, report, alias, formerly …';
COMMENT ON COLUMN store.claims.value IS 'what is said';
COMMENT ON COLUMN store.claims.role IS
    'of a sponsor: commissions, funds, delivers, writes, evaluates, backs; of a person: the office';
COMMENT ON COLUMN store.claims.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.claims.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.claims.stop IS 'just past their last character';
COMMENT ON COLUMN store.claims.quote IS 'the words that prove it';

COMMENT ON TABLE store.deadlines IS 'Dates by which somebody may respond, as each document says';
COMMENT ON COLUMN store.deadlines.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.deadlines.kind IS
    'consultation, call for evidence, expressions of interest, application';
COMMENT ON COLUMN store.deadlines.closes_at IS 'end of the time to respond, in UTC';
COMMENT ON COLUMN store.deadlines.has_hour IS 'the document gives the hour';
COMMENT ON COLUMN store.deadlines.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.deadlines.stop IS 'just past their last character';
COMMENT ON COLUMN store.deadlines.quote IS 'the words that prove it';
COMMENT ON COLUMN store.deadlines.found_at IS 'moment of finding it, in UTC';

COMMENT ON TABLE store.decisions IS 'What people decided about the register; rows are only ever added';

COMMENT ON TABLE store.digested IS 'Which articles the digest of a channel has told of';
COMMENT ON COLUMN store.digested.channel IS 'id of the Slack channel; empty: the default one';
COMMENT ON COLUMN store.digested.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN store.digested.key IS 'key of the digest';
COMMENT ON COLUMN store.digested.digested_at IS 'when the digest was made';

COMMENT ON TABLE store.entries IS 'What the feeds announced, and how far reading it has come';
COMMENT ON COLUMN store.entries.entry_id IS 'of the feed and the name that it gives the entry';
COMMENT ON COLUMN store.entries.feed_id IS 'the address that is polled: feeds.feed_id';
COMMENT ON COLUMN store.entries.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.entries.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.entries.title IS 'title, as announced';
COMMENT ON COLUMN store.entries.summary IS 'the feed''s own words';
COMMENT ON COLUMN store.entries.published_at IS
    'when it says it appeared, in UTC; NULL: no date that can be believed';
COMMENT ON COLUMN store.entries.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.entries.is_baseline IS 'was there before we looked: known, but no news';
COMMENT ON COLUMN store.entries.state IS
    'pending, read, kept (older baseline, not read) or unreadable';
COMMENT ON COLUMN store.entries.reason IS 'why the last attempt failed';
COMMENT ON COLUMN store.entries.tries IS 'attempts that failed';
COMMENT ON COLUMN store.entries.next_try_at IS
    'of a pending one: when it is tried again; NULL: at once';
COMMENT ON COLUMN store.entries.article_id IS
    'the text behind it: articles.article_id; NULL: not read';
COMMENT ON COLUMN store.entries.mark IS 'digest of all that the feed said of it';
COMMENT ON COLUMN store.entries.marked_at IS 'when the feed said so first';

COMMENT ON TABLE store.feedback IS 'What readers say of documents and messages; rows are only ever added';

COMMENT ON TABLE store.feeds IS 'Every address that a source ever had, with how polling it goes';
COMMENT ON COLUMN store.feeds.feed_id IS 'of source and address';
COMMENT ON COLUMN store.feeds.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.feeds.url IS 'address, as in the seeds';
COMMENT ON COLUMN store.feeds.kind IS 'how it is read: feed or listing';
COMMENT ON COLUMN store.feeds.links IS 'of a listing: glob of the links that count';
COMMENT ON COLUMN store.feeds.is_current IS 'false: the source has another address now';
COMMENT ON COLUMN store.feeds.etag IS 'validator of the last answer, byte for byte';
COMMENT ON COLUMN store.feeds.last_modified IS 'validator of the last answer, byte for byte';
COMMENT ON COLUMN store.feeds.body_digest IS 'digest of the last body that was parsed';
COMMENT ON COLUMN store.feeds.full_fetch_at IS 'last fetch that no 304 could answer';
COMMENT ON COLUMN store.feeds.baseline_at IS 'first reading; its entries ring nothing';
COMMENT ON COLUMN store.feeds.failures IS 'failures in a row; soft ones count half';
COMMENT ON COLUMN store.feeds.status IS 'fine, or the word of the failure';
COMMENT ON COLUMN store.feeds.remark IS 'what helps; NULL: nothing to say';
COMMENT ON COLUMN store.feeds.moved_to IS 'where a permanent redirect points';
COMMENT ON COLUMN store.feeds.next_poll_at IS 'when it is asked next';
COMMENT ON COLUMN store.feeds.last_polled_at IS 'when it was asked last';
COMMENT ON COLUMN store.feeds.last_success_at IS 'last poll that went well';
COMMENT ON COLUMN store.feeds.last_new_at IS 'last poll that announced something unknown';
COMMENT ON COLUMN store.feeds.failing_since IS
    'first failure of those in a row; NULL: the last poll went well';
COMMENT ON COLUMN store.feeds.added_at IS 'when the source had this address first';
COMMENT ON COLUMN store.feeds.rhythm_s IS 'usual seconds between two new entries; NULL: not known';
COMMENT ON COLUMN store.feeds.newest_at IS 'date of its newest entry; NULL: it never had one';
COMMENT ON COLUMN store.feeds.fresh_until IS 'HTTP asked us not to come before, by hand neither';
COMMENT ON COLUMN store.feeds.ttl_s IS 'seconds that the feed itself wants between two polls';
COMMENT ON COLUMN store.feeds.skip_hours IS
    'hours of the day, in UTC, at which the feed is not to be asked: 0,1,23';
COMMENT ON COLUMN store.feeds.skip_days IS
    'days of the week at which the feed is not to be asked; 0 is Monday';
COMMENT ON COLUMN store.feeds.ended_at IS 'since when it is gone for good (410)';
COMMENT ON COLUMN store.feeds.asked_url IS
    'where permanent redirects led for good; NULL: as in the seeds';
COMMENT ON COLUMN store.feeds.moved_since IS
    'first of the polls in a row that were sent elsewhere';
COMMENT ON COLUMN store.feeds.moved_polls IS 'how many polls in a row were sent elsewhere';
COMMENT ON COLUMN store.feeds.moved_failures IS 'failures in a row of the new address';
COMMENT ON COLUMN store.feeds.not_modified_at IS 'last 304 since a body came; NULL: none';
COMMENT ON COLUMN store.feeds.distrusted_until IS
    'its 304 was a lie: asked without validators until then';
COMMENT ON COLUMN store.feeds.failed_digest IS 'digest of a body that could not be parsed';
COMMENT ON COLUMN store.feeds.failed_word IS 'why that body could not be parsed';
COMMENT ON COLUMN store.feeds.failed_at IS 'when that was tried last';

COMMENT ON TABLE store.happenings IS 'What happened to each initiative, once each, ever';
COMMENT ON COLUMN store.happenings.key IS 'initiative:kind:value';
COMMENT ON COLUMN store.happenings.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.happenings.kind IS 'new, step, deadline, area, sponsor or report';
COMMENT ON COLUMN store.happenings.value IS 'which step, which day, or a name; empty: new';
COMMENT ON COLUMN store.happenings.article_id IS
    'the article that tells it best; empty: from the seeds';
COMMENT ON COLUMN store.happenings.quote IS 'the words that prove it; empty: from the seeds';
COMMENT ON COLUMN store.happenings.happened_at IS 'date of the document that says so';
COMMENT ON COLUMN store.happenings.recorded_at IS 'when Placewatch wrote it down';
COMMENT ON COLUMN store.happenings.told_in IS
    'key of the message that tells it; empty: never told';

COMMENT ON TABLE store.held_alerts IS 'What a channel was not told at once';
COMMENT ON COLUMN store.held_alerts.key IS 'key that the message would have had';
COMMENT ON COLUMN store.held_alerts.channel IS 'id of the Slack channel; empty: the default one';
COMMENT ON COLUMN store.held_alerts.kind IS 'new, step, deadline, reminder …';
COMMENT ON COLUMN store.held_alerts.initiative_id IS
    'the initiative: initiatives.initiative_id; NULL: about no single one';
COMMENT ON COLUMN store.held_alerts.article_id IS
    'the article: articles.article_id; NULL: about no single one';
COMMENT ON COLUMN store.held_alerts.headline IS 'first line of the message';
COMMENT ON COLUMN store.held_alerts.why IS
    'cap: the channel had its messages of that run; tier: it reads by day';
COMMENT ON COLUMN store.held_alerts.held_at IS 'when it was held back';
COMMENT ON COLUMN store.held_alerts.announced_in IS
    'key of the message that says how many more there are; NULL: none does';
COMMENT ON COLUMN store.held_alerts.told_in IS 'key of the digest that told it; NULL: none yet';

COMMENT ON TABLE store.hits IS 'Every place at which a rule was found';
COMMENT ON COLUMN store.hits.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.hits.digest IS 'digest of the text; empty: a report';
COMMENT ON COLUMN store.hits.ruleset IS 'digest of all the rules that said so';
COMMENT ON COLUMN store.hits.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.hits.rule_id IS 'id of the rule, as in seeds/themes/';
COMMENT ON COLUMN store.hits.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.hits.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.hits.stop IS 'just past their last character';
COMMENT ON COLUMN store.hits.quote IS 'the words that prove it';
COMMENT ON COLUMN store.hits.sentence IS 'the sentence around those words';
COMMENT ON COLUMN store.hits.weight IS 'what the rule counts';

COMMENT ON TABLE store.hosts IS 'What the hosts of publishers asked of us';
COMMENT ON COLUMN store.hosts.host IS 'name of the host, with its port if it is unusual';
COMMENT ON COLUMN store.hosts.robots IS 'lines of its robots.txt that concern us; NULL: none';
COMMENT ON COLUMN store.hosts.robots_at IS 'when its robots.txt was looked for last; NULL: never';
COMMENT ON COLUMN store.hosts.wait_until IS 'it asked us not to come before; NULL: it never did';

COMMENT ON TABLE store.initiative_names IS 'Names of initiatives, as they were learnt';
COMMENT ON COLUMN store.initiative_names.initiative_id IS
    'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.initiative_names.name IS 'one of its names';
COMMENT ON COLUMN store.initiative_names.first_seen_at IS 'when Placewatch saw it first, in UTC';

COMMENT ON TABLE store.initiatives IS 'Schemes as they were found, before what people decided';
COMMENT ON COLUMN store.initiatives.initiative_id IS
    'id of the initiative, from the name that it was found under';
COMMENT ON COLUMN store.initiatives.name IS 'name that it was found under';
COMMENT ON COLUMN store.initiatives.kind IS 'pilot, programme, fund, deal, commission, review …';
COMMENT ON COLUMN store.initiatives.is_seeded IS 'known from the seeds, before we looked';
COMMENT ON COLUMN store.initiatives.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.initiatives.first_document_id IS
    'the document that named it first; NULL: never seen in print yet';
COMMENT ON COLUMN store.initiatives.first_source_id IS
    'publisher of that document: sources.source_id';
COMMENT ON COLUMN store.initiatives.known_at IS
    'since when an old article vouches for it: never news; NULL: none does';

COMMENT ON TABLE store.mentions IS 'Which document names which initiative, and what it says of it';
COMMENT ON COLUMN store.mentions.mention_id IS 'of the document and the initiative';
COMMENT ON COLUMN store.mentions.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.mentions.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.mentions.name IS 'name, as the register knew it by then, or as written';
COMMENT ON COLUMN store.mentions.kind IS 'pilot, programme, fund, deal, commission, review …';
COMMENT ON COLUMN store.mentions.field IS 'title or text: where start and stop count';
COMMENT ON COLUMN store.mentions.start IS 'first character of the words, from 0';
COMMENT ON COLUMN store.mentions.stop IS 'just past their last character';
COMMENT ON COLUMN store.mentions.quote IS 'the sentence that proves it';
COMMENT ON COLUMN store.mentions.stage IS 'the stage that it tells; NULL: it does not say';
COMMENT ON COLUMN store.mentions.is_main IS 'the document is about it; false: named in passing';
COMMENT ON COLUMN store.mentions.is_live IS 'reported as happening';
COMMENT ON COLUMN store.mentions.confidence IS '0 to 1: how sure the name is; 1: it was known';
COMMENT ON COLUMN store.mentions.why IS 'why it counts as a name';
COMMENT ON COLUMN store.mentions.recorded_at IS 'when Placewatch wrote it down';

COMMENT ON TABLE store.migrations IS 'Which steps have made these tables';
COMMENT ON COLUMN store.migrations.number IS 'number of the step';
COMMENT ON COLUMN store.migrations.name IS 'name of its file';
COMMENT ON COLUMN store.migrations.digest IS 'digest of the file as it ran';

COMMENT ON TABLE store.organisations IS 'Bodies of seeds/organisations.yaml, as they were read last';
COMMENT ON COLUMN store.organisations.name IS 'name of the body';
COMMENT ON COLUMN store.organisations.kind IS 'department, agency, think_tank, union …';
COMMENT ON COLUMN store.organisations.aliases IS 'its other names';

COMMENT ON TABLE store.outbox IS 'Messages, and how far delivering them has come';
COMMENT ON COLUMN store.outbox.alert_id IS 'id of the message';
COMMENT ON COLUMN store.outbox.key IS
    'initiative and happening, with the channel if it is not the default: once, ever';
COMMENT ON COLUMN store.outbox.number IS 'place in the order of writing';
COMMENT ON COLUMN store.outbox.kind IS 'new, step, deadline, source, digest …';
COMMENT ON COLUMN store.outbox.initiative_id IS
    'the initiative: initiatives.initiative_id; NULL: about no single one';
COMMENT ON COLUMN store.outbox.article_id IS
    'the article: articles.article_id; NULL: about no single one';
COMMENT ON COLUMN store.outbox.channel IS 'id of the Slack channel; empty: the default one';
COMMENT ON COLUMN store.outbox.text IS 'its words, without the layout';
COMMENT ON COLUMN store.outbox.blocks IS 'its layout: Block Kit, as JSON';
COMMENT ON COLUMN store.outbox.created_at IS 'when it was written down';
COMMENT ON COLUMN store.outbox.state IS 'pending, sending, sent or parked (a person has to look)';
COMMENT ON COLUMN store.outbox.attempts IS 'how often it was tried';
COMMENT ON COLUMN store.outbox.sending_since IS 'since when it is being sent; NULL: it is not';
COMMENT ON COLUMN store.outbox.next_try_at IS
    'of a pending one: when it is tried again; NULL: at once';
COMMENT ON COLUMN store.outbox.sent_at IS 'when it arrived; NULL: it has not';
COMMENT ON COLUMN store.outbox.receipt_ts IS 'the channel''s own name for the message';
COMMENT ON COLUMN store.outbox.receipt_channel IS 'id of the channel in which it arrived';
COMMENT ON COLUMN store.outbox.last_error IS 'why the last attempt failed';
COMMENT ON COLUMN store.outbox.tier IS 'how urgent it is: immediate, daily or weekly';
COMMENT ON COLUMN store.outbox.thread IS
    'the initiative whose thread it joins; empty: it stands alone';
COMMENT ON COLUMN store.outbox.is_broadcast IS 'a reply that the whole channel is shown too';
COMMENT ON COLUMN store.outbox.not_before IS
    'end of the quiet hours that it waits for; NULL: it need not wait';
COMMENT ON COLUMN store.outbox.is_short IS 'its layout was refused: it went out in words alone';
COMMENT ON COLUMN store.outbox.is_holding IS 'further messages to its channel wait for it';
COMMENT ON COLUMN store.outbox.target IS 'id of the channel that it was sent to; NULL: never sent';
COMMENT ON COLUMN store.outbox.parent_ts IS
    'name of the message below which it was posted; NULL: it stands alone';
COMMENT ON COLUMN store.outbox.first_tried_at IS 'moment of the first attempt';
COMMENT ON COLUMN store.outbox.tried_at IS 'when it was last given to the channel';
COMMENT ON COLUMN store.outbox.gone_at IS 'when it was found deleted; NULL: it is there';

COMMENT ON TABLE store.pairs IS 'Initiatives that may be one';
COMMENT ON COLUMN store.pairs.initiative_id IS 'the lower of the two ids';
COMMENT ON COLUMN store.pairs.other_id IS 'the higher of the two ids';
COMMENT ON COLUMN store.pairs.score IS '0 to 1: how likely they are one';
COMMENT ON COLUMN store.pairs.reason IS 'why they may be one';
COMMENT ON COLUMN store.pairs.found_at IS 'when that was seen';

COMMENT ON TABLE store.problems IS 'What a person should look at, each once however often it happens';
COMMENT ON COLUMN store.problems.problem_id IS 'of about, kind and text';
COMMENT ON COLUMN store.problems.about IS 'the source, address or file that is meant';
COMMENT ON COLUMN store.problems.kind IS
    'fetch, parse, extract, report, deliver, seed, silence, warehouse';
COMMENT ON COLUMN store.problems.text IS 'what happened and what helps';
COMMENT ON COLUMN store.problems.times IS 'how often it happened';
COMMENT ON COLUMN store.problems.first_at IS 'when it happened first';
COMMENT ON COLUMN store.problems.last_at IS 'when it happened last';
COMMENT ON COLUMN store.problems.solved_at IS 'when it was over; NULL: it is not';

COMMENT ON TABLE store.reactions IS 'What people in the channel made of messages, said and taken back';

COMMENT ON TABLE store.report_headings IS 'Headings of reports, in order';
COMMENT ON COLUMN store.report_headings.report_id IS 'the report: reports.report_id';
COMMENT ON COLUMN store.report_headings.place IS 'number of the heading in the document, from 1';
COMMENT ON COLUMN store.report_headings.page IS 'number of the page that it stands on';
COMMENT ON COLUMN store.report_headings.text IS 'words of the heading';

COMMENT ON TABLE store.report_pages IS 'The text of each page of each report';
COMMENT ON COLUMN store.report_pages.report_id IS 'the report: reports.report_id';
COMMENT ON COLUMN store.report_pages.page IS 'number of the page, from 1';
COMMENT ON COLUMN store.report_pages.start IS
    'where the page begins in the whole text, in characters';
COMMENT ON COLUMN store.report_pages.text IS 'words of this page';

COMMENT ON TABLE store.report_tries IS 'Attempts at reports whose host put us off';
COMMENT ON COLUMN store.report_tries.report_id IS 'the report: reports.report_id';
COMMENT ON COLUMN store.report_tries.tried_at IS 'moment of the attempt, in UTC';
COMMENT ON COLUMN store.report_tries.next_try_at IS 'when it is tried again; NULL: given up';

COMMENT ON TABLE store.report_twins IS 'Further addresses of reports whose text was there already';
COMMENT ON COLUMN store.report_twins.twin_id IS 'id of the address';
COMMENT ON COLUMN store.report_twins.report_id IS 'the report that was there: reports.report_id';
COMMENT ON COLUMN store.report_twins.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.report_twins.seen_at IS 'when it was seen there first';

COMMENT ON TABLE store.reports IS 'Documents that articles link to';
COMMENT ON COLUMN store.reports.report_id IS 'id of the report, from its address';
COMMENT ON COLUMN store.reports.article_id IS
    'the article that linked to it first: articles.article_id';
COMMENT ON COLUMN store.reports.url IS 'address on the web, canonical';
COMMENT ON COLUMN store.reports.title IS 'title, as the publisher wrote it';
COMMENT ON COLUMN store.reports.problem IS 'why it could not be read; NULL: it was';
COMMENT ON COLUMN store.reports.first_seen_at IS 'when Placewatch saw it first, in UTC';
COMMENT ON COLUMN store.reports.authors IS
    'as it names them, joined by semicolons; NULL or empty: it does not';
COMMENT ON COLUMN store.reports.publisher IS 'as it names itself; NULL or empty: it does not';
COMMENT ON COLUMN store.reports.dated IS
    'when it appeared, as exactly as it says: 2011, 2011-03, 2011-03-14';
COMMENT ON COLUMN store.reports.page_count IS 'pages of the whole document, read or not';
COMMENT ON COLUMN store.reports.words IS 'words that were read';

COMMENT ON TABLE store.rulesets IS 'Every set of rules that ever judged anything';
COMMENT ON COLUMN store.rulesets.digest IS 'digest of all the rules';
COMMENT ON COLUMN store.rulesets.loaded_at IS 'when it was first used';

COMMENT ON TABLE store.runs IS 'What the flows did';
COMMENT ON COLUMN store.runs.run_id IS 'one for each time that a flow ran';
COMMENT ON COLUMN store.runs.flow IS 'poll, classify, notify …';
COMMENT ON COLUMN store.runs.started_at IS 'when it began';
COMMENT ON COLUMN store.runs.ended_at IS 'when it was done; NULL: under way, or killed';
COMMENT ON COLUMN store.runs.counts IS 'what it counted, by name';

COMMENT ON TABLE store.sources IS 'Whom we watch: seeds/sources.yaml and what was added, as read last';
COMMENT ON COLUMN store.sources.source_id IS 'id of the publisher, as in the seeds';
COMMENT ON COLUMN store.sources.name IS 'name of the publisher';
COMMENT ON COLUMN store.sources.kind IS 'union, think_tank, government …';
COMMENT ON COLUMN store.sources.nation IS 'uk, england, scotland, wales or ni';
COMMENT ON COLUMN store.sources.homepage IS 'address for people';
COMMENT ON COLUMN store.sources.feed IS 'address that is polled; NULL: none is known yet';
COMMENT ON COLUMN store.sources.feed_kind IS 'how it is read: feed or listing';
COMMENT ON COLUMN store.sources.links IS 'of a listing: glob of the links that count';
COMMENT ON COLUMN store.sources.is_on IS 'false: switched off in the seeds';
COMMENT ON COLUMN store.sources.expect_low IS 'fewest entries a month; NULL: not known';
COMMENT ON COLUMN store.sources.expect_high IS 'most entries a month; NULL: not known';
COMMENT ON COLUMN store.sources.why IS 'why it is watched, in the words of the seeds';
COMMENT ON COLUMN store.sources.added_at IS 'when it was first in the list';
COMMENT ON COLUMN store.sources.removed_at IS 'when it left the list; NULL: it is there';

COMMENT ON TABLE store.stages IS 'Stages that documents told of initiatives; rows are only ever added';
COMMENT ON COLUMN store.stages.initiative_id IS 'the initiative: initiatives.initiative_id';
COMMENT ON COLUMN store.stages.stage IS
    'announced, consultation, pilot, rollout, evaluation, closed';
COMMENT ON COLUMN store.stages.said_at IS
    'when the document appeared; of the seeds: when they were read';
COMMENT ON COLUMN store.stages.document_id IS 'the document that says so; empty: from the seeds';
COMMENT ON COLUMN store.stages.quote IS 'the words that prove it';
COMMENT ON COLUMN store.stages.recorded_at IS 'when Placewatch wrote it down';

COMMENT ON TABLE store.states IS 'When the state of a source changed';
COMMENT ON COLUMN store.states.source_id IS 'the publisher: sources.source_id';
COMMENT ON COLUMN store.states.state IS 'the state from then on, in a word: docs/health.md';
COMMENT ON COLUMN store.states.health IS 'the same in plain words';
COMMENT ON COLUMN store.states.since_at IS 'since when it was so; NULL: not known';
COMMENT ON COLUMN store.states.noted_at IS 'when Placewatch noted it';

COMMENT ON TABLE store.story_members IS 'Which articles tell the same news';
COMMENT ON COLUMN store.story_members.article_id IS 'the article: articles.article_id';
COMMENT ON COLUMN store.story_members.story_id IS
    'the article that leads the story: articles.article_id';
COMMENT ON COLUMN store.story_members.sketch IS
    'fingerprint of the text (MinHash); empty: too short for one';
COMMENT ON COLUMN store.story_members.joined_at IS 'when the article joined its story';

COMMENT ON TABLE store.theme_scores IS 'How far each theme was reached in each text';
COMMENT ON COLUMN store.theme_scores.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.theme_scores.digest IS 'digest of the text; empty: a report';
COMMENT ON COLUMN store.theme_scores.ruleset IS 'digest of all the rules that said so';
COMMENT ON COLUMN store.theme_scores.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.theme_scores.score IS 'what hits, sentences and words add up to';
COMMENT ON COLUMN store.theme_scores.threshold IS 'score from which the label is given';
COMMENT ON COLUMN store.theme_scores.is_given IS 'the text is labelled with the theme';
COMMENT ON COLUMN store.theme_scores.by_rules IS
    'what rules added to the score; NULL: judged before this was kept';
COMMENT ON COLUMN store.theme_scores.by_words IS
    'what plain words added or took; NULL: judged before this was kept';
COMMENT ON COLUMN store.theme_scores.counted IS
    'ids of the rules that counted; NULL: judged before this was kept';
COMMENT ON COLUMN store.theme_scores.by_sentences IS
    'what further sentences with hits added; NULL: judged before this was kept';

COMMENT ON TABLE store.themes IS 'The themes of every set of rules';
COMMENT ON COLUMN store.themes.ruleset IS 'digest of the rules: rulesets.digest';
COMMENT ON COLUMN store.themes.theme_id IS 'id of the theme, as in seeds/themes/';
COMMENT ON COLUMN store.themes.title IS 'title of the theme';
COMMENT ON COLUMN store.themes.why IS 'why it is watched for';

COMMENT ON TABLE store.verdicts IS 'What each set of rules said of each text';

COMMENT ON TABLE store.view_comments IS 'Comments on columns where the database itself keeps none';
COMMENT ON COLUMN store.view_comments.schema_name IS 'main or store';
COMMENT ON COLUMN store.view_comments.view_name IS 'the view, or the table, that has the column';
COMMENT ON COLUMN store.view_comments.column_name IS 'the column that is meant';
COMMENT ON COLUMN store.view_comments.comment IS 'what it means';

COMMENT ON TABLE store.voices IS 'Whose voice each document lets be heard';
COMMENT ON COLUMN store.voices.document_id IS 'the article or report: documents.document_id';
COMMENT ON COLUMN store.voices.verdict IS
    'unions heard, unions mentioned, workforce discussed without unions, nobody mentioned, cannot tell';
COMMENT ON COLUMN store.voices.unions IS 'names of the unions in it';
COMMENT ON COLUMN store.voices.union_words IS 'how often unions are spoken of';
COMMENT ON COLUMN store.voices.workforce_words IS 'how often staff are spoken of';
COMMENT ON COLUMN store.voices.engagement_words IS
    'how often staff are said to be asked or balloted';
COMMENT ON COLUMN store.voices.job_words IS 'how often jobs are said to be at stake';
COMMENT ON COLUMN store.voices.words IS 'how many words were searched';
COMMENT ON COLUMN store.voices.pages IS 'how many pages were searched; 0: an article';
COMMENT ON COLUMN store.voices.says_left_out IS
    'a sentence that itself says who was left out; NULL: none does';
COMMENT ON COLUMN store.voices.reason IS 'why it has this verdict';
COMMENT ON COLUMN store.voices.read_at IS 'when it was read for voices';

-- A comment on a column of a table that numbers its rows by itself cannot be replayed from the
-- log: a file killed before its checkpoint would not open again (DuckDB 1.5.5).
INSERT INTO store.view_comments (schema_name, view_name, column_name, comment) VALUES
    ('store', 'decisions', 'decision_id', 'number, in the order of deciding'),
    ('store', 'decisions', 'what', 'merge, apart, rename, refuse, confirm, undo'),
    ('store', 'decisions', 'initiative_id', 'the initiative; of a merge: the one that becomes another name'),
    ('store', 'decisions', 'other_id', 'of a merge: the one that is kept; of apart: the other one'),
    ('store', 'decisions', 'name', 'of a rename: the new name; else empty'),
    ('store', 'decisions', 'undoes', 'of an undo: number of the decision that stands no more'),
    ('store', 'decisions', 'who', 'who did it: a login, or the id of a person in the channel'),
    ('store', 'decisions', 'decided_at', 'moment of the decision, in UTC'),
    ('store', 'decisions', 'note', 'what else was said; empty: nothing'),
    ('store', 'feedback', 'feedback_id', 'number, in the order of saying'),
    ('store', 'feedback', 'given_at', 'when it was said'),
    ('store', 'feedback', 'who', 'who did it: a login, or the id of a person in the channel'),
    ('store', 'feedback', 'way', 'how it reached us: hand or reaction'),
    ('store', 'feedback', 'verdict', 'useful, noise or taken back'),
    ('store', 'feedback', 'document_id', 'the article or report: documents.document_id'),
    ('store', 'feedback', 'alert_id', 'the message that is meant; NULL: said of the document'),
    ('store', 'feedback', 'theme_id', 'the theme that is meant; NULL: all of it'),
    ('store', 'feedback', 'rule_id', 'the rule that is meant; NULL: all that counted'),
    ('store', 'feedback', 'words', 'what else was said; empty: nothing'),
    ('store', 'feedback', 'ruleset', 'digest of the rules that had judged it by then; NULL: none had'),
    ('store', 'reactions', 'reaction_id', 'number, in the order of reading'),
    ('store', 'reactions', 'alert_id', 'the message: outbox.alert_id'),
    ('store', 'reactions', 'who', 'id of the person, as the channel names people'),
    ('store', 'reactions', 'meaning', 'useful, noise or on it'),
    ('store', 'reactions', 'emoji', 'the sign, as the channel names it'),
    ('store', 'reactions', 'is_there', 'false: the person took it back'),
    ('store', 'reactions', 'seen_at', 'when it was read'),
    ('store', 'verdicts', 'verdict_id', 'number, in the order of judging'),
    ('store', 'verdicts', 'document_id', 'the article or report: documents.document_id'),
    ('store', 'verdicts', 'digest', 'digest of the text that was judged; empty: a report'),
    ('store', 'verdicts', 'ruleset', 'digest of all the rules that said so'),
    ('store', 'verdicts', 'is_relevant', 'it was given a theme'),
    ('store', 'verdicts', 'scope', 'why it counts as UK public services, or does not'),
    ('store', 'verdicts', 'judged_at', 'moment of the verdict, in UTC');
