-- What a write-off tells of an account in default and of its contracts is not written a second time
-- on their own rows, each of which lies on a page of its own in a large portfolio: that the account
-- is inactive, the contracts terminated, and what was written off owed no longer. All of it is read
-- from the write-off, so that to write off is to add rows.

-- Contracts ------------------------------------------------------------------------------------

ALTER TABLE contract RENAME TO signed_contract;

-- What is written on them already is taken back: the write-off tells it.
UPDATE signed_contract
   SET status = 'active',
       principal_balance = principal_balance + written_off.principal,
       fees_balance = fees_balance + written_off.fees,
       tax_balance = tax_balance + written_off.tax
  FROM write_off_contract AS written_off
 WHERE written_off.contract = signed_contract.id AND signed_contract.status = 'terminated';

CREATE VIEW contract AS
-- A product agreement on an account, as it stands now: terminated where it was written off, and
-- what was written off is owed no longer.
SELECT signed.id, signed.company, signed.account,
       iif(written_off.contract IS NULL, signed.status, 'terminated') AS status,
       signed.write_off_debt_class, signed.signed_on, signed.price, signed.paid,
       signed.principal_balance - coalesce(written_off.principal, 0) AS principal_balance,
       signed.fees_balance - coalesce(written_off.fees, 0) AS fees_balance,
       signed.tax_balance - coalesce(written_off.tax, 0) AS tax_balance
  FROM signed_contract AS signed
  LEFT JOIN write_off_contract AS written_off ON written_off.contract = signed.id;

-- Who changes one by hand changes what was signed.
CREATE TRIGGER contract_insert INSTEAD OF INSERT ON contract
BEGIN
    INSERT INTO signed_contract (id, company, account, status, write_off_debt_class, signed_on,
                                 price, paid, principal_balance, fees_balance, tax_balance)
    VALUES (NEW.id, NEW.company, NEW.account, NEW.status, NEW.write_off_debt_class, NEW.signed_on,
            NEW.price, NEW.paid, NEW.principal_balance, NEW.fees_balance, NEW.tax_balance);
END;
CREATE TRIGGER contract_update INSTEAD OF UPDATE ON contract
BEGIN
    SELECT RAISE(ABORT, 'contract is terminated by a write-off')
     WHERE (NEW.id, NEW.status) <> (OLD.id, OLD.status)
       AND EXISTS (SELECT 1 FROM write_off_contract WHERE contract = OLD.id);
    UPDATE signed_contract
       SET id = NEW.id, company = NEW.company, account = NEW.account,
           status = iif(NEW.status = OLD.status, status, NEW.status),
           write_off_debt_class = NEW.write_off_debt_class, signed_on = NEW.signed_on,
           price = NEW.price, paid = NEW.paid,
           principal_balance = principal_balance + NEW.principal_balance - OLD.principal_balance,
           fees_balance = fees_balance + NEW.fees_balance - OLD.fees_balance,
           tax_balance = tax_balance + NEW.tax_balance - OLD.tax_balance
     WHERE id = OLD.id;
END;
CREATE TRIGGER contract_delete INSTEAD OF DELETE ON contract
BEGIN
    DELETE FROM signed_contract WHERE id = OLD.id;
END;

-- Accounts --------------------------------------------------------------------------------------

-- The day of the default that ended with it, of a write-off of an account that was in default: the
-- account is inactive as long as that is its latest default. None where its own row says what it
-- became.
ALTER TABLE repossession ADD COLUMN ended_default TEXT CONSTRAINT repossession_ended_default_date
    CHECK (ended_default GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

DROP TRIGGER account_counted;
DROP TRIGGER account_counted_no_longer;
DROP TRIGGER account_leaves_a_count;
DROP TRIGGER account_enters_a_count;
ALTER TABLE account RENAME TO opened_account;

CREATE VIEW account AS
-- A customer's agreement group, as it stands now: inactive where a write-off ended its default.
SELECT company, account_id, customer, centre,
       iif(state = 'defaulted'
           AND EXISTS (SELECT 1 FROM repossession
                        WHERE repossession.company = opened.company
                          AND repossession.account = opened.account_id
                          AND repossession.ended_default = opened.defaulted_on),
           'inactive', state) AS state,
       paid_until, defaulted_on
  FROM opened_account AS opened;

-- Who changes one by hand changes its row.
CREATE TRIGGER account_insert INSTEAD OF INSERT ON account
BEGIN
    INSERT INTO opened_account (company, account_id, customer, centre, state, paid_until,
                                defaulted_on)
    VALUES (NEW.company, NEW.account_id, NEW.customer, NEW.centre, NEW.state, NEW.paid_until,
            NEW.defaulted_on);
END;
CREATE TRIGGER account_update INSTEAD OF UPDATE ON account
BEGIN
    UPDATE opened_account
       SET company = NEW.company, account_id = NEW.account_id, customer = NEW.customer,
           centre = NEW.centre, paid_until = NEW.paid_until, defaulted_on = NEW.defaulted_on,
           state = iif(NEW.state = OLD.state AND NEW.defaulted_on IS OLD.defaulted_on, state,
                       NEW.state)
     WHERE company = OLD.company AND account_id = OLD.account_id;
    SELECT RAISE(ABORT, 'account is inactive by a write-off')
     WHERE NEW.state <> (SELECT state FROM account
                          WHERE company = NEW.company AND account_id = NEW.account_id);
END;
CREATE TRIGGER account_delete INSTEAD OF DELETE ON account
BEGIN
    DELETE FROM opened_account WHERE company = OLD.company AND account_id = OLD.account_id;
END;

-- The counts of the days, by what accounts are now.
CREATE TRIGGER opened_account_counted AFTER INSERT ON opened_account
BEGIN
    INSERT INTO default_day (company, day, defaulted, inactive)
    SELECT company, defaulted_on, state = 'defaulted', state = 'inactive' FROM account
     WHERE company = NEW.company AND account_id = NEW.account_id AND defaulted_on IS NOT NULL
       AND state IN ('defaulted', 'inactive')
        ON CONFLICT DO UPDATE SET defaulted = defaulted + excluded.defaulted,
                                  inactive = inactive + excluded.inactive;
END;
CREATE TRIGGER opened_account_counted_no_longer BEFORE DELETE ON opened_account
BEGIN
    UPDATE default_day
       SET defaulted = default_day.defaulted - (was.state = 'defaulted'),
           inactive = default_day.inactive - (was.state = 'inactive')
      FROM (SELECT state FROM account
             WHERE company = OLD.company AND account_id = OLD.account_id) AS was
     WHERE company = OLD.company AND day = OLD.defaulted_on;
END;
CREATE TRIGGER opened_account_leaves_a_count
BEFORE UPDATE OF company, account_id, state, defaulted_on ON opened_account
BEGIN
    UPDATE default_day
       SET defaulted = default_day.defaulted - (was.state = 'defaulted'),
           inactive = default_day.inactive - (was.state = 'inactive')
      FROM (SELECT state FROM account
             WHERE company = OLD.company AND account_id = OLD.account_id) AS was
     WHERE company = OLD.company AND day = OLD.defaulted_on;
END;
CREATE TRIGGER opened_account_enters_a_count
AFTER UPDATE OF company, account_id, state, defaulted_on ON opened_account
BEGIN
    INSERT INTO default_day (company, day, defaulted, inactive)
    SELECT company, defaulted_on, state = 'defaulted', state = 'inactive' FROM account
     WHERE company = NEW.company AND account_id = NEW.account_id AND defaulted_on IS NOT NULL
       AND state IN ('defaulted', 'inactive')
        ON CONFLICT DO UPDATE SET defaulted = defaulted + excluded.defaulted,
                                  inactive = inactive + excluded.inactive;
END;
-- Before, because afterwards it is inactive already.
CREATE TRIGGER repossession_ends_a_default BEFORE INSERT ON repossession
WHEN NEW.ended_default IS NOT NULL
BEGIN
    UPDATE default_day SET defaulted = defaulted - 1, inactive = inactive + 1
     WHERE company = NEW.company AND day = NEW.ended_default
       AND EXISTS (SELECT 1 FROM account
                    WHERE company = NEW.company AND account_id = NEW.account
                      AND state = 'defaulted' AND defaulted_on = NEW.ended_default);
END;
