//! A file that is not taken, or not looked at: what it is, and what to do.

use domain::api::ProblemCode;
use domain::import::FileRefusal;
use domain::language::Language;
use leptos::prelude::*;

use super::choose::ChooseAnother;
use super::flow::{Flow, Stage};
use super::work::work;
use crate::api::ApiError;
use crate::components::{Press, Trouble, in_language, press, says};
use crate::i18n::{imports as texts, refusals, shell, t};

/// Why the file is not taken.
#[component]
pub(super) fn RefusedScreen() -> impl IntoView {
    let stage = work().flow().with_untracked(Flow::stage_now);
    let Stage::Refused { name, refusal } = stage else { return None };
    let (code, refusal) = (refusal.code(), FileRefusal::from(refusal));
    Some(notice(code, name, in_language(move |language| said(&refusal, language)).into_any()))
}

/// The file was there when it was chosen, and is no longer.
#[component]
pub(super) fn UnreadableScreen() -> impl IntoView {
    let stage = work().flow().with_untracked(Flow::stage_now);
    let Stage::Unreadable { name } = stage else { return None };
    let said = view! {
        <h1>{t(refusals::UNREADABLE_TITLE)}</h1>
        <p>{t(refusals::UNREADABLE_TEXT)}</p>
    };
    Some(notice("unreadable", name, said.into_any()))
}

/// The server did not look at it.
#[component]
pub(super) fn FailedScreen() -> impl IntoView {
    let work = work();
    let stage = work.flow().with_untracked(Flow::stage_now);
    let Stage::Failed(named, error) = stage else { return None };
    // A file that is refused stays so, however often it is sent.
    let again = (error.code() != Some(ProblemCode::FileRefused)).then(|| {
        let retry = press(move || work.retry());
        view! { <Press class="primary" text=says(shell::TRY_AGAIN) act=retry/> }
    });
    let (name, why) = (named.file.name.clone(), why(&error));
    if let Some(refusal) = why {
        let code = refusal.code();
        return Some(notice(
            code,
            name,
            in_language(move |language| said(&refusal, language)).into_any(),
        ));
    }
    let said = view! {
        <h1>{t(texts::FAILED_TITLE)}</h1>
        <Trouble error/>
        {again}
    };
    Some(notice("failed", name, said.into_any()))
}

/// Why the server cannot take a file; none where it does not say, or for a reason that is not known
/// here.
fn why(error: &ApiError) -> Option<FileRefusal> {
    let ApiError::Problem(problem) = error else { return None };
    let error = problem.errors.first().filter(|_| problem.code == ProblemCode::FileRefused)?;
    FileRefusal::from_code(error.code.as_deref()?, error.value.as_deref())
}

fn notice(code: &'static str, name: String, said: AnyView) -> AnyView {
    let work = work();
    view! {
        <section class="notice" role="alert" data-testid="import-problem" data-code=code>
            <p class="file-name">{name}</p>
            {said}
            <div class="buttons">
                <ChooseAnother/>
                <Press class="quiet" text=says(texts::TO_IMPORTS) act=press(move || work.leave())/>
            </div>
        </section>
    }
    .into_any()
}

fn said(refusal: &FileRefusal, language: Language) -> AnyView {
    let words = refusal.words(language);
    view! {
        <h1>{words.title}</h1>
        <p>{words.advice}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};
    use domain::upload::Refusal;

    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_refusal_says_what_to_do() {
        for (refusal, parts) in [
            (Refusal::Empty, ["No rows found", "template"]),
            (Refusal::TooManyEntries { entries: 100_001, limit: 100_000 }, ["100,001", "100,000"]),
            (Refusal::TooLarge { limit_bytes: 33_554_432 }, ["too large", "33.5"]),
            (Refusal::UnclosedQuote { line: 7 }, ["line 7", "never closed"]),
        ] {
            let html = rendered(|| said(&refusal.into(), Language::En));
            for part in parts {
                assert!(html.contains(part), "{part}: {html}");
            }
        }
    }

    #[test]
    fn the_server_says_by_a_code_why_it_cannot_take_a_file() {
        let of = |code, error: Option<(&str, &str)>| {
            let mut problem = Problem::new(code, "It is refused.");
            problem.errors.extend(error.map(|(code, value)| FieldProblem {
                place: "/file".to_owned(),
                detail: "It is refused.".to_owned(),
                code: Some(code.to_owned()),
                value: Some(value.to_owned()),
            }));
            why(&ApiError::Problem(Box::new(problem)))
        };
        let refused = ProblemCode::FileRefused;
        let wide = FileRefusal::TooManyColumns { sheet: "Stock".to_owned() };
        assert_eq!(of(refused, Some(("workbook_too_many_columns", "Stock"))), Some(wide));
        assert_eq!(of(refused, Some(("newer", ""))), None);
        assert_eq!(of(refused, None), None);
        assert_eq!(of(ProblemCode::Internal, Some(("too_large", ""))), None);
        assert_eq!(why(&ApiError::Unreachable), None);
    }
}
