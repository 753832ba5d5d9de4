//! Saving, and what is to be said about that.

use domain::api::{Meanwhile, ProblemCode};
use leptos::prelude::*;

use super::draft::Draft;
use super::editing::editing;
use crate::api::ApiError;
use crate::components::{Press, press, says, words};
use crate::i18n::problems::explain;
use crate::i18n::{moment, recording, write_off_processes as shared, write_off_settings as texts};
use crate::session::session;
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

/// Why the server refused, said at once by screen readers. Where somebody else has saved meanwhile,
/// with the way to what they saved.
#[component]
pub(super) fn Notice() -> impl IntoView {
    let editing = editing();
    let time_zone = session().time_zone();
    let notice = editing.notice;
    let changed = Memo::new(move |_| {
        let changed = |code| code == ProblemCode::ChangedMeanwhile;
        notice.with(|notice| notice.as_ref().is_some_and(|problem| changed(problem.code)))
    });
    let said = words(move |language| {
        let Some(problem) = notice.get() else { return String::new() };
        if problem.code != ProblemCode::ChangedMeanwhile {
            return explain(&ApiError::Problem(problem), language);
        }
        let who = problem.meanwhile.as_deref();
        let by = who.and_then(|Meanwhile { by, .. }| by.as_deref());
        let at = who.map(|Meanwhile { at, .. }| moment(at, &time_zone, language));
        texts::changed_meanwhile(by, at.as_deref(), language)
    });
    view! {
        <p class="process-notice" role="alert" data-testid="settings-notice">{said}</p>
        {move || changed.get().then(|| {
            let load = press(move || editing.load());
            view! {
                <p class="buttons">
                    <Press id="load-latest" text=says(texts::LOAD_LATEST) act=load/>
                </p>
            }
        })}
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
