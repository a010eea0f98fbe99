-- Requests of programs that may come twice: what was answered, sealed, for a day. Without an answer
-- the first one is still under way.
CREATE TABLE repeated_requests (
    key_hash BYTEA NOT NULL PRIMARY KEY,
    request  BYTEA NOT NULL,
    sealed   BYTEA,
    begun_at BIGINT NOT NULL,
    until    BIGINT NOT NULL
);
CREATE INDEX repeated_requests_until ON repeated_requests (until);
