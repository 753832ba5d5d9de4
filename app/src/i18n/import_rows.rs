//! What is said of each row of an import.

use domain::day;
use domain::import::{Field, FieldChange, FieldValue, Outcome, RowResult, words};
use domain::language::Language;
use domain::money::{Currency, Money};

use super::format::{date, money};
use super::{Text, texts};

texts! {
    NEW = "new", "nouvelle";
    CHANGED = "changed", "modifiée";
    SAME = "the same", "identique";
    REFUSED = "refused", "refusée";
    LINE = "line", "ligne";
}

/// What becomes of a row.
pub(crate) const fn result(result: &RowResult) -> Text {
    match result {
        RowResult::Created { .. } => NEW,
        RowResult::Changed { .. } => CHANGED,
        RowResult::Same => SAME,
        RowResult::Refused { .. } => REFUSED,
    }
}

/// A part of what is said of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The field that it is about, with what stands between it and its value; empty where it is the row.
    pub label: String,
    /// What is said.
    pub said: String,
}

/// What a row that is new will have, what of another one changes, or why it is not taken. Nothing of one that is
/// the same.
pub(crate) fn parts(row: &Outcome, currency: &Currency, language: Language) -> Vec<Part> {
    let of = |field: Field, said: String| Part {
        label: [field.name(language), language.colon()].concat(),
        said,
    };
    let value = |field, raw: &str| value(field, raw, currency, language);
    match &row.result {
        RowResult::Created { values } => {
            let part = |one: &FieldValue| of(one.field, value(one.field, &one.value));
            values.iter().map(part).collect()
        }
        RowResult::Changed { changes } => {
            let part = |FieldChange { field, from, to }: &FieldChange| {
                of(*field, [&*value(*field, from), " → ", &*value(*field, to)].concat())
            };
            changes.iter().map(part).collect()
        }
        RowResult::Same => Vec::new(),
        RowResult::Refused { refusals } => {
            let reasons = refusals.iter().map(|one| words::reason(one, row.kind, language));
            let said = reasons.collect::<Vec<_>>().join(" ");
            vec![Part { label: String::new(), said }]
        }
    }
}

/// What stands between parts. It begins no line.
pub(crate) const BETWEEN: &str = "\u{a0}· ";

/// The same in one text.
pub(crate) fn what(row: &Outcome, currency: &Currency, language: Language) -> String {
    let parts = parts(row, currency, language).into_iter();
    parts.map(|Part { label, said }| label + &said).collect::<Vec<_>>().join(BETWEEN)
}

/// A value as people read it; a dash where there is none.
fn value(field: Field, raw: &str, currency: &Currency, language: Language) -> String {
    if raw.is_empty() {
        return "—".to_owned();
    }
    if let Some(minor) = raw.parse().ok().filter(|_| field.is_amount()) {
        return money(Money::from_minor(minor), currency, language);
    }
    match day::read(raw).filter(|_| field.is_day()) {
        Some(day) => date(day, language),
        None => words::value(field, raw, currency, language),
    }
}

#[cfg(test)]
mod tests {
    use domain::import::Kind;

    use super::*;

    fn said(result: RowResult, language: Language) -> String {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let row = Outcome { kind: Kind::Accounts, line: 2, key: "KE-1".to_owned(), result };
        what(&row, &currency, language)
    }

    #[test]
    fn a_row_that_is_new_says_what_it_will_have() {
        let value = |field, value: &str| FieldValue { field, value: value.to_owned() };
        let new = RowResult::Created {
            values: vec![
                value(Field::Customer, "Ann"),
                value(Field::Price, "1120050"),
                value(Field::Status, "active"),
                value(Field::PaidUntil, "2025-12-31"),
            ],
        };
        assert_eq!(
            said(new.clone(), Language::En),
            "customer name: Ann\u{a0}· price: 11,200.50\u{a0}· status: Active\u{a0}· paid until: 31 Dec 2025"
        );
        assert_eq!(
            said(new, Language::Fr),
            "nom du client\u{a0}: Ann\u{a0}· prix\u{a0}: 11\u{202f}200,50\u{a0}· statut\u{a0}: Actif\u{a0}· \
             payé jusqu’au\u{a0}: 31 déc. 2025"
        );
    }

    #[test]
    fn a_value_that_is_not_there_is_a_dash() {
        let phone =
            FieldChange { field: Field::Phone, from: String::new(), to: "+254 755".to_owned() };
        let said = said(RowResult::Changed { changes: vec![phone] }, Language::Fr);
        assert!(said.ends_with("\u{a0}: — → +254 755"), "{said}");
    }
}
