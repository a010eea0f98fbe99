-- Appointments. A slot (service, office, day, time) has as many places as the service file says,
-- numbered from 1; a place is held by one row that has not ended, and a case holds one place at most.
CREATE TABLE bookings (
    case_id   TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    seq       BIGINT NOT NULL,
    service   TEXT COLLATE "C" NOT NULL,
    office    TEXT COLLATE "C" NOT NULL,
    day       TEXT COLLATE "C" NOT NULL,
    time      TEXT COLLATE "C" NOT NULL,
    place     BIGINT NOT NULL CHECK (place >= 1),
    minutes   BIGINT NOT NULL,
    booked_at BIGINT NOT NULL,
    ended_at  BIGINT,
    PRIMARY KEY (case_id, seq)
);
CREATE UNIQUE INDEX bookings_place ON bookings (service, office, day, time, place)
    WHERE ended_at IS NULL;
CREATE UNIQUE INDEX bookings_case ON bookings (case_id) WHERE ended_at IS NULL;
CREATE INDEX bookings_office ON bookings (office, day, time, case_id) WHERE ended_at IS NULL;

-- A draft keeps the slot that was chosen, sealed as everything in it.
ALTER TABLE contents DROP CONSTRAINT contents_part_check;
ALTER TABLE contents ADD CONSTRAINT contents_part_check
    CHECK (part IN ('answers', 'values', 'supplies', 'prefilled', 'slot'));
