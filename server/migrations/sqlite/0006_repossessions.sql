-- Repossessions, and the stock that they move.

CREATE TABLE repossession (
    id                INTEGER NOT NULL,
    company           INTEGER NOT NULL,
    account           TEXT    NOT NULL,
    repossessed_on    TEXT    NOT NULL CHECK (repossessed_on IS date(repossessed_on)),
    completed_by      INTEGER,
    cu_number         TEXT,
    product_condition TEXT    NOT NULL,
    pending_action    INTEGER,
    recorded_at       TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    recorded_by       INTEGER,
    CONSTRAINT repossession_key PRIMARY KEY (id),
    CONSTRAINT repossession_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT repossession_user FOREIGN KEY (completed_by) REFERENCES app_user (id),
    CONSTRAINT repossession_recorded_by FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT repossession_action FOREIGN KEY (pending_action) REFERENCES pending_action (id),
    CONSTRAINT repossession_condition_known CHECK (product_condition IN (
        'as_new', 'used', 'damaged', 'unusable', 'nothing_recovered'))
) STRICT;
CREATE INDEX repossession_by_account ON repossession (company, account);

CREATE TABLE repossession_line (
    repossession INTEGER NOT NULL,
    contract     INTEGER NOT NULL,
    product      INTEGER NOT NULL,
    held         INTEGER NOT NULL,
    returned     INTEGER NOT NULL,
    CONSTRAINT repossession_line_key PRIMARY KEY (repossession, contract, product),
    CONSTRAINT repossession_line_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT repossession_line_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT repossession_line_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT repossession_line_held_range CHECK (held >= 1),
    CONSTRAINT repossession_line_returned_range CHECK (returned BETWEEN 0 AND held)
) STRICT, WITHOUT ROWID;

-- Stock moves, it never appears or disappears: held_product and stock are the sums of this.
CREATE TABLE stock_move (
    id            INTEGER NOT NULL,
    company       INTEGER NOT NULL,
    from_location INTEGER NOT NULL,
    to_location   INTEGER NOT NULL,
    contract      INTEGER,
    product       INTEGER NOT NULL,
    quantity      INTEGER NOT NULL,
    repossession  INTEGER,
    import        INTEGER,
    moved_on      TEXT    NOT NULL CHECK (moved_on IS date(moved_on)),
    CONSTRAINT stock_move_key PRIMARY KEY (id),
    CONSTRAINT stock_move_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT stock_move_from FOREIGN KEY (from_location) REFERENCES location (id),
    CONSTRAINT stock_move_to FOREIGN KEY (to_location) REFERENCES location (id),
    CONSTRAINT stock_move_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT stock_move_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT stock_move_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT stock_move_import FOREIGN KEY (import) REFERENCES import (id),
    CONSTRAINT stock_move_moves CHECK (from_location <> to_location),
    CONSTRAINT stock_move_quantity_range CHECK (quantity >= 1)
) STRICT;

-- What is at a centre, or lost, now. The supplier is outside and has no row; what customers hold is
-- in held_product.
CREATE TABLE stock (
    location INTEGER NOT NULL,
    product  INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT stock_key PRIMARY KEY (location, product),
    CONSTRAINT stock_location FOREIGN KEY (location) REFERENCES location (id),
    CONSTRAINT stock_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT stock_quantity_range CHECK (quantity >= 0)
) STRICT, WITHOUT ROWID;
