//! What holds for every file whatever.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::AccountId;
use domain::api::OperationOutcome;
use domain::bulk_write_off::failures_csv;
use domain::language::Language;
use domain::upload::{self, ColumnChoice, ENTRIES_MAX, Refusal, Tally};
use proptest::prelude::*;

/// Bytes that matter to a reader turn up far more often than by chance.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => "[A-Z]{2}-[0-9]{1,6}".prop_map(String::into_bytes),
        2 => prop::sample::select(vec![
            "\n", "\r\n", "\r", ",", ";", "\t", "|", "\"", "\"\"", "'", "=\"", " ", "\u{a0}",
            "\u{feff}", "account_id", "id", "sep=;", "1.5E+12", "é", "\0", "\u{1a}",
        ]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn choice() -> impl Strategy<Value = Option<ColumnChoice>> {
    prop::option::of(
        (0_u16..4, any::<bool>())
            .prop_map(|(index, first_row_is_heading)| ColumnChoice { index, first_row_is_heading }),
    )
}

fn editor_lines(bytes: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    u32::try_from(text.split('\n').count()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Reading ends, never panics, and what it yields is in order and within the limit.
    #[test]
    fn every_file_reads(bytes in file(), choice in choice()) {
        if let Ok(upload) = upload::read(&bytes, choice) {
            prop_assert!((1..=ENTRIES_MAX).contains(&upload.entries.len()));
            prop_assert!(upload.entries.is_sorted_by_key(|entry| entry.line));
            let accounts: Vec<_> = upload.entries.iter().filter_map(|e| e.account.as_ref().ok()).collect();
            let mut distinct = accounts.clone();
            distinct.sort();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), accounts.len());
        }
    }

    /// No line number lies behind the end of the file.
    #[test]
    fn lines_are_in_the_file(bytes in file()) {
        if !bytes.contains(&0) && let Ok(upload) = upload::read(&bytes, None) {
            let last = upload.entries.last().map_or(0, |entry| entry.line);
            prop_assert!(last <= editor_lines(&bytes));
        }
    }

    /// A list reads as the same list whatever the line ends and the mark.
    #[test]
    fn line_ends_do_not_matter(
        ids in prop::collection::vec("[A-Za-z0-9_-]{1,32}", 1..50),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        mark in any::<bool>(),
    ) {
        // A list whose first entry is called like a heading is read as having one.
        prop_assume!(upload::read(ids[0].as_bytes(), None).is_ok());
        let text = format!("{}{}", if mark { "\u{feff}" } else { "" }, ids.join(end));
        let upload = upload::read(text.as_bytes(), None).unwrap();
        prop_assert_eq!(upload.entries.len(), ids.len());
        for (index, (entry, id)) in upload.entries.iter().zip(&ids).enumerate() {
            prop_assert_eq!(entry.line as usize, index + 1);
            prop_assert_eq!(&entry.text, id);
        }
    }

}

proptest! {
    // Each case reads thousands of rows.
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The parts of a file hold its entries, each once, in order.
    #[test]
    fn parts_lose_nothing(extra in 1_usize..2100, heading in any::<bool>(), gap in 1_usize..50) {
        let mut text = String::from(if heading { "account_id,note\n" } else { "" });
        for n in 0..ENTRIES_MAX + extra {
            let note = if heading { ",\"a\nb\"" } else { "" };
            text.extend(["KE-", &n.to_string(), note, "\n"]);
            if n % gap == 0 {
                text.push('\n');
            }
        }
        let mut read = Vec::new();
        for part in upload::parts(text.as_bytes()) {
            let upload = upload::read(&part, None).unwrap();
            read.extend(upload.entries.into_iter().map(|entry| entry.text));
        }
        let all: Vec<String> = (0..ENTRIES_MAX + extra).map(|n| format!("KE-{n}")).collect();
        prop_assert_eq!(read, all);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// A tally never panics either, whatever the slices.
    #[test]
    fn every_file_is_tallied(bytes in file(), size in 1_usize..40) {
        let mut tally = Tally::new();
        for slice in bytes.chunks(size) {
            tally.push(slice).unwrap();
        }
        tally.finish();
    }

    /// An identifier in its normal form reads as itself.
    #[test]
    fn normal_forms_are_stable(id in "[A-Z0-9_-]{1,32}") {
        let parsed = AccountId::parse(&id).unwrap();
        prop_assert_eq!(parsed.as_str(), id);
    }

    /// The failures of an operation, chosen again, name what failed: account IDs and other text.
    #[test]
    fn failures_can_be_chosen_again(
        accounts in prop::collection::btree_set("[A-Z0-9_-]{1,32}", 1..20),
        other in "[ -~]{1,20}",
        name in "\\PC{0,20}",
        french in any::<bool>(),
    ) {
        let language = if french { Language::Fr } else { Language::En };
        let outcomes: Vec<OperationOutcome> = accounts
            .iter()
            .chain([&other])
            .map(|account| OperationOutcome {
                line: 1,
                account: account.clone(),
                customer: Some(name.clone()),
                centre: None,
                outcome: "account_not_in_default".to_owned(),
                days_since_default: None,
                early: false,
                amount: None,
                process: None,
                first_line: None,
                changed: Vec::new(),
            })
            .collect();
        let again = upload::read(&failures_csv(&outcomes, language), None);
        let again: Vec<String> = match again {
            Ok(upload) => upload.entries.into_iter().filter_map(|e| e.account.ok()).map(String::from).collect(),
            Err(refusal) => return Err(TestCaseError::fail(format!("{refusal:?}"))),
        };
        for account in &accounts {
            prop_assert!(again.contains(account), "{account} is missing from {again:?}");
        }
    }
}

/// A file of the largest size with the most rows it can have is read in the time of a blink: the
/// work grows with the bytes, not with their square.
#[test]
fn a_large_file_of_short_rows_is_counted() {
    let bytes = b"1\n".repeat(upload::FILE_BYTES_MAX / 2);
    let expected = upload::FILE_BYTES_MAX / 2;
    assert!(matches!(
        upload::read(&bytes, None),
        Err(Refusal::TooManyEntries { entries, .. }) if entries == expected
    ));
}
