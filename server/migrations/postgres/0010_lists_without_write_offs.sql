-- A write-off leads from one of these two states into the other, and had to change a page of this
-- index for each account. Their accounts are listed along the accounts themselves, of which many
-- are in these states; where few are, the index of their defaults has them. Servers of the release
-- before list them along all accounts too.

DROP INDEX account_by_state;
CREATE INDEX account_by_state ON account (company, state, account_id)
 WHERE state NOT IN ('defaulted', 'inactive');
