//! Small pieces that more than one feature shows.

mod chip;
mod crumbs;
mod dialog;
mod fact;
mod files;
mod filter_field;
mod html;
mod icon;
mod long_table;
mod process_link;
mod row_filters;
mod table;
mod title;
mod trouble;
mod words;

pub(crate) use chip::Chip;
pub(crate) use crumbs::{Crumbs, CrumbsTo};
pub(crate) use dialog::Dialog;
pub(crate) use fact::{Tone, fact, number_fact};
pub(crate) use files::{Choice, DropArea, FileButton, TEXT_FILES};
pub(crate) use filter_field::{FilterChoice, FilterForm, FilterInput, filter_part};
pub(crate) use html::{Element, Html, chunked, long_chunked};
pub(crate) use icon::Icon;
pub(crate) use long_table::LongTable;
pub(crate) use process_link::process_link;
pub(crate) use row_filters::{RowView, row_filters};
pub(crate) use table::{List, Table, headings};
pub(crate) use title::use_title;
pub(crate) use trouble::{Trouble, TroublePage, Waiting};
pub(crate) use words::{OnPress, Press, Words, in_language, press, says, words};

/// A view as markup, in English, without the marks by which a browser would take it up.
#[cfg(test)]
pub(crate) fn rendered<V: leptos::IntoView>(show: impl FnOnce() -> V) -> String {
    use leptos::prelude::{Owner, RenderHtml};

    let html = Owner::new().with(|| {
        crate::i18n::provide_english();
        show().into_view().to_html()
    });
    let mut pieces = html.split("<!");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| plain + piece.split_once('>').map_or("", |(_, rest)| rest))
}
