//! Short words about something that has just happened, read out by screen readers.

use std::time::Duration;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::i18n::bulk_write_offs::done;
use crate::i18n::problems::explain;
use crate::i18n::{language, shell, t};

/// How long a word stays if nobody dismisses it. What matters is also in the notifications.
const STAYS: Duration = Duration::from_secs(12);

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Toast {
    /// A bulk write-off was committed.
    Done { written_off: u32, failed: u32 },
    /// Something small did not work.
    Failed(ApiError),
}

/// The words that are shown.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    shown: RwSignal<Vec<(u32, Toast)>>,
    made: StoredValue<u32>,
}

/// Makes toasts known to everything below.
pub(crate) fn provide_toasts() {
    provide_context(Toasts { shown: RwSignal::new(Vec::new()), made: StoredValue::new(0) });
}

/// The toasts.
pub(crate) fn toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// A bulk write-off was committed.
    pub(crate) fn done(self, written_off: u32, failed: u32) {
        self.show(Toast::Done { written_off, failed });
    }

    /// Something small did not work.
    pub(crate) fn failed(self, error: ApiError) {
        self.show(Toast::Failed(error));
    }

    fn show(self, toast: Toast) {
        let id = self.made.get_value();
        self.made.set_value(id.wrapping_add(1));
        self.shown.update(|shown| shown.push((id, toast)));
        set_timeout(move || self.dismiss(id), STAYS);
    }

    fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|(shown, _)| *shown != id));
    }
}

/// Where toasts appear.
#[component]
pub(crate) fn ToastList() -> impl IntoView {
    let toasts = toasts();
    let spoken = language();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|(id, _)| *id let((id, toast))>
                <div class="toast" data-testid="toast">
                    <span>{move || words(&toast, spoken)}</span>
                    <button type="button" class="quiet" on:click=move |_| toasts.dismiss(id)>
                        {t(shell::DISMISS)}
                    </button>
                </div>
            </For>
        </div>
    }
}

fn words(toast: &Toast, spoken: RwSignal<domain::language::Language>) -> String {
    match toast {
        Toast::Done { written_off, failed } => done(*written_off, *failed, spoken.get()),
        Toast::Failed(error) => explain(error, spoken.get()),
    }
}
