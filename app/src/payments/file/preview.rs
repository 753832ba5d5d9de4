//! The file that was read: what would become of its rows, or what did.

use domain::language::Language;
use domain::money::Currency;
use domain::payments::file::refused_csv;
use leptos::prelude::*;

use super::FileWork;
use super::choose::ChooseButton;
use super::flow::{Check, Preview};
use super::rows::{table, why};
use crate::browser;
use crate::components::{
    LongTable, Press, Trouble, Waiting, fact, in_language, press, says, words,
};
use crate::i18n::format::{money_with_code, number};
use crate::i18n::{language, payments as texts, shell, t};
use crate::session::session;

/// Counts, rows, and what may be done.
#[component]
pub(super) fn PreviewScreen(work: FileWork) -> impl IntoView {
    let currency = session().person_now()?.company.currency;
    let flow = work.flow();
    let check =
        Memo::new(move |_| flow.with(|flow| flow.preview().map(|preview| preview.check.clone())));
    let headed = currency.clone();
    let head = in_language(move |language| {
        flow.with(|flow| flow.preview().map(|preview| head(preview, &headed, language)))
    });
    let rows = words(move |language| {
        flow.with(|flow| {
            flow.preview().map(|preview| table(preview, &currency, language)).unwrap_or_default()
        })
    });
    let foot = move || check.get().map(|check| view! { <Foot work check/> });
    Some(view! {
        {head}
        {foot}
        <LongTable class="list payments-file" label=texts::LIST html=rows/>
    })
}

/// What the file is called, and how many rows there are of each kind.
fn head(preview: &Preview, currency: &Currency, language: Language) -> AnyView {
    let counts = preview.counts();
    let say = |n: u32| number(u64::from(n), language);
    let (title, n_recorded) = if preview.is_done() {
        let others = preview.rows().iter().filter(|(_, fate)| fate.is_failure()).count();
        (texts::done(counts.recorded, others, language), texts::N_RECORDED)
    } else {
        (texts::FILE_TITLE.of(language).to_owned(), texts::N_RECORD)
    };
    let asked = matches!(preview.check, Check::Asked | Check::Failed(_));
    let numbers = (!asked).then(|| {
        let total = money_with_code(counts.amount, currency, language);
        view! {
            <dl class="summary" data-testid="payments-file-counts">
                {fact(n_recorded.of(language), say(counts.recorded))}
                {fact(texts::TOTAL.of(language), total)}
                {fact(texts::N_RECOVERIES.of(language), say(counts.recoveries))}
                {fact(texts::N_ALREADY.of(language), say(counts.already))}
                {fact(texts::N_REFUSED.of(language), say(counts.failures))}
            </dl>
        }
    });
    view! {
        <header class="page-head">
            <p class="file-name">{preview.name.clone()}</p>
            <h2 aria-live="polite">{title}</h2>
        </header>
        {numbers}
    }
    .into_any()
}

/// A wait, an error, or what may be done.
#[component]
fn Foot(work: FileWork, check: Check) -> impl IntoView {
    match check {
        Check::Asked => view! { <Waiting text=texts::CHECKING/> }.into_any(),
        Check::Failed(error) => {
            let again = press(move || work.check());
            view! {
                <Trouble error/>
                <div class="buttons">
                    <Press class="primary" text=says(shell::TRY_AGAIN) act=again/>
                    <Others work/>
                </div>
            }
            .into_any()
        }
        Check::Known => view! { <MayRecord work/> }.into_any(),
        Check::Recorded => view! {
            <div class="buttons">
                <Refused work/>
                <Others work/>
            </div>
        }
        .into_any(),
    }
}

/// The button that carries the number; or why there is none.
#[component]
fn MayRecord(work: FileWork) -> impl IntoView {
    let counts = work.flow().with_untracked(|flow| flow.preview().map(Preview::counts))?;
    let save = press(move || work.save());
    let (why_not, button) = if counts.recorded > 0 {
        let said = words(move |language| texts::record_n(counts.recorded, language));
        (None, Some(view! { <Press class="primary" id="payments-save" text=said act=save/> }))
    } else if counts.failures > 0 {
        (Some(texts::NOTHING_TO_RECORD), None)
    } else {
        (Some(texts::ALL_ALREADY), None)
    };
    Some(view! {
        {why_not.map(|why| view! { <p class="note" role="status">{t(why)}</p> })}
        <div class="buttons">
            {button}
            <Refused work/>
            <Others work/>
        </div>
    })
}

/// Hands out what is not recorded, to be corrected and chosen again.
#[component]
fn Refused(work: FileWork) -> impl IntoView {
    let flow = work.flow();
    let any = flow
        .with_untracked(|flow| flow.preview().is_some_and(|preview| preview.counts().failures > 0));
    let spoken = language();
    let download = press(move || {
        let language = spoken.get_untracked();
        flow.with_untracked(|flow| {
            let Some(preview) = flow.preview() else { return };
            let file = refused_csv(refused(preview, language), language);
            browser::save_file(texts::REFUSED_FILE.of(language), "text/csv", &file);
        });
    });
    any.then(|| {
        view! {
            <Press id="payments-refused" text=says(texts::DOWNLOAD_REFUSED) act=download/>
            <span class="hint">{t(texts::REFUSED_HINT)}</span>
        }
    })
}

/// The rows that are not recorded, each with why.
fn refused(
    preview: &Preview,
    language: Language,
) -> Vec<(&domain::payments::file::PaymentRow, String)> {
    let rows = preview.rows().into_iter().filter(|(_, fate)| fate.is_failure());
    rows.map(|(row, fate)| (row, why(row, fate, language).unwrap_or_default())).collect()
}

/// Another file, or back to the list.
#[component]
fn Others(work: FileWork) -> impl IntoView {
    let leave = press(move || work.leave());
    view! {
        <ChooseButton work text=texts::CHOOSE_ANOTHER/>
        <Press class="quiet" id="payments-leave" text=says(texts::TO_LIST) act=leave/>
    }
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::previewed;
    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;

    #[test]
    fn the_numbers_say_what_will_be_recorded_and_what_not() {
        let flow = previewed();
        let currency = person("wanjiku").company.currency;
        let html = rendered(|| head(flow.preview().unwrap(), &currency, Language::En));
        for part in [
            "p.csv",
            "<dt>will be recorded</dt><dd>2</dd>",
            "<dd>KES\u{a0}19.50</dd>",
            "<dt>of them recoveries</dt><dd>1</dd>",
            "<dt>cannot be recorded</dt><dd>2</dd>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn what_is_not_recorded_is_handed_out_with_why() {
        let flow = previewed();
        let refused = refused(flow.preview().unwrap(), Language::En);
        let lines: Vec<u32> = refused.iter().map(|(row, _)| row.line).collect();
        assert_eq!(lines, [3, 4]);
        assert!(refused.iter().all(|(_, why)| !why.is_empty()));
    }
}
