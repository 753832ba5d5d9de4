//! Narrowing the list.

use domain::bulk_write_off::Counts;
use domain::bulk_write_off::words::outcome;
use leptos::prelude::*;

use super::filter::{Filter, View};
use crate::bulk_write_off::work::work;
use crate::components::{row_filters, says, words};
use crate::i18n::bulk_operation::said;
use crate::i18n::bulk_write_off as texts;
use crate::i18n::format::count;

/// A button for each group that has any, with how many, and a field to find by.
#[component]
pub(crate) fn Filters(counts: Counts, read_as: usize, view: RwSignal<View>) -> impl IntoView {
    let said = said(work().kind());
    let groups = [
        (Filter::All, says(texts::ALL), counts.entries),
        (Filter::Will, says(said.filter_will), counts.eligible),
        (Filter::Early, says(texts::FILTER_EARLY), counts.early),
        (Filter::WillNot, says(said.filter_will_not), counts.not_eligible()),
    ];
    let reasons = counts.ineligible.into_iter().map(|(code, n)| {
        (Filter::Reason(code), words(move |language| outcome(code, None, language)), n)
    });
    let read_as = (Filter::ReadAs, says(texts::FILTER_READ_AS), read_as);
    let groups = groups
        .into_iter()
        .chain(reasons)
        .chain([read_as])
        .filter(|(filter, _, n)| *n > 0 || *filter == Filter::All)
        .map(|(filter, name, n)| (filter, name, words(move |language| count(n, language))));
    row_filters(view, groups, texts::FILTERS, texts::FIND)
}
