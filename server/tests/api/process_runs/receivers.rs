//! Those who get messages: a mail server that speaks SMTP, and a receiver of calls.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail that was taken: its envelope and its text.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) data: String,
}

/// A mail server on the loopback.
pub(crate) struct MailServer {
    pub(crate) url: String,
    mails: Arc<Mutex<Vec<Mail>>>,
}

/// What a mail server does with what it gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Takes,
    /// Says at each recipient that there is nobody of that name.
    Refuses,
    /// Takes the connection, and says nothing.
    Hangs,
}

impl MailServer {
    pub(crate) async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mails = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&mails);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let taken = Arc::clone(&taken);
                tokio::spawn(async move {
                    let _ = converse(stream, manner, &taken).await;
                });
            }
        });
        Self { url, mails }
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }
}

/// One session, as RFC 5321 has it.
async fn converse(
    stream: TcpStream,
    manner: Manner,
    taken: &Mutex<Vec<Mail>>,
) -> std::io::Result<()> {
    if manner == Manner::Hangs {
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 mail.example ESMTP\r\n").await?;
    let (mut from, mut to) = (String::new(), String::new());
    while let Some(line) = lines.next_line().await? {
        let upper = line.to_ascii_uppercase();
        let reply = if upper.starts_with("EHLO") || upper.starts_with("HELO") {
            "250-mail.example\r\n250 8BITMIME"
        } else if upper.starts_with("MAIL FROM:") {
            line["MAIL FROM:".len()..].clone_into(&mut from);
            "250 sender ok"
        } else if upper.starts_with("RCPT TO:") {
            line["RCPT TO:".len()..].clone_into(&mut to);
            if manner == Manner::Refuses { "550 no such user here" } else { "250 recipient ok" }
        } else if upper == "DATA" {
            writing.write_all(b"354 go ahead\r\n").await?;
            let mut data = String::new();
            while let Some(line) = lines.next_line().await? {
                if line == "." {
                    break;
                }
                data.push_str(line.strip_prefix('.').unwrap_or(&line));
                data.push('\n');
            }
            taken.lock().unwrap().push(Mail { from: from.clone(), to: to.clone(), data });
            "250 queued"
        } else if upper == "QUIT" {
            writing.write_all(b"221 bye\r\n").await?;
            return Ok(());
        } else {
            "250 ok"
        };
        writing.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// A call as it came.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Call {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    /// That it is signed with the secret, by the library of those who made the specification.
    pub(super) fn assert_signed(&self, secret: &str) {
        let hook = standardwebhooks::Webhook::new(secret).unwrap();
        let seconds = self.header("webhook-timestamp").parse().unwrap();
        let expected = hook.sign(self.header("webhook-id"), seconds, self.body.as_bytes()).unwrap();
        assert_eq!(self.header("webhook-signature"), expected);
        assert_eq!(self.header("content-type"), "application/json");
    }
}

/// A receiver of calls: `/` takes them, `/later` refuses the first two, `/elsewhere` sends on to `/`,
/// and `/hangs` never answers.
pub(super) struct Receiver {
    pub(super) url: String,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Receiver {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
        let keep = |calls: &Arc<Mutex<Vec<Call>>>| {
            let calls = Arc::clone(calls);
            move |headers: HeaderMap, body: Bytes| {
                let body = String::from_utf8(body.to_vec()).unwrap();
                let mut calls = calls.lock().unwrap();
                calls.push(Call { headers, body });
                calls.len()
            }
        };
        let (taking, later) = (keep(&calls), keep(&calls));
        let taking = async move |headers: HeaderMap, body: Bytes| {
            taking(headers, body);
            StatusCode::NO_CONTENT
        };
        let later = async move |headers: HeaderMap, body: Bytes| -> Response {
            let so_far = later(headers, body);
            if so_far <= 2 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
                .into_response()
        };
        let elsewhere = async || (StatusCode::FOUND, [(header::LOCATION, "/")]);
        let hangs = async || {
            tokio::time::sleep(Duration::from_mins(1)).await;
            StatusCode::OK
        };
        let router = Router::new()
            .route("/", post(taking))
            .route("/later", post(later))
            .route("/elsewhere", post(elsewhere))
            .route("/hangs", post(hangs));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, calls }
    }

    pub(super) fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}
