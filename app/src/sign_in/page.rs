//! The page for people who are not signed in.

use std::cell::Cell;

use domain::page_address::{NEXT, Page, START, after_sign_in};
use leptos::prelude::*;

use super::SignInForm;
use leptos::task::spawn_local;

use crate::api;
use crate::browser;
use crate::components::use_title;
use crate::i18n::{provide_language, shell, sign_in, t};
use crate::shell::LanguageChoice;

/// The page for people who are not signed in. It stands at every address for them; after signing
/// in they are where they were heading, in a document of the main page.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    provide_language();
    use_title(t(sign_in::TITLE));
    let sign_in = Box::new(|request| {
        Box::pin(async move {
            api::sign_in_as_anybody(&request).await?;
            browser::leave_for(&heading_for());
            Ok(())
        }) as _
    });
    let begin = once(fetch_main_files_ahead);
    view! {
        <header class="bar">
            <div class="bar-end">
                <LanguageChoice/>
            </div>
        </header>
        <main id="content" tabindex="-1" on:input=move |_| begin()>
            <section class="sign-in" aria-labelledby="sign-in-title">
                <p class="brand">{t(shell::PRODUCT)}</p>
                <p class="tagline">{t(sign_in::TAGLINE)}</p>
                <div class="card">
                    <h1 id="sign-in-title">{t(sign_in::TITLE)}</h1>
                    <SignInForm sign_in=sign_in/>
                </div>
            </section>
        </main>
    }
}

/// Where the person was heading: here, unless this is the sign-in page's own address.
fn heading_for() -> String {
    if browser::path() == Page::SignIn.path() {
        let next = browser::parameter(&browser::search(), NEXT);
        after_sign_in(next.as_deref()).to_owned()
    } else {
        browser::path_and_search()
    }
}

fn once(act: fn()) -> impl Fn() {
    let done = Cell::new(false);
    move || {
        if !done.replace(true) {
            act();
        }
    }
}

/// Has the browser fetch the main page's files into its cache when it has nothing better to do.
///
/// A comfort on slow lines: where it does not work, the files are loaded when they are needed.
fn fetch_main_files_ahead() {
    spawn_local(async {
        let files = api::list_main_files().await.unwrap_or_default();
        let starts = heading_for() == START;
        let (program, part) = files.split_once("\n\n").unwrap_or((&files, ""));
        for href in program.lines().chain(part.lines().filter(|_| starts)) {
            browser::prefetch(href);
        }
    });
}
