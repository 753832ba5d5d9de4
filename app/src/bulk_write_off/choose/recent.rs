//! The latest operations, under the place where the next one begins.

use domain::api::OperationsReply;
use domain::language::Language;
use leptos::prelude::*;

use crate::api::{self, ApiError, load};
use crate::bulk_write_offs::operation_line;
use crate::components::{Html, Markup, words};
use crate::i18n::bulk_write_off as texts;
use crate::routes;
use crate::session::session;

/// How many are shown.
const RECENT: usize = 3;

/// The latest operations, as links.
#[component]
pub(crate) fn Recent() -> impl IntoView {
    let time_zone = session().time_zone();
    let recent = load(|| Box::pin(api::list_operations(RECENT, None))).answer();
    let html = words(move |language| {
        recent
            .with(|recent| recent.as_ref().map(|recent| list(recent, &time_zone, language)))
            .unwrap_or_default()
    });
    view! { <Markup html=html/> }
}

fn list(recent: &Result<OperationsReply, ApiError>, time_zone: &str, language: Language) -> String {
    let mut html = Html::default();
    html.push_str("<section class=\"recent\" aria-labelledby=\"recent\">");
    html.between("<h2 id=\"recent\">", texts::RECENT.of(language), "</h2>");
    match recent {
        Err(_) => html.between("<p class=\"hint\">", texts::RECENT_FAILED.of(language), "</p>"),
        Ok(recent) if recent.operations.is_empty() => {
            html.between("<p class=\"hint\">", texts::RECENT_NONE.of(language), "</p>");
        }
        Ok(recent) => {
            html.push_str("<ul class=\"operation-lines\">");
            for operation in &recent.operations {
                operation_line(&mut html, operation, time_zone, language);
            }
            html.push_str("</ul>");
            html.link("", routes::BULK_WRITE_OFFS, texts::RECENT_ALL.of(language));
        }
    }
    html.push_str("</section>");
    html.finish()
}
