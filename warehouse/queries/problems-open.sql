-- What should a person look at?
-- topic: house

SELECT last_at, about, kind, text, times, first_at
FROM problems
WHERE is_open
ORDER BY last_at DESC, problem_id;
