//! Signing in.

mod form;
mod page;

pub(crate) use form::SignInForm;
pub(crate) use page::SignInPage;
