//! The latest operations, under the place where the next one begins.

use domain::api::OperationsReply;
use domain::language::Language;
use leptos::prelude::*;

use crate::api::{self, ApiError, load};
use crate::bulk_write_offs::operation_line;
use crate::components::in_language;
use crate::i18n::{bulk_write_off as texts, t};
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
    let lines = operations.map(|operation| operation_line(operation, time_zone, language));
    view! {
        <ul class="operation-lines">{lines.collect_view()}</ul>
        <a href=routes::BULK_WRITE_OFFS>{texts::RECENT_ALL.of(language)}</a>
    }
    .into_any()
}
