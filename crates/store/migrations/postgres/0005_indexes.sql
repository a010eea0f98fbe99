-- What a look at a case asks for with each opening. A case has one certificate at most.
CREATE UNIQUE INDEX certificates_case ON certificates (case_id) WHERE case_id IS NOT NULL;

-- The work list pages by deadline, cases without one last.
DROP INDEX cases_work;
CREATE INDEX cases_work ON cases (authority, coalesce(due, '9999-12-31'), id)
    WHERE stage IN ('received', 'correction-asked', 'accepted', 'examined', 'decided');

CREATE INDEX revocations_waiting ON revocations (authority, proposed_at, id)
    WHERE stage IN ('proposed', 'appealed');

-- The sweep asks which uploads are in use.
CREATE INDEX documents_blob ON documents (blob) WHERE removed_at IS NULL;
