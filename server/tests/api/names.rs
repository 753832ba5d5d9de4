//! Names on one line: what nobody sees makes two names of one, and what turns text round deceives.

use serde_json::{Value, json};

use crate::support::TestServer;

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
const KEY_ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e70";

/// What no name has in it.
const UNSEEN: [&str; 4] = ["a\r\nb", "a\u{202e}b", "a\u{200b}b", "a\tb"];

#[tokio::test]
async fn forms_refuse_what_cannot_be_seen_at_its_place_and_tidy_blanks() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let person = |name: &str| json!({ "user_name": "awa", "name": name, "role": "sales" });
    let shown = admin.get("/api/settings").await.json();
    let settings = |pointer: &str, name: &str| {
        let mut settings = shown["settings"].clone();
        *settings.pointer_mut(pointer).unwrap() = json!(name);
        json!({ "version": shown["version"], "settings": settings })
    };
    let person_path = format!("/api/people/{ID}");
    let key_path = format!("/api/service-accounts/{KEY_ID}");
    let settings_path = format!("/api/settings/{ID}");
    let in_settings = ["/name", "/centres/0/name", "/products/0/name", "/chart/0/name"];
    for name in UNSEEN {
        let mut requests = vec![
            (&person_path, person(name), "/name".to_owned()),
            (&key_path, json!({ "name": name }), "/name".to_owned()),
        ];
        for pointer in in_settings {
            let place = format!("/settings{pointer}");
            requests.push((&settings_path, settings(pointer, name), place));
        }
        for (path, request, place) in requests {
            let problem = admin.put(path, &request).await.assert_problem(422, "invalid_request");
            let error = &problem["errors"][0];
            let said = (error["place"].as_str(), error["code"].as_str());
            assert_eq!(said, (Some(&*place), Some("unseen_characters")), "{name:?}");
        }
    }
    let nothing = settings("/name", "\u{200b}");
    let problem = admin.put(&settings_path, &nothing).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["code"], "missing");

    let kept = admin.put(&person_path, &person(" Awa \u{a0} Diop\n")).await.json();
    assert_eq!(kept["person"]["name"], "Awa Diop");
    let kept = admin.put(&key_path, &json!({ "name": " Night  sync " })).await.json();
    assert_eq!(kept["service_account"]["name"], "Night sync");
    let kept = admin.put(&settings_path, &settings("/centres/0/name", " Kisumu   North ")).await;
    assert_eq!(kept.json()["settings"]["centres"][0]["name"], "Kisumu North");
}

#[tokio::test]
async fn a_batch_is_cleaned_and_what_is_exported_is_the_same() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let put = async |kind: &str, rows: Value| {
        admin.put(&format!("/api/portfolio/{kind}"), &json!({ "rows": rows })).await.json()
    };
    let centres = json!([{ "name": "Na\u{202e}kuru \r\n East" }, { "name": "\u{202e}\u{1}" }]);
    let reply = put("centres", centres).await;
    assert_eq!(
        (&reply["results"][0]["result"], &reply["results"][0]["key"]),
        (&json!("created"), &json!("Nakuru East"))
    );
    assert_eq!(reply["results"][1]["refusals"][0]["reason"], "missing");
    let staff = json!([{ "user_name": "nafula", "name": " Nafula \u{200b}  Wekesa", "role": "basic",
        "centre": "Nakuru\tEast" }]);
    let reply = put("staff", staff).await;
    assert_eq!(reply["results"][0]["result"], "created", "{reply}");
    for kind in ["centres", "staff"] {
        let rows = admin.get(&format!("/api/portfolio/{kind}")).await.json()["rows"].clone();
        let said = rows.to_string();
        assert!(said.contains("Nakuru East"), "{said}");
        let counts = put(kind, rows.clone()).await["counts"].clone();
        assert_eq!(counts["same"], rows.as_array().unwrap().len(), "{kind}: {counts}");
    }
}
