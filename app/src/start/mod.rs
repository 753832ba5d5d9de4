//! The start page: what needs the back office today, each with the way to the list behind it.

mod cards;
mod page;
#[cfg(test)]
mod tests;

pub(crate) use page::StartPage;
