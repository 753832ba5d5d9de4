//! A name and its value.

use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::format::number;

/// How a number of a summary reads. Of what is not there nothing stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What one is here for.
    Good,
    /// What is said beside it.
    Plain,
    /// What has to be looked at.
    Doubt,
}

/// A number of a summary.
pub(crate) fn number_fact(name: &str, n: u32, tone: Tone, language: Language) -> AnyView {
    let name = name.to_owned();
    let tone = match (tone, n) {
        (_, 0) => "none",
        (Tone::Good, _) => "good",
        (Tone::Plain, _) => "plain",
        (Tone::Doubt, _) => "doubt",
    };
    view! { <div data-tone=tone><dt>{name}</dt><dd>{number(u64::from(n), language)}</dd></div> }
        .into_any()
}

/// A name and its value, in a list of such.
pub(crate) fn fact(name: &str, value: impl IntoView + 'static) -> AnyView {
    let name = name.to_owned();
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}
