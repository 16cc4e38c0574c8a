-- Which publishers name initiatives before others do, and by how many days?
-- firsts: how often at least (default 1)
-- topic: telling

SELECT source, source_kind, firsts, median_days_ahead, most_days_ahead, which, alone,
       last_first_at
FROM first_to_tell
WHERE firsts >= $firsts::INTEGER
ORDER BY firsts DESC, median_days_ahead DESC, source, source_id;
