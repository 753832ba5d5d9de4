//! The rows of a portfolio, named like the columns that they go to; dates and instants are texts in
//! ISO 8601.

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct CustomerRow {
    pub id: i64,
    pub name: String,
    pub class: &'static str,
    pub phone: String,
    /// The mail address, empty where there is none.
    pub mail: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct AccountRow {
    pub account_id: String,
    pub customer: i64,
    pub centre: i64,
    pub state: &'static str,
    pub paid_until: Option<String>,
    pub defaulted_on: Option<String>,
    pub credit: i64,
    pub deposit: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContractRow {
    pub id: i64,
    pub account: String,
    pub status: &'static str,
    pub write_off_debt_class: &'static str,
    pub signed_on: String,
    pub price: i64,
    pub daily_rate: i64,
    pub paid: i64,
    pub principal_balance: i64,
    pub fees_balance: i64,
    pub tax_balance: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct HeldRow {
    pub contract: i64,
    pub product: i64,
    pub quantity: u32,
}

#[derive(Clone, Debug, Serialize)]
pub struct MoveRow {
    pub from_location: i64,
    pub to_location: i64,
    pub contract: Option<i64>,
    pub product: i64,
    pub quantity: u32,
    pub repossession: Option<i64>,
    pub moved_on: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ActionRow {
    pub id: i64,
    pub account: String,
    pub status: &'static str,
    pub defaulted_on: String,
    pub created_at: String,
    pub done_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AttemptRow {
    pub account: String,
    pub pending_action: i64,
    pub attempted_on: String,
    pub reason: &'static str,
    pub promised_on: Option<String>,
    pub recorded_by: i64,
    pub recorded_at: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct RepossessionRow {
    pub id: i64,
    pub account: String,
    pub repossessed_on: String,
    /// Nobody, of a write-off that an event of a process did.
    pub completed_by: Option<i64>,
    pub cu_number: Option<String>,
    pub product_condition: &'static str,
    pub pending_action: i64,
    pub recorded_at: String,
}

/// That no write-off process is opened for an account before a day.
#[derive(Clone, Debug, Serialize)]
pub struct HoldRow {
    pub account: String,
    pub held_until: String,
    pub recorded_at: String,
    pub recorded_by: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct LineRow {
    pub repossession: i64,
    pub contract: i64,
    pub product: i64,
    pub held: u32,
    pub returned: u32,
}

#[derive(Clone, Debug, Serialize)]
pub struct UnitRow {
    pub contract: i64,
    pub product: i64,
    pub account: String,
    pub cu_number: String,
}

/// What one of a product is worth in a condition.
#[derive(Clone, Debug, Serialize)]
pub struct ValueRow {
    pub product: i64,
    pub product_condition: &'static str,
    pub amount: i64,
}

// How each kind is inserted: `$1` is the company, `$2` the rows.

pub(super) const CUSTOMERS: &str = "
    INSERT INTO customer (id, company, name, class, phone, mail, name_key)
    SELECT id, $1, name, class, phone, mail, name_key
      FROM {rows $2: id int, name text, class text, phone text, mail text, name_key text} AS new";

pub(super) const ACCOUNTS: &str = "
    INSERT INTO account (company, account_id, customer, centre, state, paid_until, defaulted_on,
                         credit, deposit, credit_score)
    SELECT $1, account_id, customer, centre, state, paid_until, defaulted_on, credit, deposit, 0
      FROM {rows $2: account_id text, customer int, centre int, state text, paid_until date,
                     defaulted_on date, credit int, deposit int} AS new";

pub(super) const CONTRACTS: &str = "
    INSERT INTO contract (id, company, account, contract_number, status, write_off_debt_class, signed_on, price,
                          daily_rate, paid, principal_balance, fees_balance, tax_balance)
    SELECT id, $1, account, 'C-' || id, status, write_off_debt_class, signed_on, price, daily_rate, paid,
           principal_balance, fees_balance, tax_balance
      FROM {rows $2: id int, account text, status text, write_off_debt_class text, signed_on date,
                     price int, daily_rate int, paid int, principal_balance int, fees_balance int,
                     tax_balance int} AS new";

pub(super) const HELD: &str = "
    INSERT INTO held_product (contract, product, quantity)
    SELECT new.contract, new.product, new.quantity
      FROM {rows $2: contract int, product int, quantity int} AS new
     CROSS JOIN contract WHERE contract.id = new.contract AND contract.company = $1";

pub(super) const ACTIONS: &str = "
    INSERT INTO pending_action (id, company, account, type, status, defaulted_on, created_at, done_at)
    SELECT id, $1, account, 'repossession', status, defaulted_on, created_at, done_at
      FROM {rows $2: id int, account text, status text, defaulted_on date, created_at instant,
                     done_at instant} AS new";

pub(super) const ATTEMPTS: &str = "
    INSERT INTO failed_attempt (company, account, pending_action, attempted_on, reason, promised_on,
                                recorded_by, recorded_at)
    SELECT $1, account, pending_action, attempted_on, reason, promised_on, recorded_by, recorded_at
      FROM {rows $2: account text, pending_action int, attempted_on date, reason text,
                     promised_on date, recorded_by int, recorded_at instant} AS new";

pub(super) const REPOSSESSIONS: &str = "
    INSERT INTO repossession (id, company, account, repossessed_on, completed_by, cu_number,
                              product_condition, pending_action, recorded_at, recorded_by)
    SELECT id, $1, account, repossessed_on, completed_by, cu_number, product_condition,
           pending_action, recorded_at, completed_by
      FROM {rows $2: id int, account text, repossessed_on date, completed_by int, cu_number text,
                     product_condition text, pending_action int, recorded_at instant} AS new";

pub(super) const HOLDS: &str = "
    INSERT INTO account_hold (company, account, held_until, recorded_at, recorded_by)
    SELECT $1, account, held_until, recorded_at, recorded_by
      FROM {rows $2: account text, held_until date, recorded_at instant, recorded_by int} AS new";

pub(super) const HELD_UNTIL: &str = "
    UPDATE account SET held_until = new.held_until
      FROM {rows $2: account text, held_until date} AS new
     WHERE account.company = $1 AND account.account_id = new.account";

pub(super) const LINES: &str = "
    INSERT INTO repossession_line (repossession, contract, product, held, returned)
    SELECT new.repossession, new.contract, new.product, new.held, new.returned
      FROM {rows $2: repossession int, contract int, product int, held int, returned int} AS new
     CROSS JOIN contract WHERE contract.id = new.contract AND contract.company = $1";

pub(super) const MOVES: &str = "
    INSERT INTO stock_move (company, from_location, to_location, contract, product, quantity,
                            repossession, moved_on)
    SELECT $1, from_location, to_location, contract, product, quantity, repossession, moved_on
      FROM {rows $2: from_location int, to_location int, contract int, product int, quantity int,
                     repossession int, moved_on date} AS new";

pub(super) const UNITS: &str = "
    INSERT INTO control_unit (contract, cu_number, product, company)
    SELECT new.contract, new.cu_number, new.product, $1
      FROM {rows $2: contract int, product int, cu_number text} AS new
     CROSS JOIN contract WHERE contract.id = new.contract AND contract.company = $1";

pub(super) const UNIT_TERMS: &str = "
    INSERT INTO account_term (company, kind, term, account)
    SELECT $1, 'cu_number', cu_number, account
      FROM {rows $2: cu_number text, account text} AS new WHERE true
    ON CONFLICT DO NOTHING";

pub(super) const VALUES: &str = "
    INSERT INTO product_value (product, product_condition, amount)
    SELECT new.product, new.product_condition, new.amount
      FROM {rows $2: product int, product_condition text, amount int} AS new
     CROSS JOIN product WHERE product.id = new.product AND product.company = $1";
