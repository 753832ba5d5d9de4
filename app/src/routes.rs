//! The addresses of the main page. Signing in is a page of its own.
//!
//! A router with nested routes, parameters and redirects would be a fifth of what a browser loads,
//! so an enum says the same.

use domain::role::Permission;
use domain::{AccountId, page_address};

use crate::i18n::{Text, account_status, actions, audit as audit_texts, bulk_write_offs};
use crate::query::address;

/// What waits to be done.
pub(crate) const ACTIONS: &str = page_address::START;
/// Finding an account.
pub(crate) const ACCOUNT_STATUS: &str = "/account-status";
/// Writing off from a file.
pub(crate) const BULK_WRITE_OFF: &str = "/actions/bulk-write-off";
/// The history of such operations.
pub(crate) const BULK_WRITE_OFFS: &str = "/bulk-write-offs";

/// The audit log.
pub(crate) const AUDIT: &str = "/audit";

/// Above the pages of each account.
const ACCOUNTS: &str = "/accounts";
/// Below an account: recording a repossession.
const REPOSSESSION: &str = "repossession";
/// Below an account: recording an attempt that failed.
const FAILED_ATTEMPT: &str = "failed-attempt";

/// A page, by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// No page in particular.
    Home,
    /// Finding an account.
    AccountStatus,
    /// One account, by its ID.
    Account(String),
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
    /// Recording a repossession from an account.
    Repossession(AccountId),
    /// Recording an attempt at it that failed.
    FailedAttempt(AccountId),
    /// No page.
    Unknown,
}

impl Route {
    /// The page of a path. A slash at the end does not count.
    pub(crate) fn of(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Home,
            ACCOUNT_STATUS => Self::AccountStatus,
            ACTIONS => Self::Actions,
            BULK_WRITE_OFF => Self::BulkWriteOff,
            BULK_WRITE_OFFS => Self::BulkWriteOffs,
            AUDIT => Self::Audit,
            other => Self::below(other).unwrap_or(Self::Unknown),
        }
    }

    /// The page of a path that names what it is about.
    fn below(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.split('/');
        let (above, one) = (parts.next()?, parts.next()?);
        let (what, rest) = (parts.next(), parts.next());
        let is = |page: &str| page.strip_prefix('/') == Some(above) && rest.is_none();
        match what {
            None if is(ACCOUNTS) => Some(Self::Account(one.to_owned())),
            None if is(BULK_WRITE_OFFS) => Some(Self::Operation(one.to_owned())),
            Some(REPOSSESSION) if is(ACCOUNTS) => {
                AccountId::parse(one).ok().map(Self::Repossession)
            }
            Some(FAILED_ATTEMPT) if is(ACCOUNTS) => {
                AccountId::parse(one).ok().map(Self::FailedAttempt)
            }
            _ => None,
        }
    }
}

/// Finding accounts by the query of an address.
pub(crate) fn account_status(query: &str) -> String {
    address(ACCOUNT_STATUS, query)
}

/// The form of a repossession of an account.
pub(crate) fn repossession(account: &AccountId) -> String {
    format!("{ACCOUNTS}/{account}/{REPOSSESSION}")
}

/// The form of an attempt at a repossession that failed.
pub(crate) fn failed_attempt(account: &AccountId) -> String {
    format!("{ACCOUNTS}/{account}/{FAILED_ATTEMPT}")
}

/// The page of an account.
pub(crate) fn account(account: &AccountId) -> String {
    format!("{ACCOUNTS}/{account}")
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
pub(crate) const OFFERS: [Offer; 5] = [
    Offer {
        href: ACCOUNT_STATUS,
        name: account_status::TITLE,
        what_for: account_status::WHAT_FOR,
        permission: Permission::SeeAccounts,
    },
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

    fn id(text: &str) -> AccountId {
        AccountId::parse(text).unwrap()
    }

    #[test]
    fn every_address_has_its_page() {
        for (path, expected) in [
            ("/", Route::Home),
            ("/sign-in", Route::Unknown),
            ("/account-status", Route::AccountStatus),
            ("/accounts/KE-1", Route::Account("KE-1".to_owned())),
            ("/accounts", Route::Unknown),
            ("/accounts/KE-1/x", Route::Unknown),
            ("/actions/", Route::Actions),
            ("/actions/bulk-write-off", Route::BulkWriteOff),
            ("/bulk-write-offs", Route::BulkWriteOffs),
            ("/bulk-write-offs/9b2e", Route::Operation("9b2e".to_owned())),
            ("/bulk-write-offs/9b2e/x", Route::Unknown),
            ("/bulk-write-offsx", Route::Unknown),
            ("/audit/", Route::Audit),
            ("/accounts/ke-1/repossession", Route::Repossession(id("KE-1"))),
            ("/accounts/KE-1/failed-attempt/", Route::FailedAttempt(id("KE-1"))),
            ("/accounts/KE-1/x", Route::Unknown),
            ("/accounts/%20/repossession", Route::Unknown),
            ("/accounts/KE-1/repossession/x", Route::Unknown),
            ("/x", Route::Unknown),
        ] {
            assert_eq!(Route::of(path), expected, "{path}");
        }
        assert_eq!(Route::of(&bulk_write_off("9b2e")), Route::Operation("9b2e".to_owned()));
        assert_eq!(Route::of(&repossession(&id("KE-1"))), Route::Repossession(id("KE-1")));
        assert_eq!(Route::of(&failed_attempt(&id("KE-1"))), Route::FailedAttempt(id("KE-1")));
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
