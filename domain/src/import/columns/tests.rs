use super::*;
use crate::import::table::{ColumnChoice, TableRow};

fn kes() -> Currency {
    Currency { code: "KES".to_owned(), minor_digits: 2 }
}

fn table(name: &str, rows: &[&[&str]]) -> Table {
    let rows = (1..).zip(rows).map(|(line, cells)| TableRow {
        line,
        cells: cells.iter().map(ToString::to_string).collect(),
    });
    Table { name: name.to_owned(), rows: rows.collect() }
}

fn fields(found: &Recognised) -> Vec<Option<Field>> {
    found.columns.iter().map(|column| column.field).collect()
}

/// Templates are found again by the names of their columns, whatever the sheet is called.
#[test]
fn our_own_names_are_found_again() {
    for language in Language::ALL {
        for kind in Kind::ALL {
            let names: Vec<&str> =
                kind.fields().iter().map(|(one, _)| one.name(language)).collect();
            for name in [kind.name(language), "Sheet1"] {
                // A name alone may be a centre or a product.
                if kind == Kind::Centres && name == "Sheet1" {
                    continue;
                }
                let found = recognise(table(name, &[&names, &["x"]]), None, &[], &kes());
                assert_eq!(found.kind, Some(kind), "{name} {names:?}");
                let expected: Vec<_> = kind.fields().iter().map(|(one, _)| Some(*one)).collect();
                assert_eq!(fields(&found), expected, "{name} {names:?}");
                assert_eq!(found.rows, 1);
            }
        }
    }
}

#[test]
fn columns_are_found_by_what_people_call_them() {
    use Field::{
        Account, Centre, Contract, CuNumber, Customer, DailyRate, Mail, PaidUntil, Phone, Price,
        Principal, Product, Quantity, SignedOn,
    };
    for (headings, kind, expected) in [
        (
            &[
                "N° de compte",
                "Nom du client",
                "Centre",
                "Tél.",
                "E-mail",
                "Payé jusqu’au",
                "Statut",
            ][..],
            Kind::Accounts,
            &[
                Some(Account),
                Some(Customer),
                Some(Centre),
                Some(Phone),
                Some(Mail),
                Some(PaidUntil),
                None,
            ][..],
        ),
        (
            &["CONTRACT NO.", "account_id", "Signed", "Price (KES)", "Balance", "Daily rate KES"],
            Kind::Contracts,
            &[
                Some(Contract),
                Some(Account),
                Some(SignedOn),
                Some(Price),
                Some(Principal),
                Some(DailyRate),
            ],
        ),
        (
            &["Contrat", "Produit", "Qté", "N° de série"],
            Kind::Units,
            &[Some(Contract), Some(Product), Some(Quantity), Some(CuNumber)],
        ),
    ] {
        let found = recognise(table("export", &[headings, &["x"]]), None, &[], &kes());
        assert_eq!(found.kind, Some(kind), "{headings:?}");
        assert_eq!(fields(&found), expected, "{headings:?}");
    }
}

#[test]
fn a_heading_may_stand_below_a_title() {
    let rows: &[&[&str]] = &[
        &["Portfolio of Sunrise"],
        &["", "28 November"],
        &["account ID", "customer name", "centre"],
        &["KE-1", "Achieng", "Kisumu"],
    ];
    let found = recognise(table("Sheet1", rows), None, &[], &kes());
    assert_eq!(found.kind, Some(Kind::Accounts));
    let sheet = found.sheet.unwrap();
    assert_eq!((sheet.rows.len(), sheet.rows[0].line), (1, 4));
}

#[test]
fn nothing_is_guessed() {
    let rows: &[&[&str]] = &[&["name"], &["Kisumu"]];
    assert_eq!(recognise(table("Sheet1", rows), None, &[], &kes()).kind, None);
    // Two columns that say the same.
    let rows: &[&[&str]] =
        &[&["account", "account no", "customer", "centre"], &["1", "2", "3", "4"]];
    let found = recognise(table("Accounts", rows), None, &[], &kes());
    assert_eq!(found.missing, [Field::Account]);
    assert_eq!(found.sheet, None);
    assert_eq!(fields(&found), [None, None, Some(Field::Customer), Some(Field::Centre)]);
}

/// What is owed in all is taken for the principal, unless fees or tax stand beside it: then a person says.
#[test]
fn a_balance_in_all_is_the_principal_only_without_fees_and_tax() {
    use Field::{Fees, Principal, Tax};
    let english = ["Contract", "Account", "Signed", "Price", "Daily rate"];
    let french = ["Contrat", "Compte", "Signé le", "Prix", "Tarif"];
    for (headings, more, expected, asked) in [
        (english, &["Balance"][..], &[Some(Principal)][..], false),
        (english, &["Outstanding balance (KES)"], &[Some(Principal)], false),
        (english, &["Balance", "Fees"], &[None, Some(Fees)], true),
        (english, &["VAT", "Balance due"], &[Some(Tax), None], true),
        (english, &["Balance", "Principal"], &[None, Some(Principal)], false),
        (english, &["Balance", "Capital", "Tax"], &[None, Some(Principal), Some(Tax)], false),
        (english, &["Balance", "Outstanding"], &[None, None], false),
        (french, &["Solde"], &[Some(Principal)], false),
        (french, &["Restant dû"], &[Some(Principal)], false),
        (french, &["Reste à payer", "Frais"], &[None, Some(Fees)], true),
        (french, &["Solde", "TVA", "Frais"], &[None, Some(Tax), Some(Fees)], true),
        (french, &["Encours", "Taxe", "Principal"], &[None, Some(Tax), Some(Principal)], false),
    ] {
        let heading = [&headings[..], more].concat();
        let row: Vec<&str> = heading.iter().map(|_| "1").collect();
        let found = recognise(table("Contracts", &[&heading, &row]), None, &[], &kes());
        assert_eq!(fields(&found)[headings.len()..], *expected, "{heading:?}");
        assert_eq!(found.columns.iter().any(|one| one.whole_balance), asked, "{heading:?}");
        let named = expected.contains(&Some(Principal));
        assert_eq!(found.sheet.is_some(), named, "{heading:?}");
        assert_eq!(found.missing.contains(&Principal), !named, "{heading:?}");
    }
    // A person says so, now or before; or that what stands beside it is not used.
    let rows: &[&[&str]] = &[
        &["Contract", "Account", "Signed", "Price", "Daily rate", "Balance", "Fees"],
        &["1", "2", "3", "4", "5", "6", "7"],
    ];
    for (heading, field) in [("Balance", Some(Principal)), ("Fees", None)] {
        let columns = vec![ColumnChoice { heading: heading.to_owned(), field }];
        let choice = SheetChoice { columns, ..SheetChoice::default() };
        let found = recognise(table("Contracts", rows), Some(&choice), &[], &kes());
        assert_eq!(fields(&found)[5], Some(Principal), "{heading}");
        assert!(found.sheet.is_some());
        let remembered =
            RememberedColumn { kind: Kind::Contracts, heading: heading_key(heading), field };
        let found = recognise(table("Contracts", rows), None, &[remembered], &kes());
        assert_eq!(fields(&found)[5], Some(Principal), "{heading}");
    }
}

#[test]
fn what_a_person_says_counts_and_is_remembered() {
    let rows: &[&[&str]] = &[&["Réf", "customer", "centre", "Note"], &["KE-1", "a", "b", "c"]];
    let column = |heading: &str, field| ColumnChoice { heading: heading.to_owned(), field };
    let choice = SheetChoice {
        name: "Sheet1".to_owned(),
        kind: Some(Kind::Accounts),
        skip: false,
        columns: vec![column("Réf", Some(Field::Account)), column("Note", Some(Field::Phone))],
    };
    let found = recognise(table("Sheet1", rows), Some(&choice), &[], &kes());
    assert_eq!(fields(&found)[0], Some(Field::Account));
    assert_eq!(fields(&found)[3], Some(Field::Phone));
    assert!(found.columns[0].chosen);
    assert!(found.sheet.is_some());
    let remembered = [
        RememberedColumn {
            kind: Kind::Accounts,
            heading: heading_key("NOTE"),
            field: Some(Field::Mail),
        },
        RememberedColumn { kind: Kind::Accounts, heading: heading_key("customer"), field: None },
    ];
    let found = recognise(table("Accounts", rows), None, &remembered, &kes());
    assert_eq!(fields(&found)[3], Some(Field::Mail));
    assert_eq!(found.missing, [Field::Customer]);
}

#[test]
fn what_holds_no_rows_is_left_out() {
    let skip = SheetChoice { skip: true, ..SheetChoice::default() };
    for (name, rows, choice) in [
        ("Sheet1", &[][..], None),
        ("Lisez-moi", &[&["Comment remplir"][..]][..], None),
        ("Read me", &[&["How to"][..]][..], None),
        ("Accounts", &[&["account ID"][..]][..], Some(&skip)),
    ] {
        let found = recognise(table(name, rows), choice, &[], &kes());
        assert!(found.skipped && found.sheet.is_none(), "{name}");
    }
}
