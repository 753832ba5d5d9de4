-- What else there is to say about an attempt that failed. Servers of the release before leave it
-- empty.

ALTER TABLE failed_attempt ADD COLUMN note TEXT  -- in the words of who recorded it
    CONSTRAINT failed_attempt_note_short CHECK (length(note) BETWEEN 1 AND 500);
