-- What somebody had typed when their session ended, sealed for the bearer of a token in their
-- browser; one for each session that ended, and not for long.
CREATE TABLE kept_forms (
    token_hash BLOB NOT NULL PRIMARY KEY,
    session    BLOB NOT NULL UNIQUE,
    sealed     BLOB NOT NULL,
    until      INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_forms_until ON kept_forms (until);
