//! A file that is not taken: what it is, and what to do.

mod parts;

use std::sync::Arc;

use domain::upload::Refusal;
use leptos::prelude::*;

use super::choose::TemplateButton;
use super::chosen::Refused;
use super::flow::{Flow, Stage};
use super::which_column::WhichColumn;
use super::work::work;
use crate::i18n::{bulk_write_off as texts, language, refusals, t};
use parts::PartsButton;

/// The refusal; or the question which column it is, where that is all that is missing.
#[component]
pub(crate) fn RefusedScreen() -> impl IntoView {
    let Some(refused) = work().flow().with_untracked(refused_of) else {
        return ().into_any();
    };
    if let Refusal::WhichColumn { first_rows, first_row_is_heading } = &refused.refusal {
        let (rows, heading) = (first_rows.clone(), *first_row_is_heading);
        let name = refused.name.clone();
        return view! { <WhichColumn name=name rows=rows first_row_is_heading=heading/> }.into_any();
    }
    view! { <Refusing refused=refused/> }.into_any()
}

#[component]
fn Refusing(refused: Arc<Refused>) -> impl IntoView {
    let spoken = language();
    let Refused { name, refusal, file } = refused.as_ref().clone();
    let code = refusal.code();
    let (title, advice) = (refusal.clone(), refusal.clone());
    let help = match refusal {
        Refusal::TooManyEntries { .. } => file.map(|file| view! { <PartsButton file=file/> }.into_any()),
        Refusal::Empty | Refusal::NoEntries => Some(view! { <TemplateButton/> }.into_any()),
        _ => None,
    };
    view! {
        <section class="notice" role="alert" data-testid="upload-problem" data-code=code>
            <p class="file-name">{name}</p>
            <h1>{move || refusals::title(&title, spoken.get())}</h1>
            <p>{move || refusals::advice(&advice, spoken.get())}</p>
            <div class="buttons">
                {help}
                <Again/>
            </div>
        </section>
    }
}

/// The file was there when it was chosen, and is no longer.
#[component]
pub(crate) fn UnreadableScreen() -> impl IntoView {
    let name = work().flow().with_untracked(|flow| match flow.stage() {
        Stage::Unreadable { name } => name.clone(),
        _ => String::new(),
    });
    view! {
        <section class="notice" role="alert" data-testid="upload-problem" data-code="unreadable">
            <p class="file-name">{name}</p>
            <h1>{t(refusals::UNREADABLE_TITLE)}</h1>
            <p>{t(refusals::UNREADABLE_TEXT)}</p>
            <div class="buttons">
                <Again/>
            </div>
        </section>
    }
}

#[component]
fn Again() -> impl IntoView {
    let work = work();
    let again = move |_| {
        work.step(|flow| {
            flow.start_over();
            None
        });
    };
    view! { <button type="button" class="primary" on:click=again>{t(texts::CHOOSE_ANOTHER)}</button> }
}

fn refused_of(flow: &Flow) -> Option<Arc<Refused>> {
    match flow.stage() {
        Stage::Refused(refused) => Some(Arc::clone(refused)),
        _ => None,
    }
}
