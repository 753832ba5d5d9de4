//! What rows say, and what is wrong with them.

use jiff::civil::date;

use super::*;
use crate::account::ContractStatus;
use crate::import::recognise;
use crate::import::table::read_text;
use crate::money::Currency;
use crate::payments::Channel;
use crate::role::Role;

fn terms() -> Terms {
    Terms {
        today: date(2026, 11, 28),
        currency: Currency { code: "KES".to_owned(), minor_digits: 2 },
        default_after_days: 30,
    }
}

fn rows(kind: Kind, text: &str) -> Vec<ReadRow> {
    let table = read_text(kind.code(), text.as_bytes()).unwrap();
    let found = recognise(table, None, &[], &terms().currency);
    assert_eq!((found.kind, &found.missing), (Some(kind), &Vec::new()));
    read(&found.sheet.unwrap(), &terms()).collect()
}

fn record(kind: Kind, text: &str) -> Record {
    rows(kind, text).remove(0).record.unwrap()
}

/// The refusals of the first row: field, reason and what stood there.
fn refusals(kind: Kind, text: &str) -> Vec<(Field, Reason, String)> {
    let refusals = rows(kind, text).remove(0).record.unwrap_err();
    refusals.into_iter().map(|one| (one.field.unwrap(), one.reason, one.found)).collect()
}

fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

#[test]
fn rows_are_read_in_either_language() {
    let english = "Contract number,Account ID,Signed on,Price,Principal,Fees,Tax,Paid,\
                   Daily rate,Status,Debt class\n\
                   C-1,ke-1,2026-11-20,\"12,000.00\",500,,1.5,0,50,Active,hardship\n";
    let french = "Numéro de contrat;Numéro de compte;Signé le;Prix;Principal;Frais;Taxe;Payé;\
                  Tarif journalier;Statut;Classe de dette\n\
                  C-1;ke-1;20/11/2026;12 000,00;500;;1,5;0;50;actif;hardship\n";
    let expected = Record::Contract(Box::new(ContractRow {
        number: "C-1".to_owned(),
        account: crate::AccountId::parse("KE-1").unwrap(),
        signed_on: date(2026, 11, 20),
        price: money(1_200_000),
        principal: money(50_000),
        fees: Some(Money::ZERO),
        tax: Some(money(150)),
        paid: Some(Money::ZERO),
        daily_rate: money(5_000),
        status: Some(ContractStatus::Active),
        debt_class: Some("hardship".to_owned()),
    }));
    assert_eq!(record(Kind::Contracts, english), expected);
    assert_eq!(record(Kind::Contracts, french), expected);
}

#[test]
fn an_absent_column_says_nothing_and_a_blank_cell_what_its_field_says() {
    let heading = "Account ID,Customer,Centre";
    let Record::Account(absent) =
        record(Kind::Accounts, &format!("{heading}\nKE-1,Wanjiku,Nairobi\n"))
    else {
        panic!()
    };
    assert_eq!((&absent.phone, &absent.mail, absent.class), (&None, &None, None));
    let all = "Phone,Email,Class,Customer number,Paid until,Defaulted on";
    let Record::Account(blank) =
        record(Kind::Accounts, &format!("{heading},{all}\nKE-1,Wanjiku,Nairobi,,\u{a0}\n"))
    else {
        panic!()
    };
    assert_eq!((blank.phone.as_deref(), blank.mail.as_deref()), (Some(""), Some("")));
    assert_eq!((blank.class, blank.customer_number), (None, None));
    assert_eq!((blank.paid_until, blank.defaulted_on), (None, None));
    let Record::Unit(unit) = record(Kind::Units, "Contract,Product,Quantity\nC-1,Lamp,\n") else {
        panic!()
    };
    assert_eq!((unit.quantity, unit.cu_number), (1, None));
    let Record::Product(product) =
        record(Kind::Products, "Product,Value as new,Value used\nLamp,100,\n")
    else {
        panic!()
    };
    assert_eq!(product.values, [(ProductCondition::AsNew, money(10_000))]);
}

#[test]
fn codes_and_names_in_either_language_are_known() {
    for (text, role) in [
        ("field_technician", Role::FieldTechnician),
        ("Field Technician", Role::FieldTechnician),
        ("technicien de terrain", Role::FieldTechnician),
        ("CENTRE D'APPELS AVANCE", Role::CallCentreAdvanced),
        ("Centre d’appels", Role::CallCentreBasic),
    ] {
        let text = format!("User name,Name,Role\notieno,Otieno,{text}\n");
        let Record::Staff(staff) = record(Kind::Staff, &text) else { panic!() };
        assert_eq!(staff.role, role);
    }
    for (text, class) in [
        ("residential", "residential"),
        ("Résidentiel", "residential"),
        ("ENTREPRISE", "business"),
        ("Institution", "institution"),
    ] {
        let text = format!("Account ID,Customer,Centre,Class\nKE-1,W,Nairobi,{text}\n");
        let Record::Account(account) = record(Kind::Accounts, &text) else { panic!() };
        assert_eq!(account.class, Some(class));
    }
    for (text, expected) in [
        ("draft", ContractStatus::Draft),
        ("Terminé", ContractStatus::Finished),
        ("Terminated", ContractStatus::Terminated),
        ("résilié", ContractStatus::Terminated),
        ("canceled", ContractStatus::Cancelled),
        ("annule", ContractStatus::Cancelled),
        ("Nul", ContractStatus::Void),
    ] {
        assert_eq!(status(text), Some(expected), "{text}");
    }
    assert_eq!(channel("M-Pesa"), Some(Channel::MobileMoney));
    for (kind, text) in [
        (Kind::Staff, "User name,Name,Role\na,A,integration\n"),
        (
            Kind::Contracts,
            "Contract,Account,Signed,Price,Principal,Daily rate,Status\n1,1,2026-01-01,1,1,1,gone\n",
        ),
        (Kind::Accounts, "Account,Customer,Centre,Class\n1,A,B,vip\n"),
        (Kind::Payments, "Payment,Account,Date,Amount,Channel\n1,1,2026-01-01,1,cheque\n"),
    ] {
        let found = refusals(kind, text);
        assert!(matches!(&found[0].1, Reason::Unknown { known } if known.len() > 2), "{found:?}");
    }
}

#[test]
fn everything_that_is_wrong_with_a_row_is_said_with_what_stood_there() {
    let heading = "Contract number,Account ID,Signed on,Price,Principal,Fees,Daily rate,Status\n";
    let row = "1.2E+15,KE 1,31/02/2026,\"1,250\",-5,abc,,gone\n";
    let found = refusals(Kind::Contracts, &[heading, row].concat());
    let fields: Vec<(Field, &str)> =
        found.iter().map(|(field, _, found)| (*field, found.as_str())).collect();
    assert_eq!(
        fields,
        [
            (Field::Contract, "1.2E+15"),
            (Field::Account, "KE 1"),
            (Field::SignedOn, "31/02/2026"),
            (Field::Price, "1,250"),
            (Field::Principal, "-5"),
            (Field::Fees, "abc"),
            (Field::DailyRate, ""),
            (Field::Status, "gone"),
        ]
    );
    let reasons: Vec<Reason> = found.into_iter().map(|(_, reason, _)| reason).take(7).collect();
    assert_eq!(
        reasons,
        [
            Reason::RoundedBySpreadsheet,
            Reason::Malformed,
            Reason::NotADate,
            Reason::NotAnAmount,
            Reason::NotPositive,
            Reason::NotAnAmount,
            Reason::Missing,
        ]
    );
    let short = rows(Kind::Contracts, &[heading, "C-1\n"].concat()).remove(0);
    assert_eq!((short.line, short.key.as_str()), (2, "C-1"));
    assert_eq!(short.record.unwrap_err().len(), 5);
}

#[test]
fn what_is_in_one_cell_only_is_refused_there() {
    let long = "x".repeat(101);
    for (kind, text, field, reason) in [
        (Kind::Centres, format!("Centre\n{long}\n"), Field::Name, Reason::TooLong { most: 100 }),
        (
            Kind::Staff,
            "User name,Name,Role\na b,A,Admin\n".to_owned(),
            Field::UserName,
            Reason::Malformed,
        ),
        (
            Kind::Staff,
            format!("User name,Name,Role\n{},A,Admin\n", &long[..65]),
            Field::UserName,
            Reason::TooLong { most: 64 },
        ),
        (
            Kind::Accounts,
            "Account ID,Customer,Centre,Phone\n1,A,B,2.547E+11\n".to_owned(),
            Field::Phone,
            Reason::RoundedBySpreadsheet,
        ),
        (
            Kind::Accounts,
            "Account ID,Customer,Centre,Customer number\n1,A,B,7\u{200b}7\n".to_owned(),
            Field::CustomerNumber,
            Reason::Malformed,
        ),
        (
            Kind::Units,
            "Contract,Product,Quantity,CU number\nC-1,Lamp,2,CU001\n".to_owned(),
            Field::Quantity,
            Reason::NotAQuantity,
        ),
        (
            Kind::Units,
            "Contract,Product,Quantity\nC-1,Lamp,1000001\n".to_owned(),
            Field::Quantity,
            Reason::NotAQuantity,
        ),
        (
            Kind::Units,
            "Contract,Product,CU number\nC-1,Lamp,C/1\n".to_owned(),
            Field::CuNumber,
            Reason::Malformed,
        ),
        (
            Kind::Payments,
            "Payment ID,Account ID,Paid on,Amount,Channel\nP,1,2026-11-28,0,cash\n".to_owned(),
            Field::Amount,
            Reason::NotPositive,
        ),
        (
            Kind::Payments,
            "Payment ID,Account ID,Paid on,Amount,Channel\nP,1,28/11/2026,99999999999999999,cash\n"
                .to_owned(),
            Field::Amount,
            Reason::TooLarge,
        ),
    ] {
        let found = refusals(kind, &text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].0, &found[0].1), (field, &reason), "{text}");
    }
}

#[test]
fn of_a_long_cell_its_beginning_is_told() {
    let long = "é".repeat(30_000);
    let told = "é".repeat(100) + "…";
    for (kind, text) in [
        (Kind::Accounts, format!("Account ID,Customer,Centre\n{long},A,B\n")),
        (Kind::Centres, format!("Centre\n{long}\n")),
        (Kind::Units, format!("Contract,Product\n{long},Lamp\n")),
    ] {
        let found = refusals(kind, &text);
        assert_eq!((found.len(), &found[0].2), (1, &told));
        let key = rows(kind, &text).remove(0).key;
        assert!(key.chars().count() <= 101 && key.ends_with('…'), "{key}");
    }
    let whole = "x".repeat(100);
    assert_eq!(
        refusals(Kind::Accounts, &format!("Account ID,Customer,Centre\n{whole},A,B\n"))[0].2,
        whole
    );
}

#[test]
fn rows_are_called_what_people_call_them() {
    for (kind, text, key) in [
        (Kind::Centres, "Centre\n Nairobi \n", "Nairobi"),
        (Kind::Staff, "User name,Name,Role\nOtieno,O,Admin\n", "Otieno"),
        (Kind::Accounts, "Account ID,Customer,Centre\nke-1,W,N\n", "KE-1"),
        (Kind::Accounts, "Account ID,Customer,Centre\nke-1,,N\n", "KE-1"),
        (Kind::Accounts, "Account ID,Customer,Centre\nke 1,W,N\n", "ke 1"),
        (Kind::Units, "Contract,Product\nC-1,Lamp\n", "C-1 · Lamp"),
        (Kind::Units, "Contract,Product,Serial\nC-1,Lamp,cu 001\n", "CU001"),
        (Kind::Units, "Contract,Product,Serial\n,Lamp,cu 001\n", "CU001"),
        (Kind::Units, "Contract,Product,Serial\nC-1,Lamp,c/1\n", "c/1"),
    ] {
        assert_eq!(rows(kind, text)[0].key, key, "{text}");
    }
}

#[test]
fn errors_and_truth_values_of_spreadsheets_stand_in_no_field() {
    for text in ["#N/A", "#REF!", "#VALUE!", "#VALEUR!", "#DIV/0!", "Err:502"] {
        let accounts = format!("Account ID,Customer name,Centre,Phone\n1,{text},{text},{text}\n");
        let error = |field| (field, Reason::CellHasError, text.to_owned());
        assert_eq!(
            refusals(Kind::Accounts, &accounts),
            [Field::Centre, Field::Customer, Field::Phone].map(error),
        );
        let payments = format!(
            "Payment ID,Account ID,Paid on,Amount,Channel\n{text},{text},{text},{text},{text}\n"
        );
        let payment = refusals(Kind::Payments, &payments);
        assert_eq!(payment.len(), 5);
        assert!(payment.iter().all(|(_, reason, _)| *reason == Reason::CellHasError));
        let unused = format!("Account ID,Customer name,Centre,Remark\n1,Ann,Kisumu,{text}\n");
        assert!(rows(Kind::Accounts, &unused).remove(0).record.is_ok());
    }
    for text in ["TRUE", "FALSE"] {
        let wrong = |field| vec![(field, Reason::Malformed, text.to_owned())];
        assert_eq!(refusals(Kind::Centres, &format!("Centre\n{text}\n")), wrong(Field::Name));
        let accounts = format!("Account ID,Customer name,Centre\n{text},Ann,Kisumu\n");
        assert_eq!(refusals(Kind::Accounts, &accounts), wrong(Field::Account));
    }
    assert!(matches!(record(Kind::Centres, "Centre\n#1 North\n"), Record::Centre(_)));
}

/// A spreadsheet works out 44.125, and writes it as people of other countries write forty-four thousand.
#[test]
fn amounts_that_can_be_two_are_refused_in_a_currency_without_decimals() {
    let currency = Currency { code: "XOF".to_owned(), minor_digits: 0 };
    let francs = Terms { currency, ..terms() };
    for (text, expected) in [
        ("44125", Some(44_125)),
        ("44 125", Some(44_125)),
        ("1,044,125", Some(1_044_125)),
        ("44.125", None),
        ("44,125", None),
        ("1.001", None),
        ("0.5", None),
        ("1250.0625", None),
    ] {
        let read = amount(text, &francs).map(Money::minor);
        assert_eq!(read, expected.ok_or(Reason::NotAnAmount), "{text}");
    }
    // What is written here is read as the same amount.
    for minor in [0, 1_250, 44_125, 1_000_000_000_000] {
        let money = Money::from_minor(minor);
        for language in crate::language::Language::ALL {
            let written = crate::csv_file::amount(money, 0, language);
            assert_eq!(amount(&written, &francs), Ok(money), "{written}");
        }
    }
}

#[test]
fn a_letter_with_an_accent_is_one_character_however_it_is_written() {
    let table = |contract: &str| {
        let header = "Contract number,Product,Quantity\n";
        match record(Kind::Units, &format!("{header}{contract},Lamp,1\n")) {
            Record::Unit(row) => row.contract,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(table("The\u{301}-8"), "Th\u{e9}-8");
    assert_eq!(table("Th\u{e9}-8"), "Th\u{e9}-8");
}
