//! Saving, and what is to be said about that.

use leptos::prelude::*;

use super::draft::Draft;
use super::editing::editing;
use crate::components::{Press, press, says, words};
use crate::i18n::{recording, write_off_processes as shared, write_off_settings as texts};
use crate::submission::{DialogTexts, SubmissionDialog};

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: texts::BACK,
    unknown: recording::UNKNOWN,
    unknown_text: shared::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// The dialog from Save to an answer, where that takes long or is not the one hoped for.
#[component]
pub(super) fn Saving() -> impl IntoView {
    let driver = editing().driver;
    view! {
        <SubmissionDialog
            face=driver.face()
            label=texts::TITLE
            texts=&TEXTS
            ask=ViewFn::from(|| ())
            close=Callback::new(move |()| driver.close())
            retry=Callback::new(move |()| driver.retry())
        />
    }
}

/// Save and Discard.
#[component]
pub(super) fn SaveBar() -> impl IntoView {
    let editing = editing();
    let changes = editing.memo(Draft::has_changes);
    let state = words(move |language| {
        let text = if changes.get() { shared::UNSAVED } else { shared::NO_CHANGES };
        text.of(language).to_owned()
    });
    let save = press(move || editing.save());
    view! {
        <div class="save-bar" data-unsaved=move || changes.get().then_some("true")>
            <p role="status" class="hint" data-testid="unsaved">{state}</p>
            <div class="buttons">
                {move || changes.get().then(|| {
                    let discard = press(move || editing.discard());
                    view! {
                        <Press
                            class="quiet"
                            id="discard-changes"
                            text=says(shared::DISCARD)
                            act=discard
                        />
                    }
                })}
                <Press
                    class="primary"
                    id="save"
                    text=says(shared::SAVE)
                    act=save
                    disabled=Signal::derive(move || !changes.get())
                />
            </div>
        </div>
    }
}
