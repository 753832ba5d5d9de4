//! What a server says of settings that it did not save.

use domain::api::{Meanwhile, Problem, ProblemCode};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::problems::explain;
use crate::i18n::{moment, write_off_settings as texts};
use crate::session::session;

/// The notice in the document. It stands above the sections: whoever saves one further down is led to it.
const SETTINGS_NOTICE: &str = "settings-notice";

/// Leads to the notice.
pub(crate) fn focus_settings_notice() {
    browser::focus_first(&format!("#{SETTINGS_NOTICE}"));
}

/// Whether somebody else has saved meanwhile.
pub(crate) const fn is_changed_meanwhile(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::ChangedMeanwhile | ProblemCode::SettingsChanged)
}

/// Why the server refused, said at once by screen readers. Where somebody else has saved meanwhile,
/// with the way to what they saved.
#[component]
pub(crate) fn SettingsNotice(
    notice: RwSignal<Option<Box<Problem>>>,
    /// Shows what is saved, in place of what was typed.
    load: Callback<()>,
) -> impl IntoView {
    let time_zone = session().time_zone();
    let changed = Memo::new(move |_| {
        notice.with(|notice| notice.as_ref().is_some_and(|one| is_changed_meanwhile(one.code)))
    });
    let said = words(move |language| {
        let Some(problem) = notice.get() else { return String::new() };
        if !is_changed_meanwhile(problem.code) {
            return explain(&ApiError::Problem(problem), language);
        }
        let who = problem.meanwhile.as_deref();
        let by = who.and_then(|Meanwhile { by, .. }| by.as_deref());
        let at = who.map(|Meanwhile { at, .. }| moment(at, &time_zone, language));
        texts::changed_meanwhile(by, at.as_deref(), language)
    });
    view! {
        <p
            class="process-notice"
            id=SETTINGS_NOTICE
            tabindex="-1"
            role="alert"
            data-testid="settings-notice"
        >
            {said}
        </p>
        {move || changed.get().then(|| {
            let load = press(move || load.run(()));
            view! {
                <p class="buttons settings-meanwhile">
                    <Press id="load-latest" text=says(texts::LOAD_LATEST) act=load/>
                </p>
            }
        })}
    }
}
