//! A page, for those whose role may use it, once its part of the program has come.

use domain::page_address::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use send_wrapper::SendWrapper;

use super::allowed::Allowed;
use super::not_found::NotFound;
use super::parts::{Load, Part};
use crate::components::{Press, Waiting, press, says, use_title};
use crate::i18n::{shell, sign_in, t};

/// The page. It is built anew when its address names something else.
#[component]
pub(super) fn PageOfPart(page: Page) -> impl IntoView {
    let parameters = use_params_map();
    let about = Memo::new(move |_| {
        let name = page.names()?;
        parameters.with(|parameters| parameters.get(name))
    });
    let shown = move || {
        let about = about.get().unwrap_or_default();
        match Part::of(page) {
            Some(part) => view! { <Arriving part page about/> }.into_any(),
            None => view! { <NotFound/> }.into_any(),
        }
    };
    match page.permission() {
        Some(permission) => view! { <Allowed permission page=ViewFn::from(shown)/> }.into_any(),
        None => shown.into_any(),
    }
}

#[component]
fn Arriving(part: Part, page: Page, about: String) -> impl IntoView {
    let load = expect_context::<Load>();
    let again = Trigger::new();
    let shown = move || {
        again.track();
        let loading = SendWrapper::new(load(part, page, about.clone()));
        Suspend::new(async move {
            loading.await.unwrap_or_else(|_| view! { <NotLoaded again/> }.into_any())
        })
    };
    view! { <Suspense fallback=|| view! { <Waiting text=sign_in::STARTING/> }>{shown}</Suspense> }
}

/// Says that the part could not be loaded: the line is gone, or the server has another page now.
#[component]
fn NotLoaded(again: Trigger) -> impl IntoView {
    use_title(t(shell::NOT_LOADED_TITLE));
    let retry = press(move || again.notify());
    view! {
        <section class="notice">
            <h1>{t(shell::NOT_LOADED_TITLE)}</h1>
            <p>{t(shell::NOT_LOADED_TEXT)}</p>
            <Press class="primary" text=says(shell::TRY_AGAIN) act=retry/>
        </section>
    }
}
