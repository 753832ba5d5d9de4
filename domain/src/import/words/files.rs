//! Files to fill in, and rows that were refused to correct.

use std::collections::BTreeMap;

use super::reason;
use crate::csv_file::csv_lines;
use crate::import::{Kind, Outcome, RowResult, Sheet};
use crate::language::Language;

/// A file of a kind to fill in: the names of its columns, and nothing else.
pub fn template_csv(kind: Kind, language: Language) -> Vec<u8> {
    let names = kind.fields().iter().map(|(field, _)| field.name(language).to_owned()).collect();
    csv_lines([names], language)
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
