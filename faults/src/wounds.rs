//! What is wrong inside a database, whatever the server says of it.

use crate::Result;
use crate::books::LedgerTotals;
use crate::database::Database;
use crate::server::Program;

/// Operations without everything that belongs to them: an outcome for every entry, a write-off for
/// every one that says so, an inactive account for each of these, the notification.
const HALF_APPLIED: &str = "
    SELECT (SELECT count(*) FROM bulk_operation AS op
              LEFT JOIN (SELECT operation, count(*) AS rows FROM bulk_operation_outcome
                          GROUP BY operation) AS outcome ON outcome.operation = op.id
              LEFT JOIN (SELECT operation, count(*) AS rows FROM write_off
                          GROUP BY operation) AS done ON done.operation = op.id
              LEFT JOIN (SELECT operation, count(*) AS rows FROM notification
                          GROUP BY operation) AS told ON told.operation = op.id
             WHERE coalesce(outcome.rows, 0) <> op.entries
                OR coalesce(done.rows, 0) <> op.written_off
                OR coalesce(told.rows, 0) <> 1)
         + (SELECT count(*) FROM write_off
              JOIN repossession ON repossession.id = write_off.repossession
              JOIN account ON account.company = repossession.company
               AND account.account_id = repossession.account
             WHERE account.state <> 'inactive')
         + (SELECT count(*) FROM write_off_contract
              JOIN contract ON contract.id = write_off_contract.contract
             WHERE contract.status <> 'terminated')";

/// Accounts or contracts that were written off more than once.
const DOUBLED: &str = "
    SELECT (SELECT count(*) FROM (
                SELECT 1 FROM write_off JOIN repossession ON repossession.id = write_off.repossession
                 GROUP BY repossession.company, repossession.account HAVING count(*) > 1) AS twice)
         + (SELECT count(*) FROM (
                SELECT 1 FROM write_off_contract GROUP BY contract HAVING count(*) > 1) AS twice)";

/// What `writeoff verify` prints of an invariant: `verify NAME checked=N violations=M`.
fn violations(line: &str) -> Option<u64> {
    line.strip_prefix("verify ")?.rsplit_once("violations=")?.1.trim().parse().ok()
}

/// Adds what the database itself shows to what was found: half-applied and doubled operations,
/// and operations that nobody submitted or that are there twice.
///
/// Then asks `writeoff verify`, which knows all the invariants.
pub(crate) fn look(program: &Program, database: &Database, books: &mut LedgerTotals) -> Result {
    let verified = program.run(&["verify", "--database", &database.address])?;
    let broken = verified.text.lines().filter_map(violations).sum::<u64>();
    if broken > 0 || !verified.status.success() {
        eprintln!("{}", verified.text);
    }
    // A check that cannot be made is as bad as one that fails.
    books.found.violations += broken.max(u64::from(!verified.status.success()));
    let mut sql = database.sql()?;
    books.found.half_applied += sql.count(HALF_APPLIED)?;
    books.found.doubled += sql.count(DOUBLED)?;
    let operations = sql.count("SELECT count(*) FROM bulk_operation")?;
    books.found.doubled += operations.abs_diff(books.operations());
    let written_off = sql.count("SELECT count(*) FROM write_off WHERE operation IS NOT NULL")?;
    let expected = u64::try_from(books.written_off())?;
    books.found.doubled += written_off.abs_diff(expected);
    sql.close()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_are_read() {
        assert_eq!(violations("verify journal_balances checked=12 violations=3"), Some(3));
        assert_eq!(violations("every invariant holds"), None);
    }
}
