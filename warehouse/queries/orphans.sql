-- Which rows lack their counterpart, or stand twice? (there must be none)
-- topic: code

WITH documents AS (
    SELECT document_id FROM store.documents
),
faults AS (
    SELECT 'feed without source' AS fault, feed_id AS id
    FROM store.feeds ANTI JOIN store.sources USING (source_id)
    UNION ALL
    SELECT 'state without source', source_id
    FROM store.states ANTI JOIN store.sources USING (source_id)
    UNION ALL
    SELECT 'entry without feed', entry_id
    FROM store.entries ANTI JOIN store.feeds USING (feed_id)
    UNION ALL
    SELECT 'backfill without feed', feed_id
    FROM store.backfills ANTI JOIN store.feeds USING (feed_id)
    UNION ALL
    SELECT 'entry without its article', entry_id
    FROM store.entries
    WHERE state = 'read' AND (article_id IS NULL
                              OR article_id NOT IN (SELECT article_id FROM store.articles))
    UNION ALL
    SELECT 'article without entry', article_id
    FROM store.articles ANTI JOIN store.entries USING (entry_id)
    UNION ALL
    SELECT 'article without its text', article_id
    FROM store.articles ANTI JOIN store.article_versions USING (article_id, digest)
    UNION ALL
    SELECT 'text without article', article_id
    FROM store.article_versions ANTI JOIN store.articles USING (article_id)
    UNION ALL
    SELECT 'version twice', article_id
    FROM store.article_versions GROUP BY article_id, digest HAVING count(*) > 1
    UNION ALL
    SELECT 'article without the text that was judged', article_id
    FROM store.articles
    WHERE judged_digest IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM store.article_versions AS versions
        WHERE versions.article_id = articles.article_id
          AND versions.digest = articles.judged_digest
    )
    UNION ALL
    SELECT 'fact without article', article_id
    FROM store.article_facts ANTI JOIN store.articles USING (article_id)
    UNION ALL
    SELECT 'fact twice', article_id
    FROM store.article_facts GROUP BY article_id, name, seen_at HAVING count(*) > 1
    UNION ALL
    SELECT 'report without article', report_id
    FROM store.reports ANTI JOIN store.articles USING (article_id)
    UNION ALL
    SELECT 'page without report', report_id
    FROM store.report_pages ANTI JOIN store.reports USING (report_id)
    UNION ALL
    SELECT 'page twice', report_id
    FROM store.report_pages GROUP BY report_id, page HAVING count(*) > 1
    UNION ALL
    SELECT 'further address without report', twin_id
    FROM store.report_twins ANTI JOIN store.reports USING (report_id)
    UNION ALL
    SELECT 'link without report', report_id
    FROM store.article_reports ANTI JOIN store.reports USING (report_id)
    UNION ALL
    SELECT 'verdict without document', document_id
    FROM store.verdicts ANTI JOIN documents USING (document_id)
    UNION ALL
    SELECT 'verdict twice', document_id
    FROM store.verdicts GROUP BY document_id, digest, ruleset HAVING count(*) > 1
    UNION ALL
    SELECT 'score without verdict', document_id
    FROM store.theme_scores ANTI JOIN store.verdicts USING (document_id, digest, ruleset)
    UNION ALL
    SELECT 'hit without verdict', document_id
    FROM store.hits ANTI JOIN store.verdicts USING (document_id, digest, ruleset)
    UNION ALL
    SELECT 'feedback without document', document_id
    FROM store.feedback ANTI JOIN documents USING (document_id)
    UNION ALL
    SELECT 'feedback without its alert', alert_id
    FROM store.feedback ANTI JOIN store.outbox USING (alert_id)
    WHERE alert_id IS NOT NULL
    UNION ALL
    SELECT 'feedback twice', feedback_id::TEXT
    FROM store.feedback GROUP BY feedback_id HAVING count(*) > 1
    UNION ALL
    SELECT 'reaction to no message', reaction_id::TEXT
    FROM store.reactions ANTI JOIN store.outbox USING (alert_id)
    UNION ALL
    SELECT 'reaction twice', reaction_id::TEXT
    FROM store.reactions GROUP BY reaction_id HAVING count(*) > 1
    UNION ALL
    SELECT 'mention without document', mention_id
    FROM store.mentions ANTI JOIN documents USING (document_id)
    UNION ALL
    SELECT 'mention without initiative', mention_id
    FROM store.mentions ANTI JOIN store.initiatives USING (initiative_id)
    UNION ALL
    SELECT 'mention twice', mention_id
    FROM store.mentions GROUP BY mention_id HAVING count(*) > 1
    UNION ALL
    SELECT 'claim without mention', mention_id
    FROM store.claims ANTI JOIN store.mentions USING (mention_id)
    UNION ALL
    SELECT 'hint without document', document_id
    FROM store.hints ANTI JOIN documents USING (document_id)
    UNION ALL
    SELECT 'hint twice', document_id
    FROM store.hints GROUP BY document_id HAVING count(*) > 1
    UNION ALL
    SELECT 'name without initiative', initiative_id
    FROM store.initiative_names ANTI JOIN store.initiatives USING (initiative_id)
    UNION ALL
    SELECT 'decision without initiative', decision_id::TEXT
    FROM (
        SELECT decision_id, unnest([initiative_id, other_id]) AS initiative_id
        FROM store.decisions
    )
    ANTI JOIN store.initiatives USING (initiative_id)
    WHERE initiative_id IS NOT NULL
    UNION ALL
    SELECT 'decision twice', decision_id::TEXT
    FROM store.decisions GROUP BY decision_id HAVING count(*) > 1
    UNION ALL
    SELECT 'pair without initiative', initiative_id
    FROM (SELECT unnest([initiative_id, other_id]) AS initiative_id FROM store.pairs)
    ANTI JOIN store.initiatives USING (initiative_id)
    UNION ALL
    SELECT 'pair twice', initiative_id
    FROM store.pairs GROUP BY initiative_id, other_id HAVING count(*) > 1
    UNION ALL
    SELECT 'stage without initiative', initiative_id
    FROM store.stages ANTI JOIN store.initiatives USING (initiative_id)
    UNION ALL
    SELECT 'happening without initiative', key
    FROM store.happenings ANTI JOIN store.initiatives USING (initiative_id)
    UNION ALL
    SELECT 'happening told in no alert', key
    FROM store.happenings
    WHERE told_in <> '' AND told_in NOT IN (
        SELECT regexp_replace(key, '@[CGD][A-Z0-9]*$', '')
        FROM (SELECT key FROM store.outbox UNION ALL SELECT key FROM store.held_alerts)
    )
    UNION ALL
    SELECT 'voice without document', document_id
    FROM store.voices ANTI JOIN documents USING (document_id)
    UNION ALL
    SELECT 'voice twice', document_id
    FROM store.voices GROUP BY document_id HAVING count(*) > 1
    UNION ALL
    SELECT 'deadline without document', document_id
    FROM store.deadlines ANTI JOIN documents USING (document_id)
    UNION ALL
    SELECT 'evidence of an unknown call', call_id
    FROM store.call_evidence ANTI JOIN store.calls USING (call_id)
    UNION ALL
    SELECT 'story without article', article_id
    FROM store.story_members ANTI JOIN store.articles USING (article_id)
    UNION ALL
    SELECT 'article in two stories', article_id
    FROM store.story_members GROUP BY article_id HAVING count(*) > 1
    UNION ALL
    SELECT 'alert about an unknown initiative', alert_id
    FROM store.outbox ANTI JOIN store.initiatives USING (initiative_id)
    WHERE initiative_id IS NOT NULL
)
SELECT fault, id, count(*) AS times
FROM faults
GROUP BY fault, id
ORDER BY fault, id;
