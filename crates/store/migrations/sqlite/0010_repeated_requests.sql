-- Requests of programs that may come twice: what was answered, sealed, for a day. Without an answer
-- the first one is still under way.
CREATE TABLE repeated_requests (
    key_hash BLOB NOT NULL PRIMARY KEY,
    request  BLOB NOT NULL,
    sealed   BLOB,
    begun_at INTEGER NOT NULL,
    until    INTEGER NOT NULL
) STRICT;
CREATE INDEX repeated_requests_until ON repeated_requests (until);
