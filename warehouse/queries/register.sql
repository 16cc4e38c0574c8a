-- Initiatives that documents name, those with the latest news first
-- seeded: also those that the seeds know and no document names, true or false (default false)
-- stage: a stage or the latest step, as pilot or sites named; empty: any (default )
-- kind: pilot, programme, fund …; empty: any (default )
-- area: a place, or a part of its name; empty: any (default )
-- sponsor: a body behind it, or a part of its name; empty: any (default )
-- theme: a theme of a document about it, its id or a part of its title; empty: any (default )
-- since: only those with news since that day, as 2026-11-01; empty: ever (default )
-- new: only those that were new to us, since that day if one is given, true or false (default false)
-- below: only those whose name is less sure than this, from 0 to 1 (default 2)
-- search: a part of one of its names; empty: any (default )
-- id: only the one with this id; empty: any (default )

WITH named AS (
    SELECT
        initiative_id,
        max(coalesce(published_at, first_seen_at)) AS last_named_at,
        max(coalesce(published_at, first_seen_at)) FILTER (is_main) AS last_told_at,
        arg_max(source, (is_main, coalesce(published_at, first_seen_at), document_id))
            AS last_source,
        -- A name that was known by then is sure: how it was found tells how sure we are.
        coalesce(max(confidence) FILTER (confidence < 1), 1) AS sure,
        coalesce(
            arg_max(why, (confidence, is_main, mention_id)) FILTER (confidence < 1),
            arg_max(why, (is_main, mention_id))
        ) AS why,
        arg_max(quote, (is_main, confidence, mention_id)) AS quote
    FROM mentions
    GROUP BY initiative_id
),
stepped AS (
    SELECT initiative_id, arg_max(value, (said_at, place)) AS step
    FROM store.claimed
    JOIN store.steps ON steps.step = claimed.value
    WHERE what = 'step' AND is_main
    GROUP BY initiative_id
),
placed AS (
    SELECT initiative_id, value AS area, count(DISTINCT document_id) AS documents
    FROM store.claimed
    WHERE what = 'area'
    GROUP BY ALL
    UNION ALL
    SELECT initiative_id, value, 0 FROM store.known_before WHERE what = 'area'
),
areas AS (
    SELECT initiative_id, list(area ORDER BY documents DESC, area) AS areas
    FROM (SELECT initiative_id, area, max(documents) AS documents FROM placed GROUP BY ALL)
    GROUP BY initiative_id
),
bodies AS (
    SELECT initiative_id, list(body ORDER BY documents DESC, body) AS sponsors
    FROM (
        SELECT initiative_id, body, count(document_id) AS documents
        FROM store.sponsored
        GROUP BY ALL
    )
    GROUP BY initiative_id
),
confirmed AS (
    SELECT kept_id AS initiative_id, arg_max(who, decision_id) AS who
    FROM store.standing_decisions
    JOIN store.kept USING (initiative_id)
    WHERE what = 'confirm'
    GROUP BY kept_id
),
taught AS (
    SELECT kept_id AS initiative_id
    FROM store.initiatives
    JOIN store.kept USING (initiative_id)
    WHERE known_at IS NOT NULL
)
SELECT
    initiative_id, name, kind, stage, stepped.step,
    coalesce(areas.areas, []) AS areas,
    coalesce(bodies.sponsors, []) AS sponsors,
    first_seen_at, first_source, mentions AS documents, sources,
    coalesce(named.last_told_at, named.last_named_at) AS last_news_at,
    named.last_source, is_seeded,
    CASE WHEN confirmed.who IS NULL THEN named.sure ELSE 1 END AS sure,
    coalesce('confirmed by ' || confirmed.who, named.why) AS why,
    named.quote, first_url, names
FROM initiatives
LEFT JOIN named USING (initiative_id)
LEFT JOIN stepped USING (initiative_id)
LEFT JOIN areas USING (initiative_id)
LEFT JOIN bodies USING (initiative_id)
LEFT JOIN confirmed USING (initiative_id)
WHERE (mentions > 0 OR (is_seeded AND $seeded::BOOLEAN))
  AND ($id = '' OR initiative_id = $id)
  AND ($stage = '' OR lower($stage) IN (stage, stepped.step))
  AND ($kind = '' OR kind = lower($kind))
  AND ($area = '' OR len(list_filter(
      areas.areas, lambda one: contains(lower(one), lower($area)))) > 0)
  AND ($sponsor = '' OR len(list_filter(
      bodies.sponsors, lambda one: contains(lower(one), lower($sponsor)))) > 0)
  AND ($theme = '' OR initiative_id IN (
      SELECT about.initiative_id
      FROM mentions AS about
      JOIN themes_by_article AS labelled USING (document_id)
      WHERE about.is_main
        AND (labelled.theme_id = $theme OR contains(lower(labelled.theme), lower($theme)))
  ))
  AND (NOT $new::BOOLEAN OR NOT (
      is_seeded OR is_baseline OR initiative_id IN (SELECT initiative_id FROM taught)
  ))
  AND ($since = '' OR nullif($since, '')::TIMESTAMPTZ <= CASE
      WHEN $new::BOOLEAN THEN first_seen_at
      ELSE coalesce(named.last_told_at, named.last_named_at)
  END)
  AND ($below::DOUBLE > 1 OR (
      NOT is_seeded AND confirmed.who IS NULL AND named.sure < $below::DOUBLE
  ))
  AND ($search = '' OR len(list_filter(
      list_append(names, name), lambda one: contains(lower(one), lower($search)))) > 0)
ORDER BY last_news_at DESC NULLS LAST, name, initiative_id;
