-- Whose a session is, so that all sessions of somebody can be ended at once; when its holder last
-- proved who they are, and how. Sessions that stand when this step is taken go on.
ALTER TABLE sessions RENAME TO sessions_before;
DROP INDEX sessions_started;

CREATE TABLE sessions (
    token_hash       BLOB NOT NULL PRIMARY KEY,
    actor            TEXT NOT NULL,
    subject          TEXT NOT NULL,
    method           TEXT NOT NULL,
    started_at       INTEGER NOT NULL,
    authenticated_at INTEGER NOT NULL,
    seen_at          INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_started ON sessions (started_at);
CREATE INDEX sessions_subject ON sessions (subject);

INSERT INTO sessions (token_hash, actor, subject, method, started_at, authenticated_at, seen_at)
SELECT token_hash, actor, subject,
       CASE WHEN subject LIKE 'slip %' THEN 'slip' ELSE 'demonstration' END,
       started_at, started_at, seen_at
  FROM (SELECT token_hash, actor, started_at, seen_at,
               COALESCE('person ' || (json_extract(actor, '$.person.person')),
                        'officer ' || (json_extract(actor, '$.officer.id')),
                        'slip ' || (json_extract(actor, '$.slip-holder.case'))) AS subject
          FROM sessions_before) AS known
 WHERE subject IS NOT NULL;

DROP TABLE sessions_before;
