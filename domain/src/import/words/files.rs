//! Files to fill in, what is here to change, and rows that were refused to correct.

use std::collections::BTreeMap;

use super::reason;
use super::values::code_name;
use crate::csv_file::{csv_lines, decimal_mark, more_csv_lines};
use crate::import::{Field, Kind, Outcome, RowResult, Sheet};
use crate::language::Language;

/// A file of a kind to fill in: the names of its columns, and nothing else.
pub fn template_csv(kind: Kind, language: Language) -> Vec<u8> {
    csv_lines([names(kind, language)], language)
}

/// What a company has of a kind, by its fields as codes and amounts with a point, as a file with the columns of the
/// template: it can be changed and brought in again, and as it is it changes nothing.
pub fn portfolio_csv(kind: Kind, rows: &[BTreeMap<Field, String>], language: Language) -> Vec<u8> {
    let rows = rows.iter().map(|row| cells(kind, row, language));
    csv_lines(std::iter::once(names(kind, language)).chain(rows), language)
}

/// More of it, to follow on such a file.
pub fn more_portfolio_csv(
    kind: Kind,
    rows: &[BTreeMap<Field, String>],
    language: Language,
) -> Vec<u8> {
    more_csv_lines(rows.iter().map(|row| cells(kind, row, language)), language)
}

fn names(kind: Kind, language: Language) -> Vec<String> {
    kind.fields().iter().map(|(field, _)| field.name(language).to_owned()).collect()
}

fn cells(kind: Kind, row: &BTreeMap<Field, String>, language: Language) -> Vec<String> {
    let cell = |(field, _): &(Field, bool)| {
        let raw = row.get(field).map_or("", String::as_str);
        match code_name(*field, raw, language) {
            Some(name) => name.to_owned(),
            None if field.is_amount() => decimal_mark(raw, language),
            None => raw.to_owned(),
        }
    };
    kind.fields().iter().map(cell).collect()
}

/// The rows of a sheet that are refused, as they stood, each with why. It can be corrected and chosen again:
/// the columns that were not used and those of the reasons are not used then either.
pub fn refused_csv(sheet: &Sheet, outcomes: &[Outcome], language: Language) -> Vec<u8> {
    let kind = sheet.kind;
    let why: BTreeMap<u32, String> = outcomes
        .iter()
        .filter(|outcome| outcome.kind == kind)
        .filter_map(|outcome| match &outcome.result {
            RowResult::Refused { refusals } => {
                let why: Vec<String> =
                    refusals.iter().map(|refusal| reason(refusal, kind, language)).collect();
                Some((outcome.line, why.join(" ")))
            }
            _ => None,
        })
        .collect();
    let (because, line) = match language {
        Language::En => ("reason", "line"),
        Language::Fr => ("motif", "ligne"),
    };
    let used = |row: &[String]| -> Vec<String> {
        let columns = sheet.columns.iter().enumerate().filter(|(_, field)| field.is_some());
        columns.map(|(index, _)| row.get(index).cloned().unwrap_or_default()).collect()
    };
    let mut heading: Vec<String> =
        sheet.columns.iter().flatten().map(|field| field.name(language).to_owned()).collect();
    heading.extend([because.to_owned(), line.to_owned()]);
    let rows = sheet.rows.iter().filter_map(|row| {
        let mut cells = used(&row.cells);
        cells.extend([why.get(&row.line)?.clone(), row.line.to_string()]);
        Some(cells)
    });
    csv_lines(std::iter::once(heading).chain(rows), language)
}
