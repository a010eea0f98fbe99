-- Since when an official is here, and when somebody last looked over what they may do.
ALTER TABLE officers ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE officers ADD COLUMN reviewed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE officers ADD COLUMN suspended_at INTEGER;
UPDATE officers SET since = unixepoch() * 1000000, reviewed_at = unixepoch() * 1000000;
CREATE INDEX officers_organisation ON officers (organisation, login);
CREATE INDEX officers_unreviewed ON officers (reviewed_at)
    WHERE left_at IS NULL AND suspended_at IS NULL;

-- A change of what an official may do; `body` holds it, `state` its stage. A joiner is no official
-- yet, so `officer` refers to nobody.
CREATE TABLE staff_grants (
    id           TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    second_from  TEXT NOT NULL,
    officer      TEXT NOT NULL,
    deputy       TEXT,
    kind         TEXT NOT NULL CHECK (kind IN ('join', 'move', 'leave', 'deputy', 'restore', 'passkey', 'audit')),
    body         TEXT NOT NULL,
    starts       TEXT,
    ends         TEXT,
    proposed_by  TEXT NOT NULL,
    proposed_at  INTEGER NOT NULL,
    reasons      TEXT NOT NULL,
    stage        TEXT NOT NULL CHECK (stage IN ('proposed', 'put-out', 'declined', 'lapsed', 'agreed', 'in-force', 'ended')),
    state        TEXT NOT NULL,
    revision     INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_grants_organisation ON staff_grants (organisation, proposed_at);
CREATE INDEX staff_grants_second ON staff_grants (second_from, proposed_at);
CREATE INDEX staff_grants_waiting ON staff_grants (stage, proposed_at)
    WHERE stage IN ('proposed', 'agreed');
CREATE INDEX staff_grants_deputy ON staff_grants (deputy) WHERE stage = 'in-force';
-- An official has one change of a kind waiting at most; an emergency waits for none of them.
CREATE UNIQUE INDEX staff_grants_open ON staff_grants (officer, kind, organisation)
    WHERE stage IN ('proposed', 'agreed');
CREATE UNIQUE INDEX staff_grants_put_out ON staff_grants (officer) WHERE stage = 'put-out';

-- Every step, by whom, about whom, and why. Nobody in `actor` is the platform itself.
CREATE TABLE staff_events (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    at           INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    actor        TEXT,
    officer      TEXT,
    grant_id     TEXT,
    subject      TEXT,
    reasons      TEXT
) STRICT;
CREATE INDEX staff_events_organisation ON staff_events (organisation, seq);
CREATE INDEX staff_events_grant ON staff_events (grant_id, seq) WHERE grant_id IS NOT NULL;
CREATE TRIGGER staff_events_update BEFORE UPDATE ON staff_events
BEGIN SELECT RAISE(ABORT, 'append-only: staff_events'); END;
CREATE TRIGGER staff_events_delete BEFORE DELETE ON staff_events
BEGIN SELECT RAISE(ABORT, 'append-only: staff_events'); END;

-- Samples of cases, drawn by a seed: whoever has it can draw them again.
CREATE TABLE audit_draws (
    id           TEXT NOT NULL PRIMARY KEY,
    grant_id     TEXT NOT NULL REFERENCES staff_grants (id),
    organisation TEXT NOT NULL,
    auditor      TEXT NOT NULL,
    at           INTEGER NOT NULL,
    purpose      TEXT NOT NULL,
    seed         BLOB NOT NULL,
    population   INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_draws_grant ON audit_draws (grant_id, at);
CREATE TABLE audit_samples (
    draw    TEXT NOT NULL REFERENCES audit_draws (id),
    place   INTEGER NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    PRIMARY KEY (draw, place)
) STRICT;
CREATE TRIGGER audit_draws_update BEFORE UPDATE ON audit_draws
BEGIN SELECT RAISE(ABORT, 'append-only: audit_draws'); END;
CREATE TRIGGER audit_draws_delete BEFORE DELETE ON audit_draws
BEGIN SELECT RAISE(ABORT, 'append-only: audit_draws'); END;
CREATE TRIGGER audit_samples_update BEFORE UPDATE ON audit_samples
BEGIN SELECT RAISE(ABORT, 'append-only: audit_samples'); END;
CREATE TRIGGER audit_samples_delete BEFORE DELETE ON audit_samples
BEGIN SELECT RAISE(ABORT, 'append-only: audit_samples'); END;

-- In whose place a deputy decided.
ALTER TABLE decisions ADD COLUMN in_place_of TEXT;

-- The open cases of an official who moves or goes.
CREATE INDEX cases_assignee ON cases (assignee)
    WHERE stage IN ('received', 'correction-asked', 'accepted', 'examined', 'decided');
CREATE INDEX cases_authority ON cases (authority, received_at);
