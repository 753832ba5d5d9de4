//! A file that is not taken, or not looked at: what it is, and what to do.

use domain::api::ProblemCode;
use domain::language::Language;
use domain::upload::Refusal;
use leptos::prelude::*;

use super::choose::ChooseAnother;
use super::flow::{Flow, Stage};
use super::work::work;
use crate::api::ApiError;
use crate::components::{Press, Trouble, in_language, press, says};
use crate::i18n::format::bytes;
use crate::i18n::{imports as texts, refusals, shell, t};

/// Why the file is not taken.
#[component]
pub(super) fn RefusedScreen() -> impl IntoView {
    let stage = work().flow().with_untracked(Flow::stage_now);
    let Stage::Refused { name, refusal } = stage else { return None };
    let code = refusal.code();
    Some(notice(code, name, in_language(move |language| refused(&refusal, language)).into_any()))
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
    let detail = detail(&error);
    let said = view! {
        <h1>{t(texts::FAILED_TITLE)}</h1>
        <Trouble error/>
        {detail.map(|detail| view! { <p>{detail}</p> })}
        {again}
    };
    Some(notice("failed", named.file.name.clone(), said.into_any()))
}

/// What the server says of a file that it cannot take: which workbook that is, and what to do.
fn detail(error: &ApiError) -> Option<String> {
    match error {
        ApiError::Problem(problem) if problem.code == ProblemCode::FileRefused => {
            Some(problem.detail.clone()).filter(|detail| !detail.is_empty())
        }
        _ => None,
    }
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

fn refused(refusal: &Refusal, language: Language) -> AnyView {
    let (title, text) = match refusal {
        Refusal::Empty | Refusal::NoEntries => (
            texts::NO_ROWS_TITLE.of(language).to_owned(),
            texts::NO_ROWS_TEXT.of(language).to_owned(),
        ),
        Refusal::TooManyEntries { entries, limit } => {
            (refusals::title(refusal, language), texts::too_many(*entries, *limit, language))
        }
        Refusal::TooLarge { limit_bytes } => {
            let limit = bytes(u64::try_from(*limit_bytes).unwrap_or(u64::MAX), language);
            (refusals::title(refusal, language), texts::too_large(&limit, language))
        }
        other => (refusals::title(other, language), refusals::advice(other, language)),
    };
    view! {
        <h1>{title}</h1>
        <p>{text}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::api::Problem;

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
            let html = rendered(|| refused(&refusal, Language::En));
            for part in parts {
                assert!(html.contains(part), "{part}: {html}");
            }
        }
    }

    #[test]
    fn the_server_says_which_workbook_it_cannot_take() {
        let of = |code| ApiError::Problem(Box::new(Problem::new(code, "It is encrypted.")));
        assert_eq!(detail(&of(ProblemCode::FileRefused)).as_deref(), Some("It is encrypted."));
        assert_eq!(detail(&of(ProblemCode::Internal)), None);
        assert_eq!(detail(&ApiError::Unreachable), None);
    }
}
