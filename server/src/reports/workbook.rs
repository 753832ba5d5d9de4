//! A report as a workbook: what it is about on the first sheet, and a sheet for each table.

use domain::api::ReportReply;
use domain::language::Language;
use domain::reports::{Cell, Table, words};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::identity::CompanyRecord;

/// What such a file is.
pub(crate) const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Names of sheets are at most so long.
const SHEET_NAME_CHARS_MAX: usize = 31;

/// How cells look.
struct Formats {
    heading: Format,
    heading_of_numbers: Format,
    bold: Format,
    wrapped: Format,
    money: Format,
    total: Format,
    count: Format,
    percent: Format,
    /// Minor units of a unit of the currency.
    minor_units: f64,
}

/// The report as a workbook.
pub(super) fn workbook(
    reply: &ReportReply,
    company: &CompanyRecord,
    language: Language,
) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::of(company.currency.minor_digits);
    let mut workbook = Workbook::new();
    about(workbook.add_worksheet(), reply, company, &formats, language)?;
    for table in &reply.report.tables {
        sheet(workbook.add_worksheet(), table, &formats, language)?;
    }
    workbook.save_to_buffer()
}

impl Formats {
    fn of(minor_digits: u8) -> Self {
        let digits = usize::from(minor_digits);
        let decimals = if digits == 0 { String::new() } else { format!(".{}", "0".repeat(digits)) };
        let money = format!("#,##0{decimals}");
        let heading = Format::new().set_bold().set_text_wrap();
        Self {
            heading_of_numbers: heading.clone().set_align(FormatAlign::Right),
            heading,
            bold: Format::new().set_bold(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            money: Format::new().set_num_format(&money),
            total: Format::new().set_num_format(&money).set_bold(),
            count: Format::new().set_num_format("#,##0"),
            percent: Format::new().set_num_format("0.0%"),
            minor_units: 10_f64.powi(i32::from(minor_digits)),
        }
    }
}

/// The title, the company, the period, the figures, the definition and the source.
fn about(
    sheet: &mut Worksheet,
    reply: &ReportReply,
    company: &CompanyRecord,
    formats: &Formats,
    language: Language,
) -> Result<(), XlsxError> {
    let title = words::title(reply.name, language);
    sheet.set_name(shortened(title))?;
    sheet.set_column_width(0, 34)?.set_column_width(1, 60)?;
    sheet.write_string_with_format(0, 0, title, &formats.bold)?;
    sheet.write_string(1, 0, &company.name)?;
    sheet.write_string(1, 1, &company.currency.code)?;
    let days = match (reply.from, reply.to) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        _ => reply.today.to_string(),
    };
    sheet.write_string(2, 0, days)?;
    let mut row = 4;
    for figure in &reply.report.figures {
        sheet.write_string(row, 0, words::figure(&figure.name, language))?;
        write(sheet, (row, 1), &figure.value, formats, (language, false))?;
        row += 1;
    }
    for text in [words::definition(reply.name, language), words::source(reply.name, language)] {
        row += 1;
        sheet.merge_range(row, 0, row, 1, text, &formats.wrapped)?;
        sheet.set_row_height(row, 90)?;
    }
    Ok(())
}

fn sheet(
    sheet: &mut Worksheet,
    table: &Table,
    formats: &Formats,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(shortened(words::table(&table.name, language)))?;
    for (column, of) in (0_u16..).zip(&table.columns) {
        let format = if of.numeric { &formats.heading_of_numbers } else { &formats.heading };
        let name = words::column(&of.name, language);
        sheet.write_string_with_format(0, column, name, format)?;
        sheet.set_column_width(column, if of.numeric { 16 } else { 22 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let rows = table.rows.iter().map(|row| (row, false));
    let total = table.total.iter().map(|row| (row, true));
    for (row, (cells, total)) in (1_u32..).zip(rows.chain(total)) {
        for (column, cell) in (0_u16..).zip(cells) {
            write(sheet, (row, column), cell, formats, (language, total))?;
        }
    }
    Ok(())
}

/// Texts are written as texts, whatever they begin with; figures as numbers.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    (language, total): (Language, bool),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Percent(None) => {}
        Cell::Text(text) | Cell::Account(text) | Cell::Day(text) | Cell::Month(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Code(code) => {
            sheet.write_string(row, column, words::code(code, language))?;
        }
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, number(*count), &formats.count)?;
        }
        Cell::Money(minor) => {
            let format = if total { &formats.total } else { &formats.money };
            let amount = signed(*minor) / formats.minor_units;
            sheet.write_number_with_format(row, column, amount, format)?;
        }
        Cell::Percent(Some(tenths)) => {
            let share = signed(*tenths) / 1_000.0;
            sheet.write_number_with_format(row, column, share, &formats.percent)?;
        }
    }
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "workbooks have no other numbers; 15 digits are exact"
)]
const fn number(count: u64) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_precision_loss,
    reason = "workbooks have no other numbers; 15 digits are exact"
)]
const fn signed(amount: i64) -> f64 {
    amount as f64
}

/// A name that a sheet may have.
fn shortened(name: &str) -> String {
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    name.chars().filter(allowed).take(SHEET_NAME_CHARS_MAX).collect()
}
