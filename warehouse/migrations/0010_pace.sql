-- When a feed is asked: how often it brings something, and what its publisher asked of us.

ALTER TABLE store.feeds ADD COLUMN rhythm_s DOUBLE;               -- usual seconds between two new entries; NULL: not known
ALTER TABLE store.feeds ADD COLUMN newest_at TIMESTAMPTZ;         -- of its newest entry; NULL: it never had one
ALTER TABLE store.feeds ADD COLUMN fresh_until TIMESTAMPTZ;       -- HTTP asked us not to come before, by hand neither
ALTER TABLE store.feeds ADD COLUMN ttl_s DOUBLE;                  -- the feed's own ttl; binds the clock only
ALTER TABLE store.feeds ADD COLUMN skip_hours TEXT;               -- hours of the day in UTC, as 0,1,23; binds the clock only
ALTER TABLE store.feeds ADD COLUMN skip_days TEXT;                -- days of the week, 0 is Monday, as 5,6; binds the clock only
ALTER TABLE store.feeds ADD COLUMN ended_at TIMESTAMPTZ;          -- taken away for good (410): not asked again
ALTER TABLE store.feeds ADD COLUMN asked_url TEXT;                -- where permanent redirects led for good; NULL: as in the seeds
ALTER TABLE store.feeds ADD COLUMN moved_since TIMESTAMPTZ;       -- first of the polls in a row that were sent to moved_to
ALTER TABLE store.feeds ADD COLUMN moved_polls INTEGER;           -- how many they are
ALTER TABLE store.feeds ADD COLUMN moved_failures INTEGER;        -- failures in a row of asked_url
ALTER TABLE store.feeds ADD COLUMN not_modified_at TIMESTAMPTZ;   -- last 304 since a body came; NULL: none
ALTER TABLE store.feeds ADD COLUMN distrusted_until TIMESTAMPTZ;  -- its 304 was a lie: no conditional requests before
ALTER TABLE store.feeds ADD COLUMN failed_digest TEXT;            -- of a body that could not be parsed
ALTER TABLE store.feeds ADD COLUMN failed_word TEXT;              -- why
ALTER TABLE store.feeds ADD COLUMN failed_at TIMESTAMPTZ;         -- when that was tried last
