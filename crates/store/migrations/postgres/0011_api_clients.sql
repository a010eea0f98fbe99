-- Programs of agencies. Of their secrets and tokens only the SHA-256 is kept.
CREATE TABLE api_clients (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name         TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    scopes       TEXT COLLATE "C" NOT NULL,
    secret_hash  BYTEA NOT NULL,
    made_at      BIGINT NOT NULL,
    until        BIGINT NOT NULL,
    revoked_at   BIGINT
);

CREATE TABLE api_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    client     TEXT COLLATE "C" NOT NULL REFERENCES api_clients (id),
    scopes     TEXT COLLATE "C" NOT NULL,
    until      BIGINT NOT NULL
);
CREATE INDEX api_tokens_until ON api_tokens (until);
CREATE INDEX api_tokens_client ON api_tokens (client);

-- Who let a program in, and who put it out.
CREATE TABLE api_client_events (
    client  TEXT COLLATE "C" NOT NULL REFERENCES api_clients (id),
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    what    TEXT COLLATE "C" NOT NULL,
    by_whom TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (client, seq)
);

CREATE TRIGGER api_client_events_kept BEFORE UPDATE OR DELETE ON api_client_events
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER api_client_events_kept_whole BEFORE TRUNCATE ON api_client_events
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
