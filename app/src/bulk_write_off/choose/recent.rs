//! The latest operations, under the place where the next one begins.

use domain::api::OperationSummary;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::bulk_write_offs::OperationLine;
use crate::i18n::{bulk_write_off as texts, t};
use crate::routes;
use crate::session::session;

/// How many are shown.
const RECENT: usize = 3;

/// The latest operations, as links.
#[component]
pub(crate) fn Recent() -> impl IntoView {
    let session = session();
    let renewals = session.renewals();
    let operations = LocalResource::new(move || {
        renewals.track();
        async move {
            let reply = api::list_operations(RECENT, None).await;
            if let Err(error) = &reply {
                session.notice(error);
            }
            reply.map(|reply| reply.operations)
        }
    });
    view! {
        <section class="recent" aria-labelledby="recent">
            <h2 id="recent">{t(texts::RECENT)}</h2>
            {move || operations.get().map(list)}
        </section>
    }
}

fn list(operations: Result<Vec<OperationSummary>, ApiError>) -> AnyView {
    match operations {
        Err(_) => view! { <p class="hint">{t(texts::RECENT_FAILED)}</p> }.into_any(),
        Ok(operations) if operations.is_empty() => {
            view! { <p class="hint">{t(texts::RECENT_NONE)}</p> }.into_any()
        }
        Ok(operations) => {
            let lines = operations
                .into_iter()
                .map(|operation| view! { <li><OperationLine operation=operation/></li> })
                .collect_view();
            view! {
                <ul class="operation-lines">{lines}</ul>
                <a href=routes::BULK_WRITE_OFFS>{t(texts::RECENT_ALL)}</a>
            }
            .into_any()
        }
    }
}
