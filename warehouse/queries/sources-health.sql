-- How every source does, the ailing ones first

SELECT name, kind, nation, health, entries_30_days, last_new_at, last_success_at, next_poll_at,
       feed, remark
FROM sources
ORDER BY health = 'fine', health = 'switched off', name, source_id;
