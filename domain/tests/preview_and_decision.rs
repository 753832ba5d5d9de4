//! The page says nothing that the server would not do, and the server does nothing that the page
//! did not show: for any portfolio and any file.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

mod booked;

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, Held, ProductId, Quantity, Standing,
};
use domain::bulk_write_off::{OutcomeOf, Policy, Purpose, SeenAccounts, decide, preview};
use domain::money::{Balance, Money};
use domain::upload::{self, Entry};
use domain::{AccountId, Date};
use proptest::prelude::*;

use booked::booked;

const PURPOSE: Purpose = Purpose::WriteOff(Policy { early_write_off_days: 90 });

fn date() -> impl Strategy<Value = Date> {
    (2024_i16..2027, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn standing() -> impl Strategy<Value = Standing> {
    let contract = (1_i64..5, 0_i64..3, 0_i64..3, 0_i64..3, 0_u32..3).prop_map(
        |(id, principal, fees, tax, quantity)| ActiveContract {
            id: ContractId(id),
            balance: Balance {
                principal: Money::from_minor(principal),
                fees: Money::from_minor(fees),
                tax: Money::from_minor(tax),
            },
            held: vec![Held { product: ProductId(1), quantity: Quantity(quantity) }],
        },
    );
    (
        prop::sample::select(AccountState::ALL.to_vec()),
        prop::option::of(date()),
        prop::option::of(date()),
        prop::collection::vec(contract, 0..3),
    )
        .prop_map(|(state, defaulted_on, repossession_pending_since, contracts)| Standing {
            collection: None,
            state,
            defaulted_on,
            repossession_pending_since,
            contracts,
        })
}

fn portfolio() -> impl Strategy<Value = BTreeMap<AccountId, AccountFacts>> {
    prop::collection::btree_map(0_u32..30, standing(), 0..30).prop_map(|accounts| {
        let facts = accounts.into_iter().map(|(n, standing)| AccountFacts {
            account: AccountId::parse(&format!("A-{n}")).unwrap(),
            customer: String::new(),
            centre: String::new(),
            failed_attempts: 0,
            standing,
        });
        facts.map(|facts| (facts.account.clone(), facts)).collect()
    })
}

/// A file over the portfolio's accounts, some that do not exist, some twice, some malformed.
fn file() -> impl Strategy<Value = Vec<Entry>> {
    let cell =
        prop_oneof![8 => (0_u32..40).prop_map(|n| format!("a-{n}")), 1 => Just("a b".to_owned())];
    prop::collection::vec(cell, 1..60)
        .prop_map(|cells| upload::read(cells.join("\n").as_bytes(), None).unwrap().entries)
}

fn seen(
    entries: &[Entry],
    portfolio: &BTreeMap<AccountId, AccountFacts>,
    today: Date,
) -> SeenAccounts {
    let preview = preview(entries, portfolio, today, &PURPOSE);
    let eligible = preview.rows.iter().filter(|row| row.verdict.is_eligible());
    let account = |entry: usize| entries[entry].account.clone().unwrap();
    eligible
        .map(|row| account(row.entry))
        .map(|account| (account.clone(), portfolio[&account].standing.clone()))
        .collect()
}

fn written_off(
    entries: &[Entry],
    outcomes: &[domain::bulk_write_off::Outcome],
) -> BTreeSet<AccountId> {
    outcomes
        .iter()
        .filter(|outcome| matches!(outcome.result, OutcomeOf::Done(_)))
        .map(|outcome| entries[outcome.entry].account.clone().unwrap())
        .collect()
}

proptest! {
    /// Nothing changed: exactly what was shown as eligible is written off.
    #[test]
    fn the_decision_does_what_the_preview_showed(
        portfolio in portfolio(), entries in file(), today in date(),
    ) {
        let seen = seen(&entries, &portfolio, today);
        let decision = decide(&entries, &seen, &portfolio, today, &PURPOSE);
        prop_assert_eq!(decision.outcomes.len(), entries.len());
        let done = written_off(&entries, &decision.outcomes);
        prop_assert_eq!(&done, &seen.keys().cloned().collect());
        let effects: BTreeSet<_> = decision.write_offs.iter().map(|w| w.account.clone()).collect();
        prop_assert_eq!(&done, &effects);
        prop_assert_eq!(decision.write_offs.len(), effects.len());
        for write_off in &decision.write_offs {
            let owed: i64 = write_off.contracts.iter().map(|one| one.owed.total().minor()).sum();
            let lines = booked(write_off.entry.as_ref());
            prop_assert_eq!(lines.iter().map(|line| line.1.max(0)).sum::<i64>(), owed);
        }
    }

    /// Some accounts changed meanwhile: exactly those of the shown ones are left alone, and
    /// nothing that was not shown is touched.
    #[test]
    fn what_changed_is_left_alone(
        portfolio in portfolio(), changed in portfolio(), entries in file(), today in date(),
    ) {
        let seen = seen(&entries, &portfolio, today);
        let mut now = portfolio.clone();
        for (account, facts) in &changed {
            now.insert(account.clone(), facts.clone());
        }
        let decision = decide(&entries, &seen, &now, today, &PURPOSE);
        let expected: BTreeSet<_> = seen
            .iter()
            .filter(|(account, standing)| now[*account].standing == **standing)
            .map(|(account, _)| account.clone())
            .collect();
        prop_assert_eq!(written_off(&entries, &decision.outcomes), expected);
    }

    /// The order is total: the same whatever the order in which the file was written.
    #[test]
    fn eligible_rows_come_youngest_first(
        portfolio in portfolio(), entries in file(), today in date(),
    ) {
        let preview = preview(&entries, &portfolio, today, &PURPOSE);
        prop_assert_eq!(preview.rows.len(), entries.len());
        let days: Vec<u32> = preview.rows.iter().map_while(|row| match row.verdict {
            domain::bulk_write_off::Verdict::Eligible { days_since_default, .. } => Some(days_since_default),
            domain::bulk_write_off::Verdict::Ineligible(_) => None,
        }).collect();
        prop_assert!(days.is_sorted());
        prop_assert_eq!(days.len(), preview.counts.eligible);
        let reasons: usize = preview.counts.ineligible.iter().map(|(_, n)| n).sum();
        prop_assert_eq!(reasons, preview.counts.not_eligible());
    }
}
