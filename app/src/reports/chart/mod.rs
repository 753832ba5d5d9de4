//! What of a table is drawn: bars or lines. The table below has every figure.

mod columns;
mod data;
mod labels;
mod lines;
mod paint;
mod rows;
mod scale;

use domain::language::Language;
use domain::reports::{Table, words};
use leptos::prelude::*;

use self::data::{Drawing, Layout, Unit};
use self::paint::series_class;
use self::scale::Scale;
use super::written::Written;
use crate::i18n::axis::AxisNumbers;
use crate::i18n::{labelled, reports as texts};

/// The axis that values stand on.
struct Axis {
    scale: Scale,
    numbers: AxisNumbers,
}

impl Axis {
    fn of(drawing: &Drawing, minor_digits: u8) -> Self {
        let scale = Scale::up_to(drawing.largest());
        let numbers = match drawing.unit {
            Unit::Percent => AxisNumbers::of_percent(scale.step()),
            Unit::Count => AxisNumbers::of(scale.top(), scale.step(), 0),
            Unit::Money => AxisNumbers::of(scale.top(), scale.step(), minor_digits),
        };
        Self { scale, numbers }
    }
}

/// The chart of a table that is drawn, where it has anything to show.
pub(super) fn chart(table: &Table, written: &Written<'_>) -> Option<AnyView> {
    let drawing = Drawing::of(table)?;
    let axis = Axis::of(&drawing, written.currency.minor_digits);
    let (class, (plot, height)) = match drawing.layout {
        Layout::Columns => ("chart columns", columns::columns(&drawing, &axis, written)),
        Layout::Rows => ("chart rows", rows::rows(&drawing, &axis, written)),
        Layout::Lines => ("chart lines", lines::lines(&drawing, &axis, written)),
    };
    let title = labelled(
        words::table(&table.name, written.language),
        &names(&drawing, written.language).join(", "),
        written.language,
    );
    let first_of = drawing.first_of.map(|of| {
        let said = texts::first_drawn(drawing.places.len(), of, written.language);
        view! { <p class="hint">{said}</p> }
    });
    let view = view! {
        <figure class="chart-frame">
            <figcaption>{caption(&drawing, written)}</figcaption>
            <svg
                class=class
                role="img"
                height=height
                aria-label=title
                data-testid="chart"
                data-name=table.name.clone()
            >
                <desc>{description(&drawing, written)}</desc>
                {plot}
            </svg>
            {first_of}
        </figure>
    };
    Some(view.into_any())
}

/// What the series are called.
fn names(drawing: &Drawing, language: Language) -> Vec<&str> {
    drawing.series.iter().map(|series| words::column(&series.column, language)).collect()
}

/// What is drawn and in which unit. Lines have their names beside them.
fn caption(drawing: &Drawing, written: &Written<'_>) -> AnyView {
    let unit = (drawing.unit == Unit::Money).then(|| written.currency.code.clone());
    let names = names(drawing, written.language);
    if drawing.layout == Layout::Lines {
        return unit.into_any();
    }
    if let [name] = names.as_slice() {
        let parts = [Some((*name).to_owned()), unit];
        return parts.into_iter().flatten().collect::<Vec<_>>().join(", ").into_any();
    }
    let keys = names.into_iter().enumerate().map(|(index, name)| {
        view! {
            <span class="key">
                <svg class="swatch" aria-hidden="true">
                    <rect class=series_class(index) width="100%" height="100%"></rect>
                </svg>
                {name.to_owned()}
            </span>
        }
    });
    view! { {keys.collect_view()} {unit.map(|unit| view! { <span>{unit}</span> })} }.into_any()
}

/// What the chart shows, in sentences.
fn description(drawing: &Drawing, written: &Written<'_>) -> String {
    let names = names(drawing, written.language);
    let mut sentences: Vec<String> = drawing
        .series
        .iter()
        .zip(names)
        .filter_map(|(series, name)| match drawing.layout {
            Layout::Lines => line_shows(drawing, &series.values, name, written),
            Layout::Columns | Layout::Rows => bars_show(drawing, &series.values, name, written),
        })
        .collect();
    sentences.push(texts::FIGURES_BELOW.of(written.language).to_owned());
    sentences.join(" ")
}

fn bars_show(
    drawing: &Drawing,
    values: &[Option<i64>],
    name: &str,
    written: &Written<'_>,
) -> Option<String> {
    // The first of several that are as high.
    let places = drawing.places.iter().zip(values).rev();
    let (place, value) = places.max_by_key(|(_, value)| **value)?;
    let value = written.alone(&drawing.cell(*value));
    Some(texts::bars_show(name, &value, &written.cell(place), written.language))
}

fn line_shows(
    drawing: &Drawing,
    values: &[Option<i64>],
    name: &str,
    written: &Written<'_>,
) -> Option<String> {
    let mut points = drawing.places.iter().zip(values).filter(|(_, value)| value.is_some());
    let first = points.next()?;
    let last = points.next_back().unwrap_or(first);
    let [first, last] = [first, last]
        .map(|(place, value)| (written.cell(place), written.alone(&drawing.cell(*value))));
    Some(texts::line_shows(name, (&first.0, &first.1), (&last.0, &last.1), written.language))
}
