//! The main page's program, and where it is cut into the parts that are loaded on demand. Everything
//! else is in the library, so that tests can reach it. The cuts cannot be there: each is exported by
//! name, and the sign-in page's program would have all of them in it.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what is wrapped around them has the error: that a part could not be loaded"
)]

use app::parts::{self, Loading, Part};
use domain::page_address::Page;
use leptos::prelude::AnyView;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

fn main() {
    app::start(load);
}

fn load(part: Part, page: Page, about: String) -> Loading {
    match part {
        Part::Accounts => Box::pin(accounts(page, about)),
        Part::Bulk => Box::pin(bulk(page, about)),
        Part::Books => Box::pin(books(page, about)),
        Part::Company => Box::pin(company(page, about)),
    }
}

#[wasm_split(accounts, wasm_split_path = leptos::wasm_split, fallible)]
fn accounts(page: Page, about: String) -> Result<AnyView, SplitLoaderError> {
    Ok(parts::accounts(page, about))
}

#[wasm_split(bulk, wasm_split_path = leptos::wasm_split, fallible)]
fn bulk(page: Page, about: String) -> Result<AnyView, SplitLoaderError> {
    Ok(parts::bulk(page, about))
}

#[wasm_split(books, wasm_split_path = leptos::wasm_split, fallible)]
fn books(page: Page, about: String) -> Result<AnyView, SplitLoaderError> {
    Ok(parts::books(page, about))
}

#[wasm_split(company, wasm_split_path = leptos::wasm_split, fallible)]
fn company(page: Page, about: String) -> Result<AnyView, SplitLoaderError> {
    Ok(parts::company(page, about))
}
