-- Sign-ins under way at the identity provider: hashes of what the browser holds and of what the answer
-- must bring back, and where it goes on. Not for long, and each for one answer.
CREATE TABLE sign_ins (
    state_hash BLOB NOT NULL PRIMARY KEY,
    browser    BLOB NOT NULL,
    back_to    TEXT NOT NULL,
    level      TEXT,
    person     TEXT,
    until      INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_until ON sign_ins (until);
