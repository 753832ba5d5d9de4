//! Files as people's programs write them, beyond the samples: what each must read as.

use domain::upload::{self, Entry, Refusal, Tally};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A file's entries as `line:account`, or `line!problem`; or `refused code`.
fn check(bytes: &[u8], expected: &str) {
    let shown = match upload::read(bytes, None) {
        Ok(upload) => upload.entries.iter().map(show).collect::<Vec<_>>().join(" "),
        Err(Refusal::UnclosedQuote { line }) => format!("refused unclosed_quote at {line}"),
        Err(refusal) => format!("refused {}", refusal.code()),
    };
    assert_eq!(shown, expected, "{}", String::from_utf8_lossy(bytes));
}

fn show(entry: &Entry) -> String {
    match &entry.account {
        Ok(account) => format!("{}:{account}", entry.line),
        Err(problem) => format!("{}!{}", entry.line, problem.code()),
    }
}

#[test]
fn lists() {
    check(b"KE-1\nKE-2", "1:KE-1 2:KE-2");
    check(b"KE-1\r\n\r\nKE-2\r\n", "1:KE-1 3:KE-2");
    check(b"a\rb\nc\r\nd", "1:A 2:B 3:C 4:D");
    check(b"\xef\xbb\xbf\xef\xbb\xbfKE-1\n", "1:KE-1");
    check(b"KE-1\nKE-2\n\x1a", "1:KE-1 2:KE-2");
    check(b"KE-1\nK\0E\nKE-3", "1:KE-1 2!malformed_account_id 3:KE-3");
    check(b"KE-1\nKE 2\n\"KE-3\"\n", "1:KE-1 2!malformed_account_id 3:KE-3");
    check(b"KE-1\nKE-2\n;;\n;;\n;;\n", "1:KE-1 2:KE-2");
    check(b"KE-1;;\nKE-2;;\n;;\n", "1:KE-1 2:KE-2");
    check(b"Accounts to write off\nKE-1", "1!malformed_account_id 2:KE-1");
    check(b"1.23E+15\nke-1\nKE-1", "1!rounded_by_spreadsheet 2:KE-1 3!duplicate_entry");
    check(b"KE-1\x0cKE-2", "1!malformed_account_id");
    check(b"KE-1, KE-2; ke-1\n", "1:KE-1 1:KE-2 1!duplicate_entry");
    check("1. KE–1\n2. 10482–10490\n".as_bytes(), "1:KE-1 2!malformed_account_id");
}

#[test]
fn entries_are_called_by_the_account_that_they_name() {
    let upload = upload::read(b"ke-1\n '\xc2\xa0Ke-1\nK 1\n1.5E+12\n", None).unwrap();
    let labels: Vec<_> = upload.entries.iter().map(Entry::label).collect();
    assert_eq!(labels, ["KE-1", "KE-1", "K 1", "1.5E+12"]);
}

#[test]
fn tables() {
    check(b"Name;Account No.\nA;KE-1\nB;KE-2", "2:KE-1 3:KE-2");
    check(b"name,account_id\n\"Odhiambo, Achieng\",KE-1\n", "2:KE-1");
    check(b"account_id,name\nKE-1\nKE-2,x,y,z\n,nobody\n", "2:KE-1 3:KE-2 4!malformed_account_id");
    check(b"id,account_id\n7,KE-1\n", "2:KE-1");
    check(b"\n\n  ,\naccount_id,name\nKE-1,x\n", "5:KE-1");
    check("№ de compte\tnom\nKE-1\tZoé".as_bytes(), "2:KE-1");
    check(b"sep=;\r\nKE-1;\r\nKE-2;", "2:KE-1 3:KE-2");
    check(b"sep=,\naccount id,note\nKE-1,\"a\nb\"\nKE-2,c", "3:KE-1 5:KE-2");
    check(b"A/C No\nKE-1\na/c no\nKE-2\n", "2:KE-1 4:KE-2");
    check(b"account_id,name\n \"KE-1\" ,A\nACCOUNT_ID,Name,\nKE-2,B", "2:KE-1 4:KE-2");
    check(b"account_id\n=\"0012\"\n'0013\n\"=\"\"0014\"\"\"", "2:0012 3:0013 4:0014");
}

#[test]
fn refusals() {
    check(b"", "refused empty");
    check(b"\xef\xbb\xbf", "refused empty");
    check(b"\n  \n\t\n;;\n", "refused no_entries");
    check(b"account_id\n\n", "refused no_entries");
    check(b"account_id;name\n;\n", "refused no_entries");
    check(b"KE-1,KE-2,KE-3", "refused which_column");
    check(b"account_id\nKE-1,x\nKE-2,y", "refused which_column");
    check(b"account,account number\nKE-1,1\n", "refused which_column");
    check(b"KE-1\n\"KE-2\nKE-3\n", "refused unclosed_quote at 2");
    check(b"account_id,note\r\nKE-1,\"x\r\nKE-2,y\r\n", "refused unclosed_quote at 2");
    check(b"account_id,note\nKE-1,\"x\nKE-2,y\nKE-3,\"z\n", "refused unclosed_quote at 2");
    check(b"{\\rtf1 KE-1}", "refused document");
    check(&[b"KE-1\n".repeat(2001), b"x,y".to_vec()].concat(), "refused too_many_entries");
    check(&vec![b'x'; upload::FILE_BYTES_MAX + 1], "refused too_large");
}

#[test]
fn whoever_is_asked_for_the_column_sees_the_first_rows() {
    let refused = |bytes: &[u8]| match upload::read(bytes, None) {
        Err(Refusal::WhichColumn { first_rows, first_row_is_heading }) => {
            (first_rows, first_row_is_heading)
        }
        other => panic!("{other:?}"),
    };
    let (rows, heading) = refused(b"ref,name\n1,A\n2,B\n3,C\n4,D\n5,E\n");
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0], ["ref", "name"]);
    assert!(heading);
    assert!(!refused(b"KE-1,A\nKE-2,B\n").1);
}

/// The tally of a file in slices of any size agrees with reading it whole.
#[test]
fn a_tally_counts_what_reading_counts() {
    let mut rows = String::from("account_id;note\r\n");
    for n in 0..2500 {
        rows.extend(["KE-", &n.to_string(), ";\"a\r\nb; c\"\r\n;\r\n\r\n"]);
    }
    let utf16: Vec<u8> =
        format!("\u{feff}{rows}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [rows.as_bytes(), &[b"\xef\xbb\xbf", rows.as_bytes()].concat(), &utf16] {
        let whole = upload::read(bytes, None).unwrap_err();
        for size in [1001, 4096, bytes.len()] {
            let mut tally = Tally::new();
            for slice in bytes.chunks(size) {
                tally.push(slice).unwrap();
            }
            assert_eq!(tally.finish(), whole, "slices of {size}");
        }
    }
}

#[test]
fn a_tally_of_few_but_endless_rows_says_too_large() {
    let mut tally = Tally::new();
    tally.push(b"account_id\nKE-1\n").unwrap();
    tally.push(&vec![b'x'; 1000]).unwrap();
    assert_eq!(tally.entries(), 1);
    assert_eq!(tally.finish().code(), "too_large");
    let mut tally = Tally::new();
    let endless = (0..10).try_for_each(|_| tally.push(&vec![b'x'; 1024 * 1024]));
    assert_eq!(endless.unwrap_err().code(), "too_large");
}
