-- What it means: verdicts of a ruleset, initiatives and what is said of them.
-- A ruleset is named by the digest of its rules, so that an old hit can always be traced to
-- the wording that made it.

CREATE TABLE store.rulesets (
    digest    TEXT        NOT NULL PRIMARY KEY,
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.themes (
    ruleset  TEXT NOT NULL,
    theme_id TEXT NOT NULL,
    title    TEXT NOT NULL,
    why      TEXT NOT NULL
);

CREATE SEQUENCE store.verdict_order;

CREATE TABLE store.verdicts (
    verdict_id  BIGINT      NOT NULL DEFAULT nextval('store.verdict_order'),
    document_id TEXT        NOT NULL,
    digest      TEXT        NOT NULL,    -- of the version that was judged; empty: a report
    ruleset     TEXT        NOT NULL,
    is_relevant BOOLEAN     NOT NULL,
    scope       TEXT        NOT NULL,    -- why it counts as UK public services, or does not
    judged_at   TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.theme_scores (
    document_id TEXT    NOT NULL,
    digest      TEXT    NOT NULL,
    ruleset     TEXT    NOT NULL,
    theme_id    TEXT    NOT NULL,
    score       DOUBLE  NOT NULL,
    threshold   DOUBLE  NOT NULL,
    is_given    BOOLEAN NOT NULL
);

CREATE TABLE store.hits (
    document_id TEXT    NOT NULL,
    digest      TEXT    NOT NULL,
    ruleset     TEXT    NOT NULL,
    theme_id    TEXT    NOT NULL,
    rule_id     TEXT    NOT NULL,
    field       TEXT    NOT NULL,                         -- title or text
    start       INTEGER NOT NULL CHECK (start >= 0),      -- characters into the field
    stop        INTEGER NOT NULL CHECK (stop > start),    -- just past the quote
    quote       TEXT    NOT NULL,
    sentence    TEXT    NOT NULL,
    weight      DOUBLE  NOT NULL
);

CREATE TABLE store.initiatives (
    initiative_id     TEXT        NOT NULL PRIMARY KEY,
    name              TEXT        NOT NULL,
    kind              TEXT        NOT NULL,
    is_seeded         BOOLEAN     NOT NULL,    -- known before we looked
    first_seen_at     TIMESTAMPTZ NOT NULL,
    first_document_id TEXT,                    -- NULL: never seen in print yet
    first_source_id   TEXT
);

CREATE TABLE store.initiative_names (
    initiative_id TEXT        NOT NULL,
    name          TEXT        NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL
);

-- Rows are only ever added: this is the life of an initiative.
CREATE TABLE store.stages (
    initiative_id TEXT        NOT NULL,
    stage         TEXT        NOT NULL,
    said_at       TIMESTAMPTZ NOT NULL,    -- when the document appeared
    document_id   TEXT        NOT NULL,    -- empty: from the seeds
    quote         TEXT        NOT NULL,
    recorded_at   TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.mentions (
    mention_id    TEXT        NOT NULL,
    document_id   TEXT        NOT NULL,
    initiative_id TEXT        NOT NULL,
    name          TEXT        NOT NULL,    -- as the register knew it, or as written
    kind          TEXT        NOT NULL,
    field         TEXT        NOT NULL,
    start         INTEGER     NOT NULL,    -- of the name as written
    stop          INTEGER     NOT NULL,
    quote         TEXT        NOT NULL,
    stage         TEXT,                    -- NULL: the document does not say
    is_main       BOOLEAN     NOT NULL,
    is_live       BOOLEAN     NOT NULL,
    confidence    DOUBLE      NOT NULL,
    why           TEXT        NOT NULL,
    recorded_at   TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.claims (
    mention_id    TEXT    NOT NULL,
    document_id   TEXT    NOT NULL,
    initiative_id TEXT    NOT NULL,
    what          TEXT    NOT NULL,    -- stage, area, sponsor, sites, money, report
    value         TEXT    NOT NULL,
    role          TEXT    NOT NULL,    -- sponsor only
    field         TEXT    NOT NULL,    -- title or text
    start         INTEGER NOT NULL,    -- characters into the field
    stop          INTEGER NOT NULL,
    quote         TEXT    NOT NULL
);

CREATE TABLE store.voices (
    document_id      TEXT        NOT NULL,
    verdict          TEXT        NOT NULL,
    unions           TEXT[]      NOT NULL,
    union_words      INTEGER     NOT NULL,
    workforce_words  INTEGER     NOT NULL,
    engagement_words INTEGER     NOT NULL,
    job_words        INTEGER     NOT NULL,
    words            INTEGER     NOT NULL,
    pages            INTEGER     NOT NULL,    -- 0: an article
    says_left_out    TEXT,                    -- NULL: no sentence says so
    reason           TEXT        NOT NULL,
    read_at          TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.deadlines (
    document_id TEXT        NOT NULL,
    kind        TEXT        NOT NULL,
    closes_at   TIMESTAMPTZ NOT NULL,
    has_hour    BOOLEAN     NOT NULL,
    start       INTEGER     NOT NULL,
    stop        INTEGER     NOT NULL,
    quote       TEXT        NOT NULL,
    found_at    TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.story_members (
    article_id TEXT        NOT NULL,
    story_id   TEXT        NOT NULL,    -- the article that leads the story
    sketch     UBIGINT[]   NOT NULL,    -- MinHash of the text; empty: too short for one
    joined_at  TIMESTAMPTZ NOT NULL
);

-- The one verdict of each document that counts now: that of its current text, the newest.
CREATE VIEW store.current_verdicts AS
SELECT verdicts.*, documents.article_id, documents.kind, documents.source_id
FROM store.verdicts
JOIN store.documents USING (document_id)
QUALIFY row_number() OVER (
    PARTITION BY verdicts.document_id
    ORDER BY verdicts.digest = documents.digest DESC, verdicts.verdict_id DESC
) = 1;
