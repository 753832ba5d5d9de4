//! Who may call what, in the API's description: people who are signed in, programs with a key, or anybody.
//!
//! The handlers say it by their extractors, which the description does not see. The test of permissions holds the
//! two together.

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{OpenApi, PathItem};

/// A browser's session.
const SESSION: &str = "session";

/// A program's key.
const KEY: &str = "key";

/// What needs neither: signing in and out, and what a link that works once is for.
const OPEN: [(&str, &str); 4] = [
    ("post", "/api/session"),
    ("delete", "/api/session"),
    ("get", "/api/set-up/{token}"),
    ("post", "/api/set-up/{token}"),
];

/// Where programs get, too: the tags of what they bring in and ask for.
const OF_PROGRAMS: [&str; 3] = ["imports", "portfolio", "payments"];

/// What of that is for people alone.
const OF_PEOPLE: [(&str, &str); 1] = [("get", "/api/payments")];

/// Describes how one comes with a session or a key, and what takes which.
pub(crate) fn describe(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(
        SESSION,
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
            crate::sign_in::SESSION_COOKIE,
            "The cookie that `POST /api/session` sets: somebody is signed in.",
        ))),
    );
    let mut key = Http::new(HttpAuthScheme::Bearer);
    key.description = Some("A program's key, which an Admin makes: `wo_…`.".to_owned());
    components.add_security_scheme(KEY, SecurityScheme::Http(key));
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let ways = ways(method, path, operation);
            operation.security =
                Some(ways.iter().map(|way| SecurityRequirement::new(*way, [""; 0])).collect());
        }
    }
}

fn ways(method: &str, path: &str, operation: &Operation) -> &'static [&'static str] {
    let tags = operation.tags.iter().flatten();
    if OPEN.contains(&(method, path)) {
        &[]
    } else if !OF_PEOPLE.contains(&(method, path))
        && tags.into_iter().any(|tag| OF_PROGRAMS.contains(&tag.as_str()))
    {
        &[SESSION, KEY]
    } else {
        &[SESSION]
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("get", item.get.as_mut()),
        ("put", item.put.as_mut()),
        ("post", item.post.as_mut()),
        ("delete", item.delete.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation?)))
}
