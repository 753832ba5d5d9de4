//! What must hold in every database, whatever the code did: one question an invariant.
//!
//! These state no rule of the domain. They compare what was written in one place with what was
//! written in another, so that a mistake in the code, in a migration or by hand shows. A question
//! is SQL that both back ends understand: it has a row for each thing that it looks at, with its
//! `subject` and whether the invariant is `violated` there.

mod booked;
mod check;
mod kept;
mod kept_imports;

pub use check::VerificationRun;
pub(super) use check::check;

/// An invariant and the question that tells whether it holds.
#[derive(Clone, Copy, Debug)]
pub struct Invariant {
    /// Its name, for scripts. It does not change.
    pub name: &'static str,
    /// What it says, for people.
    pub says: &'static str,
    /// SQL that counts what was looked at and what violates it, and names one that does.
    pub question: &'static str,
}

/// An invariant whose question stands in the file of its name.
macro_rules! invariant {
    ($name:literal, $says:literal) => {
        Invariant {
            name: $name,
            says: $says,
            question: concat!(
                "SELECT count(*), count(*) FILTER (WHERE violated), \
                 min(subject) FILTER (WHERE violated) FROM (\n",
                include_str!(concat!($name, ".sql")),
                ") AS looked_at"
            ),
        }
    };
}

/// Every invariant that is a question of SQL.
pub const INVARIANTS: &[Invariant] = &[
    invariant!(
        "outcomes_equal_entries",
        "an operation has one outcome for every entry, and its counts and amount are theirs"
    ),
    invariant!(
        "written_off_outcome_has_write_off",
        "an outcome that says written off has one write-off, of that amount; one that says started, one process"
    ),
    invariant!(
        "write_off_has_outcome",
        "a write-off of an operation has one outcome there that says so"
    ),
    invariant!(
        "write_off_recovers_nothing",
        "a write-off is a repossession of nothing, of at least one contract"
    ),
    invariant!(
        "repossession_of_nothing_is_write_off",
        "a repossession in which nothing was recovered is a write-off, and no other is"
    ),
    invariant!("contract_written_off_once", "a contract is written off at most once"),
    invariant!(
        "written_off_contract_terminated",
        "a contract that was written off is terminated, owes nothing, and is of that account"
    ),
    invariant!(
        "written_off_account_inactive",
        "an account that was written off is inactive and has no active contract"
    ),
    invariant!(
        "repossession_action_done",
        "what a repossession completes is done, and nothing is pending after a write-off"
    ),
    invariant!(
        "stock_conserved",
        "what suppliers delivered is at customers, at centres or lost: by company and product"
    ),
    invariant!(
        "held_products_as_moved",
        "what customers hold is what was moved to them and not back: by contract and product"
    ),
    invariant!(
        "stock_as_moved",
        "what is at a centre or lost is what was moved there and not away: by product"
    ),
    invariant!(
        "repossession_lines_as_moved",
        "what a repossession returned or lost is what it moved: by contract and product"
    ),
    invariant!(
        "journal_balances",
        "a journal entry moves something, and debits one ledger account what it credits another"
    ),
    invariant!("journal_numbered", "entries of a company are numbered from 1 without a gap"),
    invariant!(
        "receivables_as_owed",
        "the journal has of each contract what is owed under it as receivables"
    ),
    invariant!(
        "company_receivables_as_owed",
        "the journal has of each company what is owed under its contracts as receivables"
    ),
    invariant!(
        "deposits_as_paid",
        "a deposit is what payments left over, by account, and in the journal by company"
    ),
    invariant!(
        "payments_applied",
        "a payment went to contracts and the deposit to the last unit, and was booked"
    ),
    invariant!("reversals_undo", "a reversal undoes a payment of that account, as it was"),
    invariant!(
        "days_explained_by_payments",
        "the day until which an account is paid is where its payments and reversals moved it"
    ),
    invariant!(
        "losses_as_registered",
        "what was given up of a written-off contract is what the register says"
    ),
    invariant!(
        "losses_as_booked",
        "what was given up of a contract is what the journal has as a loss and as tax"
    ),
    invariant!(
        "recoveries_as_paid",
        "what was recovered of a contract is what was paid of it, and never more than was lost"
    ),
    invariant!(
        "journal_books_write_offs",
        "the journal has of each write-off what was written off under its contracts"
    ),
    invariant!(
        "write_off_method_agrees",
        "a write-off carries its operation or process, of its company, where that made it"
    ),
    invariant!("operations_numbered", "operations of a company are numbered from 1 without a gap"),
    invariant!("operation_notified", "who submitted an operation was notified of it"),
    invariant!("operation_audited", "an operation has its row in the audit log"),
    invariant!(
        "import_outcomes_counted",
        "an import has one outcome for every row, and its counts are theirs"
    ),
    invariant!("imports_numbered", "imports of a company are numbered from 1 without a gap"),
    invariant!("import_audited", "an import has its row in the audit log"),
    invariant!(
        "import_books_and_moves",
        "what an import booked and moved is of its company, and came from the supplier or went there"
    ),
    invariant!(
        "serials_within_held",
        "no more serials are noted under an active contract than it holds of the product"
    ),
    invariant!(
        "changes_numbered",
        "changes of accounts are numbered within the company from 1 without a gap"
    ),
    invariant!(
        "process_contract_active_once",
        "a contract is active in at most one write-off process, which goes on"
    ),
    invariant!(
        "process_reason_agrees",
        "a process goes on while an event is pending, and has cancelled ones where it was canceled"
    ),
    invariant!(
        "process_events_dated",
        "an event of a process that is complete has the day, which is not before it was due"
    ),
    invariant!(
        "process_contracts_agree",
        "contracts of a process are of its account and class, and written off where they say so"
    ),
    invariant!(
        "process_leaves_nothing_open",
        "a process that was canceled has no open referral, and messages wait for pending events"
    ),
    invariant!(
        "process_history_begins",
        "the history of a process says once that it started, and once how it ended"
    ),
    invariant!(
        "process_tasks_agree",
        "a task is of an event of a process of its account, and says by whom it was done"
    ),
    invariant!(
        "account_held_as_recorded",
        "an account is held until the day that was recorded last"
    ),
    invariant!(
        "rows_of_one_company",
        "accounts, repossessions, operations and products refer to things of their own company"
    ),
    invariant!("session_of_user", "a session is of a user who exists, and ends after it began"),
];

/// That the file of every operation is the one that was submitted: its hash tells.
pub const FILE_KEPT: (&str, &str) =
    ("operation_file_kept", "the file of an operation is kept, with the hash that it had");

/// That what was asked for is what was submitted: its hash tells.
pub const REQUEST_KEPT: (&str, &str) = (
    "operation_request_kept",
    "what was asked of an operation and shown before is kept, with the hash that it had",
);

/// That the audit log tells of operations as they are.
pub const OPERATION_RECEIPT: (&str, &str) = (
    "operation_receipt_agrees",
    "the audit log has of an operation the counts, and the hashes of file and outcomes, that are there",
);

/// That the file of every import is the one that was sent.
pub const IMPORT_FILE_KEPT: (&str, &str) =
    ("import_file_kept", "the file of an import is kept, with the hash that it had");

/// That the audit log tells of imports as they are.
pub const IMPORT_RECEIPT: (&str, &str) = (
    "import_receipt_agrees",
    "the audit log has of an import the counts, and the hashes of file and outcomes, that are there",
);

/// That repossessions were booked.
pub const REPOSSESSIONS_BOOKED: (&str, &str) = (
    "journal_books_repossessions",
    "the journal has of each repossession what was owed, as the audit log tells it",
);

/// That nobody took away what guards the rows.
pub const SCHEMA_AS_MADE: (&str, &str) = (
    "schema_as_made",
    "tables, keys, checks and the triggers that keep rows from change are as migrations made them",
);

/// That the database itself finds every reference whole.
pub const FOREIGN_KEYS: (&str, &str) =
    ("foreign_keys", "every row that another refers to is there");

/// That the database itself finds its files whole.
pub const INTEGRITY: (&str, &str) = ("integrity", "the database's own structures are whole");

/// That the audit log is as it was written: `writeoff audit verify` says more.
pub const AUDIT_CHAIN: (&str, &str) =
    ("audit_chain", "every row of the audit log has the hash that follows from those before it");

/// The result of checking an invariant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The invariant's name.
    pub name: &'static str,
    pub says: &'static str,
    /// How many things were looked at.
    pub checked: u64,
    /// How many of them violate it.
    pub violations: u64,
    /// One that does.
    pub first: Option<String>,
}

impl Finding {
    /// The result of checking the invariant of that name.
    pub fn of(
        (name, says): (&'static str, &'static str),
        checked: u64,
        violations: u64,
        first: Option<String>,
    ) -> Self {
        Self { name, says, checked, violations, first }
    }
}

/// Things that are looked at one by one.
#[derive(Debug, Default)]
struct Count {
    checked: u64,
    violations: u64,
    first: Option<String>,
}

impl Count {
    /// Counts one, and keeps the name of the first that is not as it must be.
    fn one(&mut self, holds: bool, subject: impl FnOnce() -> String) {
        self.checked += 1;
        if !holds {
            self.violations += 1;
            self.first.get_or_insert_with(subject);
        }
    }

    fn finding(self, named: (&'static str, &'static str)) -> Finding {
        Finding::of(named, self.checked, self.violations, self.first)
    }
}
