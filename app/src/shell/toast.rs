//! A short word about what has just happened, read out by screen readers.

use std::time::Duration;

use domain::api::OperationSummary;
use domain::bulk_write_off::OperationKind;
use domain::language::Language;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{Press, press, says, words};
use crate::i18n::bulk_operation::done;
use crate::i18n::problems::explain;
use crate::i18n::{Text, shell};

/// How long a word stays if nobody dismisses it. What matters is also in the notifications.
const STAYS: Duration = Duration::from_secs(12);

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Toast {
    /// A bulk operation was committed.
    Done { kind: OperationKind, done: u32, failed: u32 },
    /// Something was recorded.
    Recorded(Text),
    /// Something small did not work.
    Failed(ApiError),
}

/// The word that is shown, if one is: the latest.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    shown: RwSignal<Option<Toast>>,
    made: StoredValue<u32>,
}

/// Makes toasts known to everything below.
pub(crate) fn provide_toasts() {
    provide_context(Toasts { shown: RwSignal::new(None), made: StoredValue::new(0) });
}

/// The toasts.
pub(crate) fn toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// A bulk operation was committed.
    pub(crate) fn done(self, summary: &OperationSummary) {
        let (kind, done, failed) = (summary.kind, summary.done(), summary.failed);
        self.show(Toast::Done { kind, done, failed });
    }

    /// Something was recorded; the text says what.
    pub(crate) fn recorded(self, what: Text) {
        self.show(Toast::Recorded(what));
    }

    /// Something small did not work.
    pub(crate) fn failed(self, error: ApiError) {
        self.show(Toast::Failed(error));
    }

    fn show(self, toast: Toast) {
        let number = self.made.get_value().wrapping_add(1);
        self.made.set_value(number);
        self.shown.set(Some(toast));
        set_timeout(
            move || {
                // A later word has its own time.
                if self.made.get_value() == number {
                    self.shown.set(None);
                }
            },
            STAYS,
        );
    }
}

/// Where toasts appear.
#[component]
pub(crate) fn ToastPlace() -> impl IntoView {
    let shown = toasts().shown;
    let toast = move || {
        shown.get().map(|toast| {
            view! {
                <div class="toast" data-testid="toast">
                    <span>{words(move |language| say(&toast, language))}</span>
                    <Press class="quiet" text=says(shell::DISMISS) act=press(move || shown.set(None))/>
                </div>
            }
        })
    };
    view! { <div class="toasts" role="status" aria-live="polite">{toast}</div> }
}

fn say(toast: &Toast, language: Language) -> String {
    match toast {
        Toast::Done { kind, done: n, failed } => done(*kind, *n, *failed, language),
        Toast::Recorded(what) => what.of(language).to_owned(),
        Toast::Failed(error) => explain(error, language),
    }
}
