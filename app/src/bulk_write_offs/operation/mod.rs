//! One operation: what became of each entry, and everything that proves it.

mod about;
mod outcomes;

use std::sync::Arc;

use domain::api::{Operation, ProblemCode};
use domain::bulk_write_off::OperationKind;
use leptos::prelude::*;

use crate::api::{self, load};
use crate::bulk_write_off::fresh;
use crate::components::{Crumbs, TroublePage, Waiting, press, use_title};
use crate::i18n::bulk_operation::said;
use crate::i18n::{bulk_write_offs as texts, shell, t};
use crate::routes;
use about::About;
use outcomes::Outcomes;

/// The page of an operation: also what is shown right after it was submitted.
#[component]
pub(crate) fn OperationPage(
    /// Its id.
    id: String,
    /// Of which kind it is thought to be: it may be looked for among both.
    kind: OperationKind,
) -> impl IntoView {
    let said = said(kind);
    use_title(t(said.history));
    let fresh = fresh();
    let loaded = load(move || {
        let id = id.clone();
        Box::pin(async move {
            match fresh.take(&id) {
                Some(operation) => Ok(operation),
                None => api::get_operation(kind, &id).await.map(Arc::new),
            }
        })
    });
    view! {
        <Crumbs parent=said.history href=routes::operations(kind) here=texts::OPERATION/>
        {move || match loaded.answer().get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Ok(operation)) => view! { <Shown operation=operation/> }.into_any(),
            // A mistyped address is no operation's either.
            Some(Err(error)) if matches!(
                error.code(),
                Some(ProblemCode::NotFound | ProblemCode::MalformedRequest)
            ) => {
                view! { <NotFound kind/> }.into_any()
            }
            Some(Err(error)) => {
                let retry = press(move || loaded.again());
                view! { <TroublePage title=texts::OPERATION_FAILED error=error retry=retry/> }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Shown(operation: Arc<Operation>) -> impl IntoView {
    view! {
        <About operation=Arc::clone(&operation)/>
        <Outcomes operation=operation/>
    }
}

#[component]
fn NotFound(kind: OperationKind) -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{t(texts::NOT_FOUND_TITLE)}</h1>
            <p>{t(texts::NOT_FOUND_TEXT)}</p>
            <a class="button" href=routes::operations(kind)>{t(texts::TO_HISTORY)}</a>
        </section>
    }
}
