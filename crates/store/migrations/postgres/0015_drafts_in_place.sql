-- What changes when a draft is saved or handed in stands in no index, so that its row stays where it
-- is. On PostgreSQL every transaction that had read a page of such an index was in the way.
DROP INDEX drafts_owner;
CREATE INDEX drafts_owner ON drafts (owner) WHERE owner IS NOT NULL;
DROP INDEX drafts_clerk;
CREATE INDEX drafts_clerk ON drafts (clerk, created_at) WHERE clerk IS NOT NULL;

-- Room on each page for the next version of a row.
ALTER TABLE drafts SET (fillfactor = 50);
ALTER TABLE contents SET (fillfactor = 80);
ALTER TABLE sessions SET (fillfactor = 80);

-- That an event has its case is looked up in the index that new cases are written into. Looked up at the
-- end, it is in nobody's way.
ALTER TABLE case_events ALTER CONSTRAINT case_events_case_id_fkey DEFERRABLE INITIALLY DEFERRED;
