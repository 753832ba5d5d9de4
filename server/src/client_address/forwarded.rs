//! The addresses that proxies wrote down, the nearest first.

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, HeaderName, HeaderValue};

/// What `X-Forwarded-For` has, the nearest first; none where somebody wrote no address.
pub(super) fn x_forwarded_for(headers: &HeaderMap) -> impl Iterator<Item = Option<IpAddr>> {
    const NAME: HeaderName = HeaderName::from_static("x-forwarded-for");
    lines(headers, NAME).flat_map(|line| line.rsplit(',')).map(|one| address(one.trim()))
}

/// What `Forwarded` (RFC 7239) has, the nearest first; none where somebody wrote no address.
pub(super) fn forwarded(headers: &HeaderMap) -> impl Iterator<Item = Option<IpAddr>> {
    lines(headers, http::header::FORWARDED).flat_map(|line| {
        rfc7239::parse(line).rev().map(|one| {
            let node = one.ok()?.forwarded_for?;
            node.ip().copied()
        })
    })
}

/// The lines of a header, the last first. One that is no text is as good as an empty one.
fn lines(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines: Vec<&HeaderValue> = headers.get_all(name).iter().collect();
    lines.into_iter().rev().map(|line| line.to_str().unwrap_or_default())
}

/// An address, with or without a port, as proxies write it.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse().ok().map(|socket: SocketAddr| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(name, HeaderValue::from_static(line));
        }
        headers
    }

    fn texts(found: impl Iterator<Item = Option<IpAddr>>) -> Vec<String> {
        found.map(|ip| ip.map_or_else(|| "?".to_owned(), |ip| ip.to_string())).collect()
    }

    #[test]
    fn addresses_come_from_the_last_line_and_its_end() {
        let headers = headers("x-forwarded-for", &["192.0.2.1, 192.0.2.2", "[2001:db8::1]:443"]);
        assert_eq!(texts(x_forwarded_for(&headers)), ["2001:db8::1", "192.0.2.2", "192.0.2.1"]);
    }

    #[test]
    fn what_is_no_address_is_told_apart() {
        let headers = headers("x-forwarded-for", &["unknown, 192.0.2.1:80, , [2001:db8::2]"]);
        assert_eq!(texts(x_forwarded_for(&headers)), ["2001:db8::2", "?", "192.0.2.1", "?"]);
    }

    #[test]
    fn the_standard_header_is_read_too() {
        let headers = headers(
            "forwarded",
            &[
                "for=192.0.2.1;proto=https, for=\"[2001:db8::1]:4711\"",
                "for=_hidden, for=192.0.2.3",
            ],
        );
        assert_eq!(texts(forwarded(&headers)), ["192.0.2.3", "?", "2001:db8::1", "192.0.2.1"]);
    }
}
