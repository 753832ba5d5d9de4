//! A table of a report, as one string: a register has a thousand rows.

use domain::AccountId;
use domain::reports::{Cell, Table, words};

use super::written::{Written, is_zero, plain};
use crate::components::{Element, Html};
use crate::i18n::reports as texts;
use crate::routes;

/// The inside of the table.
pub(super) fn html(table: &Table, written: &Written<'_>) -> String {
    let numeric: Vec<bool> = table.columns.iter().map(|column| column.numeric).collect();
    let mut html = Html::default();
    html.element("thead")
        .with(|html| html.element("tr").with(|html| headings(html, table, written)));
    html.element("tbody").with(|html| {
        for row in &table.rows {
            html.element("tr").attr("data-testid", "report-row").with(|html| {
                cells(html, row, &numeric, written);
            });
        }
    });
    if let Some(total) = &table.total {
        html.element("tfoot").with(|html| {
            html.element("tr").attr("data-testid", "report-total").with(|html| {
                totals(html, total, &numeric, written);
            });
        });
    }
    html.finish()
}

/// An element of a column: figures stand on the right.
fn classed<'a>(element: Element<'a>, class: Option<&'static str>) -> Element<'a> {
    match class {
        Some(class) => element.attr("class", class),
        None => element,
    }
}

/// The class of a column.
fn class(numeric: bool) -> Option<&'static str> {
    numeric.then_some("number")
}

fn is_numeric(numeric: &[bool], index: usize) -> bool {
    numeric.get(index).copied().unwrap_or(false)
}

fn headings(html: &mut Html, table: &Table, written: &Written<'_>) {
    for column in &table.columns {
        let heading = words::column(&column.name, written.language);
        let element = html.element("th").attr("scope", "col");
        classed(element, class(column.numeric)).text(heading);
    }
}

/// A row. Its first cell says what it is about.
fn cells(html: &mut Html, row: &[Cell], numeric: &[bool], written: &Written<'_>) {
    for (index, cell) in row.iter().enumerate() {
        let numeric = is_numeric(numeric, index);
        let element =
            if index == 0 { html.element("th").attr("scope", "row") } else { html.element("td") };
        let class = if is_zero(cell) { Some("number zero") } else { class(numeric) };
        let element = classed(element, class);
        let element = if numeric { element.attr("data-value", &plain(cell)) } else { element };
        element.with(|html| inside(html, cell, written));
    }
}

/// What stands in a cell. An account leads to its page.
fn inside(html: &mut Html, cell: &Cell, written: &Written<'_>) {
    let text = written.cell(cell);
    match cell {
        Cell::Account(id) => match AccountId::parse(id) {
            Ok(id) => html.element("a").attr("href", &routes::account(&id)).text(&text),
            Err(_) => html.text(&text),
        },
        _ => html.text(&text),
    }
}

/// The sums. What stands first says that they are.
fn totals(html: &mut Html, total: &[Cell], numeric: &[bool], written: &Written<'_>) {
    for (index, cell) in total.iter().enumerate() {
        let numeric = is_numeric(numeric, index);
        if index == 0 && !numeric {
            let says = texts::TOTAL.of(written.language);
            html.element("th").attr("scope", "row").text(says);
            continue;
        }
        let element = classed(html.element("td"), class(numeric));
        let element = if numeric { element.attr("data-value", &plain(cell)) } else { element };
        element.with(|html| inside(html, cell, written));
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;
    use domain::money::Currency;
    use domain::reports::Column;

    use super::*;

    fn register() -> Table {
        Table {
            name: "register".to_owned(),
            columns: vec![
                Column::text("day"),
                Column::text("account"),
                Column::text("customer"),
                Column::number("amount"),
            ],
            rows: vec![
                vec![
                    Cell::Day("2026-11-21".to_owned()),
                    Cell::Account("KE-1".to_owned()),
                    Cell::Text("<b>O'Brien</b>".to_owned()),
                    Cell::Money(1_050),
                ],
                vec![Cell::Empty, Cell::Account("no id!".to_owned()), Cell::Empty, Cell::Money(0)],
            ],
            total: Some(vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Money(1_050)]),
            chart: None,
            more: false,
        }
    }

    #[test]
    fn a_table_has_headings_rows_links_and_sums() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let html = html(&register(), &Written { currency: &currency, language: Language::Fr });
        for part in [
            "<th scope=\"col\">Date</th>",
            "<th scope=\"col\" class=\"number\">Montant</th>",
            "<th scope=\"row\">21 nov. 2026</th>",
            "<a href=\"/accounts/KE-1\">KE-1</a>",
            "&lt;b&gt;O&#39;Brien&lt;/b&gt;",
            "<td class=\"number\" data-value=\"1050\">10,50</td>",
            "<td class=\"number zero\" data-value=\"0\">0,00</td>",
            "<td>no id!</td>",
            "<tfoot><tr data-testid=\"report-total\"><th scope=\"row\">Total</th>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
