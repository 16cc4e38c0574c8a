-- How does every source do, in plain words?
-- state: only those in this state, as blocked (default )
-- least: only those at least so bad: 1 look some day, 2 silent, 3 gives nothing (default 0)
-- topic: house

SELECT source_id, name, kind, nation, state, health, since, usual_days, quiet_days, newest_at,
       entries_30_days, last_new_at, last_success_at, next_poll_at, failures, feed, moved_to,
       severity, remark
FROM sources
WHERE ($state = '' OR state = $state) AND severity >= $least::INTEGER
ORDER BY severity DESC, state = 'off', state, name, source_id;
