//! The addresses of the page.
//!
//! Six of them: a router with nested routes, parameters and redirects would be a fifth of what a
//! browser loads, so an enum says the same.

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

/// A page, by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// No page in particular.
    Home,
    /// Signing in.
    SignIn,
    /// What waits to be done.
    Actions,
    /// Writing off from a file.
    BulkWriteOff,
    /// The history.
    BulkWriteOffs,
    /// One operation, by its id.
    Operation(String),
    /// No page.
    Unknown,
}

impl Route {
    /// The page of a path. A slash at the end does not count.
    pub(crate) fn of(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Home,
            SIGN_IN => Self::SignIn,
            ACTIONS => Self::Actions,
            BULK_WRITE_OFF => Self::BulkWriteOff,
            BULK_WRITE_OFFS => Self::BulkWriteOffs,
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

/// Where to go for the sake of who is signed in; nothing, to stay.
///
/// `heading_for` is where a person was heading when they had to sign in. Only a path of this site
/// is followed, so that a link cannot send people elsewhere.
pub(crate) fn redirect(
    route: &Route,
    path: &str,
    signed_in: bool,
    heading_for: Option<&str>,
) -> Option<String> {
    match (signed_in, route) {
        (true, Route::SignIn) => Some(after_sign_in(heading_for).to_owned()),
        (true, Route::Home) => Some(ACTIONS.to_owned()),
        (true, _) | (false, Route::SignIn) => None,
        (false, Route::Home) => Some(SIGN_IN.to_owned()),
        (false, _) => Some(format!("{SIGN_IN}?to={path}")),
    }
}

fn after_sign_in(heading_for: Option<&str>) -> &str {
    heading_for
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'))
        .unwrap_or(ACTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_has_its_page() {
        for (path, expected) in [
            ("/", Route::Home),
            ("/sign-in", Route::SignIn),
            ("/actions/", Route::Actions),
            ("/actions/bulk-write-off", Route::BulkWriteOff),
            ("/bulk-write-offs", Route::BulkWriteOffs),
            ("/bulk-write-offs/9b2e", Route::Operation("9b2e".to_owned())),
            ("/bulk-write-offs/9b2e/x", Route::Unknown),
            ("/bulk-write-offsx", Route::Unknown),
            ("/x", Route::Unknown),
        ] {
            assert_eq!(Route::of(path), expected, "{path}");
        }
        assert_eq!(Route::of(&bulk_write_off("9b2e")), Route::Operation("9b2e".to_owned()));
    }

    #[test]
    fn who_is_not_signed_in_comes_back_to_where_they_were_heading() {
        let heading = |path| redirect(&Route::of(path), path, false, None);
        assert_eq!(heading("/bulk-write-offs").as_deref(), Some("/sign-in?to=/bulk-write-offs"));
        assert_eq!(heading("/").as_deref(), Some("/sign-in"));
        assert_eq!(heading("/sign-in"), None);
        let back = redirect(&Route::SignIn, SIGN_IN, true, Some("/bulk-write-offs"));
        assert_eq!(back.as_deref(), Some("/bulk-write-offs"));
        assert_eq!(redirect(&Route::Actions, ACTIONS, true, None), None);
    }

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
}
