//! One's own password, language and sessions.

mod device;
mod language;
mod page;
mod password;
mod sessions;

pub(crate) use page::ProfilePage;
