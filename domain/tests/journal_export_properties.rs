//! Whatever people write, the journal as a file keeps its shape.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::AccountId;
use domain::journal::export::{ExportAccount, ExportEntry, ExportFormat, ExportLine, Exporter};
use domain::journal::{Cause, LedgerAccount};
use domain::language::Language;
use domain::money::{Currency, Money};
use proptest::prelude::*;

/// Characters that mean something in one of the formats turn up far more often than by chance.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[;:|()\\[\\]*!=~@\"'\\\\ \t\r\n\u{a0}\u{2028}%#&{}<>^a-cÉé0-9.,-]{0,20}",
    ]
}

prop_compose! {
    fn entry()(
        description in text(),
        names in [text(), text()],
        codes in [text(), text()],
        amount in 1_i64..1_000_000_000_000,
        roles in [prop::sample::select(LedgerAccount::ALL.to_vec()), prop::sample::select(LedgerAccount::ALL.to_vec())],
        cause in prop::sample::select(Cause::ALL.to_vec()),
        account in prop::option::of("[A-Z_-][A-Z0-9_-]{0,9}"),
    ) -> ExportEntry {
        let amount = Money::from_minor(amount);
        let [debited, credited] = roles;
        let [debited_name, credited_name] = names;
        let [debited_code, credited_code] = codes;
        ExportEntry {
            number: 1,
            date: "2026-03-01".parse().unwrap(),
            cause,
            description,
            account: account.map(|text| AccountId::parse(&text).unwrap()),
            recorded_on: "2026-03-02".parse().unwrap(),
            lines: vec![
                ExportLine {
                    role: debited,
                    code: debited_code,
                    name: debited_name,
                    debit: amount,
                    credit: Money::ZERO,
                },
                ExportLine {
                    role: credited,
                    code: credited_code,
                    name: credited_name,
                    debit: Money::ZERO,
                    credit: amount,
                },
            ],
        }
    }
}

/// The entry alone, after the head and the declarations.
fn written(format: ExportFormat, language: Language, entry: &ExportEntry) -> String {
    let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
    let mut exporter = Exporter::new(format, language, currency);
    let chart: Vec<ExportAccount> = entry
        .lines
        .iter()
        .map(|line| ExportAccount {
            role: line.role,
            code: line.code.clone(),
            name: line.name.clone(),
        })
        .collect();
    exporter.head(&chart, &mut Vec::new());
    let mut out = Vec::new();
    exporter.entry(entry, &mut out);
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A row a line, nine cells each, none of which a spreadsheet runs.
    #[test]
    fn csv_keeps_its_columns(entry in entry(), french in any::<bool>()) {
        let (language, delimiter) = if french { (Language::Fr, b';') } else { (Language::En, b',') };
        let text = written(ExportFormat::Csv, language, &entry);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(rows.len(), entry.lines.len());
        for row in rows {
            prop_assert_eq!(row.len(), 9);
            prop_assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])));
        }
    }

    /// A row a line, eighteen cells each, the mandatory ones filled.
    #[test]
    fn the_fec_keeps_its_columns(entry in entry()) {
        let text = written(ExportFormat::Fec, Language::Fr, &entry);
        let rows: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        prop_assert_eq!(rows.len(), entry.lines.len());
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            prop_assert_eq!(cells.len(), 18);
            for mandatory in [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15] {
                prop_assert!(!cells[mandatory].is_empty(), "{} in {}", mandatory, row);
            }
            prop_assert!(!row.contains(['\r', '\n']));
        }
    }

    /// A line for the head, one for the tags, and one for each posting: account, two blanks, amount.
    #[test]
    fn hledger_keeps_its_lines(entry in entry()) {
        let text = written(ExportFormat::Hledger, Language::En, &entry);
        let lines: Vec<&str> = text.strip_prefix('\n').unwrap().split_terminator('\n').collect();
        prop_assert_eq!(lines.len(), 2 + entry.lines.len());
        prop_assert!(lines[0].starts_with("2026-03-01 (1)") && !lines[0].contains(';'));
        for posting in &lines[2..] {
            let (account, amount) = posting.trim_start().split_once("  ").unwrap();
            prop_assert!(account.starts_with(char::is_alphanumeric), "{}", posting);
            prop_assert_eq!(account.split(':').filter(|level| !level.is_empty()).count(), 2);
            prop_assert_eq!(account.matches(':').count(), 1);
            prop_assert!(!account.contains(';') && !account.contains(char::is_control));
            prop_assert!(amount.starts_with("KES "), "{}", posting);
        }
    }

    /// A line for the head, two for what is noted, and one for each posting.
    #[test]
    fn beancount_keeps_its_lines(entry in entry()) {
        let text = written(ExportFormat::Beancount, Language::En, &entry);
        let lines: Vec<&str> = text.strip_prefix('\n').unwrap().split_terminator('\n').collect();
        prop_assert_eq!(lines.len(), 3 + entry.lines.len());
        for posting in &lines[3..] {
            let (account, _) = posting.trim_start().split_once("  ").unwrap();
            let parts: Vec<&str> = account.split(':').collect();
            prop_assert_eq!(parts.len(), 3);
            for part in parts {
                let capital = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
                prop_assert!(part.starts_with(capital), "{}", posting);
                prop_assert!(part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
            }
        }
    }
}
