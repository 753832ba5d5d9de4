//! Text files as companies' systems and people write them: which kind of rows they are, and what is in their cells.

use super::*;
use crate::import::table::{ColumnChoice, read_text};
use crate::import::{CELL_CHARS_MAX, COLUMNS_MAX, FileRefusal};
use crate::upload::Refusal;

fn kes() -> Currency {
    Currency { code: "KES".to_owned(), minor_digits: 2 }
}

fn recognised(name: &str, text: &str) -> Recognised {
    recognise(read_text(name, text.as_bytes()).unwrap(), None, &[], &kes())
}

fn fields(recognised: &Recognised) -> Vec<Option<Field>> {
    recognised.columns.iter().map(|column| column.field).collect()
}

#[test]
fn headings_say_the_kind_where_the_name_does_not() {
    for (heading, kind) in [
        ("Centre", Some(Kind::Centres)),
        ("Fulfilment centre name", Some(Kind::Centres)),
        ("Product;As new;Used", Some(Kind::Products)),
        ("Login;Full name;Role", Some(Kind::Staff)),
        ("Account No.;Name;Centre;Tel;Status;City", Some(Kind::Accounts)),
        ("N° de compte;Nom et prénom;Centre;Téléphone", Some(Kind::Accounts)),
        ("Contract No;Account No;Signed;Price (KES);Principal;Daily rate", Some(Kind::Contracts)),
        ("contractNumber;accountId;signedOn;price;principal;dailyRate", Some(Kind::Contracts)),
        ("N° contrat;Compte;Signé le;Prix;Capital dû;Tarif journalier", Some(Kind::Contracts)),
        ("Contract;Item;Qty;Serial No", Some(Kind::Units)),
        ("Receipt No.;A/C No;Paid on;Amount (KES);Channel", Some(Kind::Payments)),
        ("N° de paiement;Compte;Jour;Montant;Moyen", Some(Kind::Payments)),
        // Both a centre and a product are called a name, and so is a customer.
        ("Name", None),
        ("Name;City", None),
        ("KE-1;12", None),
    ] {
        let text = format!("{heading}\n{}\n", heading.replace(|c: char| c != ';', "1"));
        let found = recognised("export 2026-11.csv", &text);
        assert_eq!(found.kind, kind, "{heading}");
        assert_eq!(found.sheet.is_some(), kind.is_some(), "{heading} {:?}", found.missing);
    }
}

#[test]
fn what_is_missing_is_named() {
    let found = recognised("accounts.csv", "Account ID,Customer,Phone\nKE-1,Wanjiku,07\n");
    assert_eq!((found.kind, found.missing), (Some(Kind::Accounts), vec![Field::Centre]));
    assert_eq!(found.sheet, None);
}

#[test]
fn a_field_that_two_headings_say_belongs_to_neither() {
    let text = "Account ID,Customer,Full name,Centre\nKE-1,Wanjiku,W,Nairobi\n";
    let found = recognised("accounts.csv", text);
    assert_eq!(fields(&found), [Some(Field::Account), None, None, Some(Field::Centre)]);
    assert_eq!(found.missing, [Field::Customer]);
    for heading in ["Amount due", "Date of birth", "Balance", "Customer email 2"] {
        let text = format!("Account ID,Customer,Centre,{heading}\nKE-1,W,Nairobi,x\n");
        assert_eq!(fields(&recognised("accounts.csv", &text)).last(), Some(&None), "{heading}");
    }
}

#[test]
fn titles_above_the_heading_and_headings_among_the_rows_are_no_rows() {
    let text = "Portfolio of 28 November;;\n;;\nPrinted by;Otieno;\n\
                Account ID;Customer;Centre\nKE-1;Wanjiku;Nairobi\n\
                account id;customer;centre\nKE-2;Achieng;Kisumu\n";
    let found = recognised("x.csv", text);
    let sheet = found.sheet.unwrap();
    assert_eq!((found.kind, found.rows), (Some(Kind::Accounts), 2));
    assert_eq!(found.first_rows[0], ["Account ID", "Customer", "Centre"]);
    assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 7]);
    assert!(recognised("x.csv", "Account ID;Customer;Centre\n").skipped);
}

#[test]
fn files_are_read_whatever_their_dress() {
    let cells = |bytes: &[u8]| {
        let found = recognise(read_text("x", bytes).unwrap(), None, &[], &kes());
        let rows = found.sheet.unwrap().rows;
        rows.into_iter().map(|row| (row.line, row.cells)).collect::<Vec<_>>()
    };
    let text = "Compte;Nom;Centre\r\nKE-1;Zoé;Thiès\r\n";
    let utf_16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark, &text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()].concat()
    };
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        ["\u{feff}", text].concat().into_bytes(),
        windows,
        utf_16(u16::to_le_bytes, b"\xff\xfe"),
        utf_16(u16::to_be_bytes, b"\xfe\xff"),
        utf_16(u16::to_le_bytes, b""),
        text.replace(';', "\t").into_bytes(),
        text.replace(';', "|").into_bytes(),
        text.replace(';', ",").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
    ] {
        assert_eq!(cells(&bytes), [(2, ["KE-1", "Zoé", "Thiès"].map(str::to_owned).to_vec())]);
    }
    // What separates cells is told by what the headings say.
    assert_eq!(
        cells(b"sep=;\nCompte;Nom;Centre\n=\"0012\";A, B;'C, D\n")[0],
        (3, ["0012", "A, B", "C, D"].map(str::to_owned).to_vec())
    );
    assert_eq!(cells("Centre\nNairobi, West\nKisumu, East\n".as_bytes())[0].1, ["Nairobi, West"]);
    assert_eq!(
        cells(b"Account,Name,Centre\n1,\"A\n;B\",C;\n2,D;,E;\n")[0],
        (2, ["1", "A\n;B", "C;"].map(str::to_owned).to_vec())
    );
}

#[test]
fn a_file_that_cannot_be_taken_says_why() {
    let refused =
        |bytes: &[u8]| read_text("x.csv", bytes).map(|table| table.rows.len()).unwrap_err();
    assert_eq!(refused(b""), Refusal::Empty.into());
    assert_eq!(refused(b" ;;\n;\n"), Refusal::NoEntries.into());
    assert_eq!(refused(b"Centre\nA\n\"B\nC\nD\n"), Refusal::UnclosedQuote { line: 3 }.into());
    assert_eq!(refused(b"PK\x03\x04....xl/workbook.xml").code(), "workbook");
    assert_eq!(refused(b"%PDF-1.7").code(), "document");
    let rows = |n: usize| ["Centre\n", &"A\n".repeat(n)].concat();
    let limit = crate::import::ROWS_MAX;
    assert_eq!(read_text("x", rows(limit).as_bytes()).unwrap().rows.len(), limit + 1);
    assert_eq!(
        refused(rows(limit + 1).as_bytes()),
        Refusal::TooManyEntries { entries: limit + 1, limit }.into()
    );
    let limit_bytes = crate::import::FILE_BYTES_MAX;
    let large = [&b"Centre\n"[..], &vec![b'a'; limit_bytes]].concat();
    assert_eq!(refused(&large), Refusal::TooLarge { limit_bytes }.into());
}

#[test]
fn a_file_that_is_larger_than_any_table_is_refused() {
    let read =
        |text: String| read_text("x.csv", text.as_bytes()).map(|table| table.rows.len()).ok();
    let refused =
        |text: String| read_text("x.csv", text.as_bytes()).map(|table| table.rows.len()).err();
    let heading = |columns: usize| "Account,Name".to_owned() + &",x".repeat(columns - 2) + "\n";
    let wide = || Some(FileRefusal::TooManyColumns { sheet: "x.csv".to_owned() });
    assert_eq!(read(heading(COLUMNS_MAX) + "1,A\n"), Some(2));
    assert_eq!(refused(heading(COLUMNS_MAX + 1) + "1,A\n"), wide());
    assert_eq!(refused(heading(20_000) + "1,A\n"), wide());
    assert_eq!(refused(",".repeat(1_000_000)), wide());
    let row = "1,A".to_owned() + &",x".repeat(COLUMNS_MAX - 2) + "\n";
    let cells = heading(COLUMNS_MAX) + &row.repeat(10_000);
    assert_eq!(refused(cells), Some(FileRefusal::TooManyCells));
    // What spreadsheets leave behind rows, however far.
    let spilled = "1,A".to_owned() + &",".repeat(300) + "\n";
    assert_eq!(read(heading(2) + &spilled.repeat(10_000)), Some(10_001));
    let cell = |chars| heading(2) + "\n1,\"" + &"é".repeat(chars) + "\"\n";
    assert_eq!(read(cell(CELL_CHARS_MAX)), Some(2));
    assert_eq!(refused(cell(CELL_CHARS_MAX + 1)), Some(FileRefusal::CellTooLong { line: 3 }));
    let one_column = "Centre\n".to_owned() + &"x".repeat(CELL_CHARS_MAX + 1);
    assert_eq!(refused(one_column), Some(FileRefusal::CellTooLong { line: 2 }));
}

/// Under titles, too, a person is asked about the heading's columns.
#[test]
fn a_person_is_asked_about_the_heading_and_not_a_title() {
    let text = "Portfolio\nof;November\nRéf;Titulaire;Agence;Zone\nKE-1;Wanjiku;Nairobi;1\n";
    let found = recognised("x.csv", text);
    assert_eq!((found.kind, found.sheet), (None, None));
    let headings: Vec<&str> = found.columns.iter().map(|one| one.heading.as_str()).collect();
    assert_eq!(headings, ["Réf", "Titulaire", "Agence", "Zone"]);
    let column = |heading: &str, field| ColumnChoice { heading: heading.to_owned(), field };
    let choice = SheetChoice {
        name: "x.csv".to_owned(),
        kind: Some(Kind::Accounts),
        columns: vec![
            column("Réf", Some(Field::Account)),
            column("Titulaire", Some(Field::Customer)),
        ],
        ..SheetChoice::default()
    };
    let table = read_text("x.csv", text.as_bytes()).unwrap();
    let found = recognise(table, Some(&choice), &[], &kes());
    assert_eq!(found.sheet.map(|sheet| sheet.rows[0].line), Some(4));
}

/// A file called `accounts` that holds all that payments need holds payments.
#[test]
fn headings_are_stronger_than_a_name_and_a_person_than_both() {
    let text = "Payment ID,Account ID,Date,Amount,Channel\nP-1,KE-1,2026-11-28,5,cash\n";
    assert_eq!(recognised("accounts.csv", text).kind, Some(Kind::Payments));
    let choice = SheetChoice { kind: Some(Kind::Accounts), ..SheetChoice::default() };
    let table = read_text("accounts.csv", text.as_bytes()).unwrap();
    let found = recognise(table, Some(&choice), &[], &kes());
    assert_eq!(found.missing, [Field::Customer, Field::Centre]);
    // One column of many says nothing.
    assert_eq!(recognised("list.csv", "Ref;Holder;Centre;Zone\n1;A;B;C\n").kind, None);
}

/// What stands in a cell may look like a heading that is separated otherwise; the heading stands above it.
#[test]
fn the_heading_says_what_separates_cells() {
    let found = recognised("centres.csv", "name,reason,line\nx;№;,why,2\n");
    assert_eq!(fields(&found), [Some(Field::Name), None, None]);
}
