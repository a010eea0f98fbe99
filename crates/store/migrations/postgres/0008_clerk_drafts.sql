-- What a clerk has taken in and not handed in yet.
CREATE INDEX drafts_clerk ON drafts (clerk, updated_at) WHERE case_id IS NULL AND clerk IS NOT NULL;
