//! Work to be done on a database, whichever it is.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Output;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

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
        let payment = json!({
            "account": account, "paid_on": "2026-01-05", "amount": amount, "channel": "cash",
        });
        let request = admin.request(Method::PUT, &format!("/api/payments/{id}"));
        assert_eq!(request.json(&payment).send().await.unwrap().status(), 201);
    }
    let request = admin.request(Method::PUT, "/api/payments/W2/reversal");
    assert_eq!(request.json(&json!({})).send().await.unwrap().status(), 201);
    processes(&admin, &in_mixed, &full).await;
    import(&admin).await;
    let mut body = admin.submission(&mixed).await;
    // One that is different in two ways from what was shown of it.
    let shown = body["seen"].as_array_mut().unwrap().last_mut().unwrap();
    shown["standing"]["defaulted_on"] = "2020-02-29".into();
    shown["standing"]["contracts"][0]["balance"]["principal"] = 1.into();
    let reply = admin.submit(1, &body).await;
    assert_eq!(reply.status(), 201, "{:?}", reply.text().await);
    serving.stop();
}

/// Brings an account in, with a contract that owes something and a unit.
async fn import(admin: &Client) {
    let get = async |kind: &str| -> Value {
        let request = admin.request(Method::GET, &format!("/api/portfolio/{kind}?limit=1"));
        let reply: Value = request.send().await.unwrap().json().await.unwrap();
        reply["rows"][0]["name"].clone()
    };
    let (centre, product) = (get("centres").await, get("products").await);
    for (kind, row) in [
        ("accounts", json!({ "account": "IMPORTED-1", "customer": "Otieno", "centre": centre })),
        (
            "contracts",
            json!({
                "contract": "IMPORTED-C1", "account": "IMPORTED-1", "signed_on": "2026-01-05",
                "price": "100", "principal": "60", "daily_rate": "1", "paid": "40",
            }),
        ),
        (
            "units",
            json!({ "contract": "IMPORTED-C1", "product": product, "cu_number": "IMPORTED-U1" }),
        ),
    ] {
        let request = admin.request(Method::PUT, &format!("/api/portfolio/{kind}"));
        let reply = request.json(&json!({ "rows": [row] })).send().await.unwrap();
        let reply: Value = reply.json().await.unwrap();
        assert_eq!(reply["counts"]["created"], 1, "{reply}");
    }
}

/// Starts a write-off process of each of two accounts, cancels one of them, and holds its account.
async fn processes(admin: &Client, in_mixed: &str, full: &str) {
    const PROCESSES: &str = "/api/write-off-processes";
    let put = async |path: &str, id: u128, body: Value| -> Value {
        let path = format!("{PROCESSES}/{path}/{}", Uuid::from_u128(9_000 + id));
        let reply = admin.request(Method::PUT, &path).json(&body).send().await.unwrap();
        let (status, reply): (_, Value) = (reply.status(), reply.json().await.unwrap());
        assert_eq!(status, 201, "{reply}");
        reply
    };
    let get = async |path: &str| -> Value {
        let request = admin.request(Method::GET, &format!("{PROCESSES}/{path}"));
        request.send().await.unwrap().json().await.unwrap()
    };
    let shown = get("settings").await;
    if shown["settings"]["controls"] == json!([]) {
        put("settings", 1, set_up(&shown)).await;
    }
    let mut number = 1;
    for account in full.lines().skip(2).filter(|line| !in_mixed.contains(*line)) {
        let grounds = get(&format!("accounts/{account}")).await;
        let contracts = grounds["account"]["contracts"].as_array().unwrap().iter();
        let free = |one: &&Value| one["status"] == "active" && one["process"].is_null();
        let Some(contract) = contracts.filter(free).find(|one| one["owed"] != 0) else { continue };
        let controls = grounds["settings"]["controls"].as_array().unwrap().iter();
        let of_class = |one: &&Value| one["debt_class"] == contract["debt_class"];
        let mut controls = controls;
        let control = controls.find(of_class).unwrap();
        let form = json!({
            "control": control["code"], "template": grounds["settings"]["templates"][0]["code"],
            "comments": "", "contracts": [contract["id"]], "events": [],
        });
        let created_at = format!("{}T09:00", grounds["today"].as_str().unwrap());
        let start = json!({ "account": account, "created_at": created_at, "form": form });
        number += 1;
        let process = put("starts", number, start).await;
        if number == 3 {
            let cancel = json!({ "version": process["version"], "change": "cancel" });
            put(&format!("{}/changes", process["id"]), 4, cancel).await;
            put("holds", 5, json!({ "account": account, "until": "2030-01-31" })).await;
            return;
        }
    }
    panic!("no account to start a process for");
}

/// A control for each debt class of contracts, with a template of two events.
fn set_up(shown: &Value) -> Value {
    let classes: Vec<&str> = shown["in_use"]["debt_classes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let named = |code: &str| json!({ "code": code, "name": code });
    let control = |class: &&str| {
        let criteria = json!([{ "priority": 1, "when": "default", "template": "plan" }]);
        json!({ "code": class, "name": class, "debt_class": class, "criteria": criteria })
    };
    let kind = |code: &str, does: Value| json!({ "code": code, "name": code, "may_be_skipped": false, "does": does });
    let event = |code: &str| json!({ "event_type": code, "days_after": 30 });
    let events = json!([event("refer"), event("task")]);
    let settings = json!({
        "small_balance_limit": 0,
        "grace_days": 30,
        "opens_by_itself": false,
        "holidays": [],
        "debt_classes": classes.iter().map(|class| named(class)).collect::<Vec<_>>(),
        "agencies": [named("agency")],
        "event_types": [
            kind("refer", json!({ "kind": "refer_to_agency" })),
            kind("task", json!({ "kind": "task", "text": "Call" })),
        ],
        "templates": [{ "code": "plan", "name": "Plan", "days": "calendar", "events": events }],
        "controls": classes.iter().map(control).collect::<Vec<_>>(),
    });
    json!({ "version": shown["version"], "settings": settings })
}
