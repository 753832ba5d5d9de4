//! `writeoff audit verify`: walking every chain of a database.

use std::fmt;

use domain::api::AuditReceipt;
use domain::audit::AuditAction;
use serde::Deserialize;

use crate::audit_chain::row::StoredRow;
use crate::audit_chain::walk::{ChainWalk, StoredHead};
use crate::database_location::Location;
use crate::hex::to_hex;
use crate::store::{self, AuditSnapshot, StoreError};

/// Rows that are read at once: few enough that a log of any length is nothing in memory.
const ROWS_AT_ONCE: u32 = 2_000;

/// Operations without a row that are named; more would not help anybody.
const NAMED_MAX: u32 = 10;

/// Why nothing can be said about the log.
pub type VerifyError = Box<dyn std::error::Error + Send + Sync>;

/// What was looked at, and what does not fit.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// The chains, by company.
    pub chains: Vec<Chain>,
    /// What does not fit: the first row of each chain, what no row tells of, and receipts.
    pub misfits: Vec<String>,
}

/// A chain that was walked.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The company's code, or what stands for none.
    pub company: String,
    /// How many rows were looked at.
    pub rows: u64,
    /// The head as it is stored.
    pub head: String,
}

impl Verified {
    /// How many rows were looked at.
    pub fn rows(&self) -> u64 {
        self.chains.iter().map(|chain| chain.rows).sum()
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Chain { company, rows, head } in &self.chains {
            writeln!(f, "audit company={company} rows={rows} head={head}")?;
        }
        for misfit in &self.misfits {
            writeln!(f, "audit broken {misfit}")?;
        }
        let (chains, rows) = (self.chains.len(), self.rows());
        let broken = self.misfits.len();
        write!(f, "audit chains={chains} rows={rows} broken={broken}")
    }
}

/// Walks every chain of the database as it is at one moment, also while servers go on
/// writing. `progress` is told how many rows were looked at so far.
///
/// # Errors
///
/// When there is no database of this version there, or it cannot be read. That something does not
/// fit is no error here.
pub async fn verify(
    database: &Location,
    receipts: &[AuditReceipt],
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Verified, VerifyError> {
    let mut snapshot = store::verify::audit_log(database).await?;
    Ok(walk(&mut snapshot, receipts, progress).await?)
}

/// Walks every chain of a log as it was at one moment.
pub async fn walk(
    snapshot: &mut AuditSnapshot,
    receipts: &[AuditReceipt],
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Verified, StoreError> {
    let mut verifying =
        Verifying { snapshot, found: Verified::default(), unmatched: receipts.to_vec(), progress };
    verifying.every_chain().await?;
    Ok(verifying.found)
}

/// A verification under way.
struct Verifying<'a> {
    snapshot: &'a mut AuditSnapshot,
    found: Verified,
    /// Receipts of which no row was seen yet.
    unmatched: Vec<AuditReceipt>,
    progress: &'a mut (dyn FnMut(u64) + Send),
}

impl Verifying<'_> {
    async fn every_chain(&mut self) -> Result<(), StoreError> {
        let companies = self.snapshot.companies().await?;
        let code = |company: i64| {
            let found = companies.iter().find(|(id, _)| *id == company);
            found.map_or_else(|| none_or_number(company), |(_, code)| code.clone())
        };
        for company in self.snapshot.without_head().await? {
            self.misfit(&code(company), 0, "the chain has no head");
        }
        for head in self.snapshot.heads().await? {
            self.chain(&head, code(head.company)).await?;
        }
        for AuditReceipt { sequence, hash } in std::mem::take(&mut self.unmatched) {
            let broken = format!("receipt={sequence}:{hash} no chain has that row with that hash");
            self.found.misfits.push(broken);
        }
        Ok(())
    }

    async fn chain(&mut self, head: &StoredHead, company: String) -> Result<(), StoreError> {
        let before = self.found.rows();
        let mut walk = ChainWalk::new(head.company);
        let (mut rows, mut taken_in, mut whole) = (0_u64, 0_i64, true);
        let mut after = 0;
        loop {
            let part = self.snapshot.rows_after(head.company, after, ROWS_AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            after = last.sequence;
            for row in &part {
                rows += 1;
                taken_in += repossessions_taken_in(row);
                self.unmatched.retain(|receipt| !is_of(receipt, row));
                if whole && let Err(misfit) = walk.step(row) {
                    whole = false;
                    self.misfit(&company, misfit.sequence, &misfit.wrong.to_string());
                }
            }
            (self.progress)(before + rows);
        }
        if whole && let Err(misfit) = walk.end(head) {
            self.misfit(&company, misfit.sequence, &misfit.wrong.to_string());
        }
        for number in self.snapshot.unaudited_operations(head.company, NAMED_MAX).await? {
            self.found.misfits.push(format!("company={company} operation {number} has no row"));
        }
        let (unaudited, one) = self.snapshot.unaudited_repossessions(head.company).await?;
        if unaudited != taken_in {
            let one = one.unwrap_or_default();
            self.found.misfits.push(format!(
                "company={company} {unaudited} repossessions have no row, and {taken_in} were taken \
                 in; one is of account {one}"
            ));
        }
        self.found.chains.push(Chain { company, rows, head: head.to_string() });
        Ok(())
    }

    fn misfit(&mut self, company: &str, sequence: i64, wrong: &str) {
        self.found.misfits.push(format!("company={company} sequence={sequence} {wrong}"));
    }
}

fn none_or_number(company: i64) -> String {
    if company == 0 { "none".to_owned() } else { format!("number-{company}") }
}

fn is_of(receipt: &AuditReceipt, row: &StoredRow) -> bool {
    u64::try_from(row.sequence).is_ok_and(|sequence| sequence == receipt.sequence)
        && to_hex(&row.hash) == receipt.hash
}

/// How many repossessions came with a portfolio: they have no rows of their own. A detail that is not what it was is found by its hash.
fn repossessions_taken_in(row: &StoredRow) -> i64 {
    #[derive(Deserialize)]
    struct TakenIn {
        repossessions: i64,
    }
    if row.action != AuditAction::PortfolioAdded.code() {
        return 0;
    }
    serde_json::from_str(&row.detail).map_or(0, |TakenIn { repossessions }| repossessions)
}
