-- Whom we tell, and what happened in the house.

CREATE TABLE store.outbox (
    alert_id        TEXT        NOT NULL PRIMARY KEY,
    key             TEXT        NOT NULL UNIQUE,    -- initiative × happening: once, ever
    number          BIGINT      NOT NULL,           -- the order of writing
    kind            TEXT        NOT NULL,           -- new, stage, deadline, digest …
    initiative_id   TEXT,                           -- NULL: about no single initiative
    article_id      TEXT,                           -- NULL: about no single article
    channel         TEXT        NOT NULL,           -- empty: the installation's default
    text            TEXT        NOT NULL,
    blocks          TEXT        NOT NULL,           -- Block Kit, as JSON
    created_at      TIMESTAMPTZ NOT NULL,
    state           TEXT        NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'parked')),
    attempts        INTEGER     NOT NULL,
    sending_since   TIMESTAMPTZ,                    -- sending only
    next_try_at     TIMESTAMPTZ,                    -- pending only; NULL: at once
    sent_at         TIMESTAMPTZ,
    receipt_ts      TEXT,                           -- the channel's own name for the message
    receipt_channel TEXT,
    last_error      TEXT
);

CREATE TABLE store.runs (
    run_id     TEXT        NOT NULL PRIMARY KEY,
    flow       TEXT        NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at   TIMESTAMPTZ,                         -- NULL: under way, or killed
    counts     MAP (TEXT, BIGINT) NOT NULL
);

-- The same problem is one row, however often it happens.
CREATE TABLE store.problems (
    problem_id TEXT        NOT NULL PRIMARY KEY,    -- of about, kind and text
    about      TEXT        NOT NULL,
    kind       TEXT        NOT NULL,
    text       TEXT        NOT NULL,
    times      INTEGER     NOT NULL,
    first_at   TIMESTAMPTZ NOT NULL,
    last_at    TIMESTAMPTZ NOT NULL,
    solved_at  TIMESTAMPTZ                          -- NULL: nobody and nothing solved it yet
);
