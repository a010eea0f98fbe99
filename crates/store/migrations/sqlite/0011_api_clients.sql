-- Programs of agencies. Of their secrets and tokens only the SHA-256 is kept.
CREATE TABLE api_clients (
    id           TEXT NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    secret_hash  BLOB NOT NULL,
    made_at      INTEGER NOT NULL,
    until        INTEGER NOT NULL,
    revoked_at   INTEGER
) STRICT;

CREATE TABLE api_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    client     TEXT NOT NULL REFERENCES api_clients (id),
    scopes     TEXT NOT NULL,
    until      INTEGER NOT NULL
) STRICT;
CREATE INDEX api_tokens_until ON api_tokens (until);
CREATE INDEX api_tokens_client ON api_tokens (client);

-- Who let a program in, and who put it out.
CREATE TABLE api_client_events (
    client  TEXT NOT NULL REFERENCES api_clients (id),
    seq     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    what    TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    PRIMARY KEY (client, seq)
) STRICT;

CREATE TRIGGER api_client_events_update BEFORE UPDATE ON api_client_events
BEGIN SELECT RAISE(ABORT, 'append-only: api_client_events'); END;
CREATE TRIGGER api_client_events_delete BEFORE DELETE ON api_client_events
BEGIN SELECT RAISE(ABORT, 'append-only: api_client_events'); END;
