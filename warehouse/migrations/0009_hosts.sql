-- What the hosts of publishers asked of us, kept from visit to visit.

CREATE TABLE store.hosts (
    host       TEXT        NOT NULL PRIMARY KEY,    -- host, or host:port; host:80 is plain http
    robots     TEXT,                                -- the lines that concern us; NULL: none
    robots_at  TIMESTAMPTZ,                         -- NULL: never read, or too long to keep
    wait_until TIMESTAMPTZ                          -- NULL: it never asked us to wait
);

CREATE VIEW main.hosts AS
SELECT
    hosts.host,
    hosts.robots_at,
    hosts.wait_until,
    hosts.robots IS NOT NULL AS has_robots
FROM store.hosts;

COMMENT ON VIEW main.hosts IS 'What the hosts of publishers asked of us';
COMMENT ON COLUMN main.hosts.host IS
    'name of the host, with its port if it is unusual; port 80 is plain http';
COMMENT ON COLUMN main.hosts.robots_at IS
    'when its robots.txt was looked for last; NULL: no page of it was read yet';
COMMENT ON COLUMN main.hosts.wait_until IS
    'the host asked us not to come before; NULL: it never did';
COMMENT ON COLUMN main.hosts.has_robots IS 'it has a robots.txt';
