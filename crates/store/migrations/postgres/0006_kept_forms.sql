-- What somebody had typed when their session ended, sealed for the bearer of a token in their
-- browser; one for each session that ended, and not for long.
CREATE TABLE kept_forms (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    session    BYTEA NOT NULL UNIQUE,
    sealed     BYTEA NOT NULL,
    until      BIGINT NOT NULL
);
CREATE INDEX kept_forms_until ON kept_forms (until);
