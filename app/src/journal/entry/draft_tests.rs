//! Typing a correction.

use super::*;
use crate::journal::row::tests::entry;
use crate::session::state_tests::person;

fn draft() -> Draft {
    Draft::new(&entry(), person("wanjiku").company.currency)
}

fn type_in(draft: &mut Draft, field: Field, text: &str) {
    draft.typed(field, text.to_owned());
}

#[test]
fn the_form_begins_with_what_the_entry_says_which_alone_is_no_correction() {
    let mut draft = draft();
    let amounts: Vec<_> =
        draft.lines.iter().map(|line| (line.debit.as_str(), line.credit.as_str())).collect();
    assert_eq!(amounts, [("10.00", ""), ("100.00", ""), ("", "110.00")]);
    assert!(draft.has_locked());
    type_in(&mut draft, Field::Reason, "wrong");
    assert_eq!(draft.wrong(Field::Lines), None);
    assert_eq!(draft.save(), Err(Field::Lines));
    assert_eq!(draft.wrong(Field::Lines), Some(Wrong::Field(Fault::NothingChanges)));
}

#[test]
fn the_difference_runs_along_and_what_balances_is_sent_in_minor_units() {
    let mut draft = draft();
    type_in(&mut draft, Field::Debit(1), "60");
    assert_eq!(draft.difference(), Money::from_minor(-4_000));
    assert_eq!(draft.save(), Err(Field::Lines));
    assert_eq!(draft.wrong(Field::Lines), Some(Wrong::Field(Fault::DoesNotBalance)));
    assert_eq!(draft.wrong(Field::Reason), Some(Wrong::Field(Fault::Missing)));
    let key = draft.add();
    assert_eq!((draft.place(key), draft.save()), (4, Err(Field::Account(key))));
    type_in(&mut draft, Field::Account(key), "loss_on_repossession");
    type_in(&mut draft, Field::Debit(key), "40,00");
    type_in(&mut draft, Field::Reason, " was a repossession ");
    assert_eq!(draft.difference(), Money::ZERO);
    let request = draft.save().unwrap();
    assert_eq!((request.entry, request.reason.as_str()), (17, "was a repossession"));
    let lines: Vec<String> = request
        .lines
        .iter()
        .map(|line| [&line.ledger_account, &line.debit, &line.credit].map(Typed::as_str).join(" "))
        .collect();
    assert_eq!(
        lines,
        [
            "tax_liability 1000 0",
            "write_off_expense 6000 0",
            "receivables 0 11000",
            "loss_on_repossession 4000 0",
        ]
    );
}

#[test]
fn each_line_has_one_side_and_an_amount_that_can_be_read() {
    let mut draft = draft();
    for (debit, credit, field, wrong) in [
        ("1", "2", Field::Debit(0), Wrong::Field(Fault::DebitOrCredit)),
        ("", "", Field::Debit(0), Wrong::Field(Fault::DebitOrCredit)),
        ("0", "", Field::Debit(0), Wrong::Field(Fault::DebitOrCredit)),
        ("1,250", "", Field::Debit(0), Wrong::Field(Fault::AmbiguousAmount)),
        ("", "-5", Field::Credit(0), Wrong::Field(Fault::AmountNotPositive)),
    ] {
        type_in(&mut draft, Field::Debit(0), debit);
        type_in(&mut draft, Field::Credit(0), credit);
        assert_eq!(draft.save(), Err(field), "{debit} {credit}");
        assert_eq!(draft.wrong(field), Some(wrong), "{debit} {credit}");
    }
}

#[test]
fn what_follows_contracts_and_accounts_stays_as_it_is() {
    let mut draft = draft();
    type_in(&mut draft, Field::Credit(2), "5");
    draft.remove(2);
    assert_eq!(draft.line(2).unwrap().credit, "110.00");
    draft.remove(0);
    assert_eq!(draft.keys(), [1, 2]);
}

#[test]
fn what_the_server_refuses_stands_at_its_field_until_something_is_typed() {
    let mut draft = draft();
    let error = |place: &str| FieldProblem {
        place: place.to_owned(),
        detail: "no".to_owned(),
        code: Some("newer".to_owned()),
        value: None,
    };
    let said = Some(Wrong::Said("no".to_owned()));
    for (place, field) in [
        ("/reason", Field::Reason),
        ("/lines/1/debit", Field::Debit(1)),
        ("/lines/0/ledger_account", Field::Account(0)),
        ("/lines/2/credit", Field::Credit(2)),
        ("/lines", Field::Lines),
        ("/lines/9/debit", Field::Lines),
        ("/entry", Field::Lines),
    ] {
        assert!(draft.refuse(&[error(place)]));
        assert_eq!(draft.wrong(field), said, "{place}");
    }
    type_in(&mut draft, Field::Reason, "x");
    assert_eq!(draft.wrong(Field::Lines), None);
    assert!(!draft.refuse(&[]));
}

#[test]
fn an_entry_is_corrected_once_and_its_reversal_never() {
    let plain = entry();
    assert_eq!(correctable(&plain), Correctable::Yes);
    let corrected = JournalEntry { corrected_by: vec![20, 21], ..plain.clone() };
    assert_eq!(correctable(&corrected), Correctable::Already);
    let correction = |reversing| JournalEntry { corrects: Some(17), reversing, ..plain.clone() };
    assert_eq!(correctable(&correction(true)), Correctable::IsReversing);
    assert_eq!(correctable(&correction(false)), Correctable::Yes);
}
