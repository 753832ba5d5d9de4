//! The tab's name.

use leptos::prelude::*;

use crate::browser;
use crate::i18n::{shell, t};

/// Names the tab after the page, in the language that is spoken.
pub(crate) fn use_title<T: std::fmt::Display>(title: impl Fn() -> T + 'static) {
    let product = t(shell::PRODUCT);
    Effect::new(move |_| browser::set_title(&format!("{} · {}", title(), product())));
}
