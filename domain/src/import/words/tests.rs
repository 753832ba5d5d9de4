//! What people read.

use super::*;
use crate::account::ContractStatus;
use crate::import::{Field, Kind, Outcome, Reason, RowRefusal, RowResult, Sheet, TableRow};
use crate::language::Language;
use crate::money::Currency;

/// One of each reason. A new one makes this fail to compile, and is added here.
#[expect(clippy::too_many_lines, reason = "a table: every reason")]
fn reasons() -> Vec<Reason> {
    let listed = |reason: &Reason| match reason {
        Reason::Missing
        | Reason::CellHasError
        | Reason::TooLong { .. }
        | Reason::Malformed
        | Reason::RoundedBySpreadsheet
        | Reason::NotADate
        | Reason::InTheFuture
        | Reason::NotAnAmount
        | Reason::NotPositive
        | Reason::TooLarge
        | Reason::NotAQuantity
        | Reason::Unknown { .. }
        | Reason::Duplicate { .. }
        | Reason::DoesNotExist { .. }
        | Reason::ReferenceRefused { .. }
        | Reason::OfAnotherCustomer { .. }
        | Reason::ContractNotActive { .. }
        | Reason::WrittenOff
        | Reason::Repossessed
        | Reason::Lost
        | Reason::StatusCannotBecome { .. }
        | Reason::PaidUntilFollowsPayments
        | Reason::EndedOwesNothing
        | Reason::OfAnotherAccount { .. }
        | Reason::CustomerDiffers { .. }
        | Reason::PaymentDiffers
        | Reason::NothingToPay
        | Reason::PaidUntilTooLate
        | Reason::StillHeld
        | Reason::InProcess
        | Reason::UserNameTaken
        | Reason::LastAdmin
        | Reason::AdminByImport
        | Reason::OwnRole
        | Reason::HasAccess
        | Reason::DecidedByAdmin => true,
    };
    let reasons = vec![
        Reason::Missing,
        Reason::CellHasError,
        Reason::TooLong { most: 100 },
        Reason::Malformed,
        Reason::RoundedBySpreadsheet,
        Reason::NotADate,
        Reason::InTheFuture,
        Reason::NotAnAmount,
        Reason::NotPositive,
        Reason::TooLarge,
        Reason::NotAQuantity,
        Reason::Unknown { known: vec!["finished".to_owned()] },
        Reason::Duplicate { first_line: 2 },
        Reason::DoesNotExist { kind: Kind::Centres, nearest: Some("Kisumu".to_owned()) },
        Reason::DoesNotExist { kind: Kind::Accounts, nearest: None },
        Reason::ReferenceRefused { kind: Kind::Accounts, line: 7 },
        Reason::OfAnotherCustomer { number: "C-1".to_owned() },
        Reason::OfAnotherCustomer { number: String::new() },
        Reason::ContractNotActive { status: ContractStatus::Finished },
        Reason::WrittenOff,
        Reason::Repossessed,
        Reason::Lost,
        Reason::StatusCannotBecome { from: ContractStatus::Finished },
        Reason::PaidUntilFollowsPayments,
        Reason::EndedOwesNothing,
        Reason::OfAnotherAccount { account: "KE-1".to_owned() },
        Reason::CustomerDiffers { line: 7 },
        Reason::PaymentDiffers,
        Reason::NothingToPay,
        Reason::PaidUntilTooLate,
        Reason::StillHeld,
        Reason::InProcess,
        Reason::UserNameTaken,
        Reason::LastAdmin,
        Reason::AdminByImport,
        Reason::OwnRole,
        Reason::HasAccess,
        Reason::DecidedByAdmin,
    ];
    assert!(reasons.iter().all(listed));
    reasons
}

fn refusal(field: Field, reason: Reason, found: &str) -> RowRefusal {
    RowRefusal { field: Some(field), reason, found: found.to_owned() }
}

#[test]
fn each_reason_is_a_sentence_in_either_language() {
    for one in reasons() {
        let [english, french] = Language::ALL.map(|language| {
            reason(&refusal(Field::Status, one.clone(), "Kisumo"), Kind::Contracts, language)
        });
        assert_ne!(english, french);
        for text in [&english, &french] {
            assert!(text.ends_with('.') && !text.ends_with(".."), "{text}");
            assert!(!text.contains(['"', '\'']), "{text}");
        }
        // In French a blank that does not break stands before these, and within quotation marks.
        for mark in [" :", " ;", " ?", " !", "« ", " »"] {
            assert!(!french.contains(mark), "{french}");
        }
    }
}

#[test]
fn codes_are_named_in_the_reader_s_language() {
    let known = |field, code: &str| {
        let one = refusal(field, Reason::Unknown { known: vec![code.to_owned()] }, "x");
        Language::ALL.map(|language| reason(&one, Kind::Staff, language))
    };
    for (field, code, english, french) in [
        (Field::Role, "field_technician", "Field Technician", "Technicien de terrain"),
        (Field::Status, "finished", "Finished", "Terminé"),
        (Field::Class, "business", "Business", "Entreprise"),
        (Field::Channel, "cash", "Cash", "Espèces"),
        (Field::DebtClass, "Hardship", "Hardship", "Hardship"),
    ] {
        let [in_english, in_french] = known(field, code);
        assert!(in_english.contains(english), "{in_english}");
        assert!(in_french.contains(french), "{in_french}");
    }
}

#[test]
fn values_are_written_as_people_write_them() {
    let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
    for (field, raw, english, french) in [
        (Field::Price, "1250050", "12500.50", "12500,50"),
        (Field::Role, "admin", "Admin", "Admin"),
        (Field::Status, "void", "Void", "Nul"),
        (Field::Class, "residential", "Residential", "Résidentiel"),
        (Field::Phone, "0712", "0712", "0712"),
        (Field::Status, "", "", ""),
        (Field::Price, "", "", ""),
    ] {
        assert_eq!(value(field, raw, &currency, Language::En), english);
        assert_eq!(value(field, raw, &currency, Language::Fr), french);
    }
}

#[test]
fn what_is_here_stands_under_the_columns_of_the_template() {
    let row = |fields: &[(Field, &str)]| -> std::collections::BTreeMap<Field, String> {
        fields.iter().map(|(field, value)| (*field, (*value).to_owned())).collect()
    };
    let rows = [
        row(&[
            (Field::Account, "0012"),
            (Field::Customer, "=cmd()"),
            (Field::Centre, "Thiès; Nord"),
            (Field::Phone, "+254 711"),
            (Field::Class, "business"),
        ]),
        row(&[(Field::Account, "K-2"), (Field::Customer, "O'Brien, \"Ada\"")]),
    ];
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let english = text(portfolio_csv(Kind::Accounts, &rows, Language::En));
    let template = text(template_csv(Kind::Accounts, Language::En));
    let expected = [
        "0012,'=cmd(),Thiès; Nord,'+254 711,,Business,,,\r\n",
        "K-2,\"O'Brien, \"\"Ada\"\"\",,,,,,,\r\n",
    ];
    assert_eq!(english, [&template, expected[0], expected[1]].concat());
    assert_eq!(text(more_portfolio_csv(Kind::Accounts, &rows, Language::En)), expected.concat());
    let payment =
        row(&[(Field::Payment, "P-1"), (Field::Amount, "1250.50"), (Field::Channel, "cash")]);
    let french = text(more_portfolio_csv(Kind::Payments, &[payment], Language::Fr));
    assert_eq!(french, "P-1;;;1250,50;Espèces\r\n");
}

#[test]
fn refused_rows_stand_as_they_stood_with_line_and_reason() {
    let row = |line, cells: &[&str]| TableRow {
        line,
        cells: cells.iter().map(ToString::to_string).collect(),
    };
    let sheet = Sheet {
        kind: Kind::Centres,
        columns: vec![None, Some(Field::Name)],
        rows: vec![row(2, &["1", "Nairobi"]), row(4, &["2", "=cmd()"]), row(5, &["3"])],
    };
    let outcome = |kind, line, refusals: &[Reason]| Outcome {
        kind,
        line,
        key: String::new(),
        result: if refusals.is_empty() {
            RowResult::Same
        } else {
            let refusal = |reason: &Reason| refusal(Field::Name, reason.clone(), "x");
            RowResult::Refused { refusals: refusals.iter().map(refusal).collect() }
        },
    };
    let outcomes = [
        outcome(Kind::Centres, 2, &[]),
        outcome(Kind::Centres, 4, &[Reason::Missing, Reason::LastAdmin]),
        outcome(Kind::Centres, 5, &[Reason::Missing]),
        // The line of another sheet.
        outcome(Kind::Products, 2, &[Reason::Missing]),
    ];
    let text = String::from_utf8(refused_csv(&sheet, &outcomes, Language::En)).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0], "name,reason,line");
    assert!(lines[1].starts_with("'=cmd(),") && lines[1].ends_with(",4"), "{text}");
    assert!(lines[1].contains("must. The company"), "{text}");
    assert!(lines[2].starts_with(',') && lines[2].ends_with(",5"), "{text}");
    let french = String::from_utf8(refused_csv(&sheet, &outcomes, Language::Fr)).unwrap();
    assert!(french.contains("nom;motif;ligne\r\n"), "{french}");
    assert_eq!(
        String::from_utf8(template_csv(Kind::Centres, Language::Fr)).unwrap(),
        "\u{feff}nom\r\n"
    );
}
