//! What of a table is drawn.

use domain::reports::{Cell, ChartKind, Table};

/// More bars than these under each other are a table again.
const ROWS_MAX: usize = 30;

/// What the values of a chart are numbers of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Count,
    Money,
    Percent,
}

/// How places and values are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Bars that stand, from left to right in time.
    Columns,
    /// Bars that lie under each other, each below its name.
    Rows,
    /// Lines, from left to right in time.
    Lines,
}

/// The values of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    /// The column's code.
    pub(super) column: String,
    /// A value for each place; none where there is nothing to say.
    pub(super) values: Vec<Option<i64>>,
}

/// A chart before it is drawn. Guaranteed: a series or more, each with a value for each place, and
/// a value above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) layout: Layout,
    pub(super) unit: Unit,
    /// What stands at each place, from the table's first column.
    pub(super) places: Vec<Cell>,
    pub(super) series: Vec<Series>,
    /// How many rows the table has, where that is more than are drawn.
    pub(super) first_of: Option<usize>,
}

impl Drawing {
    /// What of the table is drawn; nothing where there is nothing above zero.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let chart = table.chart.as_ref()?;
        let in_time =
            table.rows.iter().all(|row| matches!(row.first(), Some(Cell::Day(_) | Cell::Month(_))));
        let layout = match (chart.kind, in_time) {
            (ChartKind::Lines, _) => Layout::Lines,
            (ChartKind::Bars, true) => Layout::Columns,
            (ChartKind::Bars, false) => Layout::Rows,
        };
        let drawn = if layout == Layout::Rows { ROWS_MAX } else { usize::MAX };
        let rows = table.rows.get(..drawn).unwrap_or(&table.rows);
        let columns = chart.series.iter().map(|index| *index as usize);
        let all: Vec<(Unit, Series)> =
            columns.filter_map(|index| series(table, rows, index)).collect();
        // One axis has one unit: that of the first series.
        let unit = all.first()?.0;
        let series: Vec<Series> =
            all.into_iter().filter(|(of, _)| *of == unit).map(|(_, series)| series).collect();
        let places = rows.iter().map(|row| row.first().cloned().unwrap_or(Cell::Empty)).collect();
        let first_of = (rows.len() < table.rows.len()).then_some(table.rows.len());
        let drawing = Self { layout, unit, places, series, first_of };
        (drawing.largest() > 0).then_some(drawing)
    }

    /// The largest value.
    pub(super) fn largest(&self) -> u64 {
        let values = self.series.iter().flat_map(|series| &series.values).flatten();
        values.filter_map(|value| u64::try_from(*value).ok()).max().unwrap_or(0)
    }

    /// A value as a cell of the table.
    pub(super) fn cell(&self, value: Option<i64>) -> Cell {
        match (self.unit, value) {
            (Unit::Percent, value) => Cell::Percent(value),
            (_, None) => Cell::Empty,
            (Unit::Money, Some(minor)) => Cell::Money(minor),
            (Unit::Count, Some(n)) => Cell::Count(u64::try_from(n).unwrap_or(0)),
        }
    }
}

fn series(table: &Table, rows: &[Vec<Cell>], index: usize) -> Option<(Unit, Series)> {
    let column = table.columns.get(index)?.name.clone();
    let cells = rows.iter().map(|row| row.get(index));
    let unit = cells.clone().flatten().find_map(number)?.0;
    let values = cells.map(|cell| cell.and_then(number).and_then(|(_, value)| value)).collect();
    Some((unit, Series { column, values }))
}

fn number(cell: &Cell) -> Option<(Unit, Option<i64>)> {
    match cell {
        Cell::Count(n) => Some((Unit::Count, i64::try_from(*n).ok())),
        Cell::Money(minor) => Some((Unit::Money, Some(*minor))),
        Cell::Percent(tenths) => Some((Unit::Percent, *tenths)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::reports::{Chart, Column};

    use super::*;

    fn table(first: impl Fn(usize) -> Cell, rows: usize, kind: ChartKind) -> Table {
        let amount = |n| Cell::Money(i64::try_from(n).unwrap());
        let row = |n| vec![first(n), amount(n), Cell::Count(7), Cell::Percent(None)];
        Table {
            name: "by_centre".to_owned(),
            columns: ["centre", "amount", "count", "rate"].map(Column::number).to_vec(),
            rows: (0..rows).map(row).collect(),
            total: None,
            chart: Some(Chart { kind, series: vec![1, 2, 9] }),
            more: false,
        }
    }

    #[test]
    fn an_axis_has_one_unit_and_time_runs_to_the_right() {
        let months = table(|_| Cell::Month("2026-01".to_owned()), 3, ChartKind::Bars);
        let drawing = Drawing::of(&months).unwrap();
        assert_eq!((drawing.layout, drawing.unit), (Layout::Columns, Unit::Money));
        let amounts = vec![Some(0), Some(1), Some(2)];
        assert_eq!(
            drawing.series,
            [Series { column: "amount".to_owned(), values: amounts }],
            "counts do not stand on an axis of amounts"
        );
        assert_eq!(drawing.largest(), 2);
        assert_eq!(drawing.first_of, None);
    }

    #[test]
    fn the_first_of_many_rows_are_drawn() {
        let drawing =
            Drawing::of(&table(|_| Cell::Text("Kisumu".to_owned()), 31, ChartKind::Bars)).unwrap();
        assert_eq!((drawing.layout, drawing.places.len()), (Layout::Rows, 30));
        assert_eq!(drawing.first_of, Some(31));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let month = |_| Cell::Month("2026-01".to_owned());
        assert_eq!(Drawing::of(&table(month, 1, ChartKind::Bars)), None);
        assert_eq!(Drawing::of(&table(month, 0, ChartKind::Lines)), None);
        let undrawn = Table { chart: None, ..table(month, 3, ChartKind::Lines) };
        assert_eq!(Drawing::of(&undrawn), None);
    }
}
