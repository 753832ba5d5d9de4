-- Where an account's products went is read from what was repossessed, whose rows lie together. An
-- index of the moves by contract made each write-off touch a page of its own for each contract: at
-- 1,000,000 accounts a seventh of what a full file writes. Servers of the release before still
-- answer, but look through the moves for each account page.

DROP INDEX stock_move_by_contract;
