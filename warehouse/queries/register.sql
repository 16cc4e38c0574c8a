-- Which initiatives do documents name? (placewatch initiatives)
-- seeded: also those that the seeds know and no document names (default false)
-- stage: a stage or the latest step, as pilot or sites named; empty: any (default )
-- kind: pilot, programme, fund …; empty: any (default )
-- area: a place, or a part of its name; empty: any (default )
-- sponsor: a body behind it, or a part of its name; empty: any (default )
-- theme: a theme of a document about it, its id or a part of its title; empty: any (default )
-- since: only those with news since that day, as 2026-11-01; empty: ever (default )
-- new: only those that were new to us, since that day if one is given (default false)
-- below: only those whose name is less sure than this, from 0 to 1 (default 2)
-- search: a part of one of its names; empty: any (default )
-- id: only the one with this id; empty: any (default )
-- topic: code

WITH kept AS MATERIALIZED (
    SELECT initiative_id AS found_id, kept_id AS initiative_id
    FROM store.kept
    WHERE NOT is_refused
),
named AS MATERIALIZED (
    SELECT kept.initiative_id, mentions.* EXCLUDE (initiative_id), source_id,
           coalesce(published_at, first_seen_at) AS said_at
    FROM store.mentions
    JOIN kept ON found_id = mentions.initiative_id
    JOIN store.documents USING (document_id)
),
told AS (
    SELECT
        initiative_id,
        coalesce(max(said_at) FILTER (is_main), max(said_at)) AS last_news_at,
        arg_max(source_id, (is_main, said_at, document_id)) AS last_source_id,
        -- A name that was known by then is sure: how it was found tells how sure we are.
        coalesce(max(confidence) FILTER (confidence < 1), 1) AS sure,
        coalesce(
            arg_max(why, (confidence, is_main, mention_id)) FILTER (confidence < 1),
            arg_max(why, (is_main, mention_id))
        ) AS why,
        arg_max(quote, (is_main, confidence, mention_id)) AS quote
    FROM named
    GROUP BY initiative_id
),
claimed AS MATERIALIZED (
    SELECT kept.initiative_id, what, value, document_id, mention_id
    FROM store.claims
    JOIN kept ON found_id = claims.initiative_id
    WHERE what IN ('step', 'area', 'sponsor')
    UNION ALL
    SELECT kept.initiative_id, what, value, NULL, NULL
    FROM store.background
    JOIN kept ON found_id = background.initiative_id
),
stepped AS (
    SELECT claimed.initiative_id, arg_max(value, (said_at, place)) AS step
    FROM claimed
    JOIN named USING (mention_id)
    JOIN store.steps ON steps.step = value
    WHERE what = 'step' AND is_main
    GROUP BY claimed.initiative_id
),
places AS (
    SELECT initiative_id, list(value ORDER BY documents DESC, value) AS areas
    FROM (
        SELECT initiative_id, value, count(DISTINCT document_id) AS documents
        FROM claimed
        WHERE what = 'area'
        GROUP BY ALL
    )
    GROUP BY initiative_id
),
bodies AS (
    SELECT initiative_id, list(body ORDER BY documents DESC, body) AS sponsors
    FROM (
        SELECT initiative_id, coalesce(known.name, value) AS body,
               count(DISTINCT document_id) AS documents
        FROM claimed
        LEFT JOIN store.body_names AS known ON known.spoken = lower(value)
        WHERE what = 'sponsor'
        GROUP BY ALL
    )
    GROUP BY initiative_id
),
confirmed AS (
    SELECT kept.initiative_id, arg_max(who, decision_id) AS who
    FROM store.standing_decisions AS said
    JOIN kept ON found_id = said.initiative_id
    WHERE what = 'confirm'
    GROUP BY kept.initiative_id
),
taught AS (
    SELECT kept.initiative_id
    FROM store.initiatives
    JOIN kept ON found_id = initiatives.initiative_id
    WHERE known_at IS NOT NULL
)
SELECT
    initiative_id, initiatives.name, initiatives.kind, stage, stepped.step,
    coalesce(places.areas, []) AS areas,
    coalesce(bodies.sponsors, []) AS sponsors,
    first_seen_at, first_source, mentions AS documents, initiatives.sources,
    told.last_news_at, latest.name AS last_source, is_seeded,
    CASE WHEN confirmed.who IS NULL THEN told.sure ELSE 1 END AS sure,
    coalesce('confirmed by ' || confirmed.who, told.why) AS why,
    told.quote, first_url, names
FROM initiatives
LEFT JOIN told USING (initiative_id)
LEFT JOIN stepped USING (initiative_id)
LEFT JOIN places USING (initiative_id)
LEFT JOIN bodies USING (initiative_id)
LEFT JOIN confirmed USING (initiative_id)
LEFT JOIN store.sources AS latest ON latest.source_id = told.last_source_id
WHERE (mentions > 0 OR $id <> '' OR (is_seeded AND $seeded::BOOLEAN))
  AND ($id = '' OR initiative_id = $id)
  AND ($stage = '' OR lower($stage) IN (stage, stepped.step))
  AND ($kind = '' OR initiatives.kind = lower($kind))
  AND ($area = '' OR len(list_filter(
      places.areas, lambda one: contains(lower(one), lower($area)))) > 0)
  AND ($sponsor = '' OR len(list_filter(
      bodies.sponsors, lambda one: contains(lower(one), lower($sponsor)))) > 0)
  AND ($theme = '' OR initiative_id IN (
      SELECT named.initiative_id
      FROM named
      JOIN themes_by_document AS labelled USING (document_id)
      WHERE named.is_main
        AND (labelled.theme_id = $theme OR contains(lower(labelled.theme), lower($theme)))
  ))
  AND (NOT $new::BOOLEAN OR NOT (
      is_seeded OR is_baseline OR initiative_id IN (SELECT initiative_id FROM taught)
  ))
  AND ($since = '' OR nullif($since, '')::TIMESTAMPTZ <= CASE
      WHEN $new::BOOLEAN THEN first_seen_at
      ELSE told.last_news_at
  END)
  AND ($below::DOUBLE > 1 OR (
      NOT is_seeded AND confirmed.who IS NULL AND told.sure < $below::DOUBLE
  ))
  AND ($search = '' OR len(list_filter(
      list_append(names, initiatives.name), lambda one: contains(lower(one), lower($search)))) > 0)
ORDER BY last_news_at DESC NULLS LAST, initiatives.name, initiative_id;
