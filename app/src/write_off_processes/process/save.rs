//! Saving what is to change, and what is to be said about that.

use domain::api::{Problem, ProblemCode};
use domain::write_off_process::ProcessId;
use leptos::prelude::*;

use super::form::Form;
use super::page::ProcessTab;
use super::work;
use crate::api::ApiError;
use crate::components::{Press, press, says, words};
use crate::i18n::problems::explain;
use crate::i18n::{t, write_off_processes as texts};
use crate::recording::{RecordingForm, new_id};
use crate::routes;

/// What has happened since one began, said at once by screen readers.
#[component]
pub(super) fn ProcessNotice() -> impl IntoView {
    let form = work().form();
    let refused = Memo::new(move |_| form.with(|form| form.filling().notice.refused.clone()));
    let said = words(move |language| {
        refused.get().map_or_else(String::new, |problem: Box<Problem>| match problem.code {
            ProblemCode::ChangedMeanwhile => texts::CHANGED_MEANWHILE.of(language).to_owned(),
            ProblemCode::NotPossible => texts::NOT_POSSIBLE.of(language).to_owned(),
            _ => explain(&ApiError::Problem(problem), language),
        })
    });
    view! { <p class="process-notice" role="alert" data-testid="process-notice">{said}</p> }
}

/// Save and Discard, wherever one is in the process.
#[component]
pub(super) fn SaveBar(process: ProcessId, tab: ProcessTab) -> impl IntoView {
    let work = work();
    let form = work.form();
    let (changes, may) =
        (Memo::new(move |_| form.with(Form::has_changes)), form.with_untracked(Form::may_edit));
    let ends = Memo::new(move |_| form.with(Form::saving_ends_it));
    let wrong = Memo::new(move |_| form.with(Form::wrong_pages));
    let state = words(move |language| {
        let text = if changes.get() { texts::UNSAVED } else { texts::NO_CHANGES };
        text.of(language).to_owned()
    });
    let save = press(move || work.press(|form| form.save(new_id())));
    let discard = move || press(move || work.press(Form::discard));
    // Whoever may no longer save can still let go of what was typed.
    (may || changes.get_untracked()).then(|| {
        view! {
            <div class="save-bar" data-unsaved=move || changes.get().then_some("true")>
                <div>
                    <p role="status" class="hint">{state}</p>
                    {move || {
                        ends.get().then(|| view! { <p class="warning">{t(texts::ENDS_IT)}</p> })
                    }}
                    {move || elsewhere(&wrong.get(), process, tab)}
                </div>
                <div class="buttons">
                    {move || {
                        changes
                            .get()
                            .then(|| view! {
                                <Press
                                    class="quiet"
                                    id="discard-changes"
                                    text=says(texts::DISCARD)
                                    act=discard()
                                />
                            })
                    }}
                    <Press
                        class="primary"
                        id="save"
                        text=says(texts::SAVE)
                        act=save
                        disabled=Signal::derive(move || !may || !changes.get())
                    />
                </div>
            </div>
        }
    })
}

/// Links to the other pages on which something is wrong: there it is said what.
fn elsewhere(wrong: &[ProcessTab], process: ProcessId, here: ProcessTab) -> Option<AnyView> {
    let others: Vec<_> = wrong.iter().filter(|tab| **tab != here).collect();
    if others.is_empty() {
        return None;
    }
    let links = others.into_iter().map(|tab| {
        let href = routes::write_off_process(tab.page(), process);
        view! { " " <a href=href>{t(tab.name())}</a> }
    });
    let said = view! {
        <p class="field-fault" role="alert" data-testid="wrong-elsewhere">
            {t(texts::WRONG_ELSEWHERE)}
            {links.collect_view()}
        </p>
    };
    Some(said.into_any())
}
