//! Signing in: a page of its own, and the form that the main page shows too when a session ends.

mod form;
mod page;

pub(crate) use form::SignInForm;
pub(crate) use page::SignInPage;
