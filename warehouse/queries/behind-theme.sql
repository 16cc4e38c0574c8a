-- Who tends to be behind the initiatives on a theme, such as place-based pilots?
-- theme: its id, or a part of its title (required)
-- kind: kind of the initiatives: pilot, programme, fund …; empty: all of them (default )
-- topic: behind

WITH about AS (
    SELECT DISTINCT initiative_id
    FROM mentions
    JOIN themes_by_document AS labelled USING (document_id)
    WHERE is_main
      AND (labelled.theme_id = $theme OR contains(lower(labelled.theme), lower($theme)))
)
SELECT organisation, organisation_roles.kind AS organisation_kind,
       count(DISTINCT initiative_id) AS initiatives,
       coalesce(list_sort(list(DISTINCT role) FILTER (role <> '')), []) AS roles,
       list_sort(list(DISTINCT initiatives.name)) AS which,
       sum(documents)::INTEGER AS documents,
       min(first_said_at) AS first_said_at, max(last_said_at) AS last_said_at
FROM organisation_roles
JOIN about USING (initiative_id)
JOIN initiatives USING (initiative_id)
WHERE $kind IN ('', initiatives.kind)
GROUP BY organisation_id, organisation, organisation_roles.kind
ORDER BY initiatives DESC, documents DESC, organisation;
