//! The page for people who are not signed in.

use leptos::prelude::*;

use super::SignInForm;
use crate::components::use_title;
use crate::i18n::{shell, sign_in, t};

/// The page for people who are not signed in.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    use_title(t(sign_in::TITLE));
    view! {
        <section class="sign-in" aria-labelledby="sign-in-title">
            <p class="brand">{t(shell::PRODUCT)}</p>
            <p class="tagline">{t(sign_in::TAGLINE)}</p>
            <div class="card">
                <h1 id="sign-in-title">{t(sign_in::TITLE)}</h1>
                <SignInForm/>
            </div>
        </section>
    }
}
