-- How officials come in. An enrolment code is kept as a keyed hash and serves once.
CREATE TABLE enrolments (
    code    BLOB NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL REFERENCES officers (id),
    until   INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX enrolments_officer ON enrolments (officer);

-- `body` is the public key with the count of its device.
CREATE TABLE passkeys (
    credential BLOB NOT NULL PRIMARY KEY,
    officer    TEXT NOT NULL REFERENCES officers (id),
    name       TEXT NOT NULL,
    body       TEXT NOT NULL,
    added_at   INTEGER NOT NULL,
    used_at    INTEGER,
    ended_at   INTEGER,
    ended      TEXT CHECK (ended IN ('removed', 'copied')),
    revision   INTEGER NOT NULL
) STRICT;
CREATE INDEX passkeys_officer ON passkeys (officer, added_at);

-- What a browser was asked, for five minutes and one answer.
CREATE TABLE passkey_questions (
    browser BLOB NOT NULL,
    purpose TEXT NOT NULL,
    officer TEXT REFERENCES officers (id),
    code    BLOB,
    options TEXT NOT NULL,
    state   TEXT NOT NULL,
    until   INTEGER NOT NULL,
    PRIMARY KEY (browser, purpose)
) STRICT;
CREATE INDEX passkey_questions_until ON passkey_questions (until);

-- What happened to officials' ways in; `actor` is an official, or `machine`.
CREATE TABLE passkey_events (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    officer    TEXT NOT NULL REFERENCES officers (id),
    at         INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    actor      TEXT NOT NULL,
    credential BLOB,
    name       TEXT
) STRICT;
CREATE INDEX passkey_events_officer ON passkey_events (officer, seq);
CREATE TRIGGER passkey_events_update BEFORE UPDATE ON passkey_events
BEGIN SELECT RAISE(ABORT, 'append-only: passkey_events'); END;
CREATE TRIGGER passkey_events_delete BEFORE DELETE ON passkey_events
BEGIN SELECT RAISE(ABORT, 'append-only: passkey_events'); END;
