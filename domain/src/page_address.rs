//! Addresses that the page and the server must agree on.

/// Where people sign in.
pub const SIGN_IN: &str = "/sign-in";

/// Where people start who asked for nothing in particular.
pub const START: &str = "/actions";

/// The parameter of [`SIGN_IN`] that says where a person was heading when they had to sign in.
pub const NEXT: &str = "next";

/// Where a person goes after signing in, who was heading for `next`.
///
/// Only an address of this site is followed, so that a link cannot send people elsewhere with what
/// they have just typed in mind. Browsers take `//host` and `/\host` for another host, and drop
/// tabs and line ends from an address before they look; addresses of ours have none of these.
pub fn after_sign_in(next: Option<&str>) -> &str {
    next.filter(|address| is_of_this_site(address)).unwrap_or(START)
}

fn is_of_this_site(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_followed_after_signing_in() {
        for (next, expected) in [
            (Some("/bulk-write-offs"), "/bulk-write-offs"),
            (Some("/accounts/KE-1?tab=payments"), "/accounts/KE-1?tab=payments"),
            (Some("/x%2Fy"), "/x%2Fy"),
            (Some("//evil.example"), START),
            (Some("/\\evil.example"), START),
            (Some("\\\\evil.example"), START),
            (Some("/\t/evil.example"), START),
            (Some("\n//evil.example"), START),
            (Some(" //evil.example"), START),
            (Some("https://evil.example"), START),
            (Some("javascript:alert(1)"), START),
            (Some("bulk-write-offs"), START),
            (Some("/é"), START),
            (Some(""), START),
            (None, START),
        ] {
            assert_eq!(after_sign_in(next), expected, "{next:?}");
        }
    }
}
