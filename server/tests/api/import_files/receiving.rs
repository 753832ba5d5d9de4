//! Files that are sent at the same time: a few are received, and the others are told to come back.

use std::fmt::Write as _;

use http::Method;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::{ID, OTHER_ID, preview};
use crate::support::{Actor, TestServer};

/// Begins to send a file of 40 MB, and goes no further.
async fn half_sent(actor: &Actor<'_>, number: usize) -> TcpStream {
    let id = format!("01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5f{number:02}");
    let request = actor.request(Method::PUT, &format!("/api/imports/{id}")).build().unwrap();
    let url = request.url();
    let address = (url.host_str().unwrap(), url.port().unwrap());
    let mut head = format!(
        "PUT {} HTTP/1.1\r\nhost: {}:{}\r\ncontent-type: application/json\r\n\
         content-length: 40000000\r\n",
        url.path(),
        address.0,
        address.1
    );
    for (name, value) in request.headers() {
        write!(head, "{name}: {}\r\n", value.to_str().unwrap()).unwrap();
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    let begun = head + "\r\n{ \"file_name\": \"a.csv\", \"file\": \"";
    stream.write_all(begun.as_bytes()).await.unwrap();
    stream
}

/// Sends a small file until it is answered so.
async fn sent_until(actor: &Actor<'_>, status: u16) {
    for _ in 0..200 {
        let reply = preview(actor, ID, "a.csv", b"Centre\nKisumu\n").await;
        if reply.status == status {
            if status == 503 {
                let problem = reply.assert_problem(503, "unavailable");
                assert!(problem["detail"].as_str().unwrap().starts_with("Others are sending"));
                assert_eq!(reply.header("retry-after"), "5");
            }
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("never answered {status}");
}

#[tokio::test]
async fn a_few_files_are_received_at_a_time() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let mut sending = Vec::new();
    for number in 0..3 {
        sending.push(half_sent(&admin, number).await);
    }
    sent_until(&admin, 200).await;
    sending.push(half_sent(&admin, 3).await);
    sent_until(&admin, 503).await;
    // What sends no file is answered, and who may not import learns that first.
    assert_eq!(admin.get(&format!("/api/imports/{ID}")).await.status, 200);
    let anonymous = server.anonymous();
    let reply = preview(&anonymous, OTHER_ID, "a.csv", b"Centre\nKisumu\n").await;
    reply.assert_problem(401, "not_signed_in");
    sending.clear();
    sent_until(&admin, 200).await;
}
