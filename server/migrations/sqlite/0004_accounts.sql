-- Customers, accounts, contracts, and what is held under them.

CREATE TABLE customer (
    id       INTEGER NOT NULL,
    company  INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    class    TEXT    NOT NULL,
    phone    TEXT    NOT NULL,
    mail     TEXT    NOT NULL,
    name_key TEXT    NOT NULL,
    customer_number TEXT,
    CONSTRAINT customer_key PRIMARY KEY (id),
    CONSTRAINT customer_number_once UNIQUE (company, customer_number),
    CONSTRAINT customer_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT customer_class_known CHECK (class IN ('residential', 'business', 'institution'))
) STRICT;

-- A customer's agreement group. Its row is the lock for everything of the account.
CREATE TABLE account (
    company      INTEGER NOT NULL,
    account_id   TEXT    NOT NULL,
    customer     INTEGER NOT NULL,
    centre       INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    paid_until   TEXT    CHECK (paid_until IS date(paid_until)),
    defaulted_on TEXT    CHECK (defaulted_on IS date(defaulted_on)),
    credit       INTEGER NOT NULL,
    deposit      INTEGER NOT NULL,
    credit_score INTEGER NOT NULL,
    held_until   TEXT    CHECK (held_until IS date(held_until)),
    -- The day until which another system told last that it is paid.
    paid_until_told TEXT CHECK (paid_until_told IS date(paid_until_told)),
    CONSTRAINT account_key PRIMARY KEY (company, account_id),
    CONSTRAINT account_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT account_customer FOREIGN KEY (customer) REFERENCES customer (id),
    CONSTRAINT account_centre FOREIGN KEY (centre) REFERENCES fulfilment_centre (id),
    CONSTRAINT account_id_form CHECK (
        length(account_id) BETWEEN 1 AND 32 AND account_id NOT GLOB '*[^-A-Z0-9_]*'),
    CONSTRAINT account_state_known CHECK (state IN (
        'pending_activation', 'normal', 'late', 'defaulted', 'finished', 'inactive')),
    CONSTRAINT account_defaulted_has_a_day CHECK (state <> 'defaulted' OR defaulted_on IS NOT NULL),
    CONSTRAINT account_credit_range CHECK (credit >= 0),
    CONSTRAINT account_deposit_range CHECK (deposit >= 0)
) STRICT;
CREATE INDEX account_by_customer ON account (customer, account_id);
CREATE INDEX account_by_state ON account (company, state, account_id);
CREATE INDEX account_by_paid_until ON account (company, state, paid_until);
CREATE INDEX account_by_default ON account (company, state, defaulted_on, account_id);

-- What an account is found by: one look-up for each word. Endings are kept backwards.
CREATE TABLE account_term (
    company INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    term    TEXT    NOT NULL,
    account TEXT    NOT NULL,
    CONSTRAINT account_term_key PRIMARY KEY (company, kind, term, account),
    CONSTRAINT account_term_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT account_term_kind_known CHECK (kind IN ('id', 'id_ending', 'name', 'phone', 'phone_ending', 'cu_number'))
) STRICT, WITHOUT ROWID;

-- That an account changed, for other systems: what is asked for by cursor. Rows of one transaction have
-- one number.
CREATE TABLE account_change (
    company  INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    account  TEXT    NOT NULL,
    CONSTRAINT account_change_key PRIMARY KEY (company, sequence, account),
    CONSTRAINT account_change_account FOREIGN KEY (company, account) REFERENCES account (company, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_change_of_account ON account_change (company, account, sequence);

-- A product agreement on an account.
CREATE TABLE contract (
    id                   INTEGER NOT NULL,
    company              INTEGER NOT NULL,
    account              TEXT    NOT NULL,
    contract_number      TEXT    NOT NULL,
    status               TEXT    NOT NULL,
    write_off_debt_class TEXT    NOT NULL,
    signed_on            TEXT    NOT NULL CHECK (signed_on IS date(signed_on)),
    price                INTEGER NOT NULL,
    daily_rate           INTEGER NOT NULL,
    paid                 INTEGER NOT NULL,
    principal_balance    INTEGER NOT NULL,
    fees_balance         INTEGER NOT NULL,
    tax_balance          INTEGER NOT NULL,
    -- What another system told last.
    status_told          TEXT,
    principal_told       INTEGER,
    fees_told            INTEGER,
    tax_told             INTEGER,
    paid_told            INTEGER,
    CONSTRAINT contract_key PRIMARY KEY (id),
    CONSTRAINT contract_number_once UNIQUE (company, contract_number),
    CONSTRAINT contract_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT contract_status_known CHECK (status IN (
        'draft', 'active', 'finished', 'terminated', 'cancelled', 'void')),
    CONSTRAINT contract_price_range CHECK (price >= 0),
    CONSTRAINT contract_daily_rate_range CHECK (daily_rate >= 0),
    CONSTRAINT contract_paid_range CHECK (paid >= 0),
    CONSTRAINT contract_principal_range CHECK (principal_balance >= 0),
    CONSTRAINT contract_fees_range CHECK (fees_balance >= 0),
    CONSTRAINT contract_tax_range CHECK (tax_balance >= 0),
    CONSTRAINT contract_status_told_known CHECK (status_told IN (
        'draft', 'active', 'finished', 'terminated', 'cancelled', 'void')),
    CONSTRAINT contract_told_range CHECK (
        principal_told >= 0 AND fees_told >= 0 AND tax_told >= 0 AND paid_told >= 0),
    CONSTRAINT contract_told_together CHECK (
        (principal_told IS NULL) = (status_told IS NULL) AND (principal_told IS NULL) = (fees_told IS NULL)
        AND (principal_told IS NULL) = (tax_told IS NULL) AND (principal_told IS NULL) = (paid_told IS NULL))
) STRICT;
CREATE INDEX contract_by_account ON contract (company, account);

-- The serial of a control unit that was handed over under a contract.
CREATE TABLE control_unit (
    contract  INTEGER NOT NULL,
    cu_number TEXT    NOT NULL,
    product   INTEGER NOT NULL,
    company   INTEGER NOT NULL,
    CONSTRAINT control_unit_key PRIMARY KEY (contract, cu_number),
    CONSTRAINT control_unit_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT control_unit_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT control_unit_company FOREIGN KEY (company) REFERENCES operating_company (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX control_unit_by_number ON control_unit (company, cu_number);

-- What is at the customer location now, by contract. No row where nothing is held.
CREATE TABLE held_product (
    contract INTEGER NOT NULL,
    product  INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT held_product_key PRIMARY KEY (contract, product),
    CONSTRAINT held_product_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT held_product_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT held_product_quantity_range CHECK (quantity BETWEEN 1 AND 1000000)
) STRICT, WITHOUT ROWID;
