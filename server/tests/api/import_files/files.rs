//! Files that cannot be taken as a whole. The server answers afterwards as before.

use std::io::{Cursor, Write as _};

use domain::import::{CELL_CHARS_MAX, COLUMNS_MAX, FILE_BYTES_MAX};
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{ID, preview, request, workbook};
use crate::support::TestServer;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_is_refused_with_what_to_do() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let whole = workbook(&[("Centres", &[&["Name"], &["Nakuru"]])]);
    let blanks = vec![b' '; 300 * 1024 * 1024];
    let bomb = archive(&[("xl/workbook.xml", b""), ("xl/worksheets/sheet1.xml", &blanks)]);
    drop(blanks);
    let laughs = b"<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><sst/>";
    for (bytes, code) in [
        (bomb, "workbook_unpacks_too_large"),
        (
            archive(&[("xl/workbook.xml", b""), ("xl/sharedStrings.xml", laughs)]),
            "workbook_damaged",
        ),
        (archive(&[("xl/workbook.xml", b""), ("xl/vbaProject.bin", b"")]), "workbook_macros"),
        (archive(&[("xl/workbook.bin", b"")]), "workbook_binary"),
        (whole.iter().copied().take(whole.len() / 2).collect(), "workbook_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more".to_vec(), "workbook_damaged"),
        (vec![b'x'; FILE_BYTES_MAX + 1], "too_large"),
    ] {
        let problem = preview(&admin, ID, "f", &bytes).await.assert_problem(422, "file_refused");
        assert_eq!(problem["errors"][0]["place"], "/file", "{problem}");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
        assert_eq!(problem["errors"][0]["detail"], problem["detail"]);
        assert_eq!(admin.get("/api/imports").await.status, 200);
    }
    admin.get(&format!("/api/imports/{ID}")).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn a_refusal_names_the_sheet_or_the_line() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let wide = ["x"; COLUMNS_MAX + 1];
    for (bytes, code, value, said) in [
        (
            workbook(&[("Stock", &[&wide])]),
            "workbook_too_many_columns",
            "Stock",
            "Too many columns. “Stock” has more than 200 columns. ",
        ),
        (
            format!("centre{}\n", ",x".repeat(COLUMNS_MAX)).into_bytes(),
            "workbook_too_many_columns",
            "f",
            "Too many columns. “f” has more than 200 columns. ",
        ),
        (
            format!("centre\nKisumu\n{}\n", "x".repeat(CELL_CHARS_MAX + 1)).into_bytes(),
            "cell_too_long",
            "3",
            "A cell on line 3 is too long. It has more than 32,767 characters",
        ),
        (
            b"centre\n\"Kisumu\nNakuru\nKisii\n".to_vec(),
            "unclosed_quote",
            "2",
            "A quotation mark on line 2 is never closed. ",
        ),
    ] {
        let problem = preview(&admin, ID, "f", &bytes).await.assert_problem(422, "file_refused");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
        assert_eq!(problem["errors"][0]["value"], value, "{problem}");
        assert!(problem["detail"].as_str().unwrap().starts_with(said), "{problem}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_table_is_named() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (bytes, code) in [
        (&b"%PDF-1.7"[..], "document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"<!DOCTYPE html><p>", "web_page"),
        (b"", "empty"),
    ] {
        let problem = preview(&admin, ID, "f", bytes).await.assert_problem(422, "file_refused");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
    }
    let file = archive(&[("readme.txt", b"hello")]);
    let problem = preview(&admin, ID, "f", &file).await.assert_problem(422, "file_refused");
    assert_eq!(problem["errors"][0]["code"], "archive");
}

#[tokio::test]
async fn a_request_that_makes_no_sense_is_refused() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let path = format!("/api/imports/{ID}");
    let mut nameless = request("", b"Name");
    for (name, place) in [("", "/file_name"), (&"x".repeat(256), "/file_name")] {
        nameless["file_name"] = json!(name);
        let problem = admin.put(&path, &nameless).await.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place);
    }
    let body = json!({ "file_name": "f", "file": "no base64!" });
    let problem = admin.put(&path, &body).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/file");
    // Looking again at a file that was never sent.
    let body = json!({ "file_name": "f" });
    admin.put(&path, &body).await.assert_problem(404, "not_found");
    for path in ["", "/rows", "/file", "/refused.csv?kind=centres"] {
        let path = format!("/api/imports/{ID}{path}");
        admin.get(&path).await.assert_problem(404, "not_found");
    }
    let body = json!({ "shown": "0123456789abcdef" });
    admin.put(&format!("{path}/commit"), &body).await.assert_problem(404, "not_found");
    for query in ["/rows?limit=0", "/rows?limit=1001", "/rows?result=fine", "/refused.csv"] {
        let path = format!("{path}{query}");
        admin.get(&path).await.assert_problem(422, "invalid_request");
    }
    admin.get("/api/imports?limit=101").await.assert_problem(422, "invalid_request");
    let keys: Vec<String> = (0..2_001).map(|number| format!("C-{number}")).collect();
    let body = json!({ "keys": { "contracts": keys } });
    let problem =
        admin.post("/api/imports/facts", &body).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/keys/contracts");
}
