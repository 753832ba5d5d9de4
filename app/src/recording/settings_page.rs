//! What pages of settings have in common: they are loaded, changed section by section or as a whole,
//! saved, and not left with changes that are not saved.

use domain::api::Problem;
use domain::page_address::Page;
use leptos::prelude::*;

use super::{LeaveGuard, SettingsNotice};
use crate::api::ApiError;
use crate::components::{Press, TroublePage, Waiting, press, says, use_title, words};
use crate::i18n::{
    Text, recording, shell, t, write_off_processes as shared, write_off_settings as texts,
};
use crate::session::session;
use crate::submission::{DialogTexts, Driver, answer_dialog};

/// Whether what is set up is known.
pub(crate) type Known = RwSignal<Option<Result<(), ApiError>>>;

/// Loads what is set up, and again after a new sign-in where an expired session was in the way.
pub(crate) fn load_until_known(known: Known, load: impl Fn() + 'static) {
    load();
    let renewals = session().renewals();
    Effect::watch(
        move || renewals.get(),
        move |_, _, _| {
            if !matches!(known.get_untracked(), Some(Ok(()))) {
                load();
            }
        },
        false,
    );
}

/// A wait, an error, or the page; and the question before it is left with changes.
#[component]
pub(crate) fn SettingsFrame(
    here: Page,
    title: Text,
    known: Known,
    /// Loads what is set up. What was typed is given up.
    load: Callback<()>,
    has_changes: Callback<(), bool>,
    discard: Callback<()>,
    page: ViewFn,
) -> impl IntoView {
    use_title(t(title));
    view! {
        {move || match known.get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Err(error)) => {
                let retry = press(move || {
                    known.set(None);
                    load.run(());
                });
                view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
            }
            Some(Ok(())) => page.run(),
        }}
        <LeaveGuard here text=texts::LEAVE_TEXT has_changes discard/>
    }
}

/// The page: what it is about, what leads to its sections, and the sections.
#[component]
pub(crate) fn SettingsSections(
    title: Text,
    lead: Text,
    notice: RwSignal<Option<Box<Problem>>>,
    /// Shows what is saved, in place of what was typed.
    reload: Callback<()>,
    /// Where links lead, and what they say.
    contents: Vec<(String, Text)>,
    sections: AnyView,
) -> impl IntoView {
    let link = |(href, text)| view! { <li><a href=href>{t(text)}</a></li> }.into_any();
    view! {
        <header class="page-head">
            <h1>{t(title)}</h1>
            <p>{t(lead)}</p>
        </header>
        <SettingsNotice notice load=reload/>
        <div class="settings">
            <nav class="settings-contents" aria-label=t(texts::CONTENTS)>
                <ul>{contents.into_iter().map(link).collect_view()}</ul>
            </nav>
            <div class="settings-sections">{sections}</div>
        </div>
    }
}

/// Whether anything is not saved, Discard and Save.
#[component]
pub(crate) fn SaveRow(
    class: &'static str,
    /// What tests call Save.
    id: &'static str,
    changed: Memo<bool>,
    save: Callback<()>,
    discard: Callback<()>,
) -> impl IntoView {
    let state = words(move |language| {
        let text = if changed.get() { shared::UNSAVED } else { shared::NO_CHANGES };
        text.of(language).to_owned()
    });
    view! {
        <div class=class data-unsaved=move || changed.get().then_some("true")>
            <p role="status" class="hint" data-testid="unsaved">{state}</p>
            <div class="buttons">
                {move || changed.get().then(|| view! {
                    <Press
                        class="quiet"
                        id="discard-changes"
                        text=says(shared::DISCARD)
                        act=press(move || discard.run(()))
                    />
                })}
                <Press
                    class="primary"
                    id=id
                    text=says(shared::SAVE)
                    act=press(move || save.run(()))
                    disabled=Signal::derive(move || !changed.get())
                />
            </div>
        </div>
    }
}

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: texts::BACK,
    unknown: recording::UNKNOWN,
    unknown_text: shared::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// The dialog from Save to an answer.
pub(crate) fn settings_dialog<Q, R>(driver: Driver<Q, R>, label: Text) -> AnyView
where
    Q: Clone + Send + Sync + 'static,
    R: Send + Sync + 'static,
{
    answer_dialog(driver, label, &TEXTS)
}
