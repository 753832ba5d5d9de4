//! What holds for the reading of every file of rows.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::import::table::read_text;
use domain::import::words::{refused_csv, template_csv};
use domain::import::{Kind, Outcome, Reason, Recognised, RowRefusal, RowResult, recognise};
use domain::language::Language;
use domain::money::Currency;
use proptest::prelude::*;

fn recognised(name: &str, bytes: &[u8]) -> Recognised {
    let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
    recognise(read_text(name, bytes).unwrap(), None, &[], &currency)
}

/// Cells with what matters to a reader. What spreadsheets write to keep zeros is undone, so none begins with it.
fn cell() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "KE-1", "Wanjiku", "12,50", "é", "Thiès", ";", ",", "\t", "|", "\"", "\n", "'", " ", "=",
        "0012", "№",
    ]);
    prop::collection::vec(piece, 0..5).prop_map(|pieces| {
        let text = pieces.concat().trim().trim_start_matches(['\'', '"', '=']).trim().to_owned();
        if text.is_empty() { text } else { ["x", &text].concat() }
    })
}

#[derive(Clone, Debug)]
struct File {
    kind: Kind,
    language: Language,
    rows: Vec<Vec<String>>,
    bytes: Vec<u8>,
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| {
        ["\u{feff}", text].concat().encode_utf16().flat_map(bytes).collect()
    };
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => ["\u{feff}", text].concat().into_bytes(),
        2 => utf_16(u16::to_le_bytes),
        _ => utf_16(u16::to_be_bytes),
    }
}

fn file() -> impl Strategy<Value = File> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let language = prop::sample::select(Language::ALL.to_vec());
    let delimiter = prop::sample::select(vec![b',', b';', b'\t', b'|']);
    let rows = prop::collection::vec(prop::collection::vec(cell(), 11), 1..12);
    (kind, language, delimiter, rows, any::<bool>(), 0_usize..4).prop_map(
        |(kind, language, delimiter, rows, crlf, encoding)| {
            let fields = kind.fields();
            let mut rows: Vec<Vec<String>> =
                rows.into_iter().map(|row| row.into_iter().take(fields.len()).collect()).collect();
            rows.retain(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()));
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .terminator(end)
                .from_writer(Vec::new());
            let names = fields.iter().map(|(field, _)| field.name(language));
            writer.write_record(names).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            File { kind, language, rows, bytes: encoded(&text, encoding) }
        },
    )
}

/// Rows with as many cells as there are columns: blank ones at the end are not kept.
fn padded(rows: impl IntoIterator<Item = Vec<String>>, cells: usize) -> Vec<Vec<String>> {
    rows.into_iter()
        .map(|mut row| {
            row.resize(cells, String::new());
            row
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every cell that was written is read as it was, in every encoding, whatever separates cells and rows.
    #[test]
    fn cells_survive(file in file()) {
        let found = recognised(file.kind.code(), &file.bytes);
        prop_assert_eq!(found.kind, Some(file.kind));
        prop_assert_eq!(found.skipped, file.rows.is_empty());
        if let Some(sheet) = found.sheet {
            let cells = sheet.columns.len();
            let read = padded(sheet.rows.into_iter().map(|row| row.cells), cells);
            prop_assert_eq!(read, file.rows);
        }
    }

    /// Rows that were refused are read again as they stood, on one line, each with why beside it.
    #[test]
    fn what_was_refused_is_read_again(file in file()) {
        let Some(sheet) = recognised(file.kind.code(), &file.bytes).sheet else { return Ok(()) };
        let refusals = vec![RowRefusal { field: None, reason: Reason::WrittenOff, found: String::new() }];
        let outcomes: Vec<Outcome> = sheet.rows.iter().map(|row| Outcome {
            kind: sheet.kind,
            line: row.line,
            key: String::new(),
            result: RowResult::Refused { refusals: refusals.clone() },
        }).collect();
        let again = recognised(file.kind.code(), &refused_csv(&sheet, &outcomes, file.language)).sheet.unwrap();
        prop_assert_eq!(again.kind, sheet.kind);
        let columns = sheet.columns.len();
        prop_assert_eq!(&again.columns[..columns], &sheet.columns[..]);
        prop_assert_eq!(&again.columns[columns..], &[None, None][..]);
        let one_line = file.rows.iter().map(|row| {
            row.iter().map(|cell| cell.replace(['\n', '\t'], " ").trim().to_owned()).collect()
        });
        let read = again.rows.into_iter().map(|row| row.cells.into_iter().take(columns).collect());
        prop_assert_eq!(padded(read, columns), padded(one_line, columns));
    }

    /// Reading ends and never panics; rows are in order, and none is lost between the table and its sheet.
    #[test]
    fn every_file_reads(bytes in prop::collection::vec(any::<u8>(), 0..300), file in file(), cut in 0_usize..400) {
        let cut_off = file.bytes.get(..cut).unwrap_or(&file.bytes);
        for bytes in [&bytes[..], cut_off, &[cut_off, &bytes].concat()] {
            let Ok(table) = read_text("x", bytes) else { continue };
            prop_assert!(table.rows.is_sorted_by_key(|row| row.line));
            let found = recognised("x", bytes);
            prop_assert!(found.rows < u32::try_from(table.rows.len()).unwrap());
            prop_assert_eq!(found.sheet.is_some(), found.kind.is_some() && found.missing.is_empty() && !found.skipped);
        }
    }
}

/// A template has no rows, and says what it is by its columns.
#[test]
fn templates_are_found_again() {
    for language in Language::ALL {
        for kind in Kind::ALL {
            let found = recognised(kind.name(language), &template_csv(kind, language));
            assert_eq!((found.kind, found.skipped), (Some(kind), true), "{kind:?}");
            assert!(found.missing.is_empty());
        }
    }
}
