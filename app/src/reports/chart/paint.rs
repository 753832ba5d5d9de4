//! The elements that charts are drawn with.
//!
//! Widths are percentages and heights are pixels, so that a chart fits its place without its text
//! growing or shrinking with it. Colours come from the stylesheet, by class.

use leptos::prelude::*;

use crate::components::Html;

/// How high the plot of a chart over time is.
pub(super) const PLOT_HEIGHT: u32 = 220;
/// Room above a plot, for half a line of text.
pub(super) const ABOVE: u32 = 10;
/// Room below a plot, for two lines of labels.
pub(super) const BELOW: u32 = 40;

/// A line of the axis.
pub(super) fn level(y: u32) -> AnyView {
    view! { <line class="grid" x1="0" x2="100%" y1=y y2=y></line> }.into_any()
}

/// A line of an axis that runs to the right.
pub(super) fn upright(x: String, height: u32) -> AnyView {
    view! { <line class="grid" x1=x.clone() x2=x y1="0" y2=height></line> }.into_any()
}

/// A bar, which says its figure to who points at it.
pub(super) fn bar(series: usize, at: (String, u32), size: (String, u32), says: &str) -> AnyView {
    let ((x, y), (width, height)) = (at, size);
    // Written as text, because an element `title` of the macro is one of HTML, which says nothing here.
    let mut title = Html::default();
    title.element("title").text(says);
    let title = title.finish();
    view! {
        <rect
            class=series_class(series)
            x=x
            y=y
            width=width
            height=height
            inner_html=title
        ></rect>
    }
    .into_any()
}

/// Text. `class` says how it is anchored: `start`, `middle` or `end`.
pub(super) fn text(class: &'static str, x: String, dx: i32, y: u32, says: String) -> AnyView {
    view! { <text class=class x=x dx=dx y=y>{says}</text> }.into_any()
}

/// The class of a series, by its place: its colour, its dashes.
pub(super) const fn series_class(series: usize) -> &'static str {
    match series {
        0 => "series-1",
        1 => "series-2",
        _ => "series-3",
    }
}

/// A point of a line: each series has a shape of its own.
pub(super) fn marker(series: usize, x: String, y: u32) -> AnyView {
    let shape = match series {
        0 => "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        1 => "M-3.2-3.2h6.4v6.4h-6.4z",
        _ => "M0-4.4L4.2 3.2h-8.4z",
    };
    view! {
        <svg x=x y=y overflow="visible">
            <path class=format!("marker {}", series_class(series)) d=shape></path>
        </svg>
    }
    .into_any()
}
