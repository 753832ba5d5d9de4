//! The addresses of the page.

use domain::role::Permission;

use crate::i18n::{Text, actions, bulk_write_offs};

/// Where people sign in.
pub(crate) const SIGN_IN: &str = "/sign-in";
/// What waits to be done.
pub(crate) const ACTIONS: &str = "/actions";
/// Writing off from a file.
pub(crate) const BULK_WRITE_OFF: &str = "/actions/bulk-write-off";
/// The history of such operations.
pub(crate) const BULK_WRITE_OFFS: &str = "/bulk-write-offs";

/// The page of one operation.
pub(crate) fn bulk_write_off(id: &str) -> String {
    format!("{BULK_WRITE_OFFS}/{id}")
}

/// A page that the nine dots offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Its address.
    pub href: &'static str,
    /// What it is called.
    pub name: Text,
    /// What it is for.
    pub what_for: Text,
    /// What a role must be allowed to use it.
    pub permission: Permission,
}

/// What the nine dots offer, in their order.
pub(crate) const OFFERS: [Offer; 3] = [
    Offer {
        href: ACTIONS,
        name: actions::TITLE,
        what_for: actions::WHAT_FOR,
        permission: Permission::SeeAccounts,
    },
    Offer {
        href: BULK_WRITE_OFF,
        name: actions::BULK_TITLE,
        what_for: actions::BULK_TEXT,
        permission: Permission::BulkWriteOff,
    },
    Offer {
        href: BULK_WRITE_OFFS,
        name: bulk_write_offs::TITLE,
        what_for: bulk_write_offs::WHAT_FOR,
        permission: Permission::BulkWriteOff,
    },
];

/// Where to go after signing in: where the person was heading, if that is a page of ours.
///
/// Only a path of this site is followed, so that a link cannot send people elsewhere.
pub(crate) fn after_sign_in(heading_for: Option<&str>) -> &str {
    match heading_for {
        Some(path) if path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') => {
            path
        }
        _ => ACTIONS,
    }
}

#[cfg(test)]
mod tests {
    use domain::role::Role;

    use super::*;

    #[test]
    fn only_pages_of_this_site_are_followed_after_signing_in() {
        for (heading_for, expected) in [
            (Some("/bulk-write-offs"), "/bulk-write-offs"),
            (Some("//evil.example"), ACTIONS),
            (Some("/\\evil.example"), ACTIONS),
            (Some("https://evil.example"), ACTIONS),
            (Some(""), ACTIONS),
            (None, ACTIONS),
        ] {
            assert_eq!(after_sign_in(heading_for), expected, "{heading_for:?}");
        }
    }

    #[test]
    fn a_role_is_offered_what_it_may_use() {
        let offered = |role: Role| {
            OFFERS
                .iter()
                .filter(|offer| role.may(offer.permission))
                .map(|offer| offer.href)
                .collect::<Vec<_>>()
        };
        assert_eq!(offered(Role::Basic), [ACTIONS]);
        assert_eq!(offered(Role::Admin), [ACTIONS, BULK_WRITE_OFF, BULK_WRITE_OFFS]);
    }
}
