//! Bars that lie under each other, each below its name, so that names may be long.

use leptos::prelude::*;

use super::Axis;
use super::data::Drawing;
use super::paint::{bar, text, upright};
use super::scale::percentage;
use crate::i18n::labelled;
use crate::reports::written::Written;

/// What bars are measured in, from the left to the right.
const WIDTH: u32 = 10_000;
/// Where a name stands below the top of its row.
const NAME: u32 = 14;
/// Where the bars begin below the top of their row.
const BARS: u32 = 20;
/// How thick a bar is.
const BAR: u32 = 12;
/// The gap to the next row.
const GAP: u32 = 10;
/// Room below the last row, for the numbers of the axis.
const BELOW: u32 = 20;

/// The plot, and how high it is.
pub(super) fn rows(drawing: &Drawing, axis: &Axis, written: &Written<'_>) -> (AnyView, u32) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let row_height = BARS + BAR * count(drawing.series.len()) + GAP;
    let height = row_height.saturating_mul(count(drawing.places.len()));
    let rows = (0..drawing.places.len())
        .map(|place| row(drawing, place, row_height * count(place), axis, written));
    let view = view! {
        {ticks(axis, height, written)}
        {rows.collect_view()}
    };
    (view.into_any(), height + BELOW)
}

/// A name, its value where there is only one, and its bars.
fn row(drawing: &Drawing, place: usize, top: u32, axis: &Axis, written: &Written<'_>) -> AnyView {
    let name = drawing.places.get(place).map(|name| written.cell(name)).unwrap_or_default();
    let values = drawing.series.iter().map(|series| series.values.get(place).copied().flatten());
    let single = (drawing.series.len() == 1).then(|| {
        let value = written.cell(&drawing.cell(values.clone().next().flatten()));
        text("end value", "100%".to_owned(), 0, top + NAME, value)
    });
    let bars = values.enumerate().filter_map(|(index, value)| {
        let width = axis.scale.place(value?, WIDTH);
        let says = labelled(&name, &written.alone(&drawing.cell(value)), written.language);
        let y = top + BARS + BAR * u32::try_from(index).unwrap_or(0);
        let size = (percentage(width, WIDTH), BAR - 1);
        (width > 0).then(|| bar(index, ("0".to_owned(), y), size, &says))
    });
    let bars = bars.collect_view();
    view! {
        {text("start", "0".to_owned(), 0, top + NAME, name)}
        {single}
        {bars}
    }
    .into_any()
}

/// The lines of the axis that runs to the right, with their values below.
fn ticks(axis: &Axis, height: u32, written: &Written<'_>) -> AnyView {
    let ticks = axis.scale.ticks().map(|tick| {
        let value = i64::try_from(tick).unwrap_or(i64::MAX);
        let x = percentage(axis.scale.place(value, WIDTH), WIDTH);
        let class = match tick {
            0 => "start",
            top if top == axis.scale.top() => "end",
            _ => "middle",
        };
        view! {
            {upright(x.clone(), height)}
            {text(class, x, 0, height + 15, axis.numbers.write(tick, written.language))}
        }
    });
    ticks.collect_view().into_any()
}
