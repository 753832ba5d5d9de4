//! The rows that the server writes are a chain for each company.

use std::sync::Arc;

use domain::role::Role;
use serde_json::json;

use crate::support::{Account, PASSWORD, TestServer, submission};

#[tokio::test]
async fn requests_at_once_leave_chains_that_fit() {
    let server = Arc::new(TestServer::start().await);
    server.add(&Account::many(40)).await;
    let admin = server.admin().await;
    let mut tasks = Vec::new();
    for number in 0..8 {
        let file: Vec<String> = (0..5).map(|of| format!("N-{:04}", number * 5 + of)).collect();
        let body = submission(&admin, &file.join("\n")).await;
        let path = format!("/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e{number:02x}");
        tasks.push(tokio::spawn(admin.request(http::Method::PUT, &path).json(&body).send()));
        let (user, password) = if number % 2 == 0 { ("nobody", "x") } else { ("basic", PASSWORD) };
        let body = json!({ "user": user, "password": password });
        let anonymous = server.anonymous();
        let request = anonymous.request(http::Method::POST, "/api/session").json(&body);
        tasks.push(tokio::spawn(request.send()));
        let sales = server.signed_in(Role::Sales).await;
        tasks.push(tokio::spawn(sales.request(http::Method::GET, "/api/audit").send()));
    }
    for task in tasks {
        assert_ne!(task.await.unwrap().unwrap().status(), 500);
    }
    let verified = server.verify_audit(&[]).await;
    assert_eq!(verified.misfits, Vec::<String>::new());
    let rows: Vec<_> =
        verified.chains.iter().map(|chain| (chain.company.as_str(), chain.rows)).collect();
    assert_eq!((rows[0].0, rows[2].0), ("none", "SN"));
    assert_eq!(rows[0].1, 4);
    assert_eq!(rows[1].0, "KE");
    // Eight operations with five accounts each, and whoever signed in.
    assert!(rows[1].1 > 48, "{rows:?}");
    assert_eq!(
        server.number("SELECT count(*) FROM audit_row").await,
        i64::try_from(verified.rows()).unwrap()
    );
}
