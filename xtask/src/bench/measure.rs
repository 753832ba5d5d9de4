//! One measured thing, beside its peer.

use serde_json::{Value, json};

use crate::failure::{Failure, Result};

/// Ours and theirs, measured in one run.
#[derive(Debug)]
pub(super) struct Measure {
    pub(super) name: String,
    pub(super) ours: f64,
    pub(super) theirs: f64,
    pub(super) unit: &'static str,
    /// The ratio that it should stay within, where there is a budget.
    pub(super) budget: Option<f64>,
}

impl Measure {
    pub(super) fn ratio(&self) -> f64 {
        self.ours / self.theirs
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "ratio": rounded(self.ratio(), 3),
            "ours": rounded(self.ours, 1),
            "theirs": rounded(self.theirs, 1),
            "unit": self.unit,
        })
    }
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

/// The middle one of some numbers, or the mean of the two in the middle.
pub(super) fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let upper = *numbers.get(numbers.len() / 2)?;
    let lower = *numbers.get(numbers.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// A list of numbers in a JSON document, by its median.
pub(super) fn median_of(document: &Value, pointer: &str) -> Result<f64> {
    let numbers = document.pointer(pointer).and_then(Value::as_array);
    numbers
        .and_then(|numbers| numbers.iter().map(Value::as_f64).collect::<Option<Vec<_>>>())
        .and_then(median)
        .ok_or_else(|| Failure::new(format!("the measurement has no numbers at {pointer}")))
}

/// The measures as a table for people, in Markdown.
pub(super) fn table(measures: &[Measure]) -> String {
    let heading = "| what | ours | peer | ratio | budget |\n| --- | ---: | ---: | ---: | ---: |\n";
    std::iter::once(heading.to_owned()).chain(measures.iter().map(row)).collect()
}

fn row(measure: &Measure) -> String {
    let Measure { name, ours, theirs, unit, budget } = measure;
    let ratio = measure.ratio();
    let budget = budget.map_or_else(|| "–".to_owned(), |budget| format!("{budget:.2}"));
    format!("| {name} | {ours:.1} {unit} | {theirs:.1} {unit} | {ratio:.2} | {budget} |\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn a_measurement_without_numbers_is_refused() {
        let document = json!({ "a": [1, 2, 6], "b": [], "c": ["x"] });
        assert!((median_of(&document, "/a").unwrap() - 2.0).abs() < f64::EPSILON);
        for pointer in ["/b", "/c", "/d"] {
            assert!(median_of(&document, pointer).is_err(), "{pointer}");
        }
    }

    #[test]
    fn a_measure_is_told_as_a_ratio() {
        let measure = Measure {
            name: "x".to_owned(),
            ours: 30.0,
            theirs: 20.0,
            unit: "ms",
            budget: Some(1.2),
        };
        assert_eq!(
            measure.to_json(),
            json!({ "name": "x", "ratio": 1.5, "ours": 30.0, "theirs": 20.0, "unit": "ms" })
        );
        assert!(table(&[measure]).ends_with("| x | 30.0 ms | 20.0 ms | 1.50 | 1.20 |\n"));
    }
}
