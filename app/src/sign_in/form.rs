//! The form: user, password, and what went wrong.

use std::pin::Pin;

use domain::api::SignInRequest;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::components::Trouble;
use crate::i18n::{sign_in as texts, t};

/// Signs in, and goes on from there.
pub(crate) type SignIn =
    Box<dyn Fn(SignInRequest) -> Pin<Box<dyn Future<Output = Result<(), ApiError>>>>>;

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
    /// What is done with what was typed.
    sign_in: SignIn,
    /// Who will probably sign in.
    #[prop(optional)]
    user: String,
) -> impl IntoView {
    let attempt = RwSignal::new(Attempt::Open);
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
        let answer = sign_in(request);
        spawn_local(async move {
            // After a success, whoever signed in goes on elsewhere.
            if let Err(error) = answer.await {
                attempt.try_set(Attempt::Failed(error));
                // It fails only where the browser shows no page.
                let _ = password.focus();
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
                <span>{t(texts::USER)}</span>
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
                <span>{t(texts::PASSWORD)}</span>
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
                {move || if sent() { t(texts::SUBMITTING)() } else { t(texts::SUBMIT)() }}
            </button>
        </form>
    }
}
