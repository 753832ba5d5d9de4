//! Lines over time, each with its name at its end.

use std::fmt::Write as _;

use domain::reports::words;
use leptos::prelude::*;

use super::Axis;
use super::columns::{levels, two_lines};
use super::data::{Drawing, Series};
use super::labels::{labels, positions};
use super::paint::{ABOVE, BELOW, PLOT_HEIGHT, marker, series_class, text};
use super::scale::{percentage, spread};
use crate::reports::written::Written;

/// More points than these run into each other: the line says enough, and only its end is marked.
const MARKED_MAX: usize = 26;
/// How far apart names at the ends of lines are.
const LINE_OF_TEXT: u32 = 16;

/// The plot, and how high it is.
pub(super) fn lines(drawing: &Drawing, axis: &Axis, written: &Written<'_>) -> (AnyView, u32) {
    let (places, length) = positions(&drawing.places);
    let along = Along { places, length };
    let lines =
        drawing.series.iter().enumerate().map(|(index, series)| line(index, series, &along, axis));
    let below = labels(&drawing.places, written.language)
        .into_iter()
        .map(|label| two_lines(along.percentage(label.at), label.text, label.year, label.minor));
    let view = view! {
        {levels(axis, written.language)}
        {lines.collect_view()}
        {names(drawing, axis, written)}
        {below.collect_view()}
    };
    (view.into_any(), ABOVE + PLOT_HEIGHT + BELOW)
}

/// How far along the axis each place is.
struct Along {
    places: Vec<u32>,
    length: u32,
}

impl Along {
    fn at(&self, place: usize) -> u32 {
        self.places.get(place).copied().unwrap_or_default()
    }

    /// A single place stands where lines end, beside their names.
    fn percentage(&self, place: usize) -> String {
        if self.length == 0 { "100%".to_owned() } else { percentage(self.at(place), self.length) }
    }
}

fn line(index: usize, series: &Series, along: &Along, axis: &Axis) -> AnyView {
    let height = |value| ABOVE + PLOT_HEIGHT - axis.scale.place(value, PLOT_HEIGHT);
    let last = series.values.iter().rposition(Option::is_some);
    let few = series.values.len() <= MARKED_MAX;
    let markers = series.values.iter().enumerate().filter_map(|(place, value)| {
        let y = height((*value)?);
        (few || Some(place) == last).then(|| marker(index, along.percentage(place), y))
    });
    let path = path(series, |place, value| (along.at(place), height(value)));
    let box_of_it = format!("0 0 {} {}", along.length.max(1), ABOVE + PLOT_HEIGHT);
    view! {
        // Stretched to the width, without making the line itself any wider.
        <svg
            width="100%"
            height=ABOVE + PLOT_HEIGHT
            viewBox=box_of_it
            preserveAspectRatio="none"
            overflow="visible"
        >
            <path
                class=format!("line {}", series_class(index))
                vector-effect="non-scaling-stroke"
                d=path
            ></path>
        </svg>
        {markers.collect_view()}
    }
    .into_any()
}

/// The line through the values there are. Where there is none, it is broken.
fn path(series: &Series, place: impl Fn(usize, i64) -> (u32, u32)) -> String {
    let mut path = String::new();
    let mut drawing = false;
    for (index, value) in series.values.iter().enumerate() {
        if let Some(value) = value {
            let (x, y) = place(index, *value);
            let pen = if drawing { 'L' } else { 'M' };
            // Writing to a string cannot fail.
            let _ = write!(path, "{pen}{x} {y}");
        }
        drawing = value.is_some();
    }
    path
}

/// The names of the lines at their ends, moved apart where lines end close to each other.
fn names(drawing: &Drawing, axis: &Axis, written: &Written<'_>) -> AnyView {
    let ends = drawing.series.iter().map(|series| {
        let last = series.values.iter().rev().flatten().next().copied().unwrap_or(0);
        (series, last, PLOT_HEIGHT - axis.scale.place(last, PLOT_HEIGHT))
    });
    let ends: Vec<_> = ends.collect();
    let heights: Vec<u32> = ends.iter().map(|(_, _, height)| *height).collect();
    let apart = spread(&heights, LINE_OF_TEXT, PLOT_HEIGHT);
    let names = ends.into_iter().zip(apart).map(|((series, last, _), y)| {
        let value = written.cell(&drawing.cell(Some(last)));
        let says = format!("{} {value}", words::column(&series.column, written.language));
        text("start centred name", "100%".to_owned(), 10, ABOVE + y, says)
    });
    names.collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_where_there_is_nothing_to_say() {
        let values = vec![Some(1), Some(2), None, Some(4), None];
        let series = Series { column: "par_30".to_owned(), values };
        let whole = |n: i64| u32::try_from(n).unwrap();
        let place = |index: usize, value: i64| (u32::try_from(index).unwrap(), whole(value));
        assert_eq!(path(&series, place), "M0 1L1 2M3 4");
    }
}
