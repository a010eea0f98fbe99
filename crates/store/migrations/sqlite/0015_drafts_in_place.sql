-- What changes when a draft is saved or handed in stands in no index, so that its row stays where it
-- is. On PostgreSQL every transaction that had read a page of such an index was in the way.
DROP INDEX drafts_owner;
CREATE INDEX drafts_owner ON drafts (owner) WHERE owner IS NOT NULL;
DROP INDEX drafts_clerk;
CREATE INDEX drafts_clerk ON drafts (clerk, created_at) WHERE clerk IS NOT NULL;
