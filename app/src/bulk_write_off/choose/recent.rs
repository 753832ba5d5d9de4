//! The latest operations, under the place where the next one begins.

use domain::api::{OperationSummary, OperationsReply};
use domain::language::Language;
use leptos::prelude::*;

use crate::api::{self, ApiError, load};
use crate::components::in_language;
use crate::i18n::bulk_write_offs::done;
use crate::i18n::{bulk_write_off as texts, moment, t};
use crate::routes;
use crate::session::session;

/// How many are shown.
const RECENT: usize = 3;

/// The latest operations, as links.
#[component]
pub(crate) fn Recent() -> impl IntoView {
    let time_zone = session().time_zone();
    let recent = load(|| Box::pin(api::list_operations(RECENT, None))).answer();
    let list = in_language(move |language| {
        recent.with(|recent| Some(list(recent.as_ref()?, &time_zone, language)))
    });
    view! {
        <section class="recent" aria-labelledby="recent">
            <h2 id="recent">{t(texts::RECENT)}</h2>
            {list}
        </section>
    }
}

fn list(
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
        <a href=routes::BULK_WRITE_OFFS>{texts::RECENT_ALL.of(language)}</a>
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
            <a class="operation-line" href=routes::bulk_write_off(&operation.id)>
                <strong>{done(operation.written_off, operation.failed, language)}</strong>
                <span>{what.join(" · ")}</span>
            </a>
        </li>
    }
    .into_any()
}
