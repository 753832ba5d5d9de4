//! What people type to find an account.

use std::fmt::Write as _;

use crate::Result;
use crate::database::Database;

/// Accounts that are searched for, in each way.
pub(crate) const SOUGHT: usize = 2_000;

/// Ways in which somebody looks for an account.
#[derive(Debug, Default)]
pub(crate) struct SearchTargets {
    pub(crate) ids: Vec<String>,
    pub(crate) names: Vec<String>,
    pub(crate) phones: Vec<String>,
}

impl SearchTargets {
    /// What people would type to find some of the first company's accounts.
    pub(crate) fn of(database: &Database, rng: &mut fastrand::Rng) -> Result<Self> {
        let mut sql = database.sql()?;
        let mut column = |column: &str| -> Result<Vec<String>> {
            let mut texts = sql.texts(&format!(
                "SELECT CAST({column} AS text)
                   FROM account
                   JOIN customer
                     ON customer.company = account.company AND customer.id = account.customer
                  WHERE account.company = (SELECT min(id) FROM operating_company)
                  ORDER BY account_id"
            ))?;
            rng.shuffle(&mut texts);
            texts.truncate(SOUGHT);
            Ok(texts)
        };
        // All but the last letter, which ten accounts have in common.
        let mut ids = column("account_id")?;
        for id in &mut ids {
            id.pop();
        }
        let mut names = column("customer.name")?;
        for name in &mut names {
            name.truncate(name.find(' ').unwrap_or(name.len()));
        }
        let phones = column("customer.phone")?;
        sql.close()?;
        Ok(Self { ids, names, phones })
    }
}

/// Where what is typed is searched for.
pub(crate) fn address(typed: &str) -> String {
    let mut address = "/api/accounts?q=".to_owned();
    for byte in typed.bytes() {
        // Writing to a string cannot fail.
        let _ = write!(address, "%{byte:02X}");
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_can_be_searched_for() {
        assert_eq!(address("Zoé +1"), "/api/accounts?q=%5A%6F%C3%A9%20%2B%31");
    }
}
