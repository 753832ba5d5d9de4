//! A person with a session, as a program.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

use crate::Result;

/// Longer than the server lets any request take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Larger than any answer: an operation of 2,000 entries is less than one.
const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// How somebody signs in.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    pub(crate) user: String,
    pub(crate) password: String,
}

/// Talks to one server. Cloning it is cheap; clones share connections.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    agent: Agent,
    origin: String,
    cookie: String,
}

/// What a server answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer<Body = Value> {
    pub(crate) status: u16,
    /// Whether it says that the answer is that of an earlier request.
    pub(crate) replayed: bool,
    /// Whether it says that it is a problem document.
    pub(crate) is_problem: bool,
    pub(crate) body: Body,
}

/// An answer as it came.
pub(crate) type Unread = Answer<Vec<u8>>;

impl Client {
    /// Signs in.
    pub(crate) fn sign_in(origin: &str, credentials: &Credentials) -> Result<Self> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_idle_connections(256)
            .max_idle_connections_per_host(256)
            // Each of them but that for the look-up of the address, or for all together, for which
            // the agent would start a thread a request.
            .timeout_connect(Some(PATIENCE))
            .timeout_send_request(Some(PATIENCE))
            .timeout_send_body(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .timeout_recv_body(Some(PATIENCE));
        let agent = Agent::new_with_config(config.build());
        let body =
            serde_json::json!({ "user": credentials.user, "password": credentials.password });
        let response = agent
            .post(format!("{origin}/api/session"))
            .header("content-type", "application/json")
            .send(body.to_string())?;
        let status = response.status();
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        let cookie = cookie.ok_or_else(|| format!("signing in was answered with {status}"))?;
        Ok(Self { agent, origin: origin.to_owned(), cookie })
    }

    /// The same session, at another server or at the same one after it was started again.
    pub(crate) fn at(&self, origin: &str) -> Self {
        Self {
            agent: Agent::new_with_config(self.agent.config().clone()),
            origin: origin.to_owned(),
            cookie: self.cookie.clone(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Result<Answer> {
        Ok(self.get_unread(path)?.read())
    }

    /// For measurements: to read an answer takes the processor for which the server waits.
    pub(crate) fn get_unread(&self, path: &str) -> Result<Unread> {
        let url = format!("{}{path}", self.origin);
        answer(self.agent.get(url).header("cookie", &self.cookie).call()?)
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> Result<Answer> {
        let url = format!("{}{path}", self.origin);
        let request = self.agent.post(url).header("cookie", &self.cookie);
        Ok(answer(request.header("content-type", "application/json").send(body)?)?.read())
    }

    pub(crate) fn put(&self, path: &str, body: &str) -> Result<Answer> {
        Ok(self.put_unread(path, body)?.read())
    }

    /// For measurements, as [`Self::get_unread`].
    pub(crate) fn put_unread(&self, path: &str, body: &str) -> Result<Unread> {
        let url = format!("{}{path}", self.origin);
        let request = self.agent.put(url).header("cookie", &self.cookie);
        answer(request.header("content-type", "application/json").send(body)?)
    }
}

fn answer(mut response: ureq::http::Response<ureq::Body>) -> Result<Unread> {
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let replayed = header("idempotent-replayed") == Some("true");
    let is_problem = header("content-type") == Some("application/problem+json");
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
    Ok(Answer { status, replayed, is_problem, body })
}

impl Unread {
    fn read(self) -> Answer {
        let Self { status, replayed, is_problem, body } = self;
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        Answer { status, replayed, is_problem, body }
    }
}
