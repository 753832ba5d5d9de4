//! Whom to believe.

use std::net::IpAddr;

use http::HeaderMap;
use ipnet::IpNet;

use super::forwarded::{forwarded, x_forwarded_for};

/// More proxies than anybody has in a row: a longer chain is not walked further.
const HOPS_MAX: usize = 16;

/// The header in which trusted proxies say whom they speak for.
///
/// One of them only: a proxy that writes the one passes on the other as the client wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForwardedBy {
    /// `X-Forwarded-For`, which most proxies write.
    #[default]
    XForwardedFor,
    /// `Forwarded`, as RFC 7239 has it.
    Forwarded,
}

/// The proxies whose word is believed. By default there are none.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies {
    networks: Vec<IpNet>,
    header: ForwardedBy,
}

impl TrustedProxies {
    /// Believes proxies in these networks, and that header of theirs.
    pub fn new(networks: Vec<IpNet>, header: ForwardedBy) -> Self {
        Self { networks, header }
    }

    /// Where a request comes from whose connection has `peer` at its other end: walking back from
    /// there, the first address that is no trusted proxy's. Where a trusted proxy names nobody,
    /// it is the proxy itself: rather all of its clients count as one than that anybody may choose
    /// an address.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        match self.header {
            ForwardedBy::XForwardedFor => self.walk(peer, x_forwarded_for(headers)),
            ForwardedBy::Forwarded => self.walk(peer, forwarded(headers)),
        }
    }

    fn walk(&self, peer: IpAddr, hops: impl Iterator<Item = Option<IpAddr>>) -> IpAddr {
        let mut client = peer.to_canonical();
        for hop in hops.take(HOPS_MAX) {
            let Some(hop) = hop.filter(|_| self.trusts(client)) else { break };
            client = hop.to_canonical();
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client(trusted: &[&str], peer: &str, chain: &'static str) -> String {
        let networks = trusted.iter().map(|network| network.parse().unwrap()).collect();
        let proxies = TrustedProxies::new(networks, ForwardedBy::XForwardedFor);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static(chain));
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn nobody_is_believed_who_was_not_named() {
        assert_eq!(client(&[], "192.0.2.9", "198.51.100.1"), "192.0.2.9");
        assert_eq!(client(&["10.0.0.0/8"], "192.0.2.9", "198.51.100.1"), "192.0.2.9");
    }

    #[test]
    fn what_the_client_wrote_before_the_proxies_is_not_believed() {
        let trusted = ["10.0.0.0/8", "2001:db8::/32"];
        for (chain, found) in [
            ("198.51.100.1", "198.51.100.1"),
            ("203.0.113.7, 198.51.100.1", "198.51.100.1"),
            ("203.0.113.7, 198.51.100.1, 10.1.1.1", "198.51.100.1"),
            ("203.0.113.7, 198.51.100.1, 2001:db8::5, 10.1.1.1", "198.51.100.1"),
            ("10.1.1.2, 10.1.1.1", "10.1.1.2"),
            ("198.51.100.1, nonsense", "10.0.0.1"),
            ("", "10.0.0.1"),
        ] {
            assert_eq!(client(&trusted, "10.0.0.1", chain), found, "{chain}");
        }
    }

    #[test]
    fn an_address_in_the_clothes_of_the_other_family_is_the_same() {
        let trusted = ["10.0.0.0/8"];
        let found = client(&trusted, "::ffff:10.0.0.1", "198.51.100.1, ::ffff:10.9.9.9");
        assert_eq!(found, "198.51.100.1");
    }

    #[test]
    fn only_the_header_that_was_chosen_counts() {
        let proxies =
            TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap()], ForwardedBy::Forwarded);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("203.0.113.7"));
        headers.insert("forwarded", HeaderValue::from_static("for=198.51.100.1"));
        let peer = "10.0.0.1".parse().unwrap();
        assert_eq!(proxies.client(peer, &headers).to_string(), "198.51.100.1");
        headers.remove("forwarded");
        assert_eq!(proxies.client(peer, &headers), peer);
    }
}
