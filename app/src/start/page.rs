//! The page: asking, and what is shown meanwhile.

use std::sync::Arc;

use domain::api::{SessionReply, StartReply};
use domain::language::Language;
use leptos::prelude::*;

use super::cards::{Told, at_risk, operations, pending, recoveries, write_offs};
use super::first_steps::FirstStepsCard;
use crate::api::{self, load};
use crate::components::{TroublePage, Waiting, in_language, press, use_title};
use crate::i18n::format::date;
use crate::i18n::{shell, start as texts, t};
use crate::session::session;

/// The page.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let loaded = load(|| Box::pin(async { api::get_start().await.map(Arc::new) }));
    move || match loaded.answer().get() {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Ok(reply)) => view! { <FirstStepsCard/> <Shown reply/> }.into_any(),
        Some(Err(error)) => {
            let retry = press(move || loaded.again());
            view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
        }
    }
}

#[component]
fn Shown(reply: Arc<StartReply>) -> impl IntoView {
    let person = session().person_now()?;
    Some(in_language(move |language| page(&reply, &person, language)))
}

/// Everything, the most pressing first.
pub(super) fn page(reply: &StartReply, person: &SessionReply, language: Language) -> AnyView {
    let told = Told { reply, person, language };
    let day = [date(reply.today, language), person.company.time_zone.replace('_', " ")];
    view! {
        <header class="page-head">
            <h1>{texts::WHAT_FOR.of(language)}</h1>
            <p>{person.name.clone()} " · " {day.join(" · ")}</p>
        </header>
        <div class="start-cards">
            {pending(&told)}
            {recoveries(&told)}
            {write_offs(&told)}
            {at_risk(&told)}
        </div>
        {operations(&told)}
    }
    .into_any()
}
