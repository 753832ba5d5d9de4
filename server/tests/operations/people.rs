//! `writeoff set-up`, `company add` and `user invite|reset|disable`, and what their links lead to.

use std::path::Path;

use serde_json::json;

use crate::postgres::Cluster;
use crate::support::{PASSWORD, Served, texts, words, writeoff_on};

/// From an empty database to people of two companies, by commands and links alone.
async fn from_nothing(database: &str) {
    let served = Served::start(database);
    set_up(&served).await;
    company(&served);
    people(&served).await;
    assert!(served.prints("audit verify").contains("broken=0"));
}

async fn set_up(served: &Served<'_>) {
    let older = served.prints("set-up");
    let with_address = served.prints("set-up --public-url https://writeoff.example/");
    let newer = with_address.strip_prefix("https://writeoff.example").unwrap();
    assert!(newer.starts_with("/set-up/"), "{newer}");
    assert_eq!(served.get(&older, "").await.0, 404);
    assert_eq!(served.get(newer, "").await.1["purpose"], "set_up");
    let company = json!({
        "name": "Sunrise Kenya", "code": "KE", "currency": "KES", "time_zone": "Africa/Nairobi",
        "default_after_days": 30, "early_write_off_days": 90, "language": "en",
        "user_name": "wanjiku", "admin": "Ann Wanjiku",
    });
    let request = json!({ "password": PASSWORD, "company": company });
    let (status, cookie) = served.post(newer, &request).await;
    assert_eq!((status, served.get("/session", &cookie).await.0), (201, 200));
    served.refuses("set-up", "there is a company already: invite people with `writeoff user`");
}

fn company(served: &Served<'_>) {
    let add =
        "company add --name Soleil_du_Sénégal --code SN --currency XOF --time-zone Africa/Dakar";
    assert_eq!(served.prints(&format!("{add} --language fr")), "");
    served.refuses(add, "another company has that name or code");
    let other =
        |of: &str, is: &str| add.replace("SN", "SL").replace("Soleil", "Lune").replace(of, is);
    for (command, why) in [
        (other("SL", "S-L"), "code: "),
        (other("XOF", "XXX"), "currency: "),
        (other("Africa/Dakar", "Africa/Atlantis"), "time zone: "),
        (format!("{} --default-after-days 0", other("SL", "SL")), "default after days: "),
        ("company add --name Lune".to_owned(), "--code <CODE>"),
        (format!("{} --language de", other("SL", "SL")), "'de' for '--language"),
    ] {
        served.refuses(&command, why);
    }
}

async fn people(served: &Served<'_>) {
    let invite = "user invite --company SN --user moussa --name Moussa_Ba --role admin";
    let moussa = served.choose(&served.prints(invite), "moussa", "invitation").await;
    let session = served.get("/session", &moussa).await.1;
    assert_eq!(
        (&session["role"], &session["company"]["name"]),
        (&json!("admin"), &json!("Soleil du Sénégal"))
    );
    served.refuses(invite, "the user name is taken");
    let other = |of: &str, is: &str| invite.replace("moussa", "fatou").replace(of, is);
    for (command, why) in [
        (other("SN", "XX"), "there is no company XX"),
        (other("fatou", "fa_tou"), "user name: "),
        (other("Moussa_Ba", "_"), "name: "),
        (other("admin", "king"), "'king' for '--role"),
        (other("admin", "integration"), "'integration' for '--role"),
        (format!("{} --mail fatou", other("", "")), "mail: "),
        (format!("{} --centre Atlantis", other("", "")), "centre: "),
        ("user reset --user nobody".to_owned(), "there is nobody with the user name nobody"),
        ("user disable --user nobody".to_owned(), "there is nobody with the user name nobody"),
        ("user reset".to_owned(), "--user <USER>"),
    ] {
        served.refuses(&command, why);
    }

    let reset = served.prints("user reset --user MOUSSA");
    assert_eq!(served.get("/session", &moussa).await.0, 401);
    assert_eq!(served.sign_in("moussa").await, 401);
    let again = served.prints("user reset --user moussa");
    assert_eq!(served.get(&reset, "").await.0, 404);
    let moussa = served.choose(&again, "moussa", "password_reset").await;

    // The Admin of another company does not count, and who was only invited runs nothing yet.
    let last = "this is the last Admin of the company";
    served.refuses("user disable --user moussa", last);
    let fatou = served.prints(&other("Moussa_Ba", "Fatou_Sow"));
    served.refuses("user disable --user moussa", last);
    served.choose(&fatou, "fatou", "invitation").await;
    for _ in 0..2 {
        assert_eq!(served.prints("user disable --user moussa"), "");
    }
    assert_eq!(served.get("/session", &moussa).await.0, 401);
    assert_eq!(served.sign_in("moussa").await, 401);
    served.refuses("user reset --user moussa", "the person is disabled");
    served.refuses("user disable --user fatou", last);
    assert_eq!(served.sign_in("fatou").await, 201);
}

#[tokio::test]
async fn a_file_is_set_up_and_has_people() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    from_nothing(database.to_str().unwrap()).await;
    let log = "SELECT DISTINCT action FROM audit_row WHERE company = 2 AND user_name IS NULL
                  AND result = 'done' ORDER BY action";
    let expected = ["company_added", "link_made", "person_changed", "person_invited"];
    assert_eq!(texts(&database, log).await, expected);
}

#[tokio::test]
async fn a_database_of_postgresql_is_set_up_and_has_people() {
    let database = Cluster::shared().await.database().await;
    from_nothing(&database.text()).await;
}

#[test]
fn people_of_a_database_that_is_not_there_make_none() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere.db");
    let database = nowhere.to_str().unwrap();
    for command in [
        "user invite --company KE --user x --name X --role admin",
        "user reset --user x",
        "user disable --user x",
    ] {
        let output = writeoff_on(database, &words(command));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("there is no database"), "{said}");
        assert!(!Path::new(database).exists());
    }
}
