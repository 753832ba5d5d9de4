//! Somebody who talks to the server.

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, Method};
use serde_json::Value;

use super::server::TestServer;

pub(crate) struct Actor<'a> {
    pub(super) server: &'a TestServer,
    pub(crate) cookie: Option<String>,
    /// The key of a program.
    pub(crate) key: Option<String>,
}

/// What the server said.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.bytes)))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// That it is a problem document of that status and code.
    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16, code: &str) -> Value {
        let problem = self.json();
        assert_eq!((self.status, problem["code"].as_str()), (status, Some(code)), "{problem}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("/problems/{}", code.replace('_', "-")));
        for field in ["title", "detail"] {
            assert!(problem[field].as_str().is_some_and(|text| text.len() > 5), "{problem}");
        }
        problem
    }
}

impl<'a> Actor<'a> {
    pub(crate) fn new(server: &'a TestServer, cookie: Option<String>) -> Self {
        Self { server, cookie, key: None }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.server.client.request(method, format!("{}{path}", self.server.base));
        let request = match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        };
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Reply {
        let response = request.send().await.unwrap();
        Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path)).await
    }

    /// As a browser asks for a page.
    pub(crate) async fn browse(&self, path: &str) -> Reply {
        let request = self.request(Method::GET, path).header(ACCEPT, "text/html,*/*;q=0.8");
        self.send(request).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// A body as it stands, said to be JSON.
    pub(crate) async fn raw(&self, method: Method, path: &str, body: impl Into<Vec<u8>>) -> Reply {
        let request = self.request(method, path).header(CONTENT_TYPE, "application/json");
        self.send(request.body(body.into())).await
    }
}
