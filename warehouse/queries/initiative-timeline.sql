-- What happened to an initiative, in order?
-- initiative: its name, one of its other names, or a part of one (required)
-- topic: initiatives

WITH meant AS (
    SELECT initiative_id
    FROM initiatives
    WHERE len(list_filter(names, name -> contains(lower(name), lower($initiative)))) > 0
)
SELECT initiative, happened_at, what, value, source, title, url, quote
FROM initiative_timeline
JOIN meant USING (initiative_id)
ORDER BY initiative, happened_at, what, value, url;
