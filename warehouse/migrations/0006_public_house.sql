-- What analysts see of alerts, runs and problems.

CREATE VIEW main.alerts AS
SELECT
    alert_id,
    outbox.key,
    outbox.kind,
    initiative_id,
    initiatives.name AS initiative,
    outbox.article_id,
    outbox.channel,
    outbox.text,
    outbox.state,
    outbox.attempts,
    outbox.created_at,
    outbox.sent_at,
    outbox.last_error
FROM store.outbox
LEFT JOIN store.initiatives USING (initiative_id);

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

CREATE VIEW main.runs AS
SELECT run_id, flow, started_at, ended_at,
       date_diff('millisecond', started_at, ended_at) / 1000 AS seconds, counts
FROM store.runs;

COMMENT ON VIEW main.runs IS 'What the flows did';
COMMENT ON COLUMN main.runs.run_id IS 'the run';
COMMENT ON COLUMN main.runs.flow IS 'poll, classify, notify …';
COMMENT ON COLUMN main.runs.started_at IS 'start';
COMMENT ON COLUMN main.runs.ended_at IS 'end; NULL: under way, or killed';
COMMENT ON COLUMN main.runs.seconds IS 'how long it took';
COMMENT ON COLUMN main.runs.counts IS 'what it counted, by name';

CREATE VIEW main.problems AS
SELECT problem_id, about, kind, text, times, first_at, last_at, solved_at,
       solved_at IS NULL AS is_open
FROM store.problems;

COMMENT ON VIEW main.problems IS 'What a person should look at';
COMMENT ON COLUMN main.problems.problem_id IS 'the problem';
COMMENT ON COLUMN main.problems.about IS 'source, address or file';
COMMENT ON COLUMN main.problems.kind IS 'fetch, parse, extract, report, deliver, seed, warehouse';
COMMENT ON COLUMN main.problems.text IS 'what happened and what helps';
COMMENT ON COLUMN main.problems.times IS 'how often it happened';
COMMENT ON COLUMN main.problems.first_at IS 'first time';
COMMENT ON COLUMN main.problems.last_at IS 'last time';
COMMENT ON COLUMN main.problems.solved_at IS 'when it was over; NULL: it is not';
COMMENT ON COLUMN main.problems.is_open IS 'nobody and nothing has solved it';
