//! A file that is not taken: what it is, and what to do.

mod parts;

use std::sync::Arc;

use domain::language::Language;
use domain::upload::Refusal;
use leptos::prelude::*;

use super::choose::TemplateButton;
use super::chosen::Refused;
use super::flow::{Flow, Stage};
use super::listed::way_back;
use super::which_column::WhichColumn;
use super::work::work;
use crate::components::{Press, Words, press, says, words};
use crate::i18n::bulk_operation::too_many_listed;
use crate::i18n::{bulk_operation, bulk_write_off as texts, refusals, t};
use parts::PartsButton;

/// The refusal; or the question which column it is, where that is all that is missing.
#[component]
pub(crate) fn RefusedScreen() -> impl IntoView {
    let refused = work().flow().with_untracked(refused_of)?;
    Some(match &refused.refusal {
        Refusal::WhichColumn { first_rows, first_row_is_heading } => {
            let (name, first_rows) = (refused.name.clone(), first_rows.clone());
            let first_row_is_heading = *first_row_is_heading;
            let (title, advice) = said(&refused);
            view! { <WhichColumn name title advice first_rows first_row_is_heading/> }.into_any()
        }
        Refusal::TooManyEntries { .. } => {
            let help = match refused.file.clone() {
                Some(file) => Some(view! { <PartsButton file=file/> }.into_any()),
                None => way_back().map(back_to_list),
            };
            refusing(&refused, help)
        }
        Refusal::Empty | Refusal::NoEntries => {
            refusing(&refused, Some(view! { <TemplateButton/> }.into_any()))
        }
        _ => refusing(&refused, None),
    })
}

/// The file was there when it was chosen, and is no longer.
#[component]
pub(crate) fn UnreadableScreen() -> impl IntoView {
    let name = work().flow().with_untracked(|flow| match flow.stage() {
        Stage::Unreadable { name } => name.clone(),
        _ => String::new(),
    });
    let title = says(refusals::UNREADABLE_TITLE);
    notice("unreadable", name, title, says(refusals::UNREADABLE_TEXT), None)
}

fn back_to_list(href: String) -> AnyView {
    let back = t(bulk_operation::BACK_TO_LIST);
    view! { <a class="button" data-testid="back-to-list" href=href>{back}</a> }.into_any()
}

fn refusing(refused: &Arc<Refused>, help: Option<AnyView>) -> AnyView {
    let (title, advice) = said(refused);
    notice(refused.refusal.code(), refused.name.clone(), title, advice, help)
}

/// What is wrong, and what to do.
fn said(refused: &Arc<Refused>) -> (Words, Words) {
    let (titled, advised) = (Arc::clone(refused), Arc::clone(refused));
    (
        words(move |language| titled.refusal.words(language).title),
        words(move |language| advice(&advised, language)),
    )
}

/// What to do. A list is no file: it is narrowed rather than cut.
fn advice(refused: &Refused, language: Language) -> String {
    match (&refused.refusal, &refused.file) {
        (Refusal::TooManyEntries { entries, limit }, None) => {
            too_many_listed(*entries, *limit, language)
        }
        (refusal, _) => refusal.words(language).advice,
    }
}

fn notice(
    code: &'static str,
    name: String,
    title: Words,
    advice: Words,
    help: Option<AnyView>,
) -> AnyView {
    let work = work();
    let again = press(move || work.start_over());
    view! {
        <section class="notice" role="alert" data-testid="upload-problem" data-code=code>
            <p class="file-name">{name}</p>
            <h1>{title}</h1>
            <p>{advice}</p>
            <div class="buttons">
                {help}
                <Press class="primary" text=says(texts::CHOOSE_ANOTHER) act=again/>
            </div>
        </section>
    }
    .into_any()
}

fn refused_of(flow: &Flow) -> Option<Arc<Refused>> {
    match flow.stage() {
        Stage::Refused(refused) => Some(Arc::clone(refused)),
        _ => None,
    }
}
