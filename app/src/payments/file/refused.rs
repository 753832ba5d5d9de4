//! A file that is not taken: what it is, and what to do.

use domain::language::Language;
use domain::payments::file::{Column, FileProblem};
use domain::upload::{Refusal, RefusalWords};
use leptos::prelude::*;

use super::FileWork;
use super::choose::ChooseButton;
use super::flow::Stage;
use crate::components::{Press, in_language, press, says};
use crate::i18n::format::bytes;
use crate::i18n::payments as texts;

/// Why the file is not taken.
#[component]
pub(super) fn RefusedScreen(work: FileWork) -> impl IntoView {
    let said = in_language(move |language| {
        work.flow().with(|flow| match flow.stage() {
            Stage::Refused { name, problem } => Some(refused(name, problem, language)),
            _ => None,
        })
    });
    view! { <Notice work said=said.into_any()/> }
}

/// The file was there when it was chosen, and is no longer.
#[component]
pub(super) fn UnreadableScreen(work: FileWork) -> impl IntoView {
    let said = in_language(move |language| {
        work.flow().with(|flow| match flow.stage() {
            Stage::Unreadable { name } => Some(view! {
                <p class="file-name">{name.clone()}</p>
                <h2>{texts::FILE_UNREADABLE.of(language)}</h2>
                <p>{texts::FILE_UNREADABLE_TEXT.of(language)}</p>
            }),
            _ => None,
        })
    });
    view! { <Notice work said=said.into_any()/> }
}

#[component]
fn Notice(work: FileWork, said: AnyView) -> impl IntoView {
    let leave = press(move || work.leave());
    view! {
        <section class="notice" role="alert" data-testid="payments-file-problem">
            {said}
            <div class="buttons">
                <ChooseButton work text=texts::CHOOSE_ANOTHER/>
                <Press class="quiet" text=says(texts::TO_LIST) act=leave/>
            </div>
        </section>
    }
}

fn refused(name: &str, problem: &FileProblem, language: Language) -> AnyView {
    let (title, text) = said(problem, language);
    let columns = match problem {
        FileProblem::Columns(columns) => columns.as_slice(),
        FileProblem::Upload(_) | FileProblem::TooMany { .. } => &[],
    };
    let columns = columns.iter().map(|column: &Column| view! { <li>{column.name(language)}</li> });
    let columns = columns.collect_view();
    view! {
        <p class="file-name">{name.to_owned()}</p>
        <h2>{title}</h2>
        <p>{text}</p>
        <ul>{columns}</ul>
    }
    .into_any()
}

/// What is wrong as a heading, and what to do.
fn said(problem: &FileProblem, language: Language) -> (String, String) {
    let texts = |title: crate::i18n::Text, text: crate::i18n::Text| {
        (title.of(language).to_owned(), text.of(language).to_owned())
    };
    match problem {
        FileProblem::Columns(_) => texts(texts::COLUMNS_TITLE, texts::COLUMNS_TEXT),
        FileProblem::TooMany { payments, limit } => (
            texts::TOO_MANY_TITLE.of(language).to_owned(),
            texts::too_many(*payments, *limit, language),
        ),
        FileProblem::Upload(Refusal::Empty | Refusal::NoEntries) => {
            texts(texts::NO_PAYMENTS_TITLE, texts::NO_PAYMENTS_TEXT)
        }
        FileProblem::Upload(refusal @ Refusal::TooLarge { limit_bytes }) => (
            refusal.words(language).title,
            texts::too_large(&bytes(*limit_bytes as u64, language), language),
        ),
        FileProblem::Upload(refusal) => {
            let RefusalWords { title, advice } = refusal.words(language);
            (title, advice)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_refusal_says_what_to_do() {
        for (problem, parts) in [
            (FileProblem::TooMany { payments: 1_001, limit: 1_000 }, ["1,001", "1,000"]),
            (FileProblem::Columns(vec![Column::Id, Column::Amount]), ["payment ID", "amount"]),
            (FileProblem::Upload(Refusal::Empty), ["No payments found", "template"]),
        ] {
            let html = rendered(|| refused("<p>.csv", &problem, Language::En));
            assert!(html.contains("&lt;p&gt;.csv"), "{html}");
            for part in parts {
                assert!(html.contains(part), "{part}: {html}");
            }
        }
    }
}
