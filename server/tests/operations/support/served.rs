//! A database that is served, and commands beside the server.

use serde_json::{Value, json};

use super::{Serving, writeoff_on};

/// What people choose.
pub(crate) const PASSWORD: &str = "a password of their own";

/// A database that is served, and commands beside the server.
pub(crate) struct Served<'a> {
    pub(crate) database: &'a str,
    serving: Serving,
    http: reqwest::Client,
}

impl<'a> Served<'a> {
    pub(crate) fn start(database: &'a str) -> Self {
        // A client needs one, also where it only speaks plain HTTP. Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (serving, http) = (Serving::start(database, &[]), reqwest::Client::new());
        Self { database, serving, http }
    }

    /// What a command prints that is to work.
    #[track_caller]
    pub(crate) fn prints(&self, command: &str) -> String {
        let output = writeoff_on(self.database, &words(command));
        assert!(output.status.success(), "{command}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// That a command fails, prints nothing, and says why.
    #[track_caller]
    pub(crate) fn refuses(&self, command: &str, why: &str) {
        let output = writeoff_on(self.database, &words(command));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{command}: {said}");
        assert!(said.contains(why), "{command}: {said}");
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> (u16, Value) {
        let request = self.http.get(format!("{}/api{path}", self.serving.base));
        let reply = request.header("cookie", cookie).send().await.unwrap();
        (reply.status().as_u16(), reply.json().await.unwrap())
    }

    /// Posts something; the status, and the cookie that comes back.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, String) {
        let request = self.http.post(format!("{}/api{path}", self.serving.base));
        let reply = request.json(body).send().await.unwrap();
        let cookie = reply.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).unwrap_or_default();
        (reply.status().as_u16(), cookie.to_owned())
    }

    /// Chooses a password by a link that was printed; the cookie of who is signed in then.
    pub(crate) async fn choose(&self, link: &str, user: &str, purpose: &str) -> String {
        let (status, found) = self.get(link, "").await;
        assert_eq!((status, &found["purpose"]), (200, &json!(purpose)));
        assert_eq!(found["user_name"], user);
        let chosen = json!({ "password": PASSWORD });
        let (status, cookie) = self.post(link, &chosen).await;
        assert_eq!(status, 201);
        assert_eq!(self.get("/session", &cookie).await.1["user"], user);
        assert_eq!(self.post(link, &chosen).await.0, 404, "it works once");
        cookie
    }

    pub(crate) async fn sign_in(&self, user: &str) -> u16 {
        self.post("/session", &json!({ "user": user, "password": PASSWORD })).await.0
    }
}

/// The words of a command; `_` stands for a blank within one.
pub(crate) fn words(command: &str) -> Vec<String> {
    command.split(' ').map(|word| word.replace('_', " ")).collect()
}
