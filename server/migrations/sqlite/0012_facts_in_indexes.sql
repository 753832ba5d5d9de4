-- Who reads 2,000 accounts of a large portfolio meets a page of its own for each of them in every
-- tree. What is known of an account's contracts and actions stands in the indexes in which they are
-- found, so that their rows need not be looked up as well; and what an account holds is found by the
-- account, from which the repossessions are found that ended it.

DROP INDEX contract_by_account;
CREATE INDEX contract_by_account
    ON signed_contract (company, account, status, principal_balance, fees_balance, tax_balance);

DROP INDEX given_action_by_account;
CREATE INDEX given_action_by_account ON given_action (company, account, type, done_at, defaulted_on);

CREATE VIEW held_by_account AS
-- What is at the customer location now, by account: what was delivered and not repossessed.
SELECT signed.company, signed.account, delivered.contract, delivered.product, delivered.quantity
  FROM signed_contract AS signed
  JOIN delivered_product AS delivered ON delivered.contract = signed.id
 WHERE NOT EXISTS (
       SELECT 1 FROM repossession
         JOIN repossession_line AS line ON line.repossession = repossession.id
          AND line.contract = delivered.contract AND line.product = delivered.product
        WHERE repossession.company = signed.company AND repossession.account = signed.account);

DROP VIEW held_product;
CREATE VIEW held_product AS
-- What is at the customer location now, by contract.
SELECT contract, product, quantity FROM held_by_account;

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
