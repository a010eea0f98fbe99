-- Whose a session is, so that all sessions of somebody can be ended at once; when its holder last
-- proved who they are, and how. Sessions that stand when this step is taken go on.
ALTER TABLE sessions RENAME TO sessions_before;
DROP INDEX sessions_started;

CREATE TABLE sessions (
    token_hash       BYTEA NOT NULL PRIMARY KEY,
    actor            TEXT COLLATE "C" NOT NULL,
    subject          TEXT COLLATE "C" NOT NULL,
    method           TEXT COLLATE "C" NOT NULL,
    started_at       BIGINT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    seen_at          BIGINT NOT NULL
);
CREATE INDEX sessions_started ON sessions (started_at);
CREATE INDEX sessions_subject ON sessions (subject);

INSERT INTO sessions (token_hash, actor, subject, method, started_at, authenticated_at, seen_at)
SELECT token_hash, actor, subject,
       CASE WHEN subject LIKE 'slip %' THEN 'slip' ELSE 'demonstration' END,
       started_at, started_at, seen_at
  FROM (SELECT token_hash, actor, started_at, seen_at,
               COALESCE('person ' || (CAST(actor AS JSON) #>> '{person,person}'),
                        'officer ' || (CAST(actor AS JSON) #>> '{officer,id}'),
                        'slip ' || (CAST(actor AS JSON) #>> '{slip-holder,case}')) AS subject
          FROM sessions_before) AS known
 WHERE subject IS NOT NULL;

DROP TABLE sessions_before;
