//! Numbers, amounts and dates as each language and currency writes them.

use domain::Date;
use domain::figures::push_grouped;
pub(crate) use domain::figures::{bytes, count, number};
use domain::language::Language;
use domain::money::{Currency, Money};
use wasm_bindgen::JsValue;

/// What keeps a number and its currency on one line.
pub(super) const NO_BREAK_SPACE: char = '\u{a0}';

/// An amount without its currency, as it stands in a column: `11,200.00` or `11 200,00`.
pub(crate) fn money(amount: Money, currency: &Currency, language: Language) -> String {
    let mut text = String::new();
    push_money(&mut text, amount, currency, language);
    text
}

/// An amount with its currency, as it stands in a sentence: `KES 11,200.00` or `11 200,00 KES`.
pub(crate) fn money_with_code(amount: Money, currency: &Currency, language: Language) -> String {
    let amount = money(amount, currency, language);
    match language {
        Language::En => format!("{}{NO_BREAK_SPACE}{amount}", currency.code),
        Language::Fr => format!("{amount}{NO_BREAK_SPACE}{}", currency.code),
    }
}

/// Appends an amount without its currency.
pub(crate) fn push_money(out: &mut String, amount: Money, currency: &Currency, language: Language) {
    let minor = amount.minor();
    if minor < 0 {
        out.push('\u{2212}');
    }
    let digits = usize::from(currency.minor_digits);
    let all = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = all.split_at(all.len() - digits);
    push_grouped(out, whole, language);
    if !fraction.is_empty() {
        out.push(decimal_mark(language));
        out.push_str(fraction);
    }
}

/// A date: `21 Nov 2026` or `21 nov. 2026`.
pub(crate) fn date(date: Date, language: Language) -> String {
    format!("{} {}", day_and_month(date, language), date.year())
}

/// A date within a year: `21 Nov` or `21 nov.`.
pub(crate) fn day_and_month(date: Date, language: Language) -> String {
    let first = match (language, date.day()) {
        (Language::Fr, 1) => "er",
        _ => "",
    };
    format!("{}{first} {}", date.day(), short_month(date, language))
}

/// The month of a date: `Nov 2026` or `nov. 2026`.
pub(crate) fn month(date: Date, language: Language) -> String {
    format!("{} {}", short_month(date, language), date.year())
}

/// The month of a date within a year: `Nov` or `nov.`.
pub(crate) fn short_month(date: Date, language: Language) -> &'static str {
    let months = match language {
        Language::En => {
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        }
        Language::Fr => [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
            "nov.", "déc.",
        ],
    };
    let month = usize::from(date.month().unsigned_abs()) - 1;
    months.get(month).copied().unwrap_or_default()
}

/// Tenths of a percent: 140 is `14.0%`, or `14,0 %` with a no-break space.
pub(crate) fn percent(tenths: i64, language: Language) -> String {
    let number = tenths_of_one(tenths, language);
    match language {
        Language::En => format!("{number}%"),
        Language::Fr => format!("{number}{NO_BREAK_SPACE}%"),
    }
}

/// Tenths as a number with one decimal: 5 is `0.5` or `0,5`.
pub(crate) fn tenths_of_one(tenths: i64, language: Language) -> String {
    let sign = if tenths < 0 { "\u{2212}" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    format!("{sign}{}{}{tenth}", number(whole, language), decimal_mark(language))
}

/// What stands between a whole and its decimals.
pub(super) const fn decimal_mark(language: Language) -> char {
    match language {
        Language::En => '.',
        Language::Fr => ',',
    }
}

/// A text as it begins a line: with a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Whether a count takes the singular: one in English, none or one in French.
pub(crate) const fn is_singular(n: usize, language: Language) -> bool {
    match language {
        Language::En => n == 1,
        Language::Fr => n < 2,
    }
}

/// A count with the noun that agrees with it.
pub(crate) fn counted(n: usize, one: super::Text, many: super::Text, language: Language) -> String {
    let noun = if is_singular(n, language) { one } else { many };
    format!("{}{NO_BREAK_SPACE}{}", count(n, language), noun.of(language))
}

/// A moment (RFC 3339) as a date and a time of day in a time zone; as it came where it cannot be
/// read, and where there is no browser to ask.
pub(crate) fn moment(at: &str, time_zone: &str, language: Language) -> String {
    if cfg!(not(target_family = "wasm")) {
        return at.to_owned();
    }
    let date = js_sys::Date::new(&JsValue::from_str(at));
    if date.get_time().is_nan() {
        return at.to_owned();
    }
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short"), ("timeZone", time_zone)]
    {
        // Setting a property of an object of our own cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    // British English, because a day stands before its month everywhere that Writeoff is used.
    let tag = match language {
        Language::En => "en-GB",
        Language::Fr => "fr",
    };
    String::from(date.to_locale_string(tag, &options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str, minor_digits: u8) -> Currency {
        Currency { code: code.to_owned(), minor_digits }
    }

    #[test]
    fn amounts_have_as_many_decimals_as_the_currency() {
        for (minor, digits, en, fr) in [
            (0, 2, "0.00", "0,00"),
            (5, 2, "0.05", "0,05"),
            (1_120_000, 2, "11,200.00", "11\u{202f}200,00"),
            (1_120_000, 0, "1,120,000", "1\u{202f}120\u{202f}000"),
            (1_234, 3, "1.234", "1,234"),
            (-150, 2, "\u{2212}1.50", "\u{2212}1,50"),
            (
                i64::MIN,
                0,
                "\u{2212}9,223,372,036,854,775,808",
                "\u{2212}9\u{202f}223\u{202f}372\u{202f}036\u{202f}854\u{202f}775\u{202f}808",
            ),
        ] {
            let amount = Money::from_minor(minor);
            assert_eq!(money(amount, &currency("X", digits), Language::En), en);
            assert_eq!(money(amount, &currency("X", digits), Language::Fr), fr);
        }
        let kes = currency("KES", 2);
        let amount = Money::from_minor(1_120_000);
        assert_eq!(money_with_code(amount, &kes, Language::En), "KES\u{a0}11,200.00");
        assert_eq!(money_with_code(amount, &kes, Language::Fr), "11\u{202f}200,00\u{a0}KES");
    }

    #[test]
    fn dates_are_written_out() {
        let first = Date::constant(2026, 1, 1);
        let last = Date::constant(2026, 12, 31);
        assert_eq!(date(first, Language::En), "1 Jan 2026");
        assert_eq!(date(first, Language::Fr), "1er janv. 2026");
        assert_eq!(date(last, Language::En), "31 Dec 2026");
        assert_eq!(date(last, Language::Fr), "31 déc. 2026");
        assert_eq!(day_and_month(first, Language::Fr), "1er janv.");
        assert_eq!(month(first, Language::En), "Jan 2026");
        assert_eq!(month(last, Language::Fr), "déc. 2026");
    }

    #[test]
    fn shares_have_one_decimal() {
        for (tenths, en, fr) in [
            (140, "14.0%", "14,0\u{a0}%"),
            (5, "0.5%", "0,5\u{a0}%"),
            (0, "0.0%", "0,0\u{a0}%"),
            (-5, "\u{2212}0.5%", "\u{2212}0,5\u{a0}%"),
            (12_345_678, "1,234,567.8%", "1\u{202f}234\u{202f}567,8\u{a0}%"),
        ] {
            assert_eq!(percent(tenths, Language::En), en);
            assert_eq!(percent(tenths, Language::Fr), fr);
        }
    }

    #[test]
    fn a_line_begins_with_a_capital() {
        for (text, expected) in [("en attente", "En attente"), ("état", "État"), ("", "")] {
            assert_eq!(capitalised(text), expected);
        }
    }

    #[test]
    fn none_is_singular_in_french_only() {
        for (n, en, fr) in [(0, false, true), (1, true, true), (2, false, false)] {
            assert_eq!(is_singular(n, Language::En), en);
            assert_eq!(is_singular(n, Language::Fr), fr);
        }
    }
}
