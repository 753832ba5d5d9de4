//! The people of a company: listing, inviting and changing them.

pub mod command;
mod mail;
mod routes;

pub(crate) use mail::LinkMail;
pub(crate) use routes::{change, refused, router};
