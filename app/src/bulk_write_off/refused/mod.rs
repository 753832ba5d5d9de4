//! A file that is not taken: what it is, and what to do.

mod parts;

use std::sync::Arc;

use domain::language::Language;
use domain::upload::Refusal;
use leptos::prelude::*;

use super::choose::TemplateButton;
use super::chosen::Refused;
use super::flow::{Flow, Stage};
use super::which_column::WhichColumn;
use super::work::work;
use crate::components::{Html, Markup, Press, Words, press, says, words};
use crate::i18n::{bulk_write_off as texts, refusals};
use parts::PartsButton;

/// The refusal; or the question which column it is, where that is all that is missing.
#[component]
pub(crate) fn RefusedScreen() -> impl IntoView {
    let refused = work().flow().with_untracked(refused_of)?;
    Some(match &refused.refusal {
        Refusal::WhichColumn { .. } => view! { <WhichColumn refused=refused/> }.into_any(),
        Refusal::TooManyEntries { .. } => {
            let help =
                refused.file.clone().map(|file| view! { <PartsButton file=file/> }.into_any());
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
    let said = words(move |language| {
        let (title, advice) = (refusals::UNREADABLE_TITLE, refusals::UNREADABLE_TEXT);
        say(&name, title.of(language), advice.of(language))
    });
    notice("unreadable", said, None)
}

fn refusing(refused: &Arc<Refused>, help: Option<AnyView>) -> AnyView {
    let code = refused.refusal.code();
    let refused = Arc::clone(refused);
    let said = words(move |language| said(&refused, language));
    notice(code, said, help)
}

fn notice(code: &'static str, said: Words, help: Option<AnyView>) -> AnyView {
    let work = work();
    let again = press(move || work.start_over());
    view! {
        <section class="notice" role="alert" data-testid="upload-problem" data-code=code>
            <Markup html=said/>
            <div class="buttons">
                {help}
                <Press class="primary" text=says(texts::CHOOSE_ANOTHER) act=again/>
            </div>
        </section>
    }
    .into_any()
}

fn said(refused: &Refused, language: Language) -> String {
    let title = refusals::title(&refused.refusal, language);
    say(&refused.name, &title, &refusals::advice(&refused.refusal, language))
}

fn say(name: &str, title: &str, advice: &str) -> String {
    let mut html = Html::default();
    html.between("<p class=\"file-name\">", name, "</p>");
    html.between("<h1>", title, "</h1>");
    html.between("<p>", advice, "</p>");
    html.finish()
}

fn refused_of(flow: &Flow) -> Option<Arc<Refused>> {
    match flow.stage() {
        Stage::Refused(refused) => Some(Arc::clone(refused)),
        _ => None,
    }
}
