//! Account status: finding an account by whatever a person has at hand.

mod finder;
mod form;
mod keys;
mod nothing;
mod page;
mod pager;
mod row;
mod wanted;

pub(crate) use page::AccountStatusPage;
