//! A person who works on a server.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

/// Somebody who is signed in.
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    cookie: String,
}

impl Client {
    pub(crate) async fn sign_in(base: &str, user: &str, password: &str) -> Self {
        // A client needs one, also where it only speaks plain HTTP. Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::new();
        let request = http.post(format!("{base}/api/session"));
        let reply =
            request.json(&json!({ "user": user, "password": password })).send().await.unwrap();
        assert_eq!(reply.status(), 201);
        let cookie = reply.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split_once(';').unwrap().0.to_owned();
        Self { http, base: base.to_owned(), cookie }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).header("cookie", &self.cookie)
    }

    /// What the page sends to write off a file, after it asked what is known.
    pub(crate) async fn submission(&self, file: &[u8]) -> Value {
        let entries = domain::upload::read(file, None).unwrap().entries;
        let accounts: Vec<&str> = entries
            .iter()
            .filter_map(|entry| entry.account.as_ref().ok())
            .map(domain::AccountId::as_str)
            .collect();
        let request = self.request(Method::POST, "/api/bulk-write-offs/facts");
        let reply = request.json(&json!({ "accounts": accounts })).send().await.unwrap();
        let facts: Value = reply.json().await.unwrap();
        let seen: Vec<Value> = facts["accounts"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|facts| {
                let standing = &facts["standing"];
                let defaulted = standing["state"] == "defaulted"
                    || !standing["repossession_pending_since"].is_null();
                defaulted && standing["contracts"] != json!([])
            })
            .map(|facts| json!({ "account": facts["account"], "standing": facts["standing"] }))
            .collect();
        json!({
            "file_name": "defaults.csv",
            "file": STANDARD.encode(file),
            "seen": seen,
            "early_acknowledged": true,
        })
    }

    /// Records that everything came back from an account, used; the answer.
    pub(crate) async fn record_repossession(&self, id: u128, account: &str) -> Response {
        let get = async |path: &str| -> Value {
            self.request(Method::GET, path).send().await.unwrap().json().await.unwrap()
        };
        let account_page = get(&format!("/api/accounts/{account}")).await;
        let seen = &account_page["standing"];
        let returned: Vec<Value> = seen["contracts"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|contract| {
                contract["held"].as_array().unwrap().iter().map(|held| {
                    json!({ "contract": contract["id"], "product": held["product"],
                            "quantity": held["quantity"] })
                })
            })
            .collect();
        let form = json!({
            "account": account,
            "seen": seen,
            "date": seen["defaulted_on"],
            "completed_by": get("/api/staff").await["staff"][0]["id"],
            "product_condition": "used",
            "returned": returned,
        });
        let path = format!("/api/repossessions/{}", uuid::Uuid::from_u128(id));
        self.request(Method::PUT, &path).json(&form).send().await.unwrap()
    }

    /// Submits a file to a server that cannot do it and goes away.
    pub(crate) async fn submit_in_vain(&self, id: u128, body: &Value) {
        let path = format!("/api/bulk-write-offs/{}", uuid::Uuid::from_u128(id));
        let reply = self.request(Method::PUT, &path).json(body).send().await;
        // It was told so, or nobody was there any more to tell.
        assert!(reply.is_err() || reply.is_ok_and(|reply| reply.status() == 503));
    }

    /// Submits a file under an id.
    pub(crate) async fn submit(&self, id: u128, body: &Value) -> Response {
        let path = format!("/api/bulk-write-offs/{}", uuid::Uuid::from_u128(id));
        self.request(Method::PUT, &path).json(body).send().await.unwrap()
    }
}
