//! What stands after the items of a list that are known.

use leptos::prelude::*;

use super::More;
use crate::api::ApiError;
use crate::components::{Press, Trouble, Waiting, press, says};
use crate::i18n::{Text, shell, t};

/// More, a wait, an error, or that there are none.
#[component]
pub(crate) fn Later(
    /// What comes after what is known.
    more: Memo<More>,
    /// What the button says that asks for more.
    text: Text,
    /// What tests call it.
    id: &'static str,
    /// What is said where there is nothing.
    none: Box<dyn Fn() -> Text + Send>,
    /// What is said of an error where it is about what is looked for, which asking again does not
    /// change.
    wrong: fn(&ApiError) -> Option<Text>,
    /// Asks for what comes next.
    load: Callback<()>,
) -> impl IntoView {
    move || {
        let again = move || press(move || load.run(()));
        Some(match more.get() {
            More::Nothing => return None,
            More::NoneAtAll => view! { <p class="empty" role="status">{t(none())}</p> }.into_any(),
            More::Coming => view! { <Waiting text=shell::LOADING/> }.into_any(),
            More::Another => view! { <Press id=id text=says(text) act=again()/> }.into_any(),
            More::Failed(error) => match wrong(&error) {
                Some(wrong) => view! { <p class="trouble" role="alert">{t(wrong)}</p> }.into_any(),
                None => view! {
                    <Trouble error=error/>
                    <Press class="primary" text=says(shell::TRY_AGAIN) act=again()/>
                }
                .into_any(),
            },
        })
    }
}
