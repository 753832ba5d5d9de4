//! Payments that their provider takes back, also after the customer was written off.

use super::*;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn m8_a_reversal_undoes_what_the_payment_did() {
    let before = behind("2026-11-10", AccountState::Late);
    let done = paid(&before, 1_250, "2026-11-20");
    let back = reverse(&done.account, Channel::MobileMoney, &done.effect, day("2026-11-25"));
    assert_eq!(
        booked(&back.entries),
        [(Cause::Reversal, Receivables, 1_250), (Cause::Reversal, Clearing, -1_250)]
    );
    assert_eq!(back.days, 12);
    // The state is left to the next daily run.
    assert_eq!(back.account, PayingAccount { state: AccountState::Normal, ..before });
    let run = DailyRun::of(day("2026-11-26"), 30);
    let late = run.transition_of(back.account.state, back.account.paid_until).unwrap();
    assert_eq!(late.to, AccountState::Late);
}

#[test]
fn m8_a_reversal_takes_days_for_credit_that_was_used_since() {
    let before = behind("2026-11-10", AccountState::Late);
    let first = paid(&before, 150, "2026-11-20");
    let second = paid(&first.account, 150, "2026-11-21");
    assert_eq!(second.account.paid_until, Some(day("2026-11-13")));
    let back = reverse(&second.account, Channel::MobileMoney, &first.effect, day("2026-11-25"));
    let alone = paid(&before, 150, "2026-11-21").account;
    assert_eq!(back.days, 2);
    assert_eq!(
        (back.account.paid_until, back.account.credit, back.account.contracts[0].balance.total()),
        (alone.paid_until, alone.credit, alone.contracts[0].balance.total())
    );
}

#[test]
fn m8b_what_a_reversal_brings_back_of_a_written_off_contract_is_written_off() {
    let one = behind("2026-10-01", AccountState::Defaulted);
    let one = PayingAccount { contracts: vec![contract(1, [950, 50, 100], 100)], ..one };
    let done = paid(&one, 200, "2026-11-01");
    assert_eq!(minor(&done.effect.parts[0].amount), [50, 50, 100]);
    let left = minor(&done.account.contracts[0].balance);
    let lost = settled(&write_off(&facts(left, &[])), "2026-11-15");
    let back = reverse(&lost, Channel::MobileMoney, &done.effect, day("2026-11-20"));
    assert_eq!(
        booked(&back.entries),
        [
            (Cause::Reversal, Receivables, 200),
            (Cause::Reversal, Clearing, -200),
            (Cause::WriteOff, TaxLiability, 100),
            (Cause::WriteOff, WriteOffExpense, 100),
            (Cause::WriteOff, Receivables, -200),
        ]
    );
    assert_eq!(back.additions.len(), 1);
    assert_eq!(minor(&back.additions[0].amount), [50, 50, 100]);
    let contract = &back.account.contracts[0];
    assert_eq!(minor(&contract.loss.unwrap().lost), [950, 50, 100]);
    assert_eq!(contract.status, ContractStatus::Terminated);
    assert!(contract.balance.is_nothing());
    assert_eq!(back.account.state, AccountState::Inactive);
    assert_eq!(back.account.paid_until, lost.paid_until);
}

#[test]
fn m8b_a_contract_that_was_paid_to_the_end_is_lost_with_the_rest() {
    let contracts = vec![contract(1, [200, 0, 0], 50), contract(2, [1_000, 0, 0], 50)];
    let done = paid(&account(AccountState::Late, "2026-10-01", contracts), 200, "2026-10-20");
    let mut lost = done.account.clone();
    assert_eq!(lost.contracts[0].status, ContractStatus::Finished);
    let of_second = settled(&write_off(&facts([1_000, 0, 0], &[])), "2026-11-15").contracts[0].loss;
    lost.state = AccountState::Inactive;
    lost.contracts[1].status = ContractStatus::Terminated;
    lost.contracts[1].balance = Balance::default();
    lost.contracts[1].loss = of_second;
    let back = reverse(&lost, Channel::MobileMoney, &done.effect, day("2026-11-20")).account;
    assert_eq!(back.state, AccountState::Inactive);
    assert_eq!(back.contracts[0].status, ContractStatus::Terminated);
    assert_eq!(minor(&back.contracts[0].loss.unwrap().lost), [200, 0, 0]);
}
