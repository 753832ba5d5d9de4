//! The latest operations, under the place where the next one begins.

use domain::api::{OperationSummary, OperationsReply};
use domain::bulk_write_off::OperationKind;
use domain::language::Language;
use leptos::prelude::*;

use crate::api::{self, ApiError, load};
use crate::bulk_write_off::work::work;
use crate::components::in_language;
use crate::i18n::bulk_operation::done;
use crate::i18n::{bulk_write_off as texts, moment, t};
use crate::routes;
use crate::session::session;

/// How many are shown.
const RECENT: usize = 3;

/// The latest operations, as links.
#[component]
pub(crate) fn Recent() -> impl IntoView {
    let time_zone = session().time_zone();
    let kind = work().kind();
    let recent = load(move || Box::pin(api::list_operations(kind, RECENT, None))).answer();
    let list = in_language(move |language| {
        recent.with(|recent| Some(list(kind, recent.as_ref()?, &time_zone, language)))
    });
    view! {
        <section class="recent" aria-labelledby="recent">
            <h2 id="recent">{t(texts::RECENT)}</h2>
            {list}
        </section>
    }
}

fn list(
    kind: OperationKind,
    recent: &Result<OperationsReply, ApiError>,
    time_zone: &str,
    language: Language,
) -> AnyView {
    let operations = match recent {
        Ok(recent) if !recent.operations.is_empty() => recent.operations.iter(),
        _ => {
            let why = if recent.is_ok() { texts::RECENT_NONE } else { texts::RECENT_FAILED };
            return view! { <p class="hint">{why.of(language)}</p> }.into_any();
        }
    };
    let lines = operations.map(|operation| line(operation, time_zone, language));
    view! {
        <ul class="operation-lines">{lines.collect_view()}</ul>
        <a href=routes::operations(kind)>{texts::RECENT_ALL.of(language)}</a>
    }
    .into_any()
}

/// What came of it, which file, who, when: a link to its page, in a list.
fn line(operation: &OperationSummary, time_zone: &str, language: Language) -> AnyView {
    let what = [
        operation.file_name.clone(),
        operation.submitted_by.clone(),
        moment(&operation.committed_at, time_zone, language),
    ];
    view! {
        <li>
            <a class="operation-line" href=routes::operation(operation.kind, &operation.id)>
                <strong>{done(operation.kind, operation.done(), operation.failed, language)}</strong>
                <span>{what.join(" · ")}</span>
            </a>
        </li>
    }
    .into_any()
}
