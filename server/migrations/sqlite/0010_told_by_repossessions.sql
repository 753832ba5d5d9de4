-- What a repossession tells is not written a second time where it would touch a page for each
-- account: that its action is done, and that what was held is held no longer. Both are read from
-- the repossession. The lists that a write-off moves an account between are walked along the days of
-- defaults, with counts of what is left of each day. At 1,000,000 accounts a full file changes
-- less than half of the pages that it did.

-- What was delivered, and whether it is still held ----------------------------------------------

ALTER TABLE held_product RENAME TO delivered_product;

CREATE VIEW held_product AS
-- What is at the customer location now, by contract: what was delivered and not repossessed.
SELECT contract, product, quantity FROM delivered_product AS delivered
 WHERE NOT EXISTS (
       SELECT 1 FROM contract
         JOIN repossession ON repossession.company = contract.company
          AND repossession.account = contract.account
         JOIN repossession_line AS line ON line.repossession = repossession.id
          AND line.contract = contract.id AND line.product = delivered.product
        WHERE contract.id = delivered.contract);

-- A person who changes it by hand changes what was delivered.
CREATE TRIGGER held_product_insert INSTEAD OF INSERT ON held_product
BEGIN
    INSERT INTO delivered_product (contract, product, quantity)
    VALUES (NEW.contract, NEW.product, NEW.quantity);
END;
CREATE TRIGGER held_product_update INSTEAD OF UPDATE ON held_product
BEGIN
    UPDATE delivered_product
       SET contract = NEW.contract, product = NEW.product, quantity = NEW.quantity
     WHERE contract = OLD.contract AND product = OLD.product;
END;
CREATE TRIGGER held_product_delete INSTEAD OF DELETE ON held_product
BEGIN
    DELETE FROM delivered_product WHERE contract = OLD.contract AND product = OLD.product;
END;

-- Actions, and whether they are done ------------------------------------------------------------

DROP INDEX pending_action_pending_once;
DROP INDEX pending_action_by_age;
DROP INDEX pending_action_by_account;
ALTER TABLE pending_action RENAME TO given_action;
CREATE INDEX given_action_by_account ON given_action (company, account);
-- The day before the type, so that an account's actions are not looked for here.
CREATE INDEX given_action_by_age ON given_action (company, defaulted_on, type, id);

CREATE VIEW pending_action AS
-- A task on an account, as it stands now: done where it was given as done, or by the repossession
-- that completed it.
SELECT id, company, account, type, iif(done_at IS NULL, 'pending', 'done') AS status, defaulted_on,
       created_at, done_at
  FROM (SELECT id, company, account, type, defaulted_on, created_at,
               coalesce(done_at, (SELECT min(recorded_at) FROM repossession
                                   WHERE repossession.company = given.company
                                     AND repossession.account = given.account
                                     AND repossession.pending_action = given.id)) AS done_at
          FROM given_action AS given);

CREATE TRIGGER pending_action_insert INSTEAD OF INSERT ON pending_action
BEGIN
    INSERT INTO given_action (id, company, account, type, status, defaulted_on, created_at, done_at)
    VALUES (NEW.id, NEW.company, NEW.account, NEW.type, NEW.status, NEW.defaulted_on,
            NEW.created_at, NEW.done_at);
END;
CREATE TRIGGER pending_action_update INSTEAD OF UPDATE ON pending_action
BEGIN
    UPDATE given_action
       SET id = NEW.id, company = NEW.company, account = NEW.account, type = NEW.type,
           status = NEW.status, defaulted_on = NEW.defaulted_on, created_at = NEW.created_at,
           done_at = NEW.done_at
     WHERE id = OLD.id;
    SELECT RAISE(ABORT, 'pending_action is done by a repossession')
     WHERE NEW.status <> (SELECT status FROM pending_action WHERE id = NEW.id);
END;
CREATE TRIGGER pending_action_delete INSTEAD OF DELETE ON pending_action
BEGIN
    DELETE FROM given_action WHERE id = OLD.id;
END;

-- At most one of a type is pending on an account.
CREATE TRIGGER given_action_pending_once BEFORE INSERT ON given_action
WHEN NEW.status = 'pending'
 AND EXISTS (SELECT 1 FROM pending_action
              WHERE company = NEW.company AND account = NEW.account AND type = NEW.type
                AND status = 'pending')
BEGIN SELECT RAISE(ABORT, 'pending_action_pending_once'); END;
CREATE TRIGGER given_action_pending_once_changed
BEFORE UPDATE OF id, company, account, type, status ON given_action
WHEN NEW.status = 'pending'
 AND EXISTS (SELECT 1 FROM pending_action
              WHERE company = NEW.company AND account = NEW.account AND type = NEW.type
                AND status = 'pending' AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'pending_action_pending_once'); END;

CREATE TABLE action_day (
    -- How many actions are pending and how many are done, of the defaults of a day.
    company INTEGER NOT NULL,
    type    TEXT    NOT NULL,
    day     TEXT    NOT NULL,
    pending INTEGER NOT NULL,
    done    INTEGER NOT NULL,
    CONSTRAINT action_day_key PRIMARY KEY (company, type, day),
    CONSTRAINT action_day_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT action_day_range CHECK (pending >= 0 AND done >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO action_day (company, type, day, pending, done)
SELECT company, type, defaulted_on, count(*) FILTER (WHERE status = 'pending'),
       count(*) FILTER (WHERE status = 'done')
  FROM given_action GROUP BY company, type, defaulted_on;

CREATE TRIGGER given_action_counted AFTER INSERT ON given_action
BEGIN
    INSERT INTO action_day (company, type, day, pending, done)
    SELECT company, type, defaulted_on, status = 'pending', status = 'done'
      FROM pending_action WHERE id = NEW.id
        ON CONFLICT DO UPDATE SET pending = pending + excluded.pending, done = done + excluded.done;
END;
CREATE TRIGGER given_action_counted_no_longer BEFORE DELETE ON given_action
BEGIN
    UPDATE action_day
       SET pending = action_day.pending - (was.status = 'pending'),
           done = action_day.done - (was.status = 'done')
      FROM (SELECT status FROM pending_action WHERE id = OLD.id) AS was
     WHERE company = OLD.company AND type = OLD.type AND day = OLD.defaulted_on;
END;
CREATE TRIGGER given_action_leaves_a_count
BEFORE UPDATE OF id, company, account, type, status, defaulted_on, done_at ON given_action
BEGIN
    UPDATE action_day
       SET pending = action_day.pending - (was.status = 'pending'),
           done = action_day.done - (was.status = 'done')
      FROM (SELECT status FROM pending_action WHERE id = OLD.id) AS was
     WHERE company = OLD.company AND type = OLD.type AND day = OLD.defaulted_on;
END;
CREATE TRIGGER given_action_enters_a_count
AFTER UPDATE OF id, company, account, type, status, defaulted_on, done_at ON given_action
BEGIN
    INSERT INTO action_day (company, type, day, pending, done)
    SELECT company, type, defaulted_on, status = 'pending', status = 'done'
      FROM pending_action WHERE id = NEW.id
        ON CONFLICT DO UPDATE SET pending = pending + excluded.pending, done = done + excluded.done;
END;
-- Before, because afterwards it is done already.
CREATE TRIGGER repossession_completes BEFORE INSERT ON repossession
WHEN NEW.pending_action IS NOT NULL
BEGIN
    UPDATE action_day SET pending = pending - 1, done = done + 1
     WHERE (company, type, day) = (
           SELECT company, type, defaulted_on FROM pending_action
            WHERE id = NEW.pending_action AND company = NEW.company AND account = NEW.account
              AND status = 'pending');
END;

-- Accounts by the day of their latest default ---------------------------------------------------

DROP INDEX account_by_default;
CREATE INDEX account_by_default ON account (company, state, defaulted_on, account_id)
 WHERE state NOT IN ('defaulted', 'inactive') OR defaulted_on IS NULL;
-- Whatever state they are in: a write-off does not touch it.
CREATE INDEX account_ever_defaulted ON account (company, defaulted_on, account_id)
 WHERE defaulted_on IS NOT NULL;

CREATE TABLE default_day (
    -- How many accounts are in default and how many are inactive, of the latest defaults of a day.
    company   INTEGER NOT NULL,
    day       TEXT    NOT NULL,
    defaulted INTEGER NOT NULL,
    inactive  INTEGER NOT NULL,
    CONSTRAINT default_day_key PRIMARY KEY (company, day),
    CONSTRAINT default_day_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT default_day_range CHECK (defaulted >= 0 AND inactive >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO default_day (company, day, defaulted, inactive)
SELECT company, defaulted_on, count(*) FILTER (WHERE state = 'defaulted'),
       count(*) FILTER (WHERE state = 'inactive')
  FROM account WHERE defaulted_on IS NOT NULL AND state IN ('defaulted', 'inactive')
 GROUP BY company, defaulted_on;

CREATE TRIGGER account_counted AFTER INSERT ON account
WHEN NEW.defaulted_on IS NOT NULL AND NEW.state IN ('defaulted', 'inactive')
BEGIN
    INSERT INTO default_day (company, day, defaulted, inactive)
    VALUES (NEW.company, NEW.defaulted_on, NEW.state = 'defaulted', NEW.state = 'inactive')
        ON CONFLICT DO UPDATE SET defaulted = defaulted + excluded.defaulted,
                                  inactive = inactive + excluded.inactive;
END;
CREATE TRIGGER account_counted_no_longer AFTER DELETE ON account
WHEN OLD.defaulted_on IS NOT NULL AND OLD.state IN ('defaulted', 'inactive')
BEGIN
    UPDATE default_day SET defaulted = defaulted - (OLD.state = 'defaulted'),
                           inactive = inactive - (OLD.state = 'inactive')
     WHERE company = OLD.company AND day = OLD.defaulted_on;
END;
CREATE TRIGGER account_leaves_a_count AFTER UPDATE OF company, state, defaulted_on ON account
WHEN OLD.defaulted_on IS NOT NULL AND OLD.state IN ('defaulted', 'inactive')
BEGIN
    UPDATE default_day SET defaulted = defaulted - (OLD.state = 'defaulted'),
                           inactive = inactive - (OLD.state = 'inactive')
     WHERE company = OLD.company AND day = OLD.defaulted_on;
END;
CREATE TRIGGER account_enters_a_count AFTER UPDATE OF company, state, defaulted_on ON account
WHEN NEW.defaulted_on IS NOT NULL AND NEW.state IN ('defaulted', 'inactive')
BEGIN
    INSERT INTO default_day (company, day, defaulted, inactive)
    VALUES (NEW.company, NEW.defaulted_on, NEW.state = 'defaulted', NEW.state = 'inactive')
        ON CONFLICT DO UPDATE SET defaulted = defaulted + excluded.defaulted,
                                  inactive = inactive + excluded.inactive;
END;
