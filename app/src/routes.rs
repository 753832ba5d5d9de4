//! The addresses of the main page. Signing in is a page of its own.
//!
//! Six of them: a router with nested routes, parameters and redirects would be a fifth of what a
//! browser loads, so an enum says the same.

use domain::page_address;
use domain::role::Permission;

use crate::i18n::{Text, actions, audit as audit_texts, bulk_write_offs};
use crate::query::address;

/// What waits to be done.
pub(crate) const ACTIONS: &str = page_address::START;
/// Writing off from a file.
pub(crate) const BULK_WRITE_OFF: &str = "/actions/bulk-write-off";
/// The history of such operations.
pub(crate) const BULK_WRITE_OFFS: &str = "/bulk-write-offs";

/// The audit log.
pub(crate) const AUDIT: &str = "/audit";

/// A page, by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// No page in particular.
    Home,
    /// What waits to be done.
    Actions,
    /// Writing off from a file.
    BulkWriteOff,
    /// The history.
    BulkWriteOffs,
    /// One operation, by its id.
    Operation(String),
    /// The audit log.
    Audit,
    /// No page.
    Unknown,
}

impl Route {
    /// The page of a path. A slash at the end does not count.
    pub(crate) fn of(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Home,
            ACTIONS => Self::Actions,
            BULK_WRITE_OFF => Self::BulkWriteOff,
            BULK_WRITE_OFFS => Self::BulkWriteOffs,
            AUDIT => Self::Audit,
            other => other
                .strip_prefix(BULK_WRITE_OFFS)
                .and_then(|rest| rest.strip_prefix('/'))
                .filter(|id| !id.contains('/'))
                .map_or(Self::Unknown, |id| Self::Operation(id.to_owned())),
        }
    }
}

/// The page of one operation.
pub(crate) fn bulk_write_off(id: &str) -> String {
    format!("{BULK_WRITE_OFFS}/{id}")
}

/// The audit log, narrowed by the query of an address.
pub(crate) fn audit(query: &str) -> String {
    address(AUDIT, query)
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
pub(crate) const OFFERS: [Offer; 4] = [
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
    Offer {
        href: AUDIT,
        name: audit_texts::TITLE,
        what_for: audit_texts::WHAT_FOR,
        permission: Permission::SeeReports,
    },
];

/// The sign-in page, which leads back to `address` afterwards.
pub(crate) fn sign_in_and_back(address: &str) -> String {
    let address = percent_encoded(address);
    format!("{}?{}={address}", page_address::SIGN_IN, page_address::NEXT)
}

/// An address as the value of a parameter. Addresses are ASCII already.
fn percent_encoded(address: &str) -> String {
    address.chars().fold(String::new(), |mut encoded, c| {
        match c {
            '%' => encoded.push_str("%25"),
            '&' => encoded.push_str("%26"),
            '+' => encoded.push_str("%2B"),
            '#' => encoded.push_str("%23"),
            other => encoded.push(other),
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_has_its_page() {
        for (path, expected) in [
            ("/", Route::Home),
            ("/sign-in", Route::Unknown),
            ("/actions/", Route::Actions),
            ("/actions/bulk-write-off", Route::BulkWriteOff),
            ("/bulk-write-offs", Route::BulkWriteOffs),
            ("/bulk-write-offs/9b2e", Route::Operation("9b2e".to_owned())),
            ("/bulk-write-offs/9b2e/x", Route::Unknown),
            ("/bulk-write-offsx", Route::Unknown),
            ("/audit/", Route::Audit),
            ("/x", Route::Unknown),
        ] {
            assert_eq!(Route::of(path), expected, "{path}");
        }
        assert_eq!(Route::of(&bulk_write_off("9b2e")), Route::Operation("9b2e".to_owned()));
    }

    #[test]
    fn who_is_not_signed_in_comes_back_to_where_they_were_heading() {
        for (address, expected) in [
            ("/bulk-write-offs", "/sign-in?next=/bulk-write-offs"),
            ("/actions?type=a%20b&done=1+2", "/sign-in?next=/actions?type=a%2520b%26done=1%2B2"),
        ] {
            assert_eq!(sign_in_and_back(address), expected);
        }
    }
}
