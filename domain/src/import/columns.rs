//! Finding out what a table is, and what its columns hold.

mod headings;

use std::collections::BTreeMap;

use super::table::{composed, heading_key};
use super::{ColumnSeen, Field, Kind, Sheet, SheetChoice, Table, TableRow};
use crate::account_id::trim_blanks;
use crate::api::RememberedColumn;
use crate::language::Language;
use crate::money::Currency;
use crate::upload::HEADING_ROWS;
pub(super) use headings::says_any;
use headings::{says, says_whole_balance};

/// How many rows are shown to a person who is asked.
const FIRST_ROWS: usize = 6;

/// Sheets that explain a template: they hold no rows.
const READ_ME: [&str; 2] = ["read me", "lisez moi"];

/// What a table was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// What its rows are; none where that has to be said.
    pub kind: Option<Kind>,
    /// Whether it is left out: it is empty, or somebody said so.
    pub skipped: bool,
    /// Its columns.
    pub columns: Vec<ColumnSeen>,
    /// Fields that must be there and have no column.
    pub missing: Vec<Field>,
    /// Its first rows as they stand, from the heading on.
    pub first_rows: Vec<Vec<String>>,
    /// How many rows it has, apart from the heading.
    pub rows: u32,
    /// The sheet, where kind and columns are known and nothing is missing.
    pub sheet: Option<Sheet>,
}

/// Finds out what a table is by what a person says, what is remembered of the company, and the words of its
/// name and headings.
///
/// Nothing is guessed: of two columns that say the same field neither is taken, nor a kind where two would do.
pub fn recognise(
    table: Table,
    choice: Option<&SheetChoice>,
    remembered: &[RememberedColumn],
    currency: &Currency,
) -> Recognised {
    let Table { name, mut rows } = table;
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        *cell = composed(std::mem::take(cell));
    }
    let left_out = choice.is_some_and(|choice| choice.skip);
    let explains = READ_ME.contains(&&*heading_key(&name));
    if rows.is_empty() || left_out || (explains && choice.is_none_or(|one| one.kind.is_none())) {
        let first_rows = rows.iter().take(FIRST_ROWS).map(|row| row.cells.clone()).collect();
        let rows = count(rows.len());
        return Recognised {
            kind: None,
            skipped: true,
            columns: Vec::new(),
            missing: Vec::new(),
            first_rows,
            rows,
            sheet: None,
        };
    }
    let chosen = choice.and_then(|choice| choice.kind);
    let named = chosen.or_else(|| kind_named(&name));
    let seen = |kind, heading: &[String]| {
        let known = Known { kind, choice, remembered, currency };
        known.columns(heading)
    };
    // Headings that name all that another kind needs are stronger than a name.
    let complete = named
        .and_then(|kind| complete(&rows, &[kind], seen, |_, _| true))
        .or_else(|| chosen.is_none().then(|| complete(&rows, &Kind::ALL, seen, is_sure)).flatten());
    let (index, kind, columns) = match (complete, named) {
        (Some((index, kind, columns)), _) => (index, Some(kind), columns),
        (None, Some(kind)) => {
            let named = |index: usize| used(&seen(kind, cells(&rows, index)));
            let index = heading_of(&rows, |index| (named(index), filled(cells(&rows, index))));
            (index, Some(kind), seen(kind, cells(&rows, index)))
        }
        (None, None) => {
            let index = heading_of(&rows, |index| filled(cells(&rows, index)));
            (index, None, unknown(cells(&rows, index)))
        }
    };
    let first_rows =
        rows.iter().skip(index).take(FIRST_ROWS).map(|row| row.cells.clone()).collect();
    let heading: Vec<String> = cells(&rows, index).to_vec();
    rows.drain(..=index);
    rows.retain(|row| !repeats(row, &heading));
    let missing = kind.map(|kind| missing(kind, &columns)).unwrap_or_default();
    let total = count(rows.len());
    let skipped = rows.is_empty();
    let sheet = kind.filter(|_| missing.is_empty() && !skipped).map(|kind| Sheet {
        kind,
        columns: columns.iter().map(|column| column.field).collect(),
        rows,
    });
    Recognised { kind, skipped, columns, missing, first_rows, rows: total, sheet }
}

/// The first row that names all that one of the kinds needs, as a heading: its place, the kind and its columns. Of
/// several kinds the one that uses most columns.
fn complete(
    rows: &[TableRow],
    kinds: &[Kind],
    seen: impl Fn(Kind, &[String]) -> Vec<ColumnSeen>,
    suffices: impl Fn(&[ColumnSeen], &[String]) -> bool,
) -> Option<(usize, Kind, Vec<ColumnSeen>)> {
    rows.iter().take(HEADING_ROWS).enumerate().find_map(|(index, row)| {
        let mut found: Vec<_> = kinds
            .iter()
            .map(|kind| (*kind, seen(*kind, &row.cells)))
            .filter(|(kind, columns)| missing(*kind, columns).is_empty())
            .filter(|(_, columns)| suffices(columns, &row.cells))
            .collect();
        found.sort_by_key(|(_, columns)| std::cmp::Reverse(used(columns)));
        let mut best = found.into_iter();
        let ((kind, columns), second) = (best.next()?, best.next());
        let clear = second.is_none_or(|(_, second)| used(&second) < used(&columns));
        clear.then_some((index, kind, columns))
    })
}

/// Whether headings alone say the kind: one called `centre` beside others that say nothing makes no list of centres.
fn is_sure(columns: &[ColumnSeen], heading: &[String]) -> bool {
    used(columns) > 1 || used(columns) == filled(heading)
}

/// The cells of a row.
fn cells(rows: &[TableRow], index: usize) -> &[String] {
    rows.get(index).map_or(&[], |row| &row.cells)
}

/// How many cells of a row hold anything.
fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !trim_blanks(cell).is_empty()).count()
}

/// The first of the rows that have the most: where the words say nothing, titles have fewer cells than a heading.
fn heading_of<T: Ord>(rows: &[TableRow], most: impl Fn(usize) -> T) -> usize {
    let first = (0..rows.len().min(HEADING_ROWS)).rev();
    first.max_by_key(|index| most(*index)).unwrap_or_default()
}

/// Whether a row is the heading again, as where sheets were put together.
fn repeats(row: &TableRow, heading: &[String]) -> bool {
    let cells = row.cells.len().max(heading.len());
    (0..cells).all(|index| {
        let cell =
            |cells: &[String]| cells.get(index).map_or("", |cell| trim_blanks(cell)).to_owned();
        cell(&row.cells).eq_ignore_ascii_case(&cell(heading))
    })
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn used(columns: &[ColumnSeen]) -> usize {
    columns.iter().filter(|column| column.field.is_some()).count()
}

fn unknown(heading: &[String]) -> Vec<ColumnSeen> {
    let seen = |heading: &String| ColumnSeen { heading: heading.clone(), ..ColumnSeen::default() };
    heading.iter().map(seen).collect()
}

fn missing(kind: Kind, columns: &[ColumnSeen]) -> Vec<Field> {
    let there = |field: Field| columns.iter().any(|column| column.field == Some(field));
    let needed = kind.fields().iter().filter(|(_, needed)| *needed);
    needed.map(|(field, _)| *field).filter(|field| !there(*field)).collect()
}

/// The kind that a sheet's name says, or that of a file without its ending: `Comptes`, `accounts.csv`,
/// `accounts 2026-11`.
fn kind_named(name: &str) -> Option<Kind> {
    let words = heading_key(name);
    let mut named = Kind::ALL.into_iter().filter(|kind| {
        let says = |name: &str| words.split(' ').any(|word| word == heading_key(name));
        Language::ALL.into_iter().any(|language| says(kind.name(language)))
    });
    match (named.next(), named.next()) {
        (Some(kind), None) => Some(kind),
        _ => None,
    }
}

struct Known<'a> {
    kind: Kind,
    choice: Option<&'a SheetChoice>,
    remembered: &'a [RememberedColumn],
    currency: &'a Currency,
}

impl Known<'_> {
    fn columns(&self, heading: &[String]) -> Vec<ColumnSeen> {
        let mut columns: Vec<ColumnSeen> = heading.iter().map(|name| self.column(name)).collect();
        self.leave_whole_balance(&mut columns);
        let mut named: BTreeMap<Field, (u32, u32)> = BTreeMap::new();
        for column in &columns {
            if let Some(field) = column.field {
                let (by_words, by_people) = named.entry(field).or_default();
                *(if column.chosen { by_people } else { by_words }) += 1;
            }
        }
        for column in &mut columns {
            let Some(field) = column.field else { continue };
            let (by_words, by_people) = named.get(&field).copied().unwrap_or_default();
            // What a person says counts before words; said twice, neither does.
            let once = if column.chosen { by_people == 1 } else { by_people == 0 && by_words == 1 };
            if !once {
                column.field = None;
            }
        }
        columns
    }

    /// What is owed in all is no principal where its parts stand beside it: fees and tax would be owed twice.
    fn leave_whole_balance(&self, columns: &mut [ColumnSeen]) {
        let whole = |column: &ColumnSeen| {
            !column.chosen && says_whole_balance(self.kind, &column.heading, &self.currency.code)
        };
        let told = |field| columns.iter().any(|one| one.field == Some(field) && !whole(one));
        let principal = told(Field::Principal);
        if !principal && !told(Field::Fees) && !told(Field::Tax) {
            return;
        }
        for column in columns.iter_mut().filter(|column| whole(column)) {
            column.field = None;
            column.whole_balance = !principal;
        }
    }

    fn column(&self, name: &str) -> ColumnSeen {
        let seen = |field, chosen| ColumnSeen {
            heading: name.to_owned(),
            field,
            chosen,
            ..ColumnSeen::default()
        };
        let fits = |field: &Option<Field>| {
            field.is_none_or(|field| self.kind.fields().iter().any(|(one, _)| *one == field))
        };
        let key = heading_key(name);
        let chosen = self.choice.into_iter().flat_map(|choice| &choice.columns);
        let chosen = chosen.filter(|column| column.heading == *name).map(|column| column.field);
        let known =
            self.remembered.iter().filter(|one| one.kind == self.kind && one.heading == key);
        let known = known.map(|one| one.field);
        if let Some(field) = chosen.chain(known).find(fits) {
            return seen(field, true);
        }
        seen(says(self.kind, name, &self.currency.code), false)
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod text_tests;
