-- What do documents say differently of one initiative?
-- initiative: a part of its name; empty: all of them (default )
-- topic: initiatives

SELECT initiative, what, role, value, others, told_by, first_said_at, quote, url
FROM contradictions
WHERE contains(lower(initiative), lower($initiative))
ORDER BY initiative, what, role, first_said_at, value;
