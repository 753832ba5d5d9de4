-- What else there is to say about an attempt that failed. Servers of the release before leave it
-- empty.

ALTER TABLE failed_attempt ADD COLUMN note text
    CONSTRAINT failed_attempt_note_short CHECK (char_length(note) BETWEEN 1 AND 500);
COMMENT ON COLUMN failed_attempt.note IS 'In the words of who recorded it';
