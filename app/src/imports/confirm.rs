//! Asking once more, and saying what is known until there is an answer.

use domain::import::Counts;
use domain::language::Language;
use leptos::prelude::*;

use super::send::{Imported, ToImport};
use crate::components::{Press, fact, in_language, press, says};
use crate::i18n::format::number;
use crate::i18n::imports as texts;
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
    view! {
        {in_language(move |language| numbers(&counts, language))}
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press class="primary" id="confirm" text=says(texts::CONFIRM) act=confirm/>
        </div>
    }
}

fn numbers(counts: &Counts, language: Language) -> AnyView {
    let each = [
        (texts::N_NEW, counts.created),
        (texts::N_CHANGED, counts.changed),
        (texts::N_SAME, counts.same),
        (texts::N_REFUSED, counts.refused),
    ];
    let each = each.map(|(name, n)| fact(name.of(language), number(u64::from(n), language)));
    view! {
        <h2>{texts::CONFIRM_TITLE.of(language)}</h2>
        <dl class="numbers">{each}</dl>
        <p>{texts::CONFIRM_TEXT.of(language)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_question_says_every_number() {
        let counts = Counts { created: 1_150, changed: 37, same: 14, refused: 3 };
        let html = rendered(|| numbers(&counts, Language::En));
        for part in ["<dd>1,150</dd>", "<dt>changed</dt><dd>37</dd>", "<dd>14</dd>", "<dd>3</dd>"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
