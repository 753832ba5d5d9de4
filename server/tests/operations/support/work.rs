//! Work to be done on a database, whichever it is.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Output;

use reqwest::Method;

use super::{Client, Serving};

/// The password of the first company's Admin, as a demonstration prints it.
pub(crate) fn admin_of(demo: &Output) -> String {
    let said = std::str::from_utf8(&demo.stdout).unwrap();
    let admin = said.lines().find_map(|line| line.strip_prefix("sign in as a.wanjiku with "));
    admin.unwrap_or_else(|| panic!("{demo:?}")).split_once(' ').unwrap().0.to_owned()
}

/// Records a repossession on a demonstration database, and then does an operation with entries of
/// every kind. Nobody has it open afterwards.
pub(crate) async fn work_on(database: impl AsRef<OsStr>, uploads: &Path, password: &str) {
    let serving = Serving::start(database, &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", password).await;
    let mixed = std::fs::read(uploads.join("mixed.csv")).unwrap();
    let full = std::fs::read_to_string(uploads.join("full.csv")).unwrap();
    let in_mixed = String::from_utf8_lossy(&mixed);
    let account = full.lines().skip(1).find(|line| !in_mixed.contains(line)).unwrap();
    let reply = admin.record_repossession(2, account).await;
    assert_eq!(reply.status(), 201, "{:?}", reply.text().await);
    // The customer pays more than was lost, and something that the provider takes back.
    for (id, amount) in [("W1", 1_000_000_000), ("W2", 100)] {
        let payment = serde_json::json!({
            "account": account, "paid_on": "2026-01-05", "amount": amount, "channel": "cash",
        });
        let request = admin.request(Method::PUT, &format!("/api/payments/{id}"));
        assert_eq!(request.json(&payment).send().await.unwrap().status(), 201);
    }
    let request = admin.request(Method::PUT, "/api/payments/W2/reversal");
    assert_eq!(request.json(&serde_json::json!({})).send().await.unwrap().status(), 201);
    let mut body = admin.submission(&mixed).await;
    // One that is different in two ways from what was shown of it.
    let shown = body["seen"].as_array_mut().unwrap().last_mut().unwrap();
    shown["standing"]["defaulted_on"] = "2020-02-29".into();
    shown["standing"]["contracts"][0]["balance"]["principal"] = 1.into();
    let reply = admin.submit(1, &body).await;
    assert_eq!(reply.status(), 201, "{:?}", reply.text().await);
    serving.stop();
}
