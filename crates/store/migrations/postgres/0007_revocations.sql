-- Why a second officer declined, sealed; none where it was declined before reasons were asked for.
ALTER TABLE revocations ADD COLUMN refusal BYTEA;

-- A proposer finds what was declined.
CREATE INDEX revocations_declined ON revocations (proposed_by, second_at) WHERE stage = 'declined';
