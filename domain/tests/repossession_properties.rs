//! Nothing appears, disappears or is booked twice, whatever comes back.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod booked;

use domain::AccountId;
use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, Held, ProductId, Quantity, Standing,
};
use domain::journal::LedgerAccount;
use domain::money::{Balance, Money};
use domain::repossession::{ProductCondition, Returns, Valuation, settle};
use domain::write_off::write_off;
use proptest::prelude::*;

use booked::booked;

fn contract() -> impl Strategy<Value = ActiveContract> {
    let held = prop::collection::btree_map(1_i64..5, 1_u32..6, 0..4);
    (1_i64..4, 0_i64..9_000, 0_i64..900, 0_i64..900, held).prop_map(
        |(id, principal, fees, tax, held)| ActiveContract {
            id: ContractId(id),
            balance: Balance {
                principal: Money::from_minor(principal),
                fees: Money::from_minor(fees),
                tax: Money::from_minor(tax),
            },
            held: held
                .into_iter()
                .map(|(product, quantity)| Held {
                    product: ProductId(product),
                    quantity: Quantity(quantity),
                })
                .collect(),
        },
    )
}

fn account() -> impl Strategy<Value = AccountFacts> {
    prop::collection::vec(contract(), 1..4).prop_map(|mut contracts| {
        contracts.sort_by_key(|contract| contract.id);
        contracts.dedup_by_key(|contract| contract.id);
        AccountFacts {
            account: AccountId::parse("KE-1").unwrap(),
            customer: String::new(),
            centre: String::new(),
            failed_attempts: 0,
            standing: Standing {
                collection: None,
                state: AccountState::Defaulted,
                defaulted_on: None,
                repossession_pending_since: None,
                contracts,
            },
        }
    })
}

fn returns() -> impl Strategy<Value = Returns> {
    prop::collection::btree_map(
        (1_i64..5, 1_i64..6).prop_map(|(c, p)| (ContractId(c), ProductId(p))),
        (0_u32..9).prop_map(Quantity),
        0..6,
    )
}

fn condition() -> impl Strategy<Value = ProductCondition> {
    prop::sample::select(ProductCondition::ALL.to_vec())
}

fn valuation() -> impl Strategy<Value = Valuation> {
    let key = (1_i64..6, condition()).prop_map(|(product, c)| (ProductId(product), c));
    prop::collection::btree_map(key, (0_i64..5_000).prop_map(Money::from_minor), 0..12)
}

proptest! {
    #[test]
    fn stock_is_conserved_and_the_journal_balances(
        facts in account(),
        returns in returns(),
        condition in condition(),
        valuation in valuation(),
    ) {
        let done = settle(&facts, &returns, condition, &valuation);

        // Every product held, and no other, goes somewhere in full.
        let held: Vec<_> = facts.standing.contracts.iter()
            .flat_map(|c| c.held.iter().map(|h| (c.id, h.product, h.quantity.0)))
            .collect();
        let gone: Vec<_> = done.contracts.iter()
            .flat_map(|c| c.lines.iter().map(|l| (c.contract, l.product, l.returned.0 + l.lost().0)))
            .collect();
        prop_assert_eq!(held, gone);

        // Every active contract ends, and what was owed is booked to the last unit.
        let ended: Vec<_> = done.contracts.iter().map(|c| (c.contract, c.owed)).collect();
        let active: Vec<_> = facts.standing.contracts.iter().map(|c| (c.id, c.balance)).collect();
        prop_assert_eq!(ended, active);
        let lines = booked(done.entry.as_ref());
        prop_assert_eq!(lines.iter().map(|line| line.1).sum::<i64>(), 0);
        let receivables: i64 = lines.iter()
            .filter(|(account, _)| *account == LedgerAccount::Receivables)
            .map(|line| line.1)
            .sum();
        prop_assert_eq!(-receivables, facts.standing.outstanding().minor());
        let postings = done.entry.iter().flat_map(|entry| &entry.postings);
        prop_assert!(postings.clone().all(|one| one.amount > Money::ZERO && one.debit != one.credit));

        // Of each contract, what is lost is what was owed without what came back, and all of its tax.
        for ended in &done.contracts {
            let stock: i64 = postings.clone()
                .filter(|one| one.contract == Some(ended.contract))
                .filter(|one| one.debit == LedgerAccount::RepossessedStock)
                .map(|one| one.amount.minor())
                .sum();
            prop_assert_eq!(ended.lost.total().minor() + stock, ended.owed.total().minor());
            prop_assert_eq!(ended.lost.tax, ended.owed.tax);
            prop_assert!(ended.lost.principal == Money::ZERO || ended.lost.fees == ended.owed.fees);
        }

        // It is a write-off where nothing came back, and only there.
        let came_back = done.contracts.iter().flat_map(|c| &c.lines).any(|l| l.returned.0 > 0);
        prop_assert_eq!(done.write_off, !came_back);
        if !came_back {
            prop_assert_eq!(done, write_off(&facts));
        }
    }
}
