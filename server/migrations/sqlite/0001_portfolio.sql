-- What an operating company has: centres, users, customers, accounts, contracts, products, stock.
--
-- Conventions, here and in the migrations that follow:
--   * an instant is RFC 3339 in UTC with milliseconds, always as long, so that text order is time order
--   * a date is a calendar date (YYYY-MM-DD) in the company's time zone
--   * money is a whole number of the currency's minor unit; which currency, the company says
--   * codes (states, statuses, roles …) are those of the API
--   * the rules are not here. Constraints only keep the data whole if the code is wrong

CREATE TABLE operating_company (
    -- A country business. Nothing of one is ever visible in another.
    id                   INTEGER NOT NULL,
    code                 TEXT    NOT NULL,  -- short, for people and scripts: KE
    name                 TEXT    NOT NULL,
    currency             TEXT    NOT NULL,  -- ISO 4217
    minor_digits         INTEGER NOT NULL,  -- of the currency: 2 for KES, 0 for RWF
    time_zone            TEXT    NOT NULL,  -- IANA name
    early_write_off_days INTEGER NOT NULL,  -- a younger default is marked as early
    default_after_days   INTEGER NOT NULL,  -- consecutive days late that make a default
    CONSTRAINT operating_company_key PRIMARY KEY (id),
    CONSTRAINT operating_company_code_once UNIQUE (code),
    CONSTRAINT operating_company_name_once UNIQUE (name),
    CONSTRAINT operating_company_code_form CHECK (length(code) BETWEEN 1 AND 16),
    CONSTRAINT operating_company_currency_form CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT operating_company_minor_digits_range CHECK (minor_digits BETWEEN 0 AND 4),
    CONSTRAINT operating_company_early_days_range CHECK (early_write_off_days BETWEEN 0 AND 36500),
    CONSTRAINT operating_company_default_days_range CHECK (default_after_days BETWEEN 1 AND 36500)
) STRICT;

CREATE TABLE fulfilment_centre (
    -- A shop and stock point.
    id      INTEGER NOT NULL,
    company INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    CONSTRAINT fulfilment_centre_key PRIMARY KEY (id),
    CONSTRAINT fulfilment_centre_name_once UNIQUE (company, name),
    CONSTRAINT fulfilment_centre_company FOREIGN KEY (company) REFERENCES operating_company (id)
) STRICT;

CREATE TABLE app_user (
    -- A person who signs in. A user is never deleted, only disabled: what they did stays theirs.
    id            INTEGER NOT NULL,
    company       INTEGER NOT NULL,
    user_name     TEXT    NOT NULL,  -- as it was chosen
    user_name_key TEXT    NOT NULL,  -- in lower case: names are compared without regard to case
    name          TEXT    NOT NULL,  -- the person's own name
    role          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,  -- Argon2id, PHC string
    created_at    TEXT    NOT NULL,
    disabled_at   TEXT,
    CONSTRAINT app_user_key PRIMARY KEY (id),
    CONSTRAINT app_user_name_once UNIQUE (user_name_key),
    CONSTRAINT app_user_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT app_user_role_known CHECK (role IN (
        'admin', 'basic', 'sales', 'field_technician', 'field_management',
        'back_office_management', 'call_centre_basic', 'call_centre_advanced')),
    CONSTRAINT app_user_password_hashed CHECK (password_hash LIKE '$argon2id$%')
) STRICT;

CREATE TABLE customer (
    id      INTEGER NOT NULL,
    company INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    class   TEXT    NOT NULL,
    phone   TEXT    NOT NULL,
    CONSTRAINT customer_key PRIMARY KEY (id),
    CONSTRAINT customer_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT customer_class_known CHECK (class IN ('residential', 'business', 'institution'))
) STRICT;

CREATE TABLE account (
    -- A customer's agreement group. Kept in the order of its key, which every look-up goes by.
    company      INTEGER NOT NULL,
    account_id   TEXT    NOT NULL,  -- in its normal form: upper case, no blanks
    customer     INTEGER NOT NULL,
    centre       INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    paid_until   TEXT,
    defaulted_on TEXT,              -- the day of the latest default
    CONSTRAINT account_key PRIMARY KEY (company, account_id),
    CONSTRAINT account_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT account_customer FOREIGN KEY (customer) REFERENCES customer (id),
    CONSTRAINT account_centre FOREIGN KEY (centre) REFERENCES fulfilment_centre (id),
    CONSTRAINT account_id_form CHECK (
        length(account_id) BETWEEN 1 AND 32 AND account_id NOT GLOB '*[^-A-Z0-9_]*'),
    CONSTRAINT account_state_known CHECK (state IN (
        'pending_activation', 'normal', 'late', 'defaulted', 'finished', 'inactive')),
    CONSTRAINT account_paid_until_date CHECK (paid_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CONSTRAINT account_defaulted_on_date CHECK (defaulted_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CONSTRAINT account_defaulted_has_a_day CHECK (state <> 'defaulted' OR defaulted_on IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE contract (
    -- A product agreement on an account.
    id                   INTEGER NOT NULL,
    company              INTEGER NOT NULL,
    account              TEXT    NOT NULL,
    status               TEXT    NOT NULL,
    write_off_debt_class TEXT    NOT NULL,
    signed_on            TEXT    NOT NULL,
    price                INTEGER NOT NULL,
    paid                 INTEGER NOT NULL,
    principal_balance    INTEGER NOT NULL,
    fees_balance         INTEGER NOT NULL,
    tax_balance          INTEGER NOT NULL,
    CONSTRAINT contract_key PRIMARY KEY (id),
    CONSTRAINT contract_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT contract_status_known CHECK (status IN (
        'draft', 'active', 'finished', 'terminated', 'cancelled', 'void')),
    CONSTRAINT contract_price_range CHECK (price >= 0),
    CONSTRAINT contract_paid_range CHECK (paid >= 0),
    CONSTRAINT contract_principal_range CHECK (principal_balance >= 0),
    CONSTRAINT contract_fees_range CHECK (fees_balance >= 0),
    CONSTRAINT contract_tax_range CHECK (tax_balance >= 0)
) STRICT;
CREATE INDEX contract_by_account ON contract (company, account);

CREATE TABLE product (
    id      INTEGER NOT NULL,
    company INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    CONSTRAINT product_key PRIMARY KEY (id),
    CONSTRAINT product_name_once UNIQUE (company, name),
    CONSTRAINT product_company FOREIGN KEY (company) REFERENCES operating_company (id)
) STRICT;

CREATE TABLE location (
    -- Where stock is. A company has one supplier (where stock comes from), one for all its
    -- customers (a move's contract says whose), one for what is lost, and one a centre.
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

CREATE TABLE held_product (
    -- What is at the customer location now, by contract. No row where nothing is held.
    contract INTEGER NOT NULL,
    product  INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT held_product_key PRIMARY KEY (contract, product),
    CONSTRAINT held_product_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT held_product_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT held_product_quantity_range CHECK (quantity BETWEEN 1 AND 1000000)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock (
    -- What is at a centre, or lost, now. The supplier is outside and has no row; what customers
    -- hold is in held_product.
    location INTEGER NOT NULL,
    product  INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT stock_key PRIMARY KEY (location, product),
    CONSTRAINT stock_location FOREIGN KEY (location) REFERENCES location (id),
    CONSTRAINT stock_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT stock_quantity_range CHECK (quantity >= 0)
) STRICT, WITHOUT ROWID;
