-- What a person should look at, the latest first

SELECT last_at, about, kind, text, times, first_at
FROM problems
WHERE is_open
ORDER BY last_at DESC, problem_id;
