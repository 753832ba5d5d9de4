mod created;
mod fixture;
mod keys;
mod payments;
mod staff;
mod told;

use std::collections::BTreeMap;

use crate::write_off_process::LinkEnd;
use fixture::*;

#[test]
fn what_is_there_is_left_alone() {
    let (results, effects) = decided(
        told(),
        vec![
            Record::Centre("THIES".to_owned()),
            Record::Product(ProductRow {
                name: "control  UNIT".to_owned(),
                values: vec![
                    (ProductCondition::AsNew, money(500)),
                    (ProductCondition::Used, Money::ZERO),
                ],
            }),
            Record::Staff(StaffRow {
                user_name: "Wanjiku".to_owned(),
                name: "Ann Wanjiku".to_owned(),
                role: Role::Admin,
                centre: Some(String::new()),
                mail: None,
            }),
            account(|row| row.paid_until = Some(on("2026-12-01"))),
            contract(|row| row.fees = Some(money(100))),
            Record::Unit(unit_row("C-1", "control unit", 1, "CU-0001")),
            Record::Unit(unit_row("C-1", "LED lamp", 2, "")),
            Record::Payment(payment("P-1", "KE-1", 100)),
        ],
    );
    assert!(results.iter().all(|result| *result == RowResult::Same), "{results:?}");
    assert_eq!(effects, crate::import::Effects::default());
}

/// The accounts' sheet makes what the contracts' sheet refers to, and so on.
#[test]
fn a_whole_portfolio_is_new() {
    let empty = Facts {
        debt_classes: facts().debt_classes,
        channels: facts().channels,
        admins: 1,
        ..Facts::default()
    };
    let (results, effects) = decided(
        empty,
        vec![
            Record::Centre("Kisumu".to_owned()),
            Record::Product(ProductRow { name: "Control unit".to_owned(), values: Vec::new() }),
            account(|row| row.paid_until = Some(on("2026-06-01"))),
            contract(|row| row.tax = Some(money(50))),
            Record::Unit(unit_row("C-1", "Control unit", 1, "CU-0001")),
            Record::Unit(unit_row("C-1", "Control unit", 3, "")),
            Record::Payment(payment("P-1", "KE-1", 100)),
        ],
    );
    assert!(
        results.iter().all(|result| matches!(result, RowResult::Created { .. })),
        "{results:?}"
    );
    let of_account = &effects.accounts[0];
    assert_eq!(of_account.state, AccountState::Defaulted);
    assert_eq!(of_account.defaulted_on, Some(on("2026-07-01")));
    assert!(of_account.repossession_becomes_pending);
    assert_eq!((effects.moves[0].before, effects.moves[0].after), (0, 4));
    assert_eq!(effects.units.len(), 1);
    assert_eq!(effects.payments.len(), 1);
    let entry = effects.contracts[0].entry(crate::account::ContractId(7)).unwrap();
    let lines: BTreeMap<_, _> = crate::journal::lines(&entry.postings)
        .into_iter()
        .map(|line| (line.ledger_account.code(), line.debit.minor() - line.credit.minor()))
        .collect();
    let expected =
        [("opening_equity", -4_000_000), ("receivables", 4_000_050), ("tax_liability", -50)];
    assert_eq!(lines, BTreeMap::from(expected));
}

#[test]
fn differences_are_told_and_nothing_else() {
    let (results, effects) = decided(
        facts(),
        vec![
            account(|row| {
                row.phone = Some("+254 700 000 000".to_owned());
                row.centre = "Thies".to_owned();
            }),
            contract(|row| row.principal = money(3_999_000)),
            Record::Unit(unit_row("C-1", "LED lamp", 1, "")),
        ],
    );
    let changed = |result: &RowResult| match result {
        RowResult::Changed { changes } => changes
            .iter()
            .map(|one| (one.field, &*one.from, &*one.to))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(field, from, to)| format!("{} {from} {to}", field.code()))
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        changed(&results[0]),
        ["centre Kisumu Thiès", "phone +254 711 000 001 +254 700 000 000"]
    );
    assert_eq!(changed(&results[1]), ["principal 4000000 3999000"]);
    assert_eq!(changed(&results[2]), ["quantity 2 1"]);
    assert_eq!(effects.customers.len(), 1);
    assert_eq!(effects.accounts.len(), 1);
    let entry = effects.contracts[0].entry(crate::account::ContractId(7)).unwrap();
    assert_eq!(entry.cause, crate::journal::Cause::Sync);
    assert_eq!(entry.postings[0].credit, crate::journal::LedgerAccount::Receivables);
    assert_eq!(entry.postings[0].amount, money(1_000));
}

#[test]
fn what_was_written_off_or_repossessed_stays_so() {
    for (facts, why, lost) in [
        (written_off(), Reason::WrittenOff, Reason::Lost),
        (repossessed(), Reason::Repossessed, Reason::Repossessed),
    ] {
        for record in [
            account(|row| row.paid_until = Some(on("2026-12-31"))),
            account(|row| row.defaulted_on = Some(on("2026-08-01"))),
            contract(|_| ()),
            contract(|row| {
                row.principal = Money::ZERO;
                row.status = Some(ContractStatus::Active);
            }),
            Record::Contract(Box::new(contract_row("C-2", "KE-1"))),
        ] {
            assert_eq!(
                refused(facts.clone(), record.clone()),
                std::slice::from_ref(&why),
                "{record:?}"
            );
        }
        for record in [
            Record::Unit(unit_row("C-1", "Control unit", 1, "CU-0001")),
            Record::Unit(unit_row("C-1", "LED lamp", 2, "")),
        ] {
            assert_eq!(
                refused(facts.clone(), record.clone()),
                std::slice::from_ref(&lost),
                "{record:?}"
            );
        }
        // What agrees with it is right, and who the customer is may change.
        let (results, _) = decided(
            facts.clone(),
            vec![
                account(|row| row.phone = Some("+254 700 000 000".to_owned())),
                contract(|row| row.principal = Money::ZERO),
                Record::Unit(unit_row("C-1", "LED lamp", 0, "")),
            ],
        );
        assert!(matches!(results[0], RowResult::Changed { .. }), "{results:?}");
        assert_eq!(results[1..], [RowResult::Same, RowResult::Same]);
    }
}

/// A unit that was lost is not handed out again; one that came back may be.
#[test]
fn a_unit_that_was_lost_stays_lost() {
    let elsewhere = |mut facts: Facts| {
        facts.accounts.push(account_fact("KE-2"));
        facts.contracts.push(contract_fact("C-2", "KE-2"));
        facts
    };
    let row = || Record::Unit(unit_row("C-2", "Control unit", 1, "CU-0001"));
    assert_eq!(refused(elsewhere(written_off()), row()), [Reason::Lost]);
    let (results, effects) = decided(elsewhere(repossessed()), vec![row()]);
    assert!(matches!(results[..], [RowResult::Created { .. }]), "{results:?}");
    assert_eq!(effects.moves.len(), 1);
    let (results, effects) = decided(elsewhere(facts()), vec![row()]);
    assert!(matches!(results[0], RowResult::Changed { .. }), "it moves: {results:?}");
    assert_eq!(effects.moves.len(), 2);
    assert_eq!(effects.units.len(), 2);
}

#[test]
fn each_row_that_cannot_be_taken_says_why() {
    let missing = |kind| Reason::DoesNotExist { kind, nearest: None };
    let near = |kind, name: &str| Reason::DoesNotExist { kind, nearest: Some(name.to_owned()) };
    let status = |to| contract(move |row| row.status = Some(to));
    let from = ContractStatus::Active;
    for (record, expected) in [
        (account(|row| row.centre = "Kisumo".to_owned()), near(Kind::Centres, "Kisumu")),
        (account(|row| row.centre = "Nairobi".to_owned()), missing(Kind::Centres)),
        (account(|row| row.defaulted_on = Some(on("2026-11-29"))), Reason::InTheFuture),
        (
            contract(|row| row.account = id("KE-9")),
            Reason::OfAnotherAccount { account: "KE-1".to_owned() },
        ),
        (Record::Contract(Box::new(contract_row("C-9", "KE-9"))), missing(Kind::Accounts)),
        (contract(|row| row.signed_on = on("2026-11-29")), Reason::InTheFuture),
        (
            contract(|row| row.debt_class = Some("odd".to_owned())),
            Reason::Unknown { known: vec!["Standard".to_owned(), "Hardship".to_owned()] },
        ),
        (status(ContractStatus::Void), Reason::StatusCannotBecome { from }),
        (status(ContractStatus::Terminated), Reason::StatusCannotBecome { from }),
        (status(ContractStatus::Cancelled), Reason::StillHeld),
        (Record::Unit(unit_row("C-9", "LED lamp", 1, "")), missing(Kind::Contracts)),
        (Record::Unit(unit_row("C-1", "LED lamps", 1, "")), near(Kind::Products, "LED lamp")),
        (Record::Payment(payment("P-1", "KE-1", 200)), Reason::PaymentDiffers),
        (Record::Payment(payment("P-2", "KE-9", 200)), missing(Kind::Accounts)),
    ] {
        let found = refused(facts(), record.clone());
        // Under a contract that has ended nothing may be owed: that is told beside it.
        assert_eq!(found.first(), Some(&expected), "{record:?}: {found:?}");
    }
    let channel = |channel| {
        let mut entry = payment("P-2", "KE-1", 5);
        entry.payment.channel = channel;
        Record::Payment(entry)
    };
    let known = vec!["mobile_money".to_owned(), "cash".to_owned()];
    assert_eq!(refused(facts(), channel(Channel::Bank)), [Reason::Unknown { known }]);
    let paying = with(|facts| facts.accounts[0].has_payments = true);
    let later = account(|row| row.paid_until = Some(on("2026-12-31")));
    assert_eq!(refused(paying, later), [Reason::PaidUntilFollowsPayments]);
    let owing = contract(|row| row.status = Some(ContractStatus::Finished));
    assert_eq!(refused(facts(), owing), [Reason::EndedOwesNothing]);
    let cancelled = with(|facts| facts.contracts[0].status = ContractStatus::Cancelled);
    let unit = Record::Unit(unit_row("C-1", "LED lamp", 3, ""));
    let reason = Reason::ContractNotActive { status: ContractStatus::Cancelled };
    assert_eq!(refused(cancelled, unit), [reason]);
}

/// A write-off process goes by the class of its contracts. What ends the contract there takes it out.
#[test]
fn a_contract_in_a_process_keeps_its_debt_class() {
    let linked = with(|facts| facts.contracts[0].in_process = true);
    let hardship = |row: &mut ContractRow| row.debt_class = Some("hardship".to_owned());
    assert_eq!(refused(linked.clone(), contract(hardship)), [Reason::InProcess]);
    let (results, _) = decided(facts(), vec![contract(hardship)]);
    assert!(matches!(results[0], RowResult::Changed { .. }), "{results:?}");
    let nothing = |row: &mut ContractRow| {
        row.principal = Money::ZERO;
        (row.fees, row.tax) = (Some(Money::ZERO), Some(Money::ZERO));
    };
    let finished = |row: &mut ContractRow| row.status = Some(ContractStatus::Finished);
    for (record, end) in [
        (contract(|row| row.price = money(1)), None),
        (contract(nothing), Some(LinkEnd::DebtCleared)),
        (
            contract(|row| {
                nothing(row);
                hardship(row);
            }),
            Some(LinkEnd::DebtCleared),
        ),
    ] {
        let (results, effects) = decided(linked.clone(), vec![record]);
        assert!(matches!(results[0], RowResult::Changed { .. }), "{results:?}");
        assert_eq!(effects.contracts[0].link_end(), end);
    }
    let owing_nothing = with(|facts| facts.contracts[0].balance = Balance::default());
    let ended = contract(|row| {
        nothing(row);
        finished(row);
    });
    let (_, effects) = decided(owing_nothing, vec![ended]);
    assert_eq!(effects.contracts[0].link_end(), Some(LinkEnd::Ended));
}

/// What the settings tell apart, an import does too.
#[test]
fn names_that_differ_by_a_sign_are_two() {
    let product =
        |name: &str| Record::Product(ProductRow { name: name.to_owned(), values: Vec::new() });
    let (results, _) =
        decided(facts(), vec![product("Home 60"), product("Home 60+"), product("home  60+")]);
    let (one, two) = (&results[0], &results[1]);
    assert!(matches!((one, two), (RowResult::Created { .. }, RowResult::Created { .. })));
    assert_eq!(reasons(&results[2]), [Reason::Duplicate { first_line: 2 }]);
}

#[test]
fn the_first_of_a_key_counts_and_what_refers_to_a_refused_row_says_so() {
    let (results, _) = decided(
        facts(),
        vec![
            Record::Account(Box::new(AccountRow {
                centre: "Nowhere".to_owned(),
                ..account_row("KE-2")
            })),
            Record::Contract(Box::new(contract_row("C-2", "KE-2"))),
            Record::Unit(unit_row("C-2", "LED lamp", 1, "")),
            contract(|_| ()),
            contract(|row| row.principal = money(1)),
        ],
    );
    assert_eq!(reasons(&results[1]), [Reason::ReferenceRefused { kind: Kind::Accounts, line: 1 }]);
    assert_eq!(reasons(&results[2]), [Reason::ReferenceRefused { kind: Kind::Contracts, line: 2 }]);
    assert_eq!(results[3], RowResult::Same);
    assert_eq!(reasons(&results[4]), [Reason::Duplicate { first_line: 4 }]);
}

#[test]
fn accounts_of_one_customer_share_who_that_is() {
    let of = |account: &str, name: &str, phone: &str| {
        Record::Account(Box::new(AccountRow {
            customer: name.to_owned(),
            customer_number: Some("K-7".to_owned()),
            phone: Some(phone.to_owned()),
            ..account_row(account)
        }))
    };
    let (results, effects) = decided(
        facts(),
        vec![of("KE-2", "Otieno", "1"), of("KE-3", "Otieno", "1"), of("KE-4", "Owuor", "1")],
    );
    let (one, two) = (&results[0], &results[1]);
    assert!(matches!((one, two), (RowResult::Created { .. }, RowResult::Created { .. })));
    assert_eq!(reasons(&results[2]), [Reason::CustomerDiffers { line: 2 }]);
    assert_eq!(effects.customers.len(), 1);
    assert_eq!(effects.accounts.len(), 2);
    let known = with(|facts| {
        let customer = CustomerDetails { number: Some("K-7".to_owned()), ..customer() };
        facts.customers.push(CustomerFact { customer, accounts: vec![id("KE-8")] });
    });
    let (results, effects) = decided(known.clone(), vec![of("KE-2", "Otieno", "1")]);
    assert!(matches!(results[..], [RowResult::Created { .. }]), "{results:?}");
    assert!(!effects.customers[0].created);
    let (results, _) = decided(known, vec![of("KE-1", "Achieng Odhiambo", "1")]);
    assert_eq!(reasons(&results[0]), [Reason::OfAnotherCustomer { number: String::new() }]);
}

/// The account follows its contracts, whichever file comes first.
#[test]
fn the_state_follows_days_and_contracts() {
    let finish = || {
        contract(|row| {
            row.principal = Money::ZERO;
            (row.fees, row.tax) = (Some(Money::ZERO), Some(Money::ZERO));
            row.status = Some(ContractStatus::Finished);
        })
    };
    let late = || account(|row| row.paid_until = Some(on("2026-11-20")));
    for (records, expected) in [
        (vec![late()], AccountState::Late),
        (vec![late(), finish()], AccountState::Finished),
        (vec![finish()], AccountState::Finished),
    ] {
        let (_, effects) = decided(facts(), records);
        assert_eq!(effects.accounts[0].state, expected);
        assert!(!effects.accounts[0].repossession_becomes_pending);
    }
}

#[test]
fn a_default_that_is_over_says_nothing_about_a_later_one() {
    let found = |facts: &mut Facts| {
        facts.accounts[0].paid_until = Some(on("2026-08-01"));
        facts.accounts[0].defaulted_on = Some(on("2026-08-31"));
        facts.accounts[0].state = AccountState::Defaulted;
    };
    let told = |day: &str| {
        let row = |row: &mut AccountRow| row.defaulted_on = Some(on(day));
        decided(with(found), vec![account(row)]).0.remove(0)
    };
    assert_eq!(told("2026-06-20"), RowResult::Same);
    assert_eq!(told("2026-08-31"), RowResult::Same);
    assert!(matches!(told("2026-08-15"), RowResult::Changed { .. }));
}
