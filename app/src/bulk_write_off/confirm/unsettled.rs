//! There is no success: what is known, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::bulk_write_off::flow::Flow;
use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::submission::Why;
use crate::bulk_write_off::work::work;
use crate::components::{Html, Markup, Press, press, says, words};
use crate::i18n::problems::explain;
use crate::i18n::{Text, bulk_write_off as texts, shell};

/// It is certain that nothing was done.
#[component]
pub(crate) fn NotDone(why: Why, previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let close = press(move || {
        work.submission(|submission| {
            submission.close();
        });
    });
    let error = match why {
        Why::Refused(error) => Some(error),
        Why::NotThere => None,
    };
    let more = if error.is_none() { Some(texts::NOT_THERE) } else { None };
    view! {
        <Known title=texts::NOT_DONE_TITLE error=error more=more previewed=previewed/>
        <div class="buttons end">
            <Press text=says(texts::BACK_TO_PREVIEW) act=close/>
            <TryAgain/>
        </div>
    }
}

/// Whether it was done is not known.
#[component]
pub(crate) fn Unknown(error: ApiError, previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let look = press(move || work.step(Flow::look));
    let (title, more) = (texts::UNKNOWN_TITLE, Some(texts::UNKNOWN_TEXT));
    view! {
        <Known title=title error=Some(error) more=more previewed=previewed/>
        <div class="buttons end">
            <Press
                class="quiet"
                id="leave"
                text=says(texts::LEAVE)
                act=press(move || work.start_over())
            />
            <Press id="look" text=says(texts::CHECK_WHETHER) act=look/>
            <TryAgain/>
        </div>
    }
}

#[component]
fn TryAgain() -> impl IntoView {
    let work = work();
    let again = press(move || work.step(Flow::retry_submission));
    view! {
        <Press
            class="primary"
            id="try-again"
            autofocus=true
            text=says(shell::TRY_AGAIN)
            act=again
        />
    }
}

/// What is known, and the number under which it is or will be known.
#[component]
fn Known(
    title: Text,
    error: Option<ApiError>,
    more: Option<Text>,
    previewed: Arc<Previewed>,
) -> impl IntoView {
    let html = words(move |language| {
        let mut html = Html::default();
        html.between("<h2>", title.of(language), "</h2><div role=\"alert\">");
        if let Some(error) = &error {
            html.between("<p class=\"trouble\">", &explain(error, language), "</p>");
        }
        if let Some(more) = more {
            html.between("<p>", more.of(language), "</p>");
        }
        html.between("</div><p class=\"hint\">", texts::OPERATION_NUMBER.of(language), " ");
        html.between("<code>", &previewed.operation_id, "</code></p>");
        html.finish()
    });
    view! { <Markup html=html/> }
}
