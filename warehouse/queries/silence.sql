-- How often documents name no union: by theme, by who is behind it, by year

SELECT 'theme' AS what, theme AS name, documents, unions_heard, unions_mentioned, workforce_only,
       nobody, say_left_out, silent_percent
FROM silence_by_theme
UNION ALL
SELECT 'sponsor', sponsor, documents, unions_heard, unions_mentioned, workforce_only,
       nobody, say_left_out, silent_percent
FROM silence_by_sponsor
UNION ALL
SELECT 'year', year || ', ' || document_kind || 's', documents, unions_heard, unions_mentioned,
       workforce_only, nobody, say_left_out, silent_percent
FROM silence_by_year
ORDER BY what, silent_percent DESC, documents DESC, name;
