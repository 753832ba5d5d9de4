//! After a reload: what became of a submission whose answer never came.

use domain::api::{Operation, ProblemCode};
use domain::language::Language;
use leptos::prelude::*;

use crate::api::{self, ApiError, load};
use crate::bulk_write_off::unanswered::Unanswered;
use crate::components::{Html, Markup, Press, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, unanswered};
use crate::i18n::bulk_write_offs::done;
use crate::i18n::problems::explain;
use crate::routes;

/// The submission that is still open, if there is one, and what the server says of it.
#[component]
pub(crate) fn NotConfirmed() -> impl IntoView {
    let open = RwSignal::new(Unanswered::kept());
    move || open.get().map(|submission| view! { <Settle submission=submission open=open/> })
}

#[component]
fn Settle(submission: Unanswered, open: RwSignal<Option<Unanswered>>) -> impl IntoView {
    let id = submission.id.clone();
    let loaded = load(move || {
        let id = id.clone();
        Box::pin(async move {
            let answer = api::get_operation(&id).await;
            if answer.is_ok() {
                Unanswered::forget();
            }
            answer
        })
    });
    let answer = loaded.answer();
    let failed = Memo::new(move |_| answer.with(|answer| matches!(answer, Some(Err(_)))));
    let said =
        words(move |language| answer.with(|answer| say(&submission, answer.as_ref(), language)));
    let buttons = move || {
        failed.get().then(|| {
            let forget = press(move || {
                Unanswered::forget();
                open.set(None);
            });
            view! {
                <div class="buttons">
                    <Press text=says(texts::CHECK_AGAIN) act=press(move || loaded.again())/>
                    <Press class="quiet" text=says(texts::FORGET) act=forget/>
                </div>
            }
        })
    };
    view! {
        <section class="note" role="status" data-testid="not-confirmed">
            <Markup html=said/>
            {buttons}
        </section>
    }
}

fn say(
    submission: &Unanswered,
    answer: Option<&Result<Operation, ApiError>>,
    language: Language,
) -> String {
    let mut html = Html::default();
    html.between("<h2>", texts::UNANSWERED_TITLE.of(language), "</h2>");
    let submitted = unanswered(&submission.file_name, submission.eligible, language);
    html.between("<p>", &submitted, "</p>");
    match answer {
        None => html.between("<p>", texts::UNANSWERED_LOOKING.of(language), "</p>"),
        Some(Ok(operation)) => {
            let summary = &operation.summary;
            html.between("<p><strong>", texts::UNANSWERED_DONE.of(language), "</strong> ");
            html.between("", &done(summary.written_off, summary.failed, language), "</p>");
            let href = routes::bulk_write_off(&summary.id);
            html.link("class=\"button\"", &href, texts::SHOW_OPERATION.of(language));
        }
        Some(Err(error)) if error.code() == Some(ProblemCode::NotFound) => {
            html.between("<p>", texts::UNANSWERED_NOT_THERE.of(language), "</p>");
        }
        Some(Err(error)) => {
            html.between("<p class=\"trouble\">", &explain(error, language), "</p>");
        }
    }
    html.finish()
}

#[cfg(test)]
mod tests {
    use domain::api::Problem;

    use super::*;

    #[test]
    fn what_the_server_does_not_know_was_not_done() {
        let submission =
            Unanswered { id: "op-1".to_owned(), file_name: "<b>.csv".to_owned(), eligible: 1_187 };
        let looking = say(&submission, None, Language::En);
        assert!(looking.contains("&lt;b&gt;.csv: 1,187 accounts"), "{looking}");
        let absent = ApiError::Problem(Box::new(Problem::new(ProblemCode::NotFound, "")));
        let absent = say(&submission, Some(&Err(absent)), Language::En);
        assert!(absent.contains("nothing was written off by it"), "{absent}");
        let lost = say(&submission, Some(&Err(ApiError::Unreachable)), Language::En);
        assert!(lost.contains("did not answer"), "{lost}");
    }
}
