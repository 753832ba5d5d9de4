//! Small pieces that more than one feature shows.

mod crumbs;
mod dialog;
mod html;
mod icon;
mod long_table;
mod markup;
mod table;
mod title;
mod trouble;
mod words;

pub(crate) use crumbs::Crumbs;
pub(crate) use dialog::Dialog;
pub(crate) use html::{Html, chunked, long_chunked};
pub(crate) use icon::Icon;
pub(crate) use long_table::LongTable;
pub(crate) use markup::Markup;
pub(crate) use table::Table;
pub(crate) use title::use_title;
pub(crate) use trouble::{Trouble, TroublePage, Waiting};
pub(crate) use words::{OnPress, Press, Words, press, says, words};
