//! The start page: what needs the back office today, each with the way to the list behind it.

mod cards;
mod first_steps;
mod page;
#[cfg(test)]
mod tests;

pub(crate) use page::StartPage;
