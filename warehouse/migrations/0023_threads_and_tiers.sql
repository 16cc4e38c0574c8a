-- How urgent a message is, whose thread it joins, and what the channel made of it.

ALTER TABLE store.outbox ADD COLUMN tier TEXT;                  -- immediate, daily, weekly
ALTER TABLE store.outbox ADD COLUMN thread TEXT;                -- an initiative; empty: alone
ALTER TABLE store.outbox ADD COLUMN is_broadcast BOOLEAN;
ALTER TABLE store.outbox ADD COLUMN not_before TIMESTAMPTZ;     -- NULL: at once
ALTER TABLE store.outbox ADD COLUMN is_short BOOLEAN;           -- its layout was refused
ALTER TABLE store.outbox ADD COLUMN is_holding BOOLEAN;         -- its channel waits with it
ALTER TABLE store.outbox ADD COLUMN target TEXT;                -- where it was sent; NULL: never
ALTER TABLE store.outbox ADD COLUMN parent_ts TEXT;             -- posted below; NULL: stands alone
ALTER TABLE store.outbox ADD COLUMN first_tried_at TIMESTAMPTZ;
ALTER TABLE store.outbox ADD COLUMN tried_at TIMESTAMPTZ;       -- last given to the channel
ALTER TABLE store.outbox ADD COLUMN gone_at TIMESTAMPTZ;        -- when it was found deleted

-- What was told of an initiative before there were threads begins one.
UPDATE store.outbox
SET tier = 'immediate', thread = coalesce(initiative_id, ''), is_broadcast = false,
    is_short = false, is_holding = false;

CREATE OR REPLACE VIEW main.alerts AS
SELECT
    alert_id,
    outbox.key,
    outbox.kind,
    coalesce(kept.kept_id, outbox.initiative_id) AS initiative_id,
    kept.name AS initiative,
    outbox.article_id,
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
LEFT JOIN store.kept USING (initiative_id);

COMMENT ON VIEW main.alerts IS 'Messages that somebody should see, and what became of them';
COMMENT ON COLUMN main.alerts.alert_id IS 'the alert';
COMMENT ON COLUMN main.alerts.key IS 'initiative × happening; one alert for each, ever';
COMMENT ON COLUMN main.alerts.kind IS 'new, stage, deadline …';
COMMENT ON COLUMN main.alerts.initiative_id IS 'the initiative; NULL: about no single one';
COMMENT ON COLUMN main.alerts.initiative IS 'name of the initiative';
COMMENT ON COLUMN main.alerts.article_id IS 'the article; NULL: about no single one';
COMMENT ON COLUMN main.alerts.channel IS 'where it goes; empty: the installation''s default';
COMMENT ON COLUMN main.alerts.tier IS 'how urgent it is: immediate, daily or weekly';
COMMENT ON COLUMN main.alerts.thread IS 'the initiative whose thread it joins, or begins; empty: it stands alone';
COMMENT ON COLUMN main.alerts.is_reply IS 'it was posted below an earlier message of its thread';
COMMENT ON COLUMN main.alerts.is_broadcast IS 'a reply that the whole channel is shown too';
COMMENT ON COLUMN main.alerts.text IS 'its words, without the layout';
COMMENT ON COLUMN main.alerts.state IS 'pending, sending, sent or parked (a person has to look)';
COMMENT ON COLUMN main.alerts.attempts IS 'how often it was tried';
COMMENT ON COLUMN main.alerts.created_at IS 'when it was written down';
COMMENT ON COLUMN main.alerts.not_before IS 'the end of quiet hours that it waits for; NULL: it need not wait';
COMMENT ON COLUMN main.alerts.sent_at IS 'when it arrived';
COMMENT ON COLUMN main.alerts.last_error IS 'why the last attempt failed';
