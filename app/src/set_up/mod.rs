//! Setting an empty database up, or choosing a password, by a link that works once.

mod company;
mod draft;
mod page;

pub(crate) use page::SetUpPage;

/// Whether a path is of this page, which is there for who is not signed in, too.
pub(crate) fn is_at(path: &str) -> bool {
    path.strip_prefix("/set-up/").is_some_and(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use domain::page_address::Page;

    use super::*;

    #[test]
    fn only_a_link_is_open_to_who_is_not_signed_in() {
        assert!(is_at(&Page::SetUp.about("abc")));
        for path in ["/set-up", "/set-up/", "/settings", "/", "/people/set-up/x"] {
            assert!(!is_at(path), "{path}");
        }
    }
}
