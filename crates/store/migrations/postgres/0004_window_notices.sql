-- What was begun or handed in at a window in somebody's name, and where: the person is told.
ALTER TABLE notices ADD COLUMN service TEXT COLLATE "C";
ALTER TABLE notices ADD COLUMN place TEXT COLLATE "C";
