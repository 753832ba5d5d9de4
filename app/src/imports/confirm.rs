//! Asking once more, and saying what is known until there is an answer.

use domain::import::Counts;
use domain::language::Language;
use leptos::prelude::*;

use super::send::{Imported, ToImport};
use crate::components::{Press, fact, in_language, press, says, words};
use crate::i18n::format::number;
use crate::i18n::{Text, imports as texts};
use crate::submission::{DialogTexts, Driver, SubmissionDialog};

static TEXTS: DialogTexts = DialogTexts {
    sending: texts::IMPORTING,
    not_done: texts::NOT_DONE,
    back: texts::BACK,
    unknown: texts::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::IMPORT_ID,
};

/// The dialog, while there is something to confirm or to know.
#[component]
pub(super) fn ConfirmDialog(
    /// What imports.
    driver: Driver<ToImport, Imported>,
    /// How many rows each result has.
    counts: Callback<(), Counts>,
    /// Confirm was pressed.
    confirm: Callback<()>,
) -> impl IntoView {
    let ask = move || {
        let counts = counts.run(());
        view! { <AskOnceMore driver counts confirm/> }.into_any()
    };
    view! {
        <SubmissionDialog
            face=driver.face()
            label=texts::CONFIRM_TITLE
            texts=&TEXTS
            ask=ask.into()
            close=Callback::new(move |()| driver.close())
            retry=Callback::new(move |()| driver.retry())
        />
    }
}

/// How many rows, and what is left out. Cancel has the focus.
#[component]
fn AskOnceMore(
    driver: Driver<ToImport, Imported>,
    counts: Counts,
    confirm: Callback<()>,
) -> impl IntoView {
    let cancel = press(move || {
        driver.close();
    });
    let confirm = press(move || confirm.run(()));
    let taken = counts.taken();
    let import = words(move |language| texts::import_now(taken, language));
    view! {
        {in_language(move |language| numbers(&counts, language))}
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press class="primary" id="confirm" text=import act=confirm/>
        </div>
    }
}

fn numbers(counts: &Counts, language: Language) -> AnyView {
    let count = |name: Text, n: u32| {
        (n > 0).then(|| fact(name.of(language), number(u64::from(n), language)))
    };
    let left = Counts { created: 0, changed: 0, ..*counts };
    let left = (left.same + left.refused > 0)
        .then(|| fact(texts::CONFIRM_LEFT.of(language), texts::each(&left, language)));
    view! {
        <h2>{texts::CONFIRM_TITLE.of(language)}</h2>
        <dl class="numbers">
            {count(texts::CONFIRM_CREATED, counts.created)}
            {count(texts::CONFIRM_CHANGED, counts.changed)}
            {left}
        </dl>
        <p>{texts::CONFIRM_TEXT.of(language)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_question_says_what_is_done_and_what_is_left_out() {
        let html = |counts: &Counts| rendered(|| numbers(counts, Language::En));
        let some = html(&Counts { created: 1_150, changed: 37, same: 14, refused: 3 });
        for part in [
            "<dt>Created</dt><dd>1,150</dd>",
            "<dt>Changed</dt><dd>37</dd>",
            "<dt>Left out</dt><dd>14\u{a0}the same · 3\u{a0}refused</dd>",
        ] {
            assert!(some.contains(part), "{part}: {some}");
        }
        let all = html(&Counts { created: 1, ..Counts::default() });
        assert!(!all.contains("Changed<") && !all.contains("Left out"), "{all}");
    }
}
