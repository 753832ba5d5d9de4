//! Small pieces that more than one feature shows.

mod crumbs;
mod dialog;
mod html;
mod icon;
mod table;
mod title;
mod trouble;

pub(crate) use crumbs::Crumbs;
pub(crate) use dialog::Dialog;
pub(crate) use html::{Html, chunked};
pub(crate) use icon::Icon;
pub(crate) use table::Table;
pub(crate) use title::use_title;
pub(crate) use trouble::{Trouble, TroublePage, Waiting};
