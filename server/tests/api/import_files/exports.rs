//! What the company has, as files that can be imported again.

use domain::import::Kind;
use domain::import::words::template_csv;
use domain::language::Language;
use domain::role::Role;
use serde_json::{Value, json};
use server::identity::CompanyId;

use super::{ID, counts, previewed};
use crate::suite::imports::{account, assert_whole, contract, put_as, unit};
use crate::support::{Actor, Reply, TestServer, submission};

async fn export(actor: &Actor<'_>, kind: Kind, language: Language) -> Reply {
    let (kind, tag) = (kind.code(), language.tag());
    actor.get(&format!("/api/portfolio/{kind}/export.csv?language={tag}")).await
}

/// A company with something of each kind, under names that are hard to write down; one account of it is written off.
async fn filled(server: &TestServer, admin: &Actor<'_>) {
    let class = "INSERT INTO debt_class (company, code, name)
                 SELECT id, 'standard', 'Standard' FROM operating_company";
    server.execute(class).await.unwrap();
    let centres = json!([{ "name": "Thiès; \"Nord\", A" }, { "name": "-1" }]);
    put_as(admin, "centres", centres, "created").await;
    let product = json!({ "name": "'Fan", "value_as_new": "1250.50", "value_used": "0.05" });
    put_as(admin, "products", json!([product]), "created").await;
    let person = json!({
        "user_name": "j.mwangi", "name": "@Jane", "role": "field_technician", "centre": "-1",
        "mail": "j@example.org",
    });
    put_as(admin, "staff", json!([person]), "created").await;
    let with = |mut row: Value, fields: &[(&str, &str)]| {
        for (field, value) in fields {
            row[*field] = json!(value);
        }
        row
    };
    let odd = [
        ("customer", "=HYPERLINK(\"x\")"),
        ("centre", "Thiès; \"Nord\", A"),
        ("class", "business"),
    ];
    let late = [("paid_until", "2026-06-01"), ("defaulted_on", "2026-07-02")];
    let accounts = [
        with(account("0012"), &odd),
        with(account("K-1"), &late),
        with(account("K-2"), &[("customer_number", "007"), ("phone", ""), ("paid_until", "")]),
    ];
    put_as(admin, "accounts", json!(accounts), "created").await;
    let drafted = [("status", "draft"), ("principal", "0"), ("fees", "0"), ("tax", "0")];
    let contracts = [
        with(contract("00-1", "0012"), &[("price", "12345.60")]),
        contract("C-K-1", "K-1"),
        with(contract("C-K-2", "K-2"), &drafted),
    ];
    put_as(admin, "contracts", json!(contracts), "created").await;
    let lamps = with(unit("00-1", ""), &[("product", "Lamp"), ("quantity", "3")]);
    let units = [unit("00-1", "0001"), lamps, unit("C-K-1", "CU-K-1")];
    put_as(admin, "units", json!(units), "created").await;
    let payment = json!({
        "payment": "0099", "account": "0012", "paid_on": "2026-11-20", "amount": "7.50",
        "channel": "mobile_money",
    });
    put_as(admin, "payments", json!([payment]), "created").await;
    let file = submission(admin, "K-1").await;
    let reply = admin.put(&format!("/api/bulk-write-offs/{ID}"), &file).await;
    assert_eq!(reply.json()["summary"]["written_off"], 1, "{}", reply.text());
}

#[tokio::test]
async fn importing_an_export_changes_nothing() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    filled(&server, &admin).await;
    for language in Language::ALL {
        for kind in Kind::ALL {
            let file = export(&admin, kind, language).await;
            assert_eq!(file.status, 200, "{}", file.text());
            assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
            let name = format!("{}.csv", kind.code());
            assert!(file.header("content-disposition").contains(&name));
            assert!(file.bytes.starts_with(&template_csv(kind, language)), "{}", file.text());
            let path = format!("/api/portfolio/{}", kind.code());
            let here = admin.get(&path).await.json()["rows"].as_array().unwrap().len();
            assert!(here > 0, "{kind:?}");
            let import = previewed(&admin, ID, &name, &file.bytes).await;
            let found = counts(&import);
            assert_eq!(found, [0, 0, u64::try_from(here).unwrap(), 0], "{kind:?} {}", file.text());
        }
    }
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_is_changed_in_an_export_is_all_that_an_import_changes() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    filled(&server, &admin).await;
    for (kind, from, to, field) in [
        (Kind::Accounts, "+254 712 000 001", "0800", "phone"),
        (Kind::Contracts, "12345,60", "12345,61", "price"),
        (Kind::Staff, "Technicien de terrain", "Ventes", "role"),
    ] {
        let text = export(&admin, kind, Language::Fr).await.text();
        assert!(text.contains(from), "{text}");
        let edited = text.replacen(from, to, 1);
        let import = previewed(&admin, ID, "export.csv", edited.as_bytes()).await;
        assert_eq!(counts(&import)[1], 1, "{import}");
        let rows = admin.get(&format!("/api/imports/{ID}/rows?result=changed")).await.json();
        assert_eq!(rows["rows"][0]["outcome"]["changes"][0]["field"], field, "{rows}");
    }
}

#[tokio::test]
async fn an_export_is_read_part_by_part_to_its_end() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for part in 0..3 {
        let names = (0..900).map(|number| json!({ "name": format!("Shop {part}-{number:03}") }));
        put_as(&admin, "centres", json!(names.collect::<Vec<_>>()), "created").await;
    }
    let text = export(&admin, Kind::Centres, Language::En).await.text();
    let mut names: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(names.len(), 2_702);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 2_702);
    let import = previewed(&admin, ID, "centres.csv", text.as_bytes()).await;
    assert_eq!(counts(&import), [0, 0, 2_702, 0]);
    let counted = server.store.count_portfolio(CompanyId(1), Kind::Centres, 2_000).await.unwrap();
    assert_eq!(counted, 2_000);
}

#[tokio::test]
async fn only_who_may_import_exports_and_only_what_is_the_company_s() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    filled(&server, &admin).await;
    let basic = server.signed_in(Role::BackOfficeManagement).await;
    export(&basic, Kind::Accounts, Language::En).await.assert_problem(403, "role_may_not");
    let nobody = server.anonymous();
    export(&nobody, Kind::Accounts, Language::En).await.assert_problem(401, "not_signed_in");
    let stranger = server.stranger().await;
    for kind in [Kind::Accounts, Kind::Contracts, Kind::Units, Kind::Payments] {
        let theirs = export(&stranger, kind, Language::En).await;
        assert_eq!(theirs.bytes, template_csv(kind, Language::En), "{kind:?}");
    }
    let program = server.program("01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e70").await;
    assert_eq!(export(&program, Kind::Units, Language::En).await.status, 200);
    admin.get("/api/portfolio/planets/export.csv").await.assert_problem(400, "malformed_request");
    let odd = admin.get("/api/portfolio/units/export.csv?limit=1").await;
    odd.assert_problem(422, "invalid_request");
}
