-- Appointments. A slot (service, office, day, time) has as many places as the service file says,
-- numbered from 1; a place is held by one row that has not ended, and a case holds one place at most.
CREATE TABLE bookings (
    case_id   TEXT NOT NULL REFERENCES cases (id),
    seq       INTEGER NOT NULL,
    service   TEXT NOT NULL,
    office    TEXT NOT NULL,
    day       TEXT NOT NULL,
    time      TEXT NOT NULL,
    place     INTEGER NOT NULL CHECK (place >= 1),
    minutes   INTEGER NOT NULL,
    booked_at INTEGER NOT NULL,
    ended_at  INTEGER,
    PRIMARY KEY (case_id, seq)
) STRICT;
CREATE UNIQUE INDEX bookings_place ON bookings (service, office, day, time, place)
    WHERE ended_at IS NULL;
CREATE UNIQUE INDEX bookings_case ON bookings (case_id) WHERE ended_at IS NULL;
CREATE INDEX bookings_office ON bookings (office, day, time, case_id) WHERE ended_at IS NULL;

-- A draft keeps the slot that was chosen, sealed as everything in it: a check cannot be changed in
-- place.
CREATE TABLE contents_with_slot (
    parent TEXT NOT NULL,
    part   TEXT NOT NULL CHECK (part IN ('answers', 'values', 'supplies', 'prefilled', 'slot')),
    class  TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (parent, part, class)
) STRICT;
INSERT INTO contents_with_slot (parent, part, class, sealed)
    SELECT parent, part, class, sealed FROM contents;
DROP TABLE contents;
ALTER TABLE contents_with_slot RENAME TO contents;
