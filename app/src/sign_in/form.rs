//! The form: user, password, and what went wrong.

use domain::api::SignInRequest;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::components::Trouble;
use crate::i18n::{sign_in, t};
use crate::session::session;

/// Where the form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Attempt {
    /// Waiting for the person.
    Open,
    /// Waiting for the server.
    Sent,
    /// The server said no, or nothing.
    Failed(ApiError),
}

/// The form. What was typed stays when the server says no.
#[component]
pub(crate) fn SignInForm(
    /// Who will probably sign in.
    #[prop(optional)]
    user: String,
) -> impl IntoView {
    let attempt = RwSignal::new(Attempt::Open);
    let session = session();
    let user_field = NodeRef::<Input>::new();
    let password_field = NodeRef::<Input>::new();
    let knows_user = !user.is_empty();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(user), Some(password)) =
            (user_field.get_untracked(), password_field.get_untracked())
        else {
            return;
        };
        if attempt.with_untracked(|attempt| *attempt == Attempt::Sent) {
            return;
        }
        attempt.set(Attempt::Sent);
        let request = SignInRequest { user: user.value(), password: password.value() };
        spawn_local(async move {
            match api::sign_in(&request).await {
                Ok(reply) => session.signed_in(reply),
                Err(error) => {
                    attempt.try_set(Attempt::Failed(error));
                    let _ = password.focus();
                }
            }
        });
    };
    let sent = move || attempt.with(|attempt| *attempt == Attempt::Sent);
    let failure = move || match attempt.get() {
        Attempt::Failed(error) => Some(view! { <Trouble error=error/> }),
        _ => None,
    };
    view! {
        <form class="form" on:submit=submit>
            <label>
                <span>{t(sign_in::USER)}</span>
                <input
                    node_ref=user_field
                    name="user"
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    autofocus=!knows_user
                    value=user
                    data-testid="sign-in-user"
                />
            </label>
            <label>
                <span>{t(sign_in::PASSWORD)}</span>
                <input
                    node_ref=password_field
                    name="password"
                    type="password"
                    autocomplete="current-password"
                    required
                    autofocus=knows_user
                    data-testid="sign-in-password"
                />
            </label>
            {failure}
            <button class="primary" aria-disabled=move || sent().to_string() data-testid="sign-in-submit">
                {move || if sent() { t(sign_in::SUBMITTING)() } else { t(sign_in::SUBMIT)() }}
            </button>
        </form>
    }
}
