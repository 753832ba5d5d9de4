//! Which form of a file a browser takes.

use http::{HeaderMap, header};

/// A form that a file may be in beside its plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Encoding {
    /// What HTTP calls it.
    pub(super) name: &'static str,
    /// What the file's name ends with.
    pub(super) suffix: &'static str,
}

/// The smallest first.
pub(super) const ENCODINGS: [Encoding; 2] =
    [Encoding { name: "br", suffix: ".br" }, Encoding { name: "gzip", suffix: ".gz" }];

/// The encodings that a request accepts, the best first.
pub(super) fn accepted(headers: &HeaderMap) -> impl Iterator<Item = Encoding> {
    let named: Vec<String> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(accepted_name)
        .collect();
    ENCODINGS.into_iter().filter(move |encoding| named.iter().any(|name| name == encoding.name))
}

/// The name in one item of the header, unless its weight says that it is not wanted.
fn accepted_name(item: &str) -> Option<String> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next()?.to_ascii_lowercase();
    let refused = parts.any(|part| {
        part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
    });
    (!refused).then_some(name)
}

/// Whether the browser has that version already.
pub(super) fn has_already(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| matches!(known.trim(), known if known == "*" || known.trim_start_matches("W/") == etag))
}
