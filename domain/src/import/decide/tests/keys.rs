//! What tells rows apart, and what they name.

use super::fixture::*;
use crate::import::recognise;
use crate::import::table::read_text;

/// Decides about a file as it stands.
pub(super) fn decided_file(facts: Facts, kind: Kind, text: &str) -> Vec<RowResult> {
    let table = read_text(kind.code(), text.as_bytes()).unwrap();
    let sheet = recognise(table, None, &[], &terms().currency).sheet.unwrap();
    decide(&[sheet], facts, &terms()).outcomes.into_iter().map(|one| one.result).collect()
}

fn refusals(result: &RowResult) -> Vec<(Option<Field>, Reason)> {
    match result {
        RowResult::Refused { refusals } => {
            refusals.iter().map(|one| (one.field, one.reason.clone())).collect()
        }
        other => panic!("taken: {other:?}"),
    }
}

#[test]
fn a_name_stands_once_whatever_its_case_accents_and_punctuation() {
    let twice = Reason::Duplicate { first_line: 2 };
    for (kind, file) in [
        (Kind::Centres, "Name\nNakuru\nNAKURU\nNàkuru\nNakuru.\n(Nakuru!)\n"),
        (Kind::Products, "Name\nHome-60\nHOME 60\nHomé 60.\n"),
        (Kind::Units, "Contract number,Product\nC-1,LED lamp\nC-1,LED LAMP\nC-1,léd-lamp\n"),
        (Kind::Staff, "User name,Name,Role\nann,Ann,Basic\nANN,Ann,Basic\n"),
    ] {
        let results = decided_file(facts(), kind, file);
        assert!(!matches!(results[0], RowResult::Refused { .. }), "{results:?}");
        for result in &results[1..] {
            assert_eq!(reasons(result), std::slice::from_ref(&twice), "{kind:?}");
        }
    }
    // Another contract, and another product: signs are no punctuation.
    let file = "Contract number,Product\nC-1,LED lamp\nC-1,LED lamp+\n";
    let with_both = with(|facts| {
        let name = "LED lamp+".to_owned();
        facts.products.push(ProductFact { name, values: Vec::new(), told: Vec::new() });
    });
    let results = decided_file(with_both, Kind::Units, file);
    assert!(matches!(results[0], RowResult::Changed { .. }), "{results:?}");
    assert!(are_created(&results[1..]), "{results:?}");
}

/// Names that were told apart once still are, where they are written as they stand here.
#[test]
fn of_names_that_are_the_same_the_one_that_is_written_so_is_meant() {
    let both = || with(|facts| facts.centres.push("Kisumu.".to_owned()));
    let results = decided_file(both(), Kind::Centres, "Name\nKisumu\nKisumu.\n");
    assert_eq!(results, [RowResult::Same, RowResult::Same]);
    let account = |centre: &str| {
        let file = format!("Account ID,Customer name,Centre\nKE-1,Achieng Odhiambo,{centre}\n");
        decided_file(both(), Kind::Accounts, &file).remove(0)
    };
    assert_eq!(account("Kisumu"), RowResult::Same);
    assert_eq!(account("KISUMU!"), RowResult::Same);
    assert!(matches!(account("Kisumu."), RowResult::Changed { .. }));
}

#[test]
fn what_is_not_there_is_said_beside_cells_that_cannot_be_read() {
    let accounts = "Account ID,Customer name,Centre,Paid until\nKE-2,Ann,Kisumo,31/02/2026\n";
    let result = &decided_file(facts(), Kind::Accounts, accounts)[0];
    let nearest = Some("Kisumu".to_owned());
    assert_eq!(
        refusals(result),
        [
            (Some(Field::PaidUntil), Reason::NotADate),
            (Some(Field::Centre), Reason::DoesNotExist { kind: Kind::Centres, nearest }),
        ]
    );
    let contracts = "Contract number,Account ID,Signed on,Price,Principal,Daily rate,Debt class\n\
                     C-2,ke-9,2026-01-01,x,1,1,none\n";
    let result = &decided_file(facts(), Kind::Contracts, contracts)[0];
    let (kind, nearest) = (Kind::Accounts, None);
    let known = vec!["Standard".to_owned(), "Hardship".to_owned()];
    assert_eq!(
        refusals(result),
        [
            (Some(Field::Price), Reason::NotAnAmount),
            (Some(Field::Account), Reason::DoesNotExist { kind, nearest }),
            (Some(Field::DebtClass), Reason::Unknown { known }),
        ]
    );
    let units = "Contract number,Product,Quantity\nC-1,LED lampe,many\nC-9,LED lamp,many\n";
    let results = decided_file(facts(), Kind::Units, units);
    let nearest = Some("LED lamp".to_owned());
    assert_eq!(
        refusals(&results[0])[1..],
        [(Some(Field::Product), Reason::DoesNotExist { kind: Kind::Products, nearest })]
    );
    let nearest = None;
    assert_eq!(
        refusals(&results[1])[1..],
        [(Some(Field::Contract), Reason::DoesNotExist { kind: Kind::Contracts, nearest })]
    );
}

#[test]
fn of_an_amount_that_is_refused_it_is_told_what_stands_in_the_cell() {
    let file = "Contract number,Account ID,Signed on,Price,Principal,Daily rate\n\
                C-1,KE-1,2025-01-10,58900,\"39,060.00\",80\n";
    let result = decided_file(written_off(), Kind::Contracts, file).remove(0);
    let RowResult::Refused { refusals } = result else { panic!("taken: {result:?}") };
    assert_eq!(
        (refusals[0].field, &refusals[0].reason),
        (Some(Field::Principal), &Reason::WrittenOff)
    );
    assert_eq!(refusals[0].found, "39,060.00");
}
