//! What would become of the rows of a file that was read here.

use std::sync::Arc;

use domain::import::words::refused_csv;
use leptos::prelude::*;

use super::choose::ChooseAnother;
use super::flow::{Flow, Previewed};
use super::head::{Filters, columns, summary};
use super::rows::table;
use super::view::View;
use super::work::{Work, work};
use crate::browser;
use crate::components::{LongTable, Press, in_language, press, says, words};
use crate::i18n::{imports as texts, language, t};
use crate::session::session;

/// Counts, rows, and what may be done.
#[component]
pub(super) fn PreviewScreen() -> impl IntoView {
    let work = work();
    let previewed = work.flow().with_untracked(|flow: &Flow| flow.preview().map(Arc::clone))?;
    let currency = session().person_now()?.company.currency;
    let view = RwSignal::new(View::default());
    let counts = previewed.counts;
    let spoken = language();
    let visible = {
        let (previewed, currency) = (Arc::clone(&previewed), currency.clone());
        move |view: &View| {
            let language = spoken.get();
            let text = |row: &domain::import::Outcome| texts::what(row, &currency, language);
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
        <Head previewed=Arc::clone(&previewed)/>
        <Filters counts view/>
        <p class="shown" role="status">{how_many}</p>
        <LongTable class="list import-rows" label=texts::ROWS html/>
        <Foot work previewed/>
    })
}

/// What the file is called, what it is, and how many rows each result has.
#[component]
fn Head(previewed: Arc<Previewed>) -> impl IntoView {
    let name = previewed.named.file.name.clone();
    let sheet = previewed.sheet.kind;
    let rows = u32::try_from(previewed.outcomes.len()).unwrap_or(u32::MAX);
    let counts = previewed.counts;
    view! {
        <header class="page-head with-side">
            <div>
                <p class="file-name">{name}</p>
                <h1>{words(move |language| texts::sheet(sheet, rows, language))}</h1>
                <p class="hint">{t(texts::NOT_IMPORTED_YET)}</p>
            </div>
            <ChooseAnother/>
        </header>
        {in_language(move |language| summary(&counts, language))}
        <p class="hint">{words(move |language| columns(&previewed.columns, language))}</p>
    }
}

/// The button that carries the number; or why there is none.
#[component]
fn Foot(work: Work, previewed: Arc<Previewed>) -> impl IntoView {
    let counts = previewed.counts;
    let taken = counts.taken();
    let spoken = language();
    let download = press(move || {
        let language = spoken.get_untracked();
        let file = refused_csv(&previewed.sheet, &previewed.outcomes, language);
        let name = texts::refused_file(previewed.sheet.kind, language);
        browser::save_file(&name, "text/csv", &file);
    });
    let refused = (counts.refused > 0).then(|| {
        view! {
            <Press id="download-refused" text=says(texts::DOWNLOAD_REFUSED) act=download/>
            <span class="hint">{t(texts::REFUSED_HINT)}</span>
        }
    });
    let action = if taken > 0 {
        let text = words(move |language| texts::import_n(taken, language));
        view! { <Press class="primary" id="save" text act=press(move || work.save())/> }.into_any()
    } else {
        let why = if counts.refused > 0 { texts::NOTHING_TAKEN } else { texts::NOTHING_NEW };
        view! { <p role="status" data-testid="nothing-to-import">{t(why)}</p> }.into_any()
    };
    view! {
        <footer class="foot">
            {refused}
            <Press text=says(texts::CANCEL) act=press(move || work.leave())/>
            {action}
        </footer>
    }
}
