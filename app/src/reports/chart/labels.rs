//! What stands along an axis of time.

use domain::Date;
use domain::language::Language;
use domain::reports::Cell;

use crate::i18n::format::{day_and_month, short_month};
use crate::reports::written::{day_of, month_of};

/// A label below a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The place, from 0.
    pub(super) at: usize,
    /// The month, or the day and the month.
    pub(super) text: String,
    /// The year, where it is another than that of the label before.
    pub(super) year: Option<String>,
    /// Whether it is left out where there is little room.
    pub(super) minor: bool,
}

/// As many labels as there is room for. The last place has one: it is what one looks for first.
pub(super) fn labels(places: &[Cell], language: Language) -> Vec<Label> {
    let days = matches!(places.first(), Some(Cell::Day(_)));
    // By how wide labels are: on a wide screen, and on a phone.
    let (wide, narrow) = if days { (8, 3) } else { (12, 6) };
    let every = places.len().div_ceil(wide).max(1);
    let major = every * places.len().div_ceil(every).div_ceil(narrow).max(1);
    let mut year = None;
    let labelled = places.iter().enumerate().filter_map(|(at, place)| {
        let from_last = places.len() - 1 - at;
        if !from_last.is_multiple_of(every) {
            return None;
        }
        let minor = !from_last.is_multiple_of(major);
        let (date, text) = dated(place, language)?;
        // Years stand below labels that are always there, so that none goes missing.
        let year_here = date.year();
        let said = !minor && year != Some(year_here);
        if said {
            year = Some(year_here);
        }
        Some(Label { at, text, year: said.then(|| year_here.to_string()), minor })
    });
    labelled.collect()
}

/// The day of a place, and what its label says of it.
fn dated(place: &Cell, language: Language) -> Option<(Date, String)> {
    match place {
        Cell::Month(code) => {
            let first = month_of(code)?;
            Some((first, short_month(first, language).to_owned()))
        }
        Cell::Day(day) => {
            let day = day_of(day)?;
            Some((day, day_and_month(day, language)))
        }
        _ => None,
    }
}

/// How far along the axis each place is, and how long the axis is: days lie as far apart as they
/// are in time, and anything else lies evenly.
pub(super) fn positions(places: &[Cell]) -> (Vec<u32>, u32) {
    let days: Option<Vec<Date>> = places
        .iter()
        .map(|place| if let Cell::Day(day) = place { day_of(day) } else { None })
        .collect();
    let days = days.unwrap_or_default();
    let since_first = days.first().and_then(|first| {
        let since = |day: &Date| u32::try_from((*day - *first).get_days()).ok();
        days.iter().map(since).collect::<Option<Vec<u32>>>()
    });
    let even = || (0..places.len()).map(|n| u32::try_from(n).unwrap_or(u32::MAX)).collect();
    let positions: Vec<u32> = since_first.filter(|since| since.is_sorted()).unwrap_or_else(even);
    let length = positions.last().copied().unwrap_or_default();
    (positions, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(count: u32) -> Vec<Cell> {
        let month = |n: u32| Cell::Month(format!("{:04}-{:02}", 2025 + n / 12, n % 12 + 1));
        (0..count).map(month).collect()
    }

    fn days(days: &[&str]) -> Vec<Cell> {
        days.iter().map(|day| Cell::Day((*day).to_owned())).collect()
    }

    #[test]
    fn the_last_place_is_labelled_and_each_year_once() {
        let all = labels(&months(13), Language::En);
        let said: Vec<_> = all
            .iter()
            .map(|label| (label.at, label.text.as_str(), label.year.as_deref(), label.minor))
            .collect();
        assert_eq!(
            said,
            [
                (0, "Jan", Some("2025"), false),
                (2, "Mar", None, true),
                (4, "May", None, false),
                (6, "Jul", None, true),
                (8, "Sep", None, false),
                (10, "Nov", None, true),
                (12, "Jan", Some("2026"), false),
            ]
        );
    }

    #[test]
    fn there_are_never_more_labels_than_there_is_room() {
        for count in 0..200 {
            let all = labels(&months(count), Language::Fr);
            assert!(all.len() <= 12, "{count}");
            assert!(all.iter().filter(|label| !label.minor).count() <= 6, "{count}");
            assert_eq!(all.last().map(|label| label.at), (count as usize).checked_sub(1));
        }
    }

    #[test]
    fn days_lie_as_far_apart_as_they_are() {
        let some = days(&["2026-01-31", "2026-02-28", "2026-03-31"]);
        assert_eq!(positions(&some), (vec![0, 28, 59], 59));
        assert_eq!(labels(&some, Language::Fr)[1].text, "28 févr.");
        assert_eq!(positions(&months(3)), (vec![0, 1, 2], 2));
        // What cannot be read, or runs backwards, lies evenly.
        assert_eq!(positions(&days(&["2026-02-01", "soon"])), (vec![0, 1], 1));
        assert_eq!(positions(&days(&["2026-02-01", "2026-01-01"])), (vec![0, 1], 1));
        assert_eq!(positions(&[]), (vec![], 0));
    }
}
