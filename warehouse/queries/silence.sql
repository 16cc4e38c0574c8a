-- How often do documents name no union: by theme, by who is behind it, by year?
-- least: only what so many documents speak for (default 1)
-- topic: voice

SELECT what, name, documents, reports, unions_heard, unions_mentioned, workforce_only, nobody,
       say_left_out, silent_percent
FROM silence
WHERE documents >= $least::INTEGER
ORDER BY what, silent_percent DESC, documents DESC, name;
