//! Files to fill in.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use domain::import::Kind;
use domain::language::Language;

use super::{ID, preview};
use crate::support::TestServer;

#[tokio::test]
async fn a_workbook_has_a_sheet_for_each_kind_and_one_that_explains() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (language, guide) in [(Language::En, "Read me"), (Language::Fr, "Lisez-moi")] {
        let path = format!("/api/imports/template.xlsx?language={}", language.tag());
        let reply = admin.get(&path).await;
        assert_eq!(reply.status, 200);
        assert!(reply.header("content-disposition").starts_with("attachment; filename="));
        let mut workbook = Xlsx::new(Cursor::new(&reply.bytes)).unwrap();
        let mut names = vec![guide.to_owned()];
        names.extend(Kind::ALL.map(|kind| kind.name(language).to_owned()));
        assert_eq!(workbook.sheet_names(), names);
        for kind in Kind::ALL {
            let range = workbook.worksheet_range(kind.name(language)).unwrap();
            let headings: Vec<String> =
                range.rows().next().unwrap().iter().map(ToString::to_string).collect();
            let fields: Vec<&str> =
                kind.fields().iter().map(|(field, _)| field.name(language)).collect();
            assert_eq!(headings, fields);
        }
    }
}

#[tokio::test]
async fn a_template_that_is_uploaded_as_it_is_brings_nothing_and_asks_nothing() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for language in Language::ALL {
        let path = format!("/api/imports/template.xlsx?language={}", language.tag());
        let bytes = admin.get(&path).await.bytes;
        let reply = preview(&admin, ID, "template.xlsx", &bytes).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let import = reply.json();
        for sheet in import["sheets"].as_array().unwrap() {
            assert!(sheet["skipped"] == true || !sheet["kind"].is_null(), "{sheet}");
            assert_eq!(sheet["missing"], serde_json::json!([]), "{sheet}");
        }
    }
}

#[tokio::test]
async fn each_kind_has_a_file_of_its_own() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for kind in Kind::ALL {
        for language in Language::ALL {
            let (code, tag) = (kind.code(), language.tag());
            let reply =
                admin.get(&format!("/api/imports/template/{code}.csv?language={tag}")).await;
            assert_eq!(
                (reply.status, reply.header("content-type")),
                (200, "text/csv; charset=utf-8")
            );
            assert_eq!(reply.bytes, domain::import::words::template_csv(kind, language));
        }
    }
    for name in ["accounts", "accounts.xlsx", "people.csv"] {
        let reply = admin.get(&format!("/api/imports/template/{name}")).await;
        reply.assert_problem(404, "not_found");
    }
}
