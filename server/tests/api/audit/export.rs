//! `GET /api/audit.csv`.

use crate::support::{Account, TestServer, submission};

#[tokio::test]
async fn an_export_has_every_row_that_the_filters_leave() {
    let server = TestServer::start().await;
    // More than are read at once.
    let accounts = Account::many(1_500);
    server.add(&accounts).await;
    let admin = server.admin().await;
    let file: Vec<&str> = accounts.iter().map(|account| account.id.as_str()).collect();
    let body = submission(&admin, &file.join("\n")).await;
    let path = "/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
    assert_eq!(admin.put(path, &body).await.status, 201);

    let reply = admin.get("/api/audit.csv?operation=1").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(reply.header("content-disposition"), "attachment; filename=\"audit-log.csv\"");
    let text = String::from_utf8(reply.bytes).unwrap();
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}sequence,time (UTC),user,"), "{}", lines[0]);
    assert_eq!(lines.len(), 1 + 1_501);
    let sequences: Vec<u64> =
        lines[1..].iter().map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    assert!(sequences.windows(2).all(|pair| pair[0] == pair[1] + 1), "{sequences:?}");
    assert!(
        lines[2].contains(",admin,The Admin,admin,account_write_off,done,N-1499,"),
        "{}",
        lines[2]
    );

    let french = admin.get("/api/audit.csv?operation=1&account=N-0000&lang=fr").await;
    let text = String::from_utf8(french.bytes).unwrap();
    assert!(text.starts_with("\u{feff}séquence;heure (UTC);"), "{text}");
    assert_eq!(text.trim_end().split("\r\n").count(), 2);
    let nothing = admin.get("/api/audit.csv?person=nobody").await;
    assert_eq!(String::from_utf8(nothing.bytes).unwrap().trim_end().lines().count(), 1);
}

#[tokio::test]
async fn what_a_person_typed_runs_in_no_spreadsheet() {
    let server = TestServer::start().await;
    server.execute("UPDATE app_user SET name = '=cmd()' WHERE user_name = 'admin'").await.unwrap();
    let admin = server.admin().await;
    let text = String::from_utf8(admin.get("/api/audit.csv").await.bytes).unwrap();
    assert!(text.contains(",admin,'=cmd(),admin,sign_in,"), "{text}");
}

#[tokio::test]
async fn an_export_is_not_asked_for_in_pages() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (query, place) in [("limit=5", "limit"), ("before=5", "before"), ("from=x", "from")] {
        let path = format!("/api/audit.csv?{query}");
        let problem = admin.get(&path).await.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place);
    }
}
