-- Operating companies, and what each has of its own.
--
-- Conventions of all migrations:
--   * one schema: tables, columns and constraints are the same on SQLite and PostgreSQL
--   * a date is text (2026-11-21), an instant too (2026-11-21T09:05:07.000Z, UTC), a UUID too;
--     a flag is 0 or 1
--   * money is a whole number of the minor unit of the company's currency
--   * codes (states, roles, ...) are those of the API
--   * rules are not here: constraints only keep the data whole if the code is wrong

-- A country business. Nothing of one is ever visible in another. Its row is also the lock for what
-- is numbered within the company.
CREATE TABLE operating_company (
    id                   INTEGER NOT NULL,
    code                 TEXT    NOT NULL,
    name                 TEXT    NOT NULL,
    currency             TEXT    NOT NULL,
    minor_digits         INTEGER NOT NULL,
    time_zone            TEXT    NOT NULL,
    early_write_off_days INTEGER NOT NULL,
    default_after_days   INTEGER NOT NULL,
    allocation_order     TEXT    NOT NULL,
    late_days_forgiven   INTEGER NOT NULL CHECK (late_days_forgiven IN (0, 1)),
    daily_run_hour       INTEGER NOT NULL,
    CONSTRAINT operating_company_key PRIMARY KEY (id),
    CONSTRAINT operating_company_code_once UNIQUE (code),
    CONSTRAINT operating_company_name_once UNIQUE (name),
    CONSTRAINT operating_company_code_form CHECK (length(code) BETWEEN 1 AND 16),
    CONSTRAINT operating_company_currency_form CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT operating_company_minor_digits_range CHECK (minor_digits BETWEEN 0 AND 4),
    CONSTRAINT operating_company_early_days_range CHECK (early_write_off_days BETWEEN 0 AND 36500),
    CONSTRAINT operating_company_default_days_range CHECK (default_after_days BETWEEN 1 AND 36500),
    CONSTRAINT operating_company_allocation_order_known CHECK (allocation_order IN (
        'principal,fees,tax', 'principal,tax,fees', 'fees,principal,tax', 'fees,tax,principal',
        'tax,principal,fees', 'tax,fees,principal')),
    CONSTRAINT operating_company_daily_run_hour_range CHECK (daily_run_hour BETWEEN 0 AND 23)
) STRICT;

-- A shop and stock point.
CREATE TABLE fulfilment_centre (
    id      INTEGER NOT NULL,
    company INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    CONSTRAINT fulfilment_centre_key PRIMARY KEY (id),
    CONSTRAINT fulfilment_centre_name_once UNIQUE (company, name),
    CONSTRAINT fulfilment_centre_company FOREIGN KEY (company) REFERENCES operating_company (id)
) STRICT;

CREATE TABLE product (
    id      INTEGER NOT NULL,
    company INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    -- What another system told last that one is worth in each condition.
    as_new_told   INTEGER,
    used_told     INTEGER,
    damaged_told  INTEGER,
    unusable_told INTEGER,
    CONSTRAINT product_key PRIMARY KEY (id),
    CONSTRAINT product_name_once UNIQUE (company, name),
    CONSTRAINT product_company FOREIGN KEY (company) REFERENCES operating_company (id)
) STRICT;

-- What one of a product is worth in each condition. Worth nothing where it is not listed.
CREATE TABLE product_value (
    product           INTEGER NOT NULL,
    product_condition TEXT    NOT NULL,
    amount            INTEGER NOT NULL,
    CONSTRAINT product_value_key PRIMARY KEY (product, product_condition),
    CONSTRAINT product_value_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT product_value_condition_known CHECK (product_condition IN (
        'as_new', 'used', 'damaged', 'unusable')),
    CONSTRAINT product_value_amount_range CHECK (amount >= 0)
) STRICT, WITHOUT ROWID;

-- Where stock is. A company has one supplier (where stock comes from), one for all its customers (a
-- move's contract says whose), one for what is lost, and one a centre.
CREATE TABLE location (
    id      INTEGER NOT NULL,
    company INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    centre  INTEGER,
    CONSTRAINT location_key PRIMARY KEY (id),
    CONSTRAINT location_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT location_centre FOREIGN KEY (centre) REFERENCES fulfilment_centre (id),
    CONSTRAINT location_centre_once UNIQUE (centre),
    CONSTRAINT location_kind_known CHECK (kind IN ('supplier', 'customer', 'fulfilment_centre', 'lost')),
    CONSTRAINT location_centre_where_it_is_one CHECK ((kind = 'fulfilment_centre') = (centre IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX location_kind_once ON location (company, kind) WHERE kind <> 'fulfilment_centre';

-- The company's chart of accounts: which code and name each role has there.
CREATE TABLE ledger_account (
    company INTEGER NOT NULL,
    role    TEXT    NOT NULL,
    code    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    CONSTRAINT ledger_account_key PRIMARY KEY (company, role),
    CONSTRAINT ledger_account_code_once UNIQUE (company, code),
    CONSTRAINT ledger_account_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT ledger_account_role_known CHECK (role IN (
        'clearing_mobile_money', 'clearing_cash', 'clearing_bank', 'receivables',
        'repossessed_stock', 'customer_deposits', 'tax_liability', 'opening_equity',
        'recovery_income', 'write_off_expense', 'loss_on_repossession')),
    CONSTRAINT ledger_account_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT ledger_account_name_form CHECK (length(name) BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;

-- How the company takes payments: only in these ways are new ones recorded.
CREATE TABLE payment_channel (
    company INTEGER NOT NULL,
    channel TEXT    NOT NULL,
    CONSTRAINT payment_channel_key PRIMARY KEY (company, channel),
    CONSTRAINT payment_channel_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT payment_channel_known CHECK (channel IN ('mobile_money', 'cash', 'bank'))
) STRICT, WITHOUT ROWID;
