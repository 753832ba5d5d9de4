//! One account: how it stands, what is to be done, and everything that happened.

mod attempts;
mod contracts;
mod head;
mod history;
mod now;
mod page;
mod payments;
#[cfg(test)]
mod process_tests;
mod record;
mod repossessions;
mod reverse;
#[cfg(test)]
mod tests;
mod tools;
mod written;

pub(crate) use page::AccountPage;
