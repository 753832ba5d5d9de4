//! What a person sees before anything is committed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::assess::{Purpose, Reason, Verdict, assess};
use crate::AccountId;
use crate::account::{AccountFacts, ProductId};
use crate::money::Money;
use crate::upload::Entry;

/// Every entry of a file with its verdict, in the order in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Eligible ones first, by days since default ascending and then by account ID, so that
    /// what comes too early stands on top; then the others, by reason, then by line.
    pub rows: Vec<PreviewRow>,
    /// How many of each.
    pub counts: Counts,
}

/// One entry and what the rule says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Which of the entries that were given, from 0.
    pub entry: usize,
    /// What the rule says.
    pub verdict: Verdict,
}

/// What a preview adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries in all: eligible and ineligible ones.
    pub entries: usize,
    /// How many it will be done to.
    pub eligible: usize,
    /// How many of those are early.
    pub early: usize,
    /// How many of those are counted from the default of a pending repossession.
    pub by_pending_repossession: usize,
    /// The fewest days since default among those.
    pub youngest_default_days: Option<u32>,
    /// What is outstanding on those.
    pub amount: Money,
    /// How many it will not, by [`Reason::code`], in the order of the rule; none of zero.
    pub ineligible: Vec<(&'static str, usize)>,
    /// The products that will be lost, by product; none where nothing is written off.
    pub products_lost: BTreeMap<ProductId, u64>,
}

impl Counts {
    /// How many it will not be done to.
    pub const fn not_eligible(&self) -> usize {
        self.entries - self.eligible
    }
}

/// Judges every entry and puts them in the order in which they are shown.
///
/// ```text
/// entries + facts + today + purpose ─► the same preview, wherever it runs
/// ```
pub fn preview(
    entries: &[Entry],
    facts: &BTreeMap<AccountId, AccountFacts>,
    today: Date,
    purpose: &Purpose,
) -> Preview {
    let mut rows: Vec<(PreviewRow, &Entry)> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let verdict = assess(entry, facts_of(entry, facts), today, purpose);
            (PreviewRow { entry: index, verdict }, entry)
        })
        .collect();
    rows.sort_by(|(a, a_entry), (b, b_entry)| {
        place(&a.verdict).cmp(&place(&b.verdict)).then_with(|| match a.verdict {
            Verdict::Eligible { .. } => a_entry.account.cmp(&b_entry.account),
            Verdict::Ineligible(_) => a_entry.line.cmp(&b_entry.line),
        })
    });
    let counts = count(&rows, facts, purpose);
    Preview { rows: rows.into_iter().map(|(row, _)| row).collect(), counts }
}

fn facts_of<'a>(
    entry: &Entry,
    facts: &'a BTreeMap<AccountId, AccountFacts>,
) -> Option<&'a AccountFacts> {
    entry.account.as_ref().ok().and_then(|account| facts.get(account))
}

/// Where a verdict stands in the list: its group, then its place in the group.
fn place(verdict: &Verdict) -> (u8, u32) {
    match verdict {
        Verdict::Eligible { days_since_default, .. } => (0, *days_since_default),
        Verdict::Ineligible(reason) => (1 + reason_place(*reason), 0),
    }
}

/// The order of the rule, in which malformed and rounded are one step.
const fn reason_place(reason: Reason) -> u8 {
    match reason {
        Reason::MalformedAccountId | Reason::RoundedBySpreadsheet => 0,
        Reason::DuplicateEntry { .. } => 1,
        Reason::AccountDoesNotExist => 2,
        Reason::AccountAlreadyTerminated => 3,
        Reason::AccountNotInDefault => 4,
        Reason::AccountOnHold => 5,
        Reason::NothingOwed => 6,
        Reason::OtherDebtClass => 7,
        Reason::InActiveProcess { .. } => 8,
        Reason::NoTemplate => 9,
    }
}

fn count(
    rows: &[(PreviewRow, &Entry)],
    facts: &BTreeMap<AccountId, AccountFacts>,
    purpose: &Purpose,
) -> Counts {
    let writes_off = matches!(purpose, Purpose::WriteOff(_));
    let mut counts = Counts { entries: rows.len(), ..Counts::default() };
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    for (row, entry) in rows {
        match row.verdict {
            Verdict::Eligible { days_since_default, early, by_pending_repossession, amount } => {
                counts.eligible += 1;
                counts.early += usize::from(early);
                counts.by_pending_repossession += usize::from(by_pending_repossession);
                counts.youngest_default_days = Some(
                    counts
                        .youngest_default_days
                        .map_or(days_since_default, |days| days.min(days_since_default)),
                );
                counts.amount = Money::total([counts.amount, amount]);
                let lost = facts_of(entry, facts).filter(|_| writes_off);
                for contract in lost.into_iter().flat_map(|facts| &facts.standing.contracts) {
                    for held in &contract.held {
                        *counts.products_lost.entry(held.product).or_default() +=
                            u64::from(held.quantity.0);
                    }
                }
            }
            Verdict::Ineligible(reason) => {
                *reasons.entry(reason.kind()).or_default() += 1;
            }
        }
    }
    counts.ineligible = reasons.into_iter().map(|(reason, n)| (reason.code(), n)).collect();
    counts
}
