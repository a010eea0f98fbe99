-- Everything personal is a sealed blob; what stands in the open are references, times and stages.

-- Data keys: one per person and class, wrapped by the master key. Written before what they seal.
CREATE TABLE data_keys (
    person     TEXT NOT NULL,
    class      TEXT NOT NULL,
    version    INTEGER NOT NULL,
    wrapped    BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person, class, version)
) STRICT;

-- Parties, natural and legal. `lookup` is the keyed hash of the identity number or credit code.
CREATE TABLE persons (
    id         TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('natural-person', 'legal-person')),
    lookup     BLOB UNIQUE,
    identity   BLOB NOT NULL,
    contact    BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE mandates (
    id         TEXT NOT NULL PRIMARY KEY,
    principal  TEXT NOT NULL REFERENCES persons (id),
    agent      TEXT NOT NULL REFERENCES persons (id),
    ground     TEXT NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE INDEX mandates_agent ON mandates (agent);

CREATE TABLE officers (
    id           TEXT NOT NULL PRIMARY KEY,
    login        TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    office       TEXT,
    roles        TEXT NOT NULL,
    left_at      INTEGER
) STRICT;

-- Only the SHA-256 of a session's token is kept.
CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    actor      TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_started ON sessions (started_at);

-- Every version of a service that was ever in force here, as its file said it.
CREATE TABLE service_versions (
    service   TEXT NOT NULL,
    version   INTEGER NOT NULL,
    hash      BLOB NOT NULL,
    source    TEXT NOT NULL,
    body      TEXT NOT NULL,
    added_at  INTEGER NOT NULL,
    PRIMARY KEY (service, version)
) STRICT;

-- Regions and authorities that came with an import, in the order of coming.
CREATE TABLE imported_shared (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL CHECK (kind IN ('region', 'authority')),
    id        TEXT NOT NULL,
    body      TEXT NOT NULL,
    added_at  INTEGER NOT NULL,
    UNIQUE (kind, id)
) STRICT;

CREATE TABLE drafts (
    id         TEXT NOT NULL PRIMARY KEY,
    service    TEXT NOT NULL,
    version    INTEGER NOT NULL,
    owner      TEXT REFERENCES persons (id),
    clerk      TEXT REFERENCES officers (id),
    applicant  TEXT NOT NULL REFERENCES persons (id),
    case_id    TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX drafts_owner ON drafts (owner) WHERE case_id IS NULL;

-- Answers, form values and supplies of a draft or a case, one sealed map per data class.
CREATE TABLE contents (
    parent TEXT NOT NULL,
    part   TEXT NOT NULL CHECK (part IN ('answers', 'values', 'supplies', 'prefilled')),
    class  TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (parent, part, class)
) STRICT;

CREATE TABLE documents (
    id         TEXT NOT NULL PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES persons (id),
    class      TEXT NOT NULL,
    parent     TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    blob       TEXT NOT NULL,
    media      TEXT NOT NULL,
    pages      INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE INDEX documents_parent ON documents (parent);

CREATE TABLE cases (
    id              TEXT NOT NULL PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE,
    service         TEXT NOT NULL,
    version         INTEGER NOT NULL,
    authority       TEXT NOT NULL,
    applicant       TEXT NOT NULL REFERENCES persons (id),
    filed_by        TEXT NOT NULL REFERENCES persons (id),
    channel         TEXT NOT NULL,
    office          TEXT,
    received_at     INTEGER NOT NULL,
    stage           TEXT NOT NULL,
    state           TEXT NOT NULL,
    due             TEXT,
    correction_used INTEGER NOT NULL,
    assignee        TEXT REFERENCES officers (id),
    claim           BLOB,
    revision        INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_work ON cases (authority, due, id)
    WHERE stage IN ('received', 'correction-asked', 'accepted', 'examined', 'decided');
CREATE INDEX cases_applicant ON cases (applicant, received_at);
CREATE INDEX cases_filed_by ON cases (filed_by, received_at);
CREATE INDEX cases_due ON cases (stage, due);

-- The timeline: online and counter alike.
CREATE TABLE case_events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    actor   TEXT NOT NULL,
    place   TEXT,
    PRIMARY KEY (case_id, seq)
) STRICT;

-- What an officer decided and why: enough to replay it.
CREATE TABLE decisions (
    case_id      TEXT NOT NULL REFERENCES cases (id),
    seq          INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    at           INTEGER NOT NULL,
    officer      TEXT NOT NULL,
    evaluator    TEXT NOT NULL,
    calendar     TEXT NOT NULL,
    reasons      BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT;

CREATE TABLE certificates (
    id         TEXT NOT NULL PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES persons (id),
    case_id    TEXT REFERENCES cases (id),
    type       TEXT NOT NULL,
    class      TEXT NOT NULL,
    authority  TEXT NOT NULL,
    list       INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    issued_at  INTEGER NOT NULL,
    expires_at INTEGER,
    sealed     BLOB NOT NULL,
    UNIQUE (list, place)
) STRICT;
CREATE INDEX certificates_person ON certificates (person, type);

-- A revocation is a procedure with two officers; `state` holds its stage.
CREATE TABLE revocations (
    id           TEXT NOT NULL PRIMARY KEY,
    certificate  TEXT NOT NULL REFERENCES certificates (id),
    person       TEXT NOT NULL,
    authority    TEXT NOT NULL,
    rule         TEXT NOT NULL,
    proposed_by  TEXT NOT NULL,
    proposed_at  INTEGER NOT NULL,
    reasons      BLOB NOT NULL,
    stage        TEXT NOT NULL CHECK (stage IN ('proposed', 'declined', 'in-force', 'appealed', 'upheld', 'lifted')),
    second       TEXT,
    second_at    INTEGER,
    appeal       BLOB,
    appealed_at  INTEGER,
    judged_by    TEXT,
    judged_at    INTEGER,
    judgement    BLOB,
    revision     INTEGER NOT NULL
) STRICT;
CREATE INDEX revocations_certificate ON revocations (certificate);
-- A certificate has one open procedure at most.
CREATE UNIQUE INDEX revocations_open ON revocations (certificate)
    WHERE stage IN ('proposed', 'in-force', 'appealed', 'upheld');

CREATE TABLE presentations (
    id          TEXT NOT NULL PRIMARY KEY,
    certificate TEXT NOT NULL REFERENCES certificates (id),
    token_hash  BLOB NOT NULL UNIQUE,
    claims      TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL,
    seen_at     INTEGER
) STRICT;

CREATE TABLE notices (
    id      TEXT NOT NULL PRIMARY KEY,
    person  TEXT NOT NULL REFERENCES persons (id),
    case_id TEXT,
    kind    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    read_at INTEGER
) STRICT;
CREATE INDEX notices_person ON notices (person, at);

-- The access log of this node. The leaf goes to the public log; everything else is sealed.
CREATE TABLE access_entries (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    person  TEXT NOT NULL,
    leaf    BLOB NOT NULL,
    sealed  BLOB NOT NULL,
    session BLOB
) STRICT;
CREATE INDEX access_entries_person ON access_entries (person, seq);

CREATE TABLE outbox (
    id       TEXT NOT NULL PRIMARY KEY,
    job      TEXT NOT NULL,
    subject  TEXT NOT NULL,
    due_at   INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    done_at  INTEGER,
    error    TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;

-- Nothing that was put on record is changed or taken away.
CREATE TRIGGER access_entries_update BEFORE UPDATE ON access_entries
BEGIN SELECT RAISE(ABORT, 'append-only: access_entries'); END;
CREATE TRIGGER access_entries_delete BEFORE DELETE ON access_entries
BEGIN SELECT RAISE(ABORT, 'append-only: access_entries'); END;
CREATE TRIGGER certificates_update BEFORE UPDATE ON certificates
BEGIN SELECT RAISE(ABORT, 'append-only: certificates'); END;
CREATE TRIGGER certificates_delete BEFORE DELETE ON certificates
BEGIN SELECT RAISE(ABORT, 'append-only: certificates'); END;
CREATE TRIGGER decisions_update BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'append-only: decisions'); END;
CREATE TRIGGER decisions_delete BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'append-only: decisions'); END;
CREATE TRIGGER case_events_update BEFORE UPDATE ON case_events
BEGIN SELECT RAISE(ABORT, 'append-only: case_events'); END;
CREATE TRIGGER case_events_delete BEFORE DELETE ON case_events
BEGIN SELECT RAISE(ABORT, 'append-only: case_events'); END;
CREATE TRIGGER service_versions_update BEFORE UPDATE ON service_versions
BEGIN SELECT RAISE(ABORT, 'append-only: service_versions'); END;
CREATE TRIGGER service_versions_delete BEFORE DELETE ON service_versions
BEGIN SELECT RAISE(ABORT, 'append-only: service_versions'); END;
