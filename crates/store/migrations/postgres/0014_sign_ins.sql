-- Sign-ins under way at the identity provider: hashes of what the browser holds and of what the answer
-- must bring back, and where it goes on. Not for long, and each for one answer.
CREATE TABLE sign_ins (
    state_hash BYTEA NOT NULL PRIMARY KEY,
    browser    BYTEA NOT NULL,
    back_to    TEXT COLLATE "C" NOT NULL,
    level      TEXT COLLATE "C",
    person     TEXT COLLATE "C",
    until      BIGINT NOT NULL
);
CREATE INDEX sign_ins_until ON sign_ins (until);
