//! Account status: finding an account by whatever a person has at hand.

mod fields;
mod finder;
mod form;
mod headings;
mod keys;
mod nothing;
mod page;
mod pager;
mod row;
mod state;

pub(crate) use fields::SearchFields;
pub(crate) use page::AccountStatusPage;
