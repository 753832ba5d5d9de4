//! The question before a correction is booked.

use leptos::prelude::*;

use super::correct::Correcting;
use crate::components::{Press, press, says};
use crate::i18n::{journal as texts, t};

/// What will be booked. Cancel has the focus.
#[component]
pub(super) fn AskOnceMore(correcting: Correcting) -> impl IntoView {
    let cancel = press(move || {
        correcting.driver.close();
    });
    let confirm = press(move || correcting.confirm());
    view! {
        <h2>{t(texts::CONFIRM_TITLE)}</h2>
        <p class="warning" data-testid="warning">{t(texts::CONFIRM_TEXT)}</p>
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press class="danger" id="confirm" text=says(texts::CONFIRM) act=confirm/>
        </div>
    }
}
