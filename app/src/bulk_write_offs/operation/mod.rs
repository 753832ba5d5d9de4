//! One operation: what became of each entry, and everything that proves it.

mod about;
mod outcomes;
mod summary;

use std::sync::Arc;

use domain::api::{Operation, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{self, ApiError};
use crate::bulk_write_off::fresh;
use crate::components::{Crumbs, TroublePage, Waiting, use_title};
use crate::i18n::{bulk_write_offs as texts, shell, t};
use crate::routes;
use crate::session::session;
use about::About;
use outcomes::Outcomes;
use summary::Summary;

/// The page of an operation: also what is shown right after it was submitted.
#[component]
pub(crate) fn OperationPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let session = session();
    let renewals = session.renewals();
    let params = use_params_map();
    let fresh = fresh();
    let asked = RwSignal::new(0_u32);
    let operation = LocalResource::new(move || {
        renewals.track();
        asked.track();
        let id = params.read().get("id").unwrap_or_default();
        async move {
            if let Some(operation) = fresh.take(&id) {
                return Ok(operation);
            }
            let reply = api::get_operation(&id).await;
            if let Err(error) = &reply {
                session.notice(error);
            }
            reply.map(Arc::new)
        }
    });
    let retry = move || asked.update(|n| *n += 1);
    view! {
        <Crumbs parent=texts::TITLE href=routes::BULK_WRITE_OFFS here=texts::OPERATION_ID/>
        {move || match operation.get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Ok(operation)) => view! { <Shown operation=operation/> }.into_any(),
            Some(Err(error)) => view! { <NotShown error=error retry=retry/> }.into_any(),
        }}
    }
}

#[component]
fn Shown(operation: Arc<Operation>) -> impl IntoView {
    view! {
        <Summary operation=Arc::clone(&operation)/>
        <About operation=Arc::clone(&operation)/>
        <Outcomes operation=operation/>
    }
}

#[component]
fn NotShown(error: ApiError, retry: impl Fn() + 'static) -> impl IntoView {
    if error.code() == Some(ProblemCode::NotFound) {
        return view! {
            <section class="notice">
                <h1>{t(texts::NOT_FOUND_TITLE)}</h1>
                <p>{t(texts::NOT_FOUND_TEXT)}</p>
                <a class="button" href=routes::BULK_WRITE_OFFS>{t(texts::TO_HISTORY)}</a>
            </section>
        }
        .into_any();
    }
    view! { <TroublePage title=texts::OPERATION_FAILED error=error on_retry=retry/> }.into_any()
}
