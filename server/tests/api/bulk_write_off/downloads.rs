//! `GET /api/bulk-write-offs/{id}/failures.csv` and `/file`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::support::{Account, TestServer, submission};

const PATH: &str = "/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

#[tokio::test]
async fn failures_can_be_uploaded_again_as_they_are() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "X-1\nD\nX-2").await;
    admin.put(PATH, &body).await;
    for (query, name, delimiter) in [
        ("", "write-off-1-failures.csv", ','),
        ("?lang=en", "write-off-1-failures.csv", ','),
        ("?lang=fr", "passage-en-perte-1-echecs.csv", ';'),
    ] {
        let reply = admin.get(&format!("{PATH}/failures.csv{query}")).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        let disposition = reply.header("content-disposition");
        assert!(
            disposition.starts_with(&format!("attachment; filename=\"{name}\"")),
            "{disposition}"
        );
        assert!(reply.bytes.starts_with(b"\xef\xbb\xbf"));
        let text = String::from_utf8(reply.bytes.clone()).unwrap();
        assert!(text.lines().next().unwrap().contains(delimiter), "{text}");
        let upload = domain::upload::read(&reply.bytes, None).unwrap();
        let accounts: Vec<String> =
            upload.entries.iter().map(|entry| entry.account.clone().unwrap().to_string()).collect();
        assert_eq!(accounts, ["X-1", "X-2"]);
    }
}

#[tokio::test]
async fn the_file_is_kept_byte_for_byte() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let file = b"\xef\xbb\xbfCompte;Nom\r\nA-1;\"\xc3\xa9t\xc3\xa9\"\r\n";
    let body =
        json!({ "file_name": "défauts \"2026\".csv", "file": STANDARD.encode(file), "seen": [] });
    assert_eq!(admin.put(PATH, &body).await.status, 201);
    let reply = admin.get(&format!("{PATH}/file")).await;
    assert_eq!(reply.bytes, file);
    assert_eq!(reply.header("content-type"), "application/octet-stream");
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"d_fauts _2026_.csv\"; \
         filename*=UTF-8''d%C3%A9fauts%20%222026%22.csv"
    );
}
