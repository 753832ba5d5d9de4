//! What would become of the rows of a file that was read here.

use std::sync::Arc;

use domain::import::words::refused_csv;
use leptos::prelude::*;

use super::choose::another;
use super::flow::{Flow, Previewed};
use super::head::{Filters, KnownSheet, PreviewFoot, PreviewHead, refused_rows, summary};
use super::rows::table;
use super::view::View;
use super::work::work;
use crate::browser;
use crate::components::{CrumbsTo, LongTable, Press, in_language, press, says, words};
use crate::i18n::import_rows::what;
use crate::i18n::{imports as texts, language};
use crate::routes;
use crate::session::session;

/// Counts, rows, and what may be done.
#[component]
pub(super) fn PreviewScreen() -> impl IntoView {
    let work = work();
    let previewed = work.flow().with_untracked(|flow: &Flow| flow.preview().map(Arc::clone))?;
    let currency = session().person_now()?.company.currency;
    let name = previewed.named.file.name.clone();
    let here = name.clone();
    let known = KnownSheet {
        kind: previewed.sheet.kind,
        rows: u32::try_from(previewed.outcomes.len()).unwrap_or(u32::MAX),
        columns: previewed.columns.clone(),
    };
    let view = RwSignal::new(View::default());
    let counts = previewed.counts;
    let spoken = language();
    let visible = {
        let (previewed, currency) = (Arc::clone(&previewed), currency.clone());
        move |view: &View| {
            let language = spoken.get();
            let text = |row: &domain::import::Outcome| what(row, &currency, language);
            let rows = view.rows(&previewed.outcomes, text);
            (table(&rows, false, &currency, language), rows.len())
        }
    };
    let visible = Memo::new(move |_| view.with(&visible));
    let all = u32::try_from(previewed.outcomes.len()).unwrap_or(u32::MAX);
    let how_many = words(move |language| match visible.with(|(_, n)| *n) {
        0 => texts::NO_ROWS_SHOWN.of(language).to_owned(),
        n if u32::try_from(n) != Ok(all) => texts::shown(n, all, language),
        _ => String::new(),
    });
    let html = words(move |_| visible.with(|(html, _)| html.clone()));
    Some(view! {
        <CrumbsTo
            parent=texts::TITLE
            href=routes::IMPORTS
            here=words(move |_| here.clone())
            leave=Callback::new(move |()| work.leave())
        />
        <PreviewHead file_name=name known=vec![known] choice=another()/>
        {in_language(move |language| summary(&counts, language))}
        <Refused previewed/>
        <Filters counts view/>
        <p class="shown" role="status">{how_many}</p>
        <LongTable class="list import-rows" label=texts::ROWS html/>
        <PreviewFoot
            counts
            import=press(move || work.save())
            discard=press(move || work.leave())
        />
    })
}

/// Downloads the refused rows.
#[component]
fn Refused(previewed: Arc<Previewed>) -> impl IntoView {
    let spoken = language();
    let any = previewed.counts.refused > 0;
    let download = press(move || {
        let language = spoken.get_untracked();
        let file = refused_csv(&previewed.sheet, &previewed.outcomes, language);
        let name = texts::refused_file(previewed.sheet.kind, language);
        browser::save_file(&name, "text/csv", &file);
    });
    any.then(|| {
        let text = says(texts::DOWNLOAD_REFUSED);
        refused_rows(view! { <Press id="download-refused" text act=download/> }.into_any())
    })
}
