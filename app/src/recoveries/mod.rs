//! Recoveries: what customers pay of what was given up, until somebody has dealt with each.

mod filter;
mod page;
mod review;
mod row;

pub(crate) use page::RecoveriesPage;
