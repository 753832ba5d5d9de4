//! Bars that stand beside each other, over time.

use domain::language::Language;
use leptos::prelude::*;

use super::Axis;
use super::data::{Drawing, Series};
use super::labels::labels;
use super::paint::{ABOVE, BELOW, PLOT_HEIGHT, bar, level, text};
use super::scale::percentage;
use crate::i18n::labelled;
use crate::reports::written::Written;

/// Fewer places than these leave room, rather than make bars as wide as the screen.
const PLACES_MIN: usize = 6;
/// The width of a place, which bars and the gap between two places share.
const PLACE: u32 = 100;
/// What of it is bars.
const BARS: u32 = 70;

/// The plot, and how high it is.
pub(super) fn columns(drawing: &Drawing, axis: &Axis, written: &Written<'_>) -> (AnyView, u32) {
    let places = drawing.places.len().max(PLACES_MIN);
    let width = u32::try_from(places).unwrap_or(u32::MAX).saturating_mul(PLACE);
    let bars = drawing.series.iter().enumerate().map(|(index, series)| {
        let across = Across { width, series: drawing.series.len(), index };
        bars_of(drawing, series, &across, axis, written)
    });
    let view = view! {
        {levels(axis, written.language)}
        {bars.collect_view()}
        {below(drawing, width, written.language)}
    };
    (view.into_any(), ABOVE + PLOT_HEIGHT + BELOW)
}

/// Where the bars of a series stand within their places.
struct Across {
    width: u32,
    series: usize,
    index: usize,
}

impl Across {
    fn bar_width(&self) -> u32 {
        BARS / u32::try_from(self.series).unwrap_or(1).max(1)
    }

    fn start(&self, place: usize) -> u32 {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let index = u32::try_from(self.index).unwrap_or(0);
        place.saturating_mul(PLACE) + (PLACE - BARS) / 2 + index * self.bar_width()
    }
}

fn bars_of(
    drawing: &Drawing,
    series: &Series,
    across: &Across,
    axis: &Axis,
    written: &Written<'_>,
) -> AnyView {
    let bars = drawing.places.iter().zip(&series.values).enumerate();
    let bars = bars.filter_map(|(place, (name, value))| {
        let height = axis.scale.place((*value)?, PLOT_HEIGHT);
        let says =
            labelled(&written.cell(name), &written.alone(&drawing.cell(*value)), written.language);
        let at = (percentage(across.start(place), across.width), ABOVE + PLOT_HEIGHT - height);
        // A hair apart from its neighbour of the same place.
        let size = (percentage(across.bar_width().saturating_sub(2), across.width), height);
        (height > 0).then(|| bar(across.index, at, size, &says))
    });
    bars.collect_view().into_any()
}

/// The lines of the axis that runs upwards, with their values.
pub(super) fn levels(axis: &Axis, language: Language) -> AnyView {
    let levels = axis.scale.ticks().map(|tick| {
        let value = i64::try_from(tick).unwrap_or(i64::MAX);
        let y = ABOVE + PLOT_HEIGHT - axis.scale.place(value, PLOT_HEIGHT);
        let says = axis.numbers.write(tick, language);
        view! {
            {level(y)}
            {text("end centred", "0".to_owned(), -8, y, says)}
        }
    });
    levels.collect_view().into_any()
}

/// The months and years.
fn below(drawing: &Drawing, width: u32, language: Language) -> AnyView {
    let said = labels(&drawing.places, language).into_iter().map(|label| {
        let place = u32::try_from(label.at).unwrap_or(u32::MAX);
        let x = percentage(place.saturating_mul(PLACE) + PLACE / 2, width);
        two_lines(x, label.text, label.year, label.minor)
    });
    said.collect_view().into_any()
}

/// A label below the plot: a month, and where it is said a year.
pub(super) fn two_lines(x: String, above: String, below: Option<String>, minor: bool) -> AnyView {
    let class = if minor { "middle minor" } else { "middle" };
    let first = ABOVE + PLOT_HEIGHT + 18;
    let below = below.map(|below| text("middle", x.clone(), 0, first + 16, below));
    view! {
        {text(class, x, 0, first, above)}
        {below}
    }
    .into_any()
}
