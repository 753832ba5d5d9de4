//! The rule, the preview and the decision, as tables of cases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing, and a table of cases is as long as it is"
)]

mod booked;
mod support;

use std::collections::BTreeMap;

use domain::account::{AccountFacts, AccountState, ContractStatus, ProductId, Quantity, Standing};
use domain::api::OperationOutcome;
use domain::bulk_write_off::{
    Change, OutcomeOf, Policy, Purpose, SeenAccounts, Verdict, assess, decide,
    early_write_offs_allowed, preview, words,
};
use domain::journal::LedgerAccount;
use domain::language::Language;
use domain::money::{Balance, Money};
use domain::upload::{self, Entry};
use domain::write_off::write_off;
use domain::{AccountId, Date};

use booked::booked;
use support::{contract, day, defaulted};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PURPOSE: Purpose = Purpose::WriteOff(Policy { early_write_off_days: 90 });

fn today() -> Date {
    day("2026-11-21")
}

fn entries(file: &str) -> Vec<Entry> {
    upload::read(file.as_bytes(), None).unwrap().entries
}

fn facts(accounts: impl IntoIterator<Item = AccountFacts>) -> BTreeMap<AccountId, AccountFacts> {
    accounts.into_iter().map(|facts| (facts.account.clone(), facts)).collect()
}

fn with(mut facts: AccountFacts, change: impl FnOnce(&mut Standing)) -> AccountFacts {
    change(&mut facts.standing);
    facts
}

/// What the rule says, in short: `days`, `days early`, `days pending`, or the reason's code.
fn said(facts: Option<&AccountFacts>, file: &str) -> String {
    let entry = entries(file).pop().unwrap();
    match assess(&entry, facts, today(), &PURPOSE) {
        Verdict::Eligible { days_since_default, early, by_pending_repossession, .. } => {
            let early = if early { " early" } else { "" };
            let pending = if by_pending_repossession { " pending" } else { "" };
            format!("{days_since_default}{early}{pending}")
        }
        Verdict::Ineligible(reason) => reason.code().to_owned(),
    }
}

#[test]
fn the_rule() {
    let base = defaulted("KE-1", "2026-01-01");
    let stand = |change: fn(&mut Standing)| with(base.clone(), change);
    for (facts, file, expected) in [
        (Some(base.clone()), "KE-1", "324"),
        // The day before the threshold, and the threshold itself.
        (Some(stand(|s| s.defaulted_on = Some(day("2026-08-24")))), "KE-1", "89 early"),
        (Some(stand(|s| s.defaulted_on = Some(day("2026-08-23")))), "KE-1", "90"),
        (Some(stand(|s| s.defaulted_on = Some(day("2026-11-21")))), "KE-1", "0 early"),
        // A default of tomorrow is an error of the data; it is early, not long ago.
        (Some(stand(|s| s.defaulted_on = Some(day("2026-11-22")))), "KE-1", "0 early"),
        (Some(stand(|s| s.defaulted_on = Some(day("2024-02-29")))), "KE-1", "996"),
        // Malformed and rounded come before everything that the facts say.
        (Some(base.clone()), "KE 1", "malformed_account_id"),
        (Some(base.clone()), "1.5E+12", "rounded_by_spreadsheet"),
        (Some(base.clone()), "ke-1\nKE-1", "duplicate_entry"),
        (None, "KE-1", "account_does_not_exist"),
        // Terminated comes before not in default, and before a pending repossession.
        (Some(stand(|s| s.state = AccountState::Inactive)), "KE-1", "account_already_terminated"),
        (Some(stand(|s| s.contracts.clear())), "KE-1", "account_already_terminated"),
        (
            Some(stand(|s| {
                s.state = AccountState::Finished;
                s.contracts.clear();
            })),
            "KE-1",
            "account_already_terminated",
        ),
        // Not Defaulted: counted from the default that caused the pending repossession.
        (
            Some(stand(|s| {
                s.state = AccountState::Late;
                s.repossession_pending_since = Some(day("2026-11-01"));
            })),
            "KE-1",
            "20 early pending",
        ),
        (
            Some(stand(|s| {
                s.state = AccountState::Normal;
                s.repossession_pending_since = None;
            })),
            "KE-1",
            "account_not_in_default",
        ),
        // Defaulted counts from the latest default, whatever is pending since when.
        (
            Some(stand(|s| {
                s.repossession_pending_since = Some(day("2025-01-01"));
            })),
            "KE-1",
            "324",
        ),
        (Some(stand(|s| s.repossession_pending_since = None)), "KE-1", "324"),
        // Defaulted without a date cannot be counted, so it is not written off.
        (Some(stand(|s| s.defaulted_on = None)), "KE-1", "account_not_in_default"),
    ] {
        assert_eq!(said(facts.as_ref(), file), expected, "{file} {facts:?}");
    }
}

#[test]
fn the_preview_is_in_the_order_that_doubt_deserves() {
    let file = "OLD\nbad id\nYOUNG-B\nMISSING\nPAID\n1.5E+12\nyoung-a\nGONE\nOLD\nMISSING-2\n";
    let entries = entries(file);
    let facts = facts([
        defaulted("OLD", "2025-01-01"),
        defaulted("YOUNG-A", "2026-11-01"),
        defaulted("YOUNG-B", "2026-11-01"),
        with(defaulted("PAID", "2026-01-01"), |s| {
            s.state = AccountState::Normal;
            s.repossession_pending_since = None;
        }),
        with(defaulted("GONE", "2026-01-01"), |s| {
            s.state = AccountState::Inactive;
        }),
    ]);
    let preview = preview(&entries, &facts, today(), &PURPOSE);
    let shown: Vec<(u32, &str)> =
        preview.rows.iter().map(|row| (entries[row.entry].line, row.verdict.code())).collect();
    assert_eq!(
        shown,
        [
            (7, "eligible"), // young-a before YOUNG-B: by account ID, not by line
            (3, "eligible"),
            (1, "eligible"),
            (2, "malformed_account_id"),
            (6, "rounded_by_spreadsheet"),
            (9, "duplicate_entry"),
            (4, "account_does_not_exist"),
            (10, "account_does_not_exist"),
            (8, "account_already_terminated"),
            (5, "account_not_in_default"),
        ]
    );
    let counts = preview.counts;
    assert_eq!(
        (counts.entries, counts.eligible, counts.not_eligible(), counts.early),
        (10, 3, 7, 2)
    );
    assert_eq!(counts.youngest_default_days, Some(20));
    assert_eq!(counts.amount, Money::from_minor(3 * 1_057));
    assert_eq!(counts.ineligible[3], ("account_does_not_exist", 2));
    assert_eq!(counts.products_lost, BTreeMap::from([(ProductId(1), 3), (ProductId(2), 9)]));
}

/// What becomes of one account that was seen in one way and stands in another.
fn became(seen: Option<&AccountFacts>, now: Option<AccountFacts>) -> (String, Vec<Change>) {
    let entries = entries("KE-1");
    let seen: SeenAccounts =
        seen.map(|facts| (facts.account.clone(), facts.standing.clone())).into_iter().collect();
    let decision = decide(&entries, &seen, &facts(now), today(), &PURPOSE);
    let outcome = &decision.outcomes[0].result;
    assert_eq!(decision.write_offs.len(), usize::from(outcome.code() == "written_off"));
    let changed = match outcome {
        OutcomeOf::Failed(domain::bulk_write_off::Failure::ChangedSincePreview(changed)) => {
            changed.clone()
        }
        _ => Vec::new(),
    };
    (outcome.code().to_owned(), changed)
}

#[test]
fn nothing_is_done_that_was_not_seen() {
    let base = defaulted("KE-1", "2026-01-01");
    let stand = |change: fn(&mut Standing)| with(base.clone(), change);
    let second = |s: &mut Standing| s.contracts.push(contract(2));
    for (now, expected, changed) in [
        (Some(base.clone()), "written_off", vec![]),
        (None, "changed_since_preview", vec![Change::State]),
        (
            Some(stand(|s| s.state = AccountState::Inactive)),
            "changed_since_preview",
            vec![Change::State],
        ),
        (
            Some(stand(|s| s.defaulted_on = Some(day("2026-10-01")))),
            "changed_since_preview",
            vec![Change::State],
        ),
        (Some(stand(second)), "changed_since_preview", vec![Change::Contracts]),
        (
            Some(stand(|s| s.contracts[0].held[1].quantity = Quantity(2))),
            "changed_since_preview",
            vec![Change::ProductsHeld],
        ),
        (
            Some(stand(|s| {
                // The total is the same: what is booked would not be.
                s.contracts[0].balance.fees = Money::from_minor(57);
                s.contracts[0].balance.tax = Money::ZERO;
            })),
            "changed_since_preview",
            vec![Change::Balance],
        ),
        (
            Some(stand(|s| s.repossession_pending_since = None)),
            "changed_since_preview",
            vec![Change::PendingRepossession],
        ),
        (
            Some(stand(|s| {
                s.state = AccountState::Normal;
                s.contracts[0].balance = Balance::default();
                s.repossession_pending_since = None;
            })),
            "changed_since_preview",
            vec![Change::State, Change::Balance, Change::PendingRepossession],
        ),
    ] {
        assert_eq!(became(Some(&base), now.clone()), (expected.to_owned(), changed), "{now:?}");
    }
    // Not shown as eligible: not tried, whatever it is now.
    assert_eq!(
        became(None, Some(base.clone())),
        ("changed_since_preview".to_owned(), vec![Change::BecameEligible])
    );
    assert_eq!(became(None, None), ("account_does_not_exist".to_owned(), vec![]));
}

#[test]
fn early_ones_wait_to_be_seen() {
    for (early, acknowledged, expected) in
        [(0, false, true), (0, true, true), (1, false, false), (1, true, true)]
    {
        assert_eq!(early_write_offs_allowed(early, acknowledged), expected);
    }
}

#[test]
fn a_duplicate_is_not_a_second_try() {
    let base = defaulted("KE-1", "2026-01-01");
    let seen = BTreeMap::from([(base.account.clone(), base.standing.clone())]);
    let decision = decide(&entries("KE-1\nke-1"), &seen, &facts([base]), today(), &PURPOSE);
    let codes: Vec<_> = decision.outcomes.iter().map(|outcome| outcome.result.code()).collect();
    assert_eq!(codes, ["written_off", "duplicate_entry"]);
    assert_eq!(decision.write_offs.len(), 1);
}

#[test]
fn what_a_write_off_does() {
    let facts = with(defaulted("KE-1", "2026-01-01"), |s| {
        s.contracts.push(contract(2));
    });
    let done = write_off(&facts);
    assert_eq!(done.account_state, AccountState::Inactive);
    assert_eq!(done.contract_status, ContractStatus::Terminated);
    assert!(done.completes_repossession);
    let contracts: Vec<i64> = done.contracts.iter().map(|contract| contract.contract.0).collect();
    assert_eq!(contracts, [1, 2]);
    let lost: Vec<_> =
        done.contracts[0].lines.iter().map(|line| (line.product.0, line.lost().0)).collect();
    assert_eq!(lost, [(1, 1), (2, 3)]);
    assert_eq!(
        booked(done.entry.as_ref()),
        [
            (LedgerAccount::TaxLiability, 2 * 7),
            (LedgerAccount::WriteOffExpense, 2 * 1_050),
            (LedgerAccount::Receivables, -2 * 1_057),
        ]
    );
    // Nothing owed, nothing booked.
    let paid = with(facts, |s| {
        s.contracts.iter_mut().for_each(|c| c.balance = Balance::default());
    });
    assert_eq!(write_off(&paid).entry, None);
}

#[test]
fn people_are_told_in_their_language() {
    for (code, english, french) in [
        ("duplicate_entry", "duplicate of line 7", "doublon de la ligne 7"),
        ("account_does_not_exist", "account does not exist", "le compte n’existe pas"),
        ("of_a_newer_server", "of_a_newer_server", "of_a_newer_server"),
    ] {
        assert_eq!(words::outcome(code, Some(7), Language::En), english);
        assert_eq!(words::outcome(code, Some(7), Language::Fr), french);
    }
    let outcome = OperationOutcome {
        line: 1,
        account: "KE-1".to_owned(),
        customer: None,
        centre: None,
        outcome: "changed_since_preview".to_owned(),
        days_since_default: None,
        early: false,
        amount: None,
        process: None,
        first_line: None,
        changed: vec![Change::State, Change::Balance],
    };
    assert_eq!(
        words::outcome_in_full(&outcome, Language::Fr),
        "modifié depuis l’aperçu\u{a0}: état ou date de défaut, solde"
    );
}
