-- What people in the channel make of each message: their reactions, read back, and what
-- follows. Rows are only ever added; what somebody takes back is a further row.

CREATE SEQUENCE store.reaction_order;

CREATE TABLE store.reactions (
    reaction_id BIGINT      NOT NULL DEFAULT nextval('store.reaction_order'),
    alert_id    TEXT        NOT NULL,
    who         TEXT        NOT NULL,    -- id of the person, as the channel names people
    meaning     TEXT        NOT NULL CHECK (meaning IN ('useful', 'noise', 'on it')),
    emoji       TEXT        NOT NULL,    -- as the channel names it, colour of the skin included
    is_there    BOOLEAN     NOT NULL,    -- false: taken back
    seen_at     TIMESTAMPTZ NOT NULL     -- when we read it: the channel does not tell since when
);

-- Which reactions stand, each person's once a message and meaning, and since when.
CREATE VIEW store.standing_reactions AS
SELECT alert_id, who, meaning, emoji, seen_at, reaction_id
FROM store.reactions
QUALIFY row_number() OVER (PARTITION BY alert_id, who, meaning ORDER BY reaction_id DESC) = 1
    AND is_there;

-- Whom the further replies of an initiative bother: in each tier those who said noise since
-- there was something new, a step or a closing day, and since nobody by hand said otherwise.
-- Of what one person said of the messages of a tier the last word counts; a useful takes back
-- a noise, and two that are left make a mute.
CREATE VIEW store.mutes AS
WITH messages AS (
    SELECT alert_id, kept_id, tier, kind, article_id, created_at
    FROM store.outbox
    JOIN store.kept USING (initiative_id)
),
resets AS (
    SELECT kept_id, created_at AS reset_at FROM messages
    WHERE kind IN ('new', 'stage', 'step', 'deadline', 'moved deadline')
    UNION ALL
    SELECT kept_id, given_at
    FROM store.feedback
    JOIN messages ON messages.article_id = feedback.document_id
    WHERE way <> 'reaction' AND verdict = 'useful'
),
since AS (
    SELECT kept_id, max(reset_at) AS reset_at FROM resets GROUP BY kept_id
),
said AS (
    SELECT kept_id, tier, who,
           arg_max(meaning, reaction_id) AS meaning,
           max_by(seen_at, reaction_id) AS seen_at
    FROM store.standing_reactions
    JOIN messages USING (alert_id)
    LEFT JOIN since USING (kept_id)
    WHERE meaning IN ('useful', 'noise') AND seen_at > coalesce(reset_at, '-infinity')
    GROUP BY ALL
)
SELECT kept_id, tier,
       max(seen_at) FILTER (meaning = 'noise') AS since_at,
       list(who ORDER BY who) FILTER (meaning = 'noise') AS noise_to,
       coalesce(list(who ORDER BY who) FILTER (meaning = 'useful'), []) AS useful_to
FROM said
GROUP BY kept_id, tier
HAVING count(*) FILTER (meaning = 'noise') >= 2 + count(*) FILTER (meaning = 'useful');

-- As before, and what somebody took back counts no more.
CREATE OR REPLACE VIEW store.last_words AS
WITH labels AS (
    SELECT document_id, theme_id, rule_id FROM store.counting_rules
    UNION ALL
    SELECT DISTINCT document_id, theme_id, NULL FROM store.counting_rules
)
SELECT labels.document_id, labels.theme_id, labels.rule_id, feedback.who,
       arg_max(feedback.verdict, feedback_id) AS verdict,
       arg_max(feedback.words, feedback_id) AS words,
       arg_max(feedback.given_at, feedback_id) AS given_at
FROM labels
JOIN store.feedback USING (document_id)
WHERE (feedback.theme_id IS NULL OR feedback.theme_id = labels.theme_id)
  AND (feedback.rule_id IS NULL OR feedback.rule_id = labels.rule_id)
GROUP BY ALL
HAVING arg_max(feedback.verdict, feedback_id) <> 'taken back';

COMMENT ON COLUMN main.feedback.verdict IS 'useful, noise or taken back';
COMMENT ON COLUMN main.feedback.way IS 'how it reached us: hand or reaction';
COMMENT ON COLUMN main.feedback.who IS
    'who said it: a login, or the id of the person in the channel';

CREATE VIEW main.reactions AS
SELECT reactions.reaction_id, reactions.seen_at, reactions.who, reactions.meaning,
       reactions.emoji, reactions.is_there,
       standing.reaction_id IS NOT NULL AS stands,
       kept.kept_id AS initiative_id, kept.name AS initiative,
       outbox.kind, outbox.tier, outbox.article_id, reactions.alert_id, outbox.text
FROM store.reactions
LEFT JOIN store.standing_reactions AS standing USING (reaction_id)
LEFT JOIN store.outbox ON outbox.alert_id = reactions.alert_id
LEFT JOIN store.kept USING (initiative_id);

COMMENT ON VIEW main.reactions IS 'What people in the channel made of messages, said and taken back';
COMMENT ON COLUMN main.reactions.reaction_id IS 'number, in the order of reading';
COMMENT ON COLUMN main.reactions.seen_at IS 'when it was read';
COMMENT ON COLUMN main.reactions.who IS 'id of the person in the channel';
COMMENT ON COLUMN main.reactions.meaning IS 'useful (thumb up), noise (thumb down) or on it (eyes)';
COMMENT ON COLUMN main.reactions.emoji IS 'as the channel names it';
COMMENT ON COLUMN main.reactions.is_there IS 'false: the person took it back';
COMMENT ON COLUMN main.reactions.stands IS 'it is still there, as far as was read';
COMMENT ON COLUMN main.reactions.initiative_id IS
    'the initiative of the message; NULL: about no single one';
COMMENT ON COLUMN main.reactions.initiative IS 'its name';
COMMENT ON COLUMN main.reactions.kind IS 'kind of the message: new, step, area, source …';
COMMENT ON COLUMN main.reactions.tier IS 'how urgent the message was';
COMMENT ON COLUMN main.reactions.article_id IS
    'the article of the message; NULL: about no single one';
COMMENT ON COLUMN main.reactions.alert_id IS 'the message';
COMMENT ON COLUMN main.reactions.text IS 'its words';

CREATE VIEW main.mutes AS
SELECT mutes.kept_id AS initiative_id, kept.name AS initiative, tier, since_at, noise_to,
       useful_to
FROM store.mutes
JOIN store.kept ON kept.initiative_id = mutes.kept_id;

COMMENT ON VIEW main.mutes IS
    'Initiatives of which replies are held back, for two people in the channel say noise';
COMMENT ON COLUMN main.mutes.initiative_id IS 'the initiative';
COMMENT ON COLUMN main.mutes.initiative IS 'its name';
COMMENT ON COLUMN main.mutes.tier IS 'replies of this tier, and of quieter ones, are held back';
COMMENT ON COLUMN main.mutes.since_at IS 'when the last of them said so';
COMMENT ON COLUMN main.mutes.noise_to IS 'ids of those who say noise';
COMMENT ON COLUMN main.mutes.useful_to IS 'ids of those who say useful';
