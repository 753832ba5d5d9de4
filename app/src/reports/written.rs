//! How what stands in a report is written.

use domain::Date;
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::reports::{Cell, Period, words};

use crate::i18n::format::{capitalised, date, money, money_with_code, month, number, percent};

/// What stands where there is no share to say.
const NO_SHARE: &str = "–";

/// What a report is written by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    pub(super) currency: &'a Currency,
    pub(super) language: Language,
}

impl Written<'_> {
    /// A cell as it stands in a table.
    pub(super) fn cell(&self, cell: &Cell) -> String {
        let language = self.language;
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Account(text) => text.clone(),
            Cell::Code(code) => capitalised(words::code(code, language)),
            Cell::Day(day) => day_of(day).map_or_else(|| day.clone(), |day| date(day, language)),
            Cell::Month(code) => {
                month_of(code).map_or_else(|| code.clone(), |first| month(first, language))
            }
            Cell::Count(n) => number(*n, language),
            Cell::Money(minor) => money(Money::from_minor(*minor), self.currency, language),
            Cell::Percent(tenths) => {
                tenths.map_or_else(|| NO_SHARE.to_owned(), |tenths| percent(tenths, language))
            }
        }
    }

    /// A cell as it stands alone: an amount says its currency.
    pub(super) fn alone(&self, cell: &Cell) -> String {
        match cell {
            Cell::Money(minor) => {
                money_with_code(Money::from_minor(*minor), self.currency, self.language)
            }
            other => self.cell(other),
        }
    }
}

/// A cell for programs: minor units, counts and tenths of a percent as they are.
pub(super) fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Percent(None) => String::new(),
        Cell::Text(text)
        | Cell::Code(text)
        | Cell::Account(text)
        | Cell::Day(text)
        | Cell::Month(text) => text.clone(),
        Cell::Count(n) => n.to_string(),
        Cell::Money(n) | Cell::Percent(Some(n)) => n.to_string(),
    }
}

/// Whether a number says that there is nothing.
pub(super) const fn is_zero(cell: &Cell) -> bool {
    matches!(cell, Cell::Count(0) | Cell::Money(0))
}

/// The day of `2026-11-21`.
pub(super) fn day_of(text: &str) -> Option<Date> {
    Period::parse(text, text).ok().map(Period::from)
}

/// The first day of the month `2026-11`.
pub(super) fn month_of(code: &str) -> Option<Date> {
    day_of(&format!("{code}-01"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_in_the_readers_language() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let text = str::to_owned;
        for (cell, en, fr, value) in [
            (Cell::Empty, "", "", ""),
            (Cell::Text(text("=Kisumu")), "=Kisumu", "=Kisumu", "=Kisumu"),
            (Cell::Code(text("1-30")), "1 to 30 days", "1 à 30 jours", "1-30"),
            (
                Cell::Code(text("home_not_found")),
                "Home not found",
                "Domicile introuvable",
                "home_not_found",
            ),
            (Cell::Code(text("newer")), "Newer", "Newer", "newer"),
            (Cell::Day(text("2026-11-21")), "21 Nov 2026", "21 nov. 2026", "2026-11-21"),
            (Cell::Day(text("soon")), "soon", "soon", "soon"),
            (Cell::Month(text("2026-02")), "Feb 2026", "févr. 2026", "2026-02"),
            (Cell::Month(text("2026-13")), "2026-13", "2026-13", "2026-13"),
            (Cell::Count(1_187), "1,187", "1\u{202f}187", "1187"),
            (Cell::Money(-150), "\u{2212}1.50", "\u{2212}1,50", "-150"),
            (Cell::Percent(Some(184)), "18.4%", "18,4\u{a0}%", "184"),
            (Cell::Percent(None), "–", "–", ""),
        ] {
            for (language, expected) in [(Language::En, en), (Language::Fr, fr)] {
                let written = Written { currency: &currency, language };
                assert_eq!(written.cell(&cell), expected);
            }
            assert_eq!(plain(&cell), value);
        }
        let written = Written { currency: &currency, language: Language::En };
        assert_eq!(written.alone(&Cell::Money(100)), "KES\u{a0}1.00");
        assert_eq!(written.alone(&Cell::Count(3)), "3");
    }
}
